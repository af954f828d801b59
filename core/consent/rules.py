"""May somebody be photographed, named, told? Derived from every word said about it: plain functions, plain values.

The table (trust: who may say yes):

    under the guardian's age    an entitled adult's yes; the child's own no always counts
    from there to 15            judged competent for this decision: their own yes; an adult's no leaves it unsettled
                                judged competent in part: their own yes and an adult's
                                otherwise: an entitled adult's yes; their own no always counts
    16 and 17                   their own yes alone; judged not able to decide now: unsettled
    from 18                     their own yes alone, or that of a deputy

The strictest answer wins: where entitled adults disagree nothing is allowed until a worker has settled it, and where
an age is not known exactly, it is allowed only if it would be at every age that it can be (Gillick; UK GDPR Art. 8).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from core.people.ages import Ages

State = Literal["not_asked", "asked", "given", "refused", "withdrawn", "expired", "lapsed", "unsettled"]
NO = ("refused", "withdrawn")
ANSWERS = ("given", *NO, "expired", "lapsed")
ASK_AGAIN_DAYS = 60  # after the birthday from which somebody may decide, an adult's yes lasts so much longer


@dataclass(frozen=True, slots=True)
class Bond:
    """An adult's right to decide for somebody, as far as a relationship says; `until` is its last day."""

    kind: str
    parental_responsibility: bool = False
    delegated: tuple[str, ...] = ()
    verified_on: date | None = None
    starts_on: date | None = None
    until: date | None = None
    no_contact: bool = False
    court_order: bool = False

    def entitles(self, purpose: str, day: date) -> bool:
        """True when this adult may decide about `purpose` on `day`."""
        if self.no_contact or self.court_order or self.verified_on is None:
            return False
        if (self.until and day > self.until) or (self.starts_on and day < self.starts_on):
            return False
        return self.parental_responsibility or self.kind == "deputy" or purpose in self.delegated


class Word(NamedTuple):
    """One line of the ledger as the rules read it. `voice`: own, adult, council, worker or job."""

    state: str
    voice: str
    said_on: date
    seq: int = 0
    adult_id: UUID | None = None
    bond: Bond | None = None
    options: frozenset[str] = frozenset()
    with_people: frozenset[str] = frozenset()
    until: date | None = None


class Subject(NamedTuple):
    """Whose agreement it is: the youngest and oldest they can be today, and what was judged about this decision.

    `ages` None: nothing is known of their age. `is_adult`: a worker, parent or partner.
    """

    youngest: int | None
    oldest: int | None
    born_on: date | None = None
    competence: str | None = None
    is_adult: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How an agreement stands: its state, the uses that are allowed, until when, and why in a few plain words."""

    state: State
    options: frozenset[str] = frozenset()
    limits: frozenset[str] = frozenset()
    with_people: frozenset[str] = frozenset()
    until: date | None = None
    why: str = ""
    by: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """True while somebody entitled has agreed and nobody entitled has said no."""
        return self.state == "given"

    @property
    def use(self) -> tuple[object, ...]:
        """What may be done: two standings with the same use differ only in their story."""
        return (self.holds, self.options, self.limits, self.with_people)

    def allows(self, option: str = "") -> bool:
        """True when it holds, and for this use where the purpose has uses to choose among."""
        return self.holds and (not option or option in self.options or option in self.with_people)


class _Voices(NamedTuple):
    """The latest word of everybody who counts, at one age."""

    own: Word | None
    adults: tuple[Word, ...]
    asked: bool
    was_given: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about: the purpose, the day, the council's ages, and the limits that a yes can carry."""

    purpose: str
    day: date
    ages: Ages = field(default_factory=Ages)
    limits: frozenset[str] = frozenset()


def standing(question: Question, subject: Subject, words: Iterable[Word]) -> Standing:
    """How the agreement stands: the strictest answer over every age that the subject can be today."""
    said = sorted(words, key=lambda word: word.seq)
    found = [_at_age(question, subject, age, said) for age in _ages_to_try(question.ages, subject)]
    worst = next((one for one in found if not one.holds), None)
    return worst or (_narrowest(found) if len(found) > 1 else found[0])


