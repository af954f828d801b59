"""What somebody agreed to, as they or their parent read it: four statements, however many agreements there are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.clock import local_today
from core.consent import all_standings, ledger
from core.consent.answerers import Answerers
from core.consent.models import Competence, Entry
from core.consent.purposes import Purpose, purposes
from core.consent.rules import ANSWERS, NO, Standing
from core.consent.wording import askable, reader_for, text_of
from core.db import db
from core.me.telling import CAPACITY, JUDGED, Own, Told, said, told
from core.people.ages_here import council_ages
from core.people.models import Person
from core.people.relationships.seeing import as_child
from core.people.shared import names_of
from core.web.languages import gettext
from core.web.preferences import reading


@dataclass(frozen=True)
class Agreement:
    """One thing to agree to: the council's words for this reader, how it stands, and the uses this voice chose."""

    purpose: Purpose
    title: str
    paragraphs: Sequence[str]
    standing: Standing
    told: Told
    own: Own
    chosen: frozenset[str]
    people: Sequence[tuple[str, str]]
    waits: bool
    may_change: bool = True
    needs_adult: bool = False

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return self.purpose.name.replace(".", "-")


@dataclass(frozen=True)
class Line:
    """One thing that was said before, in a sentence."""

    on: date
    title: str
    sentence: str


@dataclass(frozen=True)
class Judged:
    """What was judged about deciding one thing oneself, and until when that holds."""

    title: str
    sentence: str
    until: date


def of_myself(person: Person) -> list[Agreement]:
    """Every agreement that this council can ask about, those that wait for an answer first."""
    latest, standings = latest_of(ledger.lines(person.id), "own"), all_standings(person.id)
    who, reader = Answerers([person.id]), reader_of(person, for_adult=False)
    names = _named(latest.values())
    found = []
    for purpose in askable():
        standing, entry = standings[purpose.name], latest.get(purpose.name)
        needs_adult = who.decision(person.id, purpose.name).deciding.adult
        how = told(standing, own_word(entry), needs_adult)
        found.append(agreement(purpose, reader, standing, entry, how, names, needs_adult=needs_adult))
    return sorted(found, key=lambda one: not one.waits)


def agreement(
    purpose: Purpose,
    reader: str,
    standing: Standing,
    entry: Entry | None,
    how: Told,
    names: Mapping[UUID | None, str],
    *,
    may_change: bool = True,
    needs_adult: bool = False,
) -> Agreement:
    """One agreement as it is read by whoever's latest answer is `entry`."""
    text = text_of(purpose.name)
    assert text is not None  # it can be asked
    own = own_word(entry)
    return Agreement(
        purpose,
        text.title,
        text.paragraphs(reader),
        standing,
        how,
        own,
        frozenset(entry.options) if entry else frozenset(),
        [(one, names.get(UUID(one), "")) for one in (entry.with_people if entry else ())],
        waits=may_change and standing.state == "asked" and not own,
        may_change=may_change,
        needs_adult=needs_adult,
    )


def history(lines: Sequence[Entry]) -> list[Line]:
    """What was said before, the latest first; bookkeeping left out."""
    named = purposes()
    return [
        Line(entry.said_on, _title(entry.purpose), sentence)
        for entry in lines
        if entry.purpose in named and (sentence := said(entry.state, entry.voice))
    ]


def judgements(person_id: UUID) -> list[Judged]:
    """The results of judgements that hold today, and nothing of what was written down about them."""
    query = (
        select(Competence.decision, Competence.judgement, Competence.kind, Competence.review_on)
        .where(Competence.person_id == person_id, Competence.ended_on.is_(None))
        .where(Competence.review_on >= local_today())
        .order_by(Competence.assessed_on, Competence.made_at)
    )
    latest = {row.decision: row for row in db.session.execute(query)}
    return [
        Judged(_title(row.decision), gettext(_words(row.kind)[row.judgement]), row.review_on) for row in latest.values()
    ]


def reader_of(person: Person, *, for_adult: bool) -> str:
    """Which of the council's five texts is for this reader."""
    read = as_child(person, council_ages(), local_today())
    return reader_for(reading()[0], read.youngest, for_adult=for_adult)


def latest_of(lines: Sequence[Entry], voice: str, adult_id: UUID | None = None) -> dict[str, Entry]:
    """The latest answer of one voice about each purpose; `lines` are newest first."""
    found: dict[str, Entry] = {}
    for entry in lines:
        if (entry.voice, entry.adult_id) == (voice, adult_id) and entry.state in ANSWERS:
            found.setdefault(entry.purpose, entry)
    return found


def own_word(entry: Entry | None) -> Own:
    """What the latest answer of one voice comes to today."""
    if entry is None:
        return ""
    if entry.state in NO:
        return "no"
    ended = entry.state != "given" or (entry.until is not None and entry.until < local_today())
    return "ended" if ended else "yes"


def _words(kind: str) -> Mapping[str, str]:
    return JUDGED if kind == "gillick" else CAPACITY


def _named(entries: Iterable[Entry]) -> dict[UUID | None, str]:
    return names_of(Person, {UUID(one) for entry in entries for one in entry.with_people})


def _title(purpose: str) -> str:
    text, declared = text_of(purpose), purposes().get(purpose)
    return text.title if text else gettext(declared.title) if declared else purpose
