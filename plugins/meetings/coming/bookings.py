"""Schools that bring children to a meeting: one booking for each, however often it is entered (N48)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from core.api import db, local_today
from plugins.meetings.coming import answering
from plugins.meetings.models import Booking, Meeting
from plugins.meetings.planning.changing import NotNow


def check_open(meeting: Meeting) -> None:
    """Raise NotNow for a cancelled meeting and one that is over; on its day a school can still be added."""
    if meeting.state == "cancelled":
        raise NotNow("This meeting is cancelled, so no school can be booked. Put it on again first if it takes place.")
    if local_today() > meeting.on_date:
        raise NotNow("This meeting is over. Write on its register how many children each school brought.")


def book(meeting: Meeting, school_id: UUID, values: Mapping[str, Any]) -> tuple[Booking, bool]:
    """Keep a school's booking, in place of the one it has: (booking, is it new). Raises NotNow."""
    check_open(meeting)
    answering.hold(meeting)
    query = db.select(Booking).where(Booking.meeting_id == meeting.id, Booking.organisation_id == school_id)
    there = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    row = there or Booking(meeting_id=meeting.id, organisation_id=school_id)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.add(row)
    db.session.flush()
    return row, there is None