def may_answer(question: Question, subject: Subject, voice: str, bond: Bond | None = None) -> str:
    """Why this voice may not answer, in plain words; "" where it may."""
    if voice == "own":
        return ""
    if subject.is_adult or (subject.youngest is not None and subject.youngest >= question.ages.adult):
        return "" if _is_deputy(bond, question) else "They are an adult: only they can answer."
    if subject.youngest is not None and subject.youngest >= question.ages.own:
        return f"From {question.ages.own} on only they can answer."
    if bond is None or not bond.entitles(question.purpose, question.day):
        return "This adult is not recorded as somebody who may decide about this."
    return ""


def gate_ages(ages: Ages, subject: Subject) -> tuple[int, ...]:
    """The ages in whole years at which the table is asked for this subject: one for each row that may apply."""
    return tuple(_ages_to_try(ages, subject))


def _ages_to_try(ages: Ages, subject: Subject) -> list[int]:
    if subject.is_adult:
        return [ages.adult]
    if subject.youngest is None or subject.oldest is None:
        return [0]
    edges = {0, ages.guardian_below, ages.own, ages.adult}
    inside = {edge for edge in edges if subject.youngest < edge <= subject.oldest}
    return sorted({subject.youngest} | inside)


def _at_age(question: Question, subject: Subject, age: int, said: Sequence[Word]) -> Standing:
    voices = _voices(question, subject, age, said)
    if age >= question.ages.own:
        return _by_themselves(question, subject, age, voices)
    if age >= question.ages.guardian_below and subject.competence == "competent":
        return _competent(question, voices)
    both = age >= question.ages.guardian_below and subject.competence == "partly"
    return _by_adults(question, voices, both)


def _by_themselves(question: Question, subject: Subject, age: int, voices: _Voices) -> Standing:
    if _says_no(voices.own):
        return _refused(voices.own, "They said no.")
    if age < question.ages.adult and subject.competence == "not_now":
        return _settled_for_them(question, voices)
    deputies = voices.adults if age >= question.ages.adult else ()
    if any(_says_no(word) for word in deputies):
        return _refused(next(word for word in deputies if _says_no(word)), "Their deputy said no.")
    yes = _yeses(question, (voices.own, *deputies))
    return _given(question, yes) if yes else _nothing(question, voices, "Nobody has asked them yet.")


def _settled_for_them(question: Question, voices: _Voices) -> Standing:
    """At 16 or 17 somebody who cannot decide now: what a worker has settled, with reasons, and nothing before that."""
    yes = _yeses(question, voices.adults)
    if yes:
        return _given(question, yes)
    return Standing("unsettled", why="It was noted that they cannot decide this now. A worker has to settle it.")


def _competent(question: Question, voices: _Voices) -> Standing:
    if _says_no(voices.own):
        return _refused(voices.own, "They said no.")
    if any(word.voice == "worker" and _says_no(word) for word in voices.adults):
        return Standing("refused", why="A worker settled it as a no.")
    yes = _yeses(question, (voices.own,))
    if yes and any(_says_no(word) for word in voices.adults):
        return Standing("unsettled", why="They said yes, an adult said no. A worker has to settle it.")
    return _given(question, yes) if yes else _nothing(question, voices, "Their own answer is missing.")


def _by_adults(question: Question, voices: _Voices, both: bool) -> Standing:
    if _says_no(voices.own):
        return _refused(voices.own, "They said no.")
    no = [word for word in voices.adults if _says_no(word)]
    yes = _yeses(question, voices.adults)
    if no and yes:
        return Standing("unsettled", why="The adults who decide do not agree. A worker has to settle it.")
    if no:
        return _refused(no[-1], "An adult who decides for them said no.")
    own = _yeses(question, (voices.own,))
    if not yes:
        return _nothing(question, voices, "The yes of an adult who decides for them is missing.")
    if both and not own:
        return _nothing(question, voices, "Their own yes is needed as well.")
    return _given(question, yes + own)


