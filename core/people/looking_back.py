"""Questions to the record of who saw and changed what about whom, answered from its index.

Times that are asked for are by the council's clock. `secrets` is true for whoever may protect people: only they find
what was read or changed of class S4.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select

from core.audit import Sighting
from core.clock import ZONE
from core.db import db
from core.people.models import Person

PAGE = 50
AT_A_TIME = 500  # names asked for at once
FROM, UNTIL = "since", "until"


@dataclass(frozen=True)
class Window:
    """From when until when; None is open. What was typed and is no time counts as none."""

    since: datetime | None = None
    until: datetime | None = None

    @property
    def said(self) -> dict[str, str]:
        """Both ends as a form shows them; the end without the minute that was added to it."""
        until = self.until - A_MINUTE if self.until else None
        return {FROM: _typed(self.since), UNTIL: _typed(until)}


@dataclass(frozen=True)
class Affected:
    """Somebody whom a reader saw or changed something about, how often, and when first and last."""

    person_id: UUID
    name: str
    seen: int
    changed: int
    first: datetime
    last: datetime


A_MINUTE = timedelta(minutes=1)
GONE = "Somebody whose record was erased"


def window_asked(asked: Mapping[str, str]) -> Window:
    """The window that an address or a form names: a day, or a day and a time; the last minute is included."""
    since, until = _moment(asked.get(FROM, ""), time.min), _moment(asked.get(UNTIL, ""), time(23, 59))
    return Window(since, until + A_MINUTE if until else None)


def looks(
    person_ids: Sequence[UUID], window: Window, *, secrets: bool, before: int | None = None, limit: int = PAGE
) -> Sequence[Any]:
    """Who saw or changed something about somebody, latest first; one line for an entry about all their records."""
    columns = (Sighting.at, Sighting.by_user_id, Sighting.by_role, Sighting.kind, Sighting.what, Sighting.number)
    query = select(Sighting.entry_seq, *columns).where(Sighting.person_id.in_(person_ids), *_within(window, secrets))
    if before is not None:
        query = query.where(Sighting.entry_seq < before)
    newest = query.distinct().order_by(Sighting.entry_seq.desc()).limit(limit)
    return db.session.execute(newest).all()


def affected(user_id: UUID, window: Window, *, secrets: bool) -> list[Affected]:
    """Everybody whom one sign-in saw or changed something about, by name: whom a breach concerns (UK GDPR Art. 33)."""
    changed = func.sum(case((Sighting.kind == "changed", 1), else_=0))
    columns = (Sighting.person_id, func.count(), changed, func.min(Sighting.at), func.max(Sighting.at))
    query = select(*columns).where(Sighting.by_user_id == user_id, *_within(window, secrets))
    rows = db.session.execute(query.group_by(Sighting.person_id)).all()
    names = _names([row[0] for row in rows])
    found = [
        Affected(person_id, names.get(person_id, GONE), number - changes, changes, first, last)
        for person_id, number, changes, first, last in rows
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.person_id))


def _within(window: Window, secrets: bool) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [] if secrets else [Sighting.secret.is_(False)]
    if window.since:
        found.append(Sighting.at >= window.since)
    if window.until:
        found.append(Sighting.at < window.until)
    return found


def _names(ids: Sequence[UUID]) -> dict[UUID, str]:
    parts = (ids[at : at + AT_A_TIME] for at in range(0, len(ids), AT_A_TIME))
    return {row.id: row.name for part in parts for row in _named(part)}


def _named(ids: Iterable[UUID]) -> Sequence[Any]:
    return db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))).all()


def _moment(said: str, whole_day: time) -> datetime | None:
    """A moment as a browser's field sends it, "2026-03-27T14:05", or a day alone."""
    try:
        found = datetime.fromisoformat(said.strip())
    except ValueError:
        return None
    if not 1970 <= found.year < 9999:
        return None
    if len(said.strip()) == len("2026-03-27"):
        found = datetime.combine(found, whole_day)
    return found.replace(tzinfo=ZONE)


def _typed(moment: datetime | None) -> str:
    return moment.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M") if moment else ""
