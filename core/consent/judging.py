"""Judging many people at once from rows as they lie in the database: those who stand alike are judged once.

A list of fifty people holds a handful of situations: asked on the same day, of an age, with the same answers. Two rows
tell of the same situation when all of them but the ids is the same, so only one of them is read into values and rules.
Nothing is kept between two lists.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from core.consent.models import Competence, Entry
from core.consent.rules import Bond, Question, Standing, Subject, Word, standing
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.people.rules import age_range_on

ADULT_KINDS = frozenset({"worker", "parent_carer", "partner"})
WHO = (Person.kind, Person.born_on, Person.age_band, Person.age_band_said_on)
SAID = (Entry.state, Entry.voice, Entry.options, Entry.with_people, Entry.until)
BOND = (
    Relationship.kind,
    Relationship.parental_responsibility,
    Relationship.delegated,
    Relationship.verified_on,
    Relationship.starts_on,
    Relationship.ends_on,
    Relationship.no_contact,
    Relationship.court_order,
)
JUDGED = (Competence.judgement, Competence.assessed_on, Competence.review_on, Competence.made_at)
COLUMNS = tuple(
    sa.type_coerce(column, sa.String).label(f"c{place}")  # as it is stored: reading each value costs more than judging
    for place, column in enumerate((Person.id, *WHO, Entry.purpose, Entry.id, Entry.adult_id, *SAID, *BOND, *JUDGED))
)
_PURPOSE, _ENTRY, _ADULT, _LINE = 1 + len(WHO), 2 + len(WHO), 3 + len(WHO), 4 + len(WHO)
_OPTIONS, _DELEGATED = _LINE + 2, _LINE + len(SAID) + 2  # lists, as JSON
_BOND, _JUDGED = len(SAID), len(SAID) + len(BOND)  # where they begin in a line
Row = Sequence[Any]
Who = tuple[int | None, int | None, bool]
Lines = tuple[tuple[int, int, Row], ...]
Situation = tuple[str, Who, Lines]


def judge(rows: Sequence[Row], questions: Mapping[str, Question]) -> dict[UUID, dict[str, Standing]]:
    """How each agreement of each person in `rows` (COLUMNS, in the order in which things were said) stands.

    `questions` by purpose; all of one day and one council.
    """
    if not questions:
        return {}
    alike = _Alike(questions)
    any_question = next(iter(questions.values()))  # they differ in what is asked, never in the day and the ages
    ages = _Ages(any_question)
    found: dict[UUID, dict[str, Standing]] = {}
    for person_id, (who, by_purpose) in _by_person(_comparable(rows)).items():
        answers = found[person_id if isinstance(person_id, UUID) else UUID(person_id)] = {}
        for name in questions:
            situation = name, ages[who], _lines(by_purpose.get(name, ()))
            answers[name] = alike[situation]
    return found


class _Alike(dict[Situation, Standing]):
    """How whoever is in a situation stands, judged when it is met for the first time."""

    def __init__(self, questions: Mapping[str, Question]) -> None:
        super().__init__()
        self.questions = questions

    def __missing__(self, situation: Situation) -> Standing:
        name, who, lines = situation
        question = self.questions[name]
        self[situation] = made = standing(question, _subject(question, who, lines), _words(question, lines))
        return made


def ages_today(person: Any, question: Question) -> tuple[int | None, int | None]:
    """The youngest and oldest that somebody can be on the day of the question; (None, None) where nothing is known."""
    if person.born_on:
        age = question.ages.on(person.born_on, question.day)
        return age, age
    return age_range_on(person, question.day) or (None, None)


def strictest(bonds: Iterable[Bond], question: Question) -> Bond | None:
    """Of several places that one adult has in a child's life: the one that keeps them away, else one that entitles."""
    found = list(bonds)
    barred = next((bond for bond in found if bond.no_contact or bond.court_order), None)
    entitled = next((bond for bond in found if bond.entitles(question.purpose, question.day)), None)
    return barred or entitled or next(iter(found), None)


