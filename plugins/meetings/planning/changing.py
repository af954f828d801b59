"""Planning, moving, cancelling and taking up a meeting: each keeps calendars and people in step.

`sequence` rises with whatever a calendar must follow, and a MeetingChange remembers what people have to be told
(RFC 5545). Only a planned meeting is moved or cancelled; raises NotNow, whose text says what to do instead.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from core.api import db, utcnow
from plugins.meetings.here import note
from plugins.meetings.models import Meeting, MeetingChange
from plugins.meetings.moments import on_day
from plugins.meetings.telling import tell

WHERE = ("venue_id", "where_note", "online_url")


class NotNow(ValueError):
    """The meeting is not in a state for this; the text says what to do."""


def begin(meeting: Meeting) -> None:
    """Remember that a new meeting was planned."""
    _told(meeting, "planned")
    note("planned", meeting)


def change(meeting: Meeting, values: Mapping[str, Any]) -> list[str]:
    """Give a meeting these values; returns what its people must be told of: "moved", "place", or nothing."""
    if meeting.state == "cancelled":
        raise NotNow("This meeting is cancelled. Put it on again first, then change it.")
    before, place = meeting.starts_at, _of(meeting, WHERE)
    length = meeting.minutes
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.on_date = on_day(meeting.starts_at)
    moved = meeting.starts_at != before or meeting.minutes != length
    told = ["moved"] if moved else []
    told += ["place"] if _of(meeting, WHERE) != place else []
    for kind in told:
        _told(meeting, kind, started_at=before)
    _follow(meeting)
    note("changed", meeting, told=told)
    if told:
        tell(meeting, "changed")
    return told


def cancel(meeting: Meeting, why: str) -> None:
    """Call a planned meeting off; it stays to be seen, so that nobody stands before a closed door."""
    if meeting.state == "held":
        raise NotNow("This meeting has taken place. It cannot be cancelled; write in the minutes what went wrong.")
    if meeting.state == "cancelled":
        return
    meeting.state, meeting.cancelled_why = "cancelled", why
    _told(meeting, "cancelled", started_at=meeting.starts_at, why=why)
    _follow(meeting)
    note("cancelled", meeting)
    tell(meeting, "cancelled")


def put_on_again(meeting: Meeting) -> None:
    """Take up a cancelled meeting at the time that it had."""
    if meeting.state != "cancelled":
        return
    meeting.state, meeting.cancelled_why = "planned", ""
    _told(meeting, "on_again")
    _follow(meeting)
    note("on_again", meeting)
    tell(meeting, "on_again")


def held(meeting: Meeting) -> None:
    """Mark a meeting as having taken place; a cancelled one is refused."""
    if meeting.state == "cancelled":
        raise NotNow("This meeting is cancelled, so nobody can be marked. Put it on again first if it took place.")
    meeting.state = "held"


def _follow(meeting: Meeting) -> None:
    meeting.sequence += 1
    meeting.changed_at = utcnow()


def _told(meeting: Meeting, kind: str, started_at: datetime | None = None, why: str = "") -> None:
    db.session.add(MeetingChange(meeting_id=meeting.id, kind=kind, started_at=started_at, why=why))


def _of(meeting: Meeting, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(meeting, name) for name in names)
