"""The log of low-level worries: by adult, so that many small things about one person are seen as what they may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.db import db, utcnow
from core.people.merging import kept_record
from core.people.models import Person
from core.people.names import fold
from core.safeguarding import seeing
from core.safeguarding.allegations.rules import LOW_LEVEL, is_pattern, standing
from core.safeguarding.conflicts.finding import ADULT_NAME
from core.safeguarding.record.chronology import Read, latest, read
from core.safeguarding.store import ALLEGATIONS

NAME_FIELDS = (ADULT_NAME, "alleged")
UNKNOWN = "No name is written down"


@dataclass(frozen=True)
class Worry:
    """One worry: its case, when it was sent, why it is below the threshold, whether the case is closed."""

    case_id: UUID
    at: datetime
    reason: str
    is_closed: bool


@dataclass(frozen=True)
class Adult:
    """One adult, by their record or by their name alone, and the worries about them, the newest first."""

    name: str
    worries: Sequence[Worry]
    is_pattern: bool


def log() -> list[Adult]:
    """Every low-level worry that whoever asks may read; adults with a pattern first, then by name."""
    found: dict[object, list[tuple[str, Worry]]] = {}
    for case, entries, people in _cases():
        for key, name in _adults(entries, people):
            found.setdefault(key, []).append((name, _worry(case, entries)))
    adults = [_adult(rows) for rows in found.values()]
    return sorted(adults, key=lambda one: (not one.is_pattern, fold(one.name)))


def _cases() -> Iterable[tuple[Any, list[Read], list[Any]]]:
    """Cases whose last look at the threshold found it not met."""
    entry, part = ALLEGATIONS.entry, ALLEGATIONS.part
    low = select(entry.case_id).where(entry.kind == LOW_LEVEL)
    cases = db.session.scalars(seeing.listed(ALLEGATIONS, ALLEGATIONS.case.id.in_(low))).all()
    adults = select(part).where(part.case_id.in_([one.id for one in cases]), part.part == "adult")
    people: dict[UUID, list[Any]] = {}
    for row in db.session.scalars(adults) if cases else ():
        people.setdefault(row.case_id, []).append(row.person_id)
    for case in cases:
        entries = read(ALLEGATIONS, case)
        if standing(one.kind for one in entries) == LOW_LEVEL:
            yield case, entries, people.get(case.id, [])


def _adults(entries: Sequence[Read], people: Iterable[UUID]) -> list[tuple[object, str]]:
    """Who a worry is about: each record of the council, else the name as it was written."""
    records = [kept_record(one) for person_id in people if (one := db.session.get(Person, person_id)) is not None]
    if records:
        return [(one.id, one.name) for one in records]
    name = _written_name(entries)
    return [(fold(name), name or UNKNOWN)]


def _written_name(entries: Sequence[Read]) -> str:
    bodies = [one.body or {} for one in reversed(entries)]
    return next((str(body[field]) for body in bodies for field in NAME_FIELDS if body.get(field)), "")


def _worry(case: Any, entries: Sequence[Read]) -> Worry:
    look = latest(entries, LOW_LEVEL)
    reason = str((look.body or {}).get("reason", "")) if look else ""
    return Worry(case.id, case.raised_at, reason, case.state == "closed")


def _adult(rows: Sequence[tuple[str, Worry]]) -> Adult:
    worries = sorted((worry for _, worry in rows), key=lambda one: one.at, reverse=True)
    known = rows[0][0]
    return Adult(known, worries, known != UNKNOWN and is_pattern((one.at for one in worries), utcnow()))