def _by_person(rows: Iterable[Row]) -> dict[Any, tuple[Row, dict[str, list[Row]]]]:
    """For each person what is stored about them, and the rows about each purpose."""
    people: dict[Any, tuple[Row, dict[str, list[Row]]]] = {}
    for row in rows:
        known = people.get(row[0])
        if known is None:
            known = people[row[0]] = (row[1:_PURPOSE], {})
        known[1].setdefault(row[_PURPOSE], []).append(row)
    return people


def _lines(rows: Sequence[Row]) -> Lines:
    """The rows about one purpose without their ids: (which line, which adult, SAID, BOND, JUDGED)."""
    entries: dict[Any, int] = {}
    adults: dict[Any, int] = {None: 0}
    return tuple(
        (entries.setdefault(row[_ENTRY], len(entries)), adults.setdefault(row[_ADULT], len(adults)), row[_LINE:])
        for row in rows
    )


def _comparable(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows as they are, or with plain values for lists where the database hands lists out as such."""
    if not any(isinstance(value, list) for row in rows for value in (row[_OPTIONS], row[_DELEGATED])):
        return rows
    return [tuple(tuple(one) if isinstance(one, list) else one for one in row) for row in rows]


class _Ages(dict[Row, Who]):
    """(youngest, oldest, is an adult by what they are) for what is stored about a person, worked out once each."""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question

    def __missing__(self, who: Row) -> Who:
        kind, born_on, band, said_on = who
        person = SimpleNamespace(born_on=_day(born_on), age_band=band, age_band_said_on=_day(said_on))
        youngest, oldest = ages_today(person, self.question)
        self[who] = made = (self._from(youngest), self._from(oldest), kind in ADULT_KINDS)
        return made

    def _from(self, age: int | None) -> int | None:
        """The age from which the row of the table holds that holds at `age`: within a row all are judged alike."""
        ages = self.question.ages
        edges = (0, ages.guardian_below, ages.own, ages.adult)
        return max((edge for edge in edges if edge <= age), default=age) if age is not None else None


def _subject(question: Question, who: Who, lines: Lines) -> Subject:
    youngest, oldest, is_adult = who
    return Subject(youngest, oldest, None, _judgement(question, lines), is_adult)


def _judgement(question: Question, lines: Lines) -> str | None:
    """What was judged last, of what holds on the day of the question."""
    judged = [line[_JUDGED:] for _, _, line in lines if line[_JUDGED] is not None]
    holding = [one for one in judged if question.day <= (_day(one[2]) or date.min)]
    latest = max(holding, key=lambda one: (one[1], one[3]), default=None)
    return str(latest[0]) if latest is not None else None


def _words(question: Question, lines: Lines) -> list[Word]:
    by_entry: dict[int, list[tuple[int, Row]]] = defaultdict(list)
    for entry, adult, line in lines:
        by_entry[entry].append((adult, line))
    return [_word(question, seq, said) for seq, said in by_entry.items()]


def _word(question: Question, seq: int, said: Sequence[tuple[int, Row]]) -> Word:
    adult, line = said[0]
    state, voice, options, with_people, until = line[:_BOND]
    bonds = (_bond(line[_BOND:_JUDGED]) for _, line in said if line[_BOND])
    return Word(
        state=state,
        voice=voice,
        said_on=question.day,
        seq=seq,
        adult_id=UUID(int=adult) if adult else None,
        bond=strictest(bonds, question),
        options=_listed(options),
        with_people=_listed(with_people),
        until=_day(until),
    )


def _bond(stored: Row) -> Bond:
    kind, responsibility, delegated, verified_on, starts_on, ends_on, no_contact, court_order = stored
    days = (_day(verified_on), _day(starts_on), _day(ends_on))
    return Bond(kind, bool(responsibility), tuple(_listed(delegated)), *days, bool(no_contact), bool(court_order))


def _day(stored: Any) -> date | None:
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _listed(stored: Any) -> frozenset[str]:
    return frozenset((json.loads(stored) if isinstance(stored, str) else stored) or ())
