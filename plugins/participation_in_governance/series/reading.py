"""Series of events as pages read them: events in order, schools at each, and numbers that may leave the council."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Actor, Organisation, db, disclosure
from plugins.participation_in_governance.here import or_not_here
from plugins.participation_in_governance.models import Series, SeriesEvent, Turnout
from plugins.participation_in_governance.visibility import VIEW


@dataclass(frozen=True)
class SchoolThere:
    """One school at an event."""

    row: Turnout
    name: str


@dataclass(frozen=True)
class EventRead:
    """One event with its schools; `children` and `adults` count everybody who came."""

    row: SeriesEvent
    schools: Sequence[SchoolThere]

    @property
    def children(self) -> int:
        """Children and young people, those from schools among them."""
        return self.row.children + sum(one.row.children for one in self.schools)

    @property
    def adults(self) -> int:
        """Adults, those from schools among them."""
        return self.row.adults + sum(one.row.adults for one in self.schools)


@dataclass(frozen=True)
class Sums:
    """A whole series: events that were not called off, different schools, children; small numbers are None outside."""

    events: int
    schools: int
    children: int | None


def series_called(key: str, actor: Actor) -> Series:
    """The series with this key if it is for everybody or the reader is staff, else the neutral 404."""
    query = db.select(Series).where(Series.key == key)
    found: Series | None = db.session.scalars(query if actor.can(VIEW) else query.where(Series.is_public)).one_or_none()
    return or_not_here(found)


def all_series(actor: Actor) -> Sequence[Series]:
    """Every series that the reader may see, by title."""
    query = db.select(Series).order_by(Series.title, Series.id)
    return db.session.scalars(query if actor.can(VIEW) else query.where(Series.is_public)).all()


def events_of(series: UUID) -> list[EventRead]:
    """The events of a series in order of days, with their schools, in two queries."""
    rows = db.session.scalars(
        db.select(SeriesEvent).where(SeriesEvent.series_id == series).order_by(SeriesEvent.on_date, SeriesEvent.id)
    ).all()
    schools = _schools([row.id for row in rows])
    return [EventRead(row, schools.get(row.id, [])) for row in rows]


def sums(events: Sequence[EventRead], actor: Actor) -> Sums:
    """The numbers of a series: exact for staff, rounded and kept back where small for everybody else."""
    held = [one for one in events if not one.row.cancelled]
    children = sum(one.children for one in held)
    different = {there.row.school_id for one in held for there in one.schools}
    return Sums(len(held), len(different), children if actor.can(VIEW) else disclosure.published(children))


def sessions_words(sessions: Sequence[dict[str, Any]]) -> str:
    """Sessions as somebody types them: one on a line, "10am | What is a gene? | Years 5 and 6"."""
    return "\n".join(" | ".join(part for part in (one["at"], one["title"], one["for_whom"])) for one in sessions)


def sessions_of(words: str) -> list[dict[str, str]]:
    """The same read back; a line without | is a title alone."""
    found = []
    for line in filter(None, (line.strip() for line in words.splitlines())):
        parts = [part.strip() for part in line.split("|", 2)]
        at, title, for_whom = ("", *parts, "") if len(parts) == 1 else (*parts, "")[:3]
        found.append({"at": at, "title": title, "for_whom": for_whom})
    return found


def _schools(events: Sequence[UUID]) -> dict[UUID, list[SchoolThere]]:
    query = (
        db.select(Turnout, Organisation.name)
        .join(
            Organisation, (Organisation.authority_id == Turnout.authority_id) & (Organisation.id == Turnout.school_id)
        )
        .where(Turnout.event_id.in_(events))
        .order_by(Organisation.name, Turnout.id)
    )
    found: dict[UUID, list[SchoolThere]] = {}
    for row, name in db.session.execute(query):
        found.setdefault(row.event_id, []).append(SchoolThere(row, name))
    return found
