"""What safe practice shows on a meeting's page: whom to talk to, for its people; what is lacking, for staff."""

from typing import Any

from flask import url_for

from core.api import Actor, gettext, local_today
from plugins.meetings.models import Meeting
from plugins.meetings.practice import duty, evening
from plugins.meetings.rooms import Button, Part
from plugins.meetings.visibility import KEEPS_PRACTICE, MY_MEETINGS, PLANS, RUNS


def parts(meeting: Meeting, actor: Actor) -> list[Part]:
    """For whoever belongs to it a first name and a role; for whoever plans or runs it what is lacking."""
    if meeting.state != "planned" or meeting.group.status == "ended":
        return []
    found = []
    if MY_MEETINGS.allows(actor, meeting):
        context: dict[str, Any] = {"on_duty": duty.of(meeting)}
        title = gettext("Who to talk to here if you are worried")
        found.append(Part(title, "meetings/_practice_talk.html", context, 7))
    if _keeps(meeting, actor) and meeting.on_date >= local_today():
        row = duty.row_of(meeting)
        context = {"lacking": evening.lacking(meeting), "confirmed": row.confirmed_at if row else None}
        found.append(Part("Safe practice", "meetings/_practice_staff.html", context, 62))
    return found


def buttons(meeting: Meeting, actor: Actor) -> list[Button]:
    """Who is on duty, and the risks."""
    if meeting.state == "cancelled" or not _keeps(meeting, actor):
        return []
    return [Button("Safe practice", url_for("meetings.safe_practice", id=meeting.id), 75)]


def _keeps(meeting: Meeting, actor: Actor) -> bool:
    return KEEPS_PRACTICE.allows(actor, meeting) and (RUNS.allows(actor, meeting) or PLANS.allows(actor, meeting))
