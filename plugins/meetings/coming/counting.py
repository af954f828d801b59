"""How many came: children, parents, families and others apart, and for a target attendances and schools (NC2, N55)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Organisation, db
from plugins.meetings.models import Attendance, Booking, Meeting
from plugins.meetings.terms import Span, school_year
from plugins.meetings.vocabulary import CAME


@dataclass(frozen=True)
class Totals:
    """What a register adds up to; `adults` looked after the children, `children` holds those without a name too."""

    children: int = 0
    parents: int = 0
    families: int = 0
    workers: int = 0
    guests: int = 0
    more_adults: int = 0
    school_adults: int = 0
    online: int = 0
    apologies: int = 0
    marked: int = 0

    @property
    def begun(self) -> bool:
        """True once anything is on the register."""
        return bool(self.marked or self.children or self.families or self.more_adults or self.school_adults)

    @property
    def adults(self) -> int:
        """Adults who look after children: workers, and those who came with a school."""
        return self.workers + self.school_adults

    def rows(self) -> list[tuple[int, str]]:
        """The figures with what they count; those that are nothing are left out, but for the children."""
        known = [
            (self.parents, "parents and carers"),
            (self.families, "families"),
            (self.workers, "workers"),
            (self.guests, "guests"),
            (self.school_adults, "adults from schools"),
            (self.more_adults, "more adults"),
            (self.online, "of these online"),
            (self.apologies, "apologies"),
        ]
        return [(self.children, "children and young people"), *((number, what) for number, what in known if number)]


def totals(meeting: Meeting, lines: Sequence[Attendance], bookings: Sequence[Booking]) -> Totals:
    """Add up a register."""
    came = [row for row in lines if row.status in CAME]
    per = {key: sum(row.counts_as == key for row in came) for key in ("child", "parent", "worker", "guest")}
    return Totals(
        children=per["child"] + meeting.more_children + sum(row.came_children or 0 for row in bookings),
        parents=per["parent"],
        families=meeting.families,
        workers=per["worker"],
        guests=per["guest"],
        more_adults=meeting.more_adults,
        school_adults=sum(row.came_adults or 0 for row in bookings),
        online=sum(row.status == "online" for row in came),
        apologies=sum(row.status == "apologies" for row in lines),
        marked=len(lines),
    )


@dataclass(frozen=True)
class Reached:
    """What a group has reached in a school year: each school at each meeting, and different schools."""

    year: Span
    attendances: int
    different: int


def reached(group_id: UUID, on: date, jurisdiction: str) -> Reached:
    """Attendances of schools and different schools in the school year that holds `on`, kept apart (N55).

    A school counts once for each meeting to which it brought, or from which somebody on the register came.
    """
    year = school_year(on.year, jurisdiction)
    year = year if year.holds(on) else school_year(on.year - 1, jurisdiction)
    came = {tuple(row) for row in db.session.execute(_of_lines(group_id, year))}
    came |= {tuple(row) for row in db.session.execute(_of_bookings(group_id, year))}
    return Reached(year, len(came), len({school for _, school in came}))


def _of_lines(group_id: UUID, year: Span) -> Any:
    query = db.select(Attendance.meeting_id, Attendance.organisation_id)
    return _in_year(query, Attendance, group_id, year).where(Attendance.status.in_(CAME)).distinct()


def _of_bookings(group_id: UUID, year: Span) -> Any:
    query = db.select(Booking.meeting_id, Booking.organisation_id)
    return _in_year(query, Booking, group_id, year).where(Booking.came_children > 0)


def _in_year(query: Any, model: Any, group_id: UUID, year: Span) -> Any:
    return (
        query.join(Meeting, (Meeting.authority_id == model.authority_id) & (Meeting.id == model.meeting_id))
        .join(
            Organisation,
            (Organisation.authority_id == model.authority_id) & (Organisation.id == model.organisation_id),
        )
        .where(
            Meeting.group_id == group_id,
            Meeting.state != "cancelled",
            Meeting.on_date >= year.starts_on,
            Meeting.on_date <= year.ends_on,
            Organisation.kind == "school",
        )
    )
