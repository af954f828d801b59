"""A person's agreements as staff see them: how each stands, why, who may decide, and every line of the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.authority.wording import READERS
from core.consent import ledger
from core.consent.answerers import COUNCIL, Answerers, Decision
from core.consent.models import Entry, Wording
from core.consent.purposes import Purpose, purposes
from core.consent.reading import all_standings
from core.consent.rules import Standing
from core.consent.wording import here
from core.consent.words import CAPACITIES, HOWS, LINES, STATES, standing_words, titles
from core.db import current_authority_id, db
from core.people.models import Person
from core.people.shared import names_of
from core.users.models import Membership

SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Line:
    """One line of the ledger in words. `replaced`: the same voice has said something newer."""

    said_on: date
    what: str
    who: str
    how: str
    uses: Sequence[str]
    until: date | None
    note: str
    written_by: str
    wording_id: UUID | None
    scan_id: UUID | None
    replaced: bool


@dataclass(frozen=True)
class Agreement:
    """One purpose for one person: how it stands today, whose it is to decide, and how it came to be."""

    purpose: Purpose
    state: str
    label: str
    tone: str
    why: str
    uses: Sequence[str]
    standing: Standing
    decision: Decision
    can_be_asked: bool
    lines: Sequence[Line]


def agreements(person_id: UUID) -> list[Agreement]:
    """Every purpose of this deployment for one person, those that the council can ask for first."""
    standings, words = all_standings(person_id), here().wordings
    answerers, history = Answerers((person_id,)), _history(person_id)
    found = [
        _agreement(purpose, standings[purpose.name], answerers.decision(person_id, purpose.name), history, words)
        for purpose in purposes()
    ]
    return sorted(found, key=lambda one: not one.can_be_asked)


def short(person_id: UUID) -> list[tuple[str, str, str, str]]:
    """(title, state in a word, its tone, uses) of what this person was or can be asked: the panel on their page."""
    words = here().wordings
    return [
        (purposes()[name].title, *STATES[one.state], ", ".join(titles(purposes()[name], one.options | one.limits)))
        for name, one in all_standings(person_id).items()
        if name in words or one.state != "not_asked"
    ]


def versions(person_id: UUID, purpose: str) -> list[tuple[Wording, list[tuple[str, list[str]]]]]:
    """The words by which this person was asked about a purpose, newest first, for each reader."""
    used = select(Entry.wording_id).where(Entry.person_id == person_id, Entry.purpose == purpose)
    query = select(Wording).where(Wording.id.in_(used)).order_by(Wording.first_used_at.desc())
    return [(row, _read(row.texts)) for row in db.session.scalars(query)]


def _read(texts: dict[str, Any]) -> list[tuple[str, list[str]]]:
    return [(heading, str(texts.get(reader, "")).split("\n\n")) for reader, heading in READERS.items()]


def _agreement(
    purpose: Purpose, standing: Standing, decision: Decision, history: dict[str, list[Line]], words: Iterable[str]
) -> Agreement:
    label, tone = STATES[standing.state]
    uses = titles(purpose, standing.options | standing.limits)
    return Agreement(
        purpose, standing.state, label, tone, standing_words(standing), uses, standing, decision,
        purpose.name in words, history[purpose.name],
    )  # fmt: skip


def _history(person_id: UUID) -> dict[str, list[Line]]:
    """The ledger about one person by purpose, newest first, with every name that it needs in two queries."""
    entries = ledger.lines(person_id)
    adults = names_of(Person, {entry.adult_id for entry in entries})
    writers = _writers({entry.by_user_id for entry in entries if entry.by_user_id})
    found: dict[str, list[Line]] = defaultdict(list)
    newer: set[tuple[str, str, UUID | None]] = set()
    for entry in entries:
        voice = (entry.purpose, entry.voice, entry.adult_id)
        if entry.state == SUPERSEDED:
            newer.add(voice)
        elif entry.purpose in purposes():
            found[entry.purpose].append(_line(entry, adults, writers, entry.state == "given" and voice in newer))
    return found


def _line(entry: Entry, adults: dict[UUID | None, str], writers: dict[UUID, str], replaced: bool) -> Line:
    who = {"own": "They themselves", "council": COUNCIL, "worker": "A worker", "job": "Heard"}
    name = adults.get(entry.adult_id, "An adult") if entry.voice == "adult" else who[entry.voice]
    right = CAPACITIES.get(entry.capacity, "") if entry.voice in ("adult", "worker") else ""
    return Line(
        entry.said_on,
        LINES.get(entry.state, entry.state),
        f"{name}, {right}" if right else name,
        HOWS.get(entry.how, entry.how),
        titles(purposes()[entry.purpose], entry.options),
        entry.until,
        entry.note,
        writers.get(entry.by_user_id, "") if entry.by_user_id else "",
        entry.wording_id,
        entry.scan_id,
        replaced,
    )


def _writers(ids: set[UUID]) -> dict[UUID, str]:
    query = select(Membership.user_id, Membership.name).where(
        Membership.authority_id == current_authority_id(), Membership.user_id.in_(ids)
    )
    return {row.user_id: row.name for row in db.session.execute(query)} if ids else {}
