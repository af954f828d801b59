"""What became of what was promised, so that each meeting begins with it: actions of the group's earlier meetings.

Shown is what came out of the last meeting, and what is still open from before. Nobody is named here.
"""

from datetime import date
from typing import Any, NamedTuple

from core.api import db, gettext
from plugins.meetings.models import Action, Meeting
from plugins.meetings.vocabulary import ACTION_STATES

MOST = 20
TONES = {"open": "accent", "done": "good", "dropped": "neutral"}


class Promise(NamedTuple):
    """One thing that was promised: its words, how it stands, and the day by which or on which it is done."""

    text: str
    state: str
    tone: str
    due_on: date | None
    done_on: date | None


def since_last(meeting: Meeting) -> list[Promise]:
    """What came of the meeting before this one, done or not, and older promises that are still open."""
    before = _last_before(meeting)
    if before is None:
        return []
    query = (
        db.select(Action.text, Action.state, Action.due_on, Action.done_on)
        .join(Meeting, (Meeting.authority_id == Action.authority_id) & (Meeting.id == Action.meeting_id))
        .where(
            Meeting.group_id == meeting.group_id,
            Meeting.starts_at < meeting.starts_at,
            db.or_(Action.meeting_id == before, Action.state == "open"),
        )
        .order_by(Action.meeting_id != before, Action.state != "done", Action.due_on, Action.id)
        .limit(MOST)
    )
    return [_promise(row) for row in db.session.execute(query)]


def _last_before(meeting: Meeting) -> Any:
    query = db.select(Meeting.id).where(
        Meeting.group_id == meeting.group_id, Meeting.starts_at < meeting.starts_at, Meeting.state != "cancelled"
    )
    return db.session.scalar(query.order_by(Meeting.starts_at.desc(), Meeting.id).limit(1))


def _promise(row: Any) -> Promise:
    state = gettext(ACTION_STATES.get(row.state, row.state))
    return Promise(row.text, state, TONES.get(row.state, "neutral"), row.due_on, row.done_on)
