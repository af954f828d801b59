"""Writing down during a meeting: what was said, decided and promised, and the adults' own notes.

Each is kept by itself, so that an interrupted phone loses one box at most; each leaves its mark in the audit, without
the words.
"""

from collections.abc import Mapping
from typing import Any

from core.api import Ref, create_once, db, safeguarding
from plugins.meetings.forms.point import InTheRoom
from plugins.meetings.here import note
from plugins.meetings.models import Action, AgendaItem, Decision, Meeting, Point
from plugins.meetings.record import saying
from plugins.meetings.record.room import item_of, must_be_on, next_position


def say(meeting: Meeting, form: InTheRoom, values: dict[str, Any]) -> None:
    """Keep something that was said and report it; sent twice, it is said once."""
    position = next_position(Point, meeting.id)
    point, is_new = _write(Point, meeting, form, values | {"position": position})
    if is_new:
        saying.tell_new(point, meeting)
        note("point_added", point, permission=point.permission)


def correct(meeting: Meeting, point: Point, values: Mapping[str, Any]) -> None:
    """Put right what was said, or who may read it; whoever listens hears it again."""
    _give(point, values)
    saying.tell_changed(point, meeting)
    note("point_changed", point, permission=point.permission)


def take_back(point: Point) -> None:
    """Let what was said go, here and with every listener."""
    saying.take_back(point)
    note("point_taken_back", point)
    db.session.delete(point)


def decide(meeting: Meeting, form: InTheRoom, values: dict[str, Any]) -> None:
    """Keep a decision."""
    position = next_position(Decision, meeting.id)
    decision, is_new = _write(Decision, meeting, form, values | {"position": position})
    _look_through(decision, decision.text)
    if is_new:
        note("decision_added", decision, decided_by=decision.decided_by)


def promise(meeting: Meeting, form: InTheRoom, values: dict[str, Any]) -> None:
    """Keep what somebody will do."""
    action, is_new = _write(Action, meeting, form, values)
    _look_through(action, action.text)
    if is_new:
        note("action_added", action, owner=str(action.owner_id or ""))


def change(row: Any, values: Mapping[str, Any], action: str) -> None:
    """Give a decision or an action these values."""
    _give(row, values)
    _look_through(row, row.text)
    note(action, row)


def remove(row: Any, action: str) -> None:
    """Take away a decision or an action that was written down by mistake."""
    note(action, row)
    db.session.delete(row)


def write_notes(item: AgendaItem, text: str) -> None:
    """Keep the adults' own notes on an item."""
    item.notes = text
    _look_through(item, text)
    note("notes_changed", item)


def _look_through(row: Any, text: str) -> None:
    at = Ref("meetings", "meeting", row.meeting_id)
    safeguarding.screened(text, Ref("meetings", row.__tablename__.removeprefix("meetings_"), row.id), at=at)


def _write(model: Any, meeting: Meeting, form: InTheRoom, values: dict[str, Any]) -> tuple[Any, bool]:
    must_be_on(meeting)
    item = item_of(meeting, form.place.data or "")
    columns = values | {"meeting_id": meeting.id, "item_id": item.id if item else None}
    return create_once(model, form, lambda id: model(id=id, **columns))


def _give(row: Any, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()
