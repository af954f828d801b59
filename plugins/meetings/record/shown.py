"""What the record room shows on a meeting's page: the minutes for whoever may read them, and the writers' buttons."""

from typing import Any

from flask import url_for

from core.api import Actor, db, gettext, local_today
from plugins.meetings.here import chosen
from plugins.meetings.models import Action, Decision, Meeting, Minutes, Point
from plugins.meetings.record import minutes
from plugins.meetings.rooms import Button, Part
from plugins.meetings.visibility import RUNS


def parts(meeting: Meeting, actor: Actor) -> list[Part]:
    """What happened: links to the minutes; for those who write, how much there is so far."""
    row = minutes.of(meeting)
    level = minutes.level_of(actor, meeting, row, chosen()) if row else None
    runs = _is_open(meeting) and RUNS.allows(actor, meeting)
    so_far = _so_far(meeting) if runs else ""
    if level is None and not so_far:
        return []
    context = {"row": row, "level": level, "so_far": so_far}
    return [Part(gettext("What happened"), "meetings/_record.html", context, 5 if _is_read(row) else 40)]


def buttons(meeting: Meeting, actor: Actor) -> list[Button]:
    """On the day the room comes first, afterwards the minutes."""
    if not (_is_open(meeting) and RUNS.allows(actor, meeting)):
        return []
    is_today, is_read = meeting.on_date == local_today(), _is_read(minutes.of(meeting))
    room = Button("In the room", url_for("meetings.room", id=meeting.id), 12 if is_today else 45)
    words = "Change the minutes" if is_read else "Write the minutes"
    order = 46 if is_today or is_read else 8 if meeting.register_closed_at else 11
    return [room, Button(words, url_for("meetings.write_minutes", id=meeting.id), order)]


def _is_open(meeting: Meeting) -> bool:
    return meeting.state != "cancelled" and meeting.on_date <= local_today()


def _is_read(row: Minutes | None) -> bool:
    return row is not None and row.state == "published"


def _so_far(meeting: Meeting) -> str:
    """How much was written down, in words; "" for nothing."""
    told: list[tuple[Any, str]] = [(Point, "said"), (Decision, "decided"), (Action, "to do")]
    counted = [
        (db.session.scalar(db.select(db.func.count(model.id)).where(model.meeting_id == meeting.id)), words)
        for model, words in told
    ]
    return ", ".join(f"{number} {words}" for number, words in counted if number)
