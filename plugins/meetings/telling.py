"""Telling a group's people that a meeting was changed, and reminding those who said that they come.

A message says that there is something about a meeting, never which, where or with whom.
"""

from datetime import time, timedelta
from typing import Any

from flask import url_for

from core.api import Authority, Every, Job, Notice, db, gettext_noop, local_today, notify, settings, utcnow
from plugins.meetings.coming import people
from plugins.meetings.models import Coming, Meeting
from plugins.meetings.settings import MeetingsSettings

DAYS_BEFORE = timedelta(days=2)
NOTICES = (
    Notice("meetings.changed", gettext_noop("The time or place of a meeting has changed."), for_adults=True),
    Notice("meetings.cancelled", gettext_noop("A meeting is cancelled."), for_adults=True),
    Notice("meetings.on_again", gettext_noop("A meeting that was cancelled is on again."), for_adults=True),
    Notice("meetings.reminder", gettext_noop("You have a meeting in a few days."), for_adults=True),
)


def tell(meeting: Meeting, what: str) -> None:
    """Tell everybody who belongs to the meeting's group, or said that they come; nothing of what is over."""
    if meeting.starts_at <= utcnow():
        return
    here = url_for("meetings.meeting", id=meeting.id)
    everybody = [who.id for who in people.of(meeting)]
    notify.tell(everybody, f"meetings.{what}", here, key=f"meetings.{what}:{meeting.id}:{meeting.sequence}")


def remind(authority: Authority, payload: dict[str, Any]) -> None:
    """Remind those who said that they come, two days before; a council may switch this off."""
    if not settings(authority, "meetings", MeetingsSettings).model.remind_people:
        return
    soon = db.select(Meeting).where(Meeting.state == "planned", Meeting.on_date == local_today() + DAYS_BEFORE)
    for meeting in db.session.scalars(soon):
        coming = db.select(Coming.person_id).where(Coming.meeting_id == meeting.id, Coming.answer == "coming")
        here, key = url_for("meetings.meeting", id=meeting.id), f"meetings.reminder:{meeting.id}:{meeting.on_date}"
        notify.tell(db.session.scalars(coming).all(), "meetings.reminder", here, key=key)


JOBS = (Job("meetings.remind", remind, every=Every(at=time(9, 30)), title="Remind people of their meetings"),)
