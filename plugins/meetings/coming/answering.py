"""Saying whether one comes: the answer, in the room or online, and what is needed that evening (LA31).

Places to join from afar are given out one after the other: the meeting's row is held while they are counted, so that
of two at the same moment one gets the last. Whoever finds them taken can ask for one (`how` is then "asked").
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from core.api import Ref, db, gettext, safeguarding, utcnow
from plugins.meetings.models import Coming, Meeting
from plugins.meetings.planning.changing import NotNow

DETAILS = ("how", "needs", "note")


class Full(NotNow):
    """All places to join from afar are taken; nothing was changed."""


def check_open(meeting: Meeting) -> None:
    """Raise NotNow, in words for whoever answers, once the meeting is cancelled or has begun."""
    if meeting.state == "cancelled":
        raise NotNow(gettext("This meeting is cancelled, so nobody needs to answer. Look when the next one is."))
    if meeting.group.status == "ended":
        raise NotNow(gettext("This group has ended, so this meeting does not take place."))
    if meeting.state == "held" or meeting.starts_at <= utcnow():
        raise NotNow(gettext("This meeting has begun, so your answer cannot be changed here. Tell a worker instead."))


def is_open(meeting: Meeting) -> bool:
    """True while an answer can be given or changed."""
    try:
        check_open(meeting)
    except NotNow:
        return False
    return True


def held_by(meeting: Meeting, person_id: UUID) -> Coming | None:
    """What this person answered, if they did."""
    query = db.select(Coming).where(Coming.meeting_id == meeting.id, Coming.person_id == person_id)
    found: Coming | None = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    return found


def answer(
    meeting: Meeting, person_id: UUID, said: str, details: Mapping[str, Any] | None = None, by: UUID | None = None
) -> Coming:
    """Keep an answer in place of an earlier one; `by` is the member of staff who entered it for somebody.

    Without `details` what they need is as they said last time. Raises NotNow, or Full where no place is left.
    """
    check_open(meeting)
    hold(meeting)
    row = held_by(meeting, person_id)
    values = dict(details or {}) or _begin(meeting, person_id, row)
    if said == "coming" and values.get("how") == "online":
        _check_places(meeting, person_id)
    if row is None:
        row = Coming(meeting_id=meeting.id, person_id=person_id)
        db.session.add(row)
    row.answer, row.replied_at, row.replied_by = said, utcnow(), by
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()
    at = Ref("meetings", "meeting", meeting.id)
    safeguarding.screened(row.note, Ref("meetings", "coming", row.id), person_id=person_id, at=at)
    return row


def hold(meeting: Meeting) -> None:
    """Let whoever else changes what this meeting's people said, or its register, wait until this is done."""
    db.session.execute(db.select(Meeting.id).where(Meeting.id == meeting.id).with_for_update())


def places_left(meeting: Meeting, person_id: UUID | None = None) -> int | None:
    """How many can still join from afar, this person's own place counted as free; None where there is no end."""
    if meeting.remote_places is None:
        return None
    taken = db.select(db.func.count(Coming.id)).where(
        Coming.meeting_id == meeting.id, Coming.answer == "coming", Coming.how == "online"
    )
    others = taken.where(Coming.person_id != person_id) if person_id else taken
    return max(0, meeting.remote_places - (db.session.scalar(others) or 0))


def joins_online(meeting: Meeting) -> bool:
    """True where one can join from afar."""
    return bool(meeting.online_url or meeting.remote_places)


def only_online(meeting: Meeting) -> bool:
    """True where there is no room to come to."""
    return bool(meeting.online_url) and not (meeting.venue_id or meeting.where_note)


def _check_places(meeting: Meeting, person_id: UUID) -> None:
    if places_left(meeting, person_id) == 0:
        raise Full(gettext("All places to join online are taken. Nothing was changed. You can ask a worker for one."))


def _begin(meeting: Meeting, person_id: UUID, row: Coming | None) -> dict[str, Any]:
    """The details of a first answer by one tap: in the room, with what they needed last time."""
    if row is not None:
        return {}
    how = "online" if only_online(meeting) else "room"
    last = last_time(meeting, person_id)
    return {"how": how, "needs": list(last.needs), "note": last.note} if last else {"how": how}


def last_time(meeting: Meeting, person_id: UUID) -> Coming | None:
    """This person's latest "coming" to another meeting of the same group."""
    query = (
        db.select(Coming)
        .join(Meeting, (Meeting.authority_id == Coming.authority_id) & (Meeting.id == Coming.meeting_id))
        .where(
            Coming.person_id == person_id,
            Coming.answer == "coming",
            Meeting.group_id == meeting.group_id,
            Meeting.id != meeting.id,
        )
        .order_by(Meeting.starts_at.desc())
        .limit(1)
    )
    found: Coming | None = db.session.scalars(query).one_or_none()
    return found
