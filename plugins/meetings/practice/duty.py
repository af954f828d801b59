"""Who is on duty for safeguarding at a meeting: a phone for whoever leads, a first name for young people (NC13)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Person, db, utcnow
from plugins.groups.api import called
from plugins.meetings.coming.rules import first_name
from plugins.meetings.models import Leader, Meeting, MeetingDuty


@dataclass(frozen=True)
class OnDuty:
    """The safeguarding lead on duty; `role` and `phone` may be ""."""

    name: str
    first: str
    role: str
    phone: str
    person_id: UUID | None = None


def row_of(meeting: Meeting) -> MeetingDuty | None:
    """What is written down for this meeting."""
    found: MeetingDuty | None = db.session.scalar(db.select(MeetingDuty).where(MeetingDuty.meeting_id == meeting.id))
    return found


def of(meeting: Meeting) -> OnDuty | None:
    """Who is on duty: whom somebody named, else whoever was put down for it among the adults who are there."""
    row = row_of(meeting)
    if row is not None and (row.person_id or row.name):
        return _written(row)
    there = db.session.scalar(
        db.select(Person)
        .join(Leader, (Leader.authority_id == Person.authority_id) & (Leader.person_id == Person.id))
        .where(Leader.meeting_id == meeting.id, Leader.part == "on_duty")
        .order_by(Person.sort_name)
        .limit(1)
    )
    return _of_person(there, "", "") if there else None


def put(meeting: Meeting, values: dict[str, Any]) -> MeetingDuty:
    """Write down who is on duty; what was confirmed before has to be confirmed again."""
    row = row_of(meeting) or MeetingDuty(meeting_id=meeting.id)
    for name, value in values.items():
        setattr(row, name, value)
    row.confirmed_at, row.confirmed_by_user_id, row.confirmed_why = None, None, ""
    db.session.add(row)
    db.session.flush()
    return row


def confirm(meeting: Meeting, by: UUID | None, why: str) -> MeetingDuty:
    """Write down that all is in place, or that the meeting takes place although something is lacking, and why."""
    row = row_of(meeting) or MeetingDuty(meeting_id=meeting.id)
    row.confirmed_at, row.confirmed_by_user_id, row.confirmed_why = utcnow(), by, why
    db.session.add(row)
    db.session.flush()
    return row


def _written(row: MeetingDuty) -> OnDuty:
    person = db.session.get(Person, row.person_id) if row.person_id else None
    if person is not None:
        return _of_person(person, row.role, row.phone)
    return OnDuty(row.name, first_name(row.name, ""), row.role, row.phone)


def _of_person(person: Person, role: str, phone: str) -> OnDuty:
    name = called(person.name, person.known_as)
    return OnDuty(name, first_name(person.name, person.known_as), role, phone or person.phone, person.id)
