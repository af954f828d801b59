"""Which schools came to which meetings of several groups, read from registers and bookings alike (N48, N55).

A school was there where it brought children, or where somebody on the register came from it.
"""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Organisation, db
from plugins.meetings.models import Attendance, Booking, Meeting
from plugins.meetings.terms import Span
from plugins.meetings.vocabulary import CAME

SCHOOLS = ("school",)


class Visit(NamedTuple):
    """One school at one meeting; `children` is how many it brought, 0 where only the register names it."""

    group_id: UUID
    meeting_id: UUID
    on: date
    school_id: UUID
    children: int


def visits(groups: Collection[UUID], span: Span, kinds: Collection[str] = SCHOOLS) -> list[Visit]:
    """Each school at each meeting once, in order of days, in two queries however many groups there are."""
    found: dict[tuple[UUID, UUID], Visit] = {}
    for row in db.session.execute(_of_lines(groups, span, kinds)):
        found[row.id, row.organisation_id] = Visit(row.group_id, row.id, row.on_date, row.organisation_id, 0)
    for row in db.session.execute(_of_bookings(groups, span, kinds)):
        one = Visit(row.group_id, row.id, row.on_date, row.organisation_id, row.came_children)
        found[row.id, row.organisation_id] = one
    return sorted(found.values(), key=lambda one: (one.on, str(one.meeting_id), str(one.school_id)))


def booked(groups: Collection[UUID], span: Span) -> set[tuple[UUID, UUID]]:
    """Schools that are booked for a meeting which is still to come, as (group, school)."""
    query = _joined(Booking, groups, span, SCHOOLS, Booking.organisation_id).where(Meeting.state == "planned")
    return {(row.group_id, row.organisation_id) for row in db.session.execute(query)}


def _of_lines(groups: Collection[UUID], span: Span, kinds: Collection[str]) -> Any:
    query = _joined(Attendance, groups, span, kinds, Attendance.organisation_id)
    return query.where(Attendance.status.in_(CAME)).distinct()


def _of_bookings(groups: Collection[UUID], span: Span, kinds: Collection[str]) -> Any:
    query = _joined(Booking, groups, span, kinds, Booking.organisation_id, Booking.came_children)
    return query.where(Booking.came_children > 0)


def _joined(model: Any, groups: Collection[UUID], span: Span, kinds: Collection[str], *columns: Any) -> Any:
    return (
        db.select(Meeting.group_id, Meeting.id, Meeting.on_date, *columns)
        .join(Meeting, (Meeting.authority_id == model.authority_id) & (Meeting.id == model.meeting_id))
        .join(
            Organisation,
            (Organisation.authority_id == model.authority_id) & (Organisation.id == model.organisation_id),
        )
        .where(
            Meeting.group_id.in_(groups),
            Meeting.state != "cancelled",
            Meeting.on_date >= span.starts_on,
            Meeting.on_date <= span.ends_on,
            Organisation.kind.in_(kinds),
        )
    )