def _voices(question: Question, subject: Subject, age: int, said: Sequence[Word]) -> _Voices:
    own: Word | None = None
    adults: dict[UUID | str, Word] = {}
    asked, was_given = False, False
    for word in said:
        asked = asked or word.state == "asked"
        was_given = was_given or word.state == "given"
        if word.voice == "own" and word.state in ANSWERS:
            own = word
        elif word.voice == "worker" and word.state in ANSWERS:
            adults = {"worker": word}  # settled: what adults said before is answered
        elif word.state in ANSWERS:
            adults[word.adult_id or word.voice] = word
    counted = tuple(word for word in adults.values() if _counts(question, subject, age, word))
    return _Voices(own, counted, asked, was_given)


def _counts(question: Question, subject: Subject, age: int, word: Word) -> bool:
    """Whether an adult's word counts today, at this age."""
    if age >= question.ages.adult:
        return _is_deputy(word.bond, question)
    if age >= question.ages.own:
        return word.voice == "worker"
    return word.voice == "worker" or (word.bond is not None and word.bond.entitles(question.purpose, question.day))


def _is_deputy(bond: Bond | None, question: Question) -> bool:
    return bond is not None and bond.kind == "deputy" and bond.entitles(question.purpose, question.day)


def _says_no(word: Word | None) -> bool:
    return word is not None and word.state in NO


def _yeses(question: Question, words: Iterable[Word | None]) -> list[Word]:
    said = [word for word in words if word is not None and word.state == "given"]
    return [word for word in said if word.until is None or question.day <= word.until]


def _given(question: Question, yes: Sequence[Word]) -> Standing:
    """What all of them agree to: the uses that everybody chose, the limits that anybody chose, the earliest end."""
    limits = frozenset().union(*(word.options & question.limits for word in yes))
    options = frozenset.intersection(*(word.options - question.limits for word in yes))
    shared = frozenset.intersection(*(word.with_people for word in yes))
    ends = [word.until for word in yes if word.until]
    by = tuple(dict.fromkeys(word.voice for word in yes))
    return Standing("given", options, limits, shared, min(ends, default=None), by=by)


def _refused(word: Word | None, why: str) -> Standing:
    return Standing("withdrawn" if word is not None and word.state == "withdrawn" else "refused", why=why)


def _nothing(question: Question, voices: _Voices, why: str) -> Standing:
    """No yes holds: say which of the reasons it is."""
    latest = [word for word in (voices.own, *voices.adults) if word is not None]
    if any(_ended(word, question.day) for word in latest):
        return Standing("expired", why="What was agreed has come to its end. They can be asked again.")
    if voices.was_given:
        return Standing("lapsed", why=f"What was agreed no longer counts. {why}")
    if voices.asked:
        return Standing("asked", why="They were asked and have not answered.")
    return Standing("not_asked", why=why)


def _ended(word: Word, day: date) -> bool:
    return word.state == "expired" or (word.state == "given" and word.until is not None and day > word.until)


def _narrowest(found: Sequence[Standing]) -> Standing:
    ends = [one.until for one in found if one.until]
    return Standing(
        "given",
        frozenset.intersection(*(one.options for one in found)),
        frozenset().union(*(one.limits for one in found)),
        frozenset.intersection(*(one.with_people for one in found)),
        min(ends, default=None),
        by=found[-1].by,
    )


def lasts_until(said_on: date, months_end: date, ages: Ages, born_on: date | None, by_adult: bool) -> date:
    """The last day of a yes: the council's period, or sooner where an adult's word stops counting with a birthday."""
    if born_on is None or not by_adult:
        return months_end
    decides = ages.birthday(born_on, ages.guardian_below)
    if said_on < decides:
        months_end = min(months_end, decides + timedelta(days=ASK_AGAIN_DAYS))
    own = ages.birthday(born_on, ages.own)
    return min(months_end, own - timedelta(days=1)) if said_on < own else months_end
