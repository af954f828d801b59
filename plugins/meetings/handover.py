"""A worker who leaves hands on what they promised, and the meetings to come that they lead or chair.

What goes to nobody is listed for those who may give it to somebody. Meetings that are over keep who led them.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from core.api import Authority, HandedOn, Ref, current_actor, db, hookimpl, local_today, record
from plugins.groups.api import Group
from plugins.meetings.models import Action, Leader, Meeting, MeetingDuty

UNNAMED = "At a group whose members stay hidden"


@hookimpl
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """Pass on open actions, places as leader and the chair of meetings to come."""
    promised, led, chaired, duties = _promised(from_id), _led(from_id), _chaired(from_id), _on_duty(from_id)
    if apply:
        for action, _, _ in promised:
            action.owner_id = to_id
            _write_down("action_handed_on", action)
        for leader, meeting, _ in led:
            _pass_on(leader, meeting, to_id)
        for meeting, _ in chaired:
            meeting.chair_id = to_id
            _write_down("chair_handed_on", meeting)
        for duty, _, _ in duties:
            _end_duty(duty, to_id)
        db.session.flush()
    found = [
        _handed("actions they promised", [_called(group, action.text) for action, _, group in promised]),
        _handed("meetings that they lead", [_called(group, meeting.title) for _, meeting, group in led]),
        _handed("meetings that they chair", [_called(group, meeting.title) for meeting, group in chaired]),
        _handed("meetings where they are on duty", [_called(group, meeting.title) for _, meeting, group in duties]),
    ]
    return [one for one in found if one.count]


def _promised(person_id: UUID) -> Sequence[Any]:
    query = _with_group(db.select(Action, Meeting, Group).join(Meeting, _same(Action)))
    return _all(query.where(Action.owner_id == person_id, Action.state == "open").order_by(Action.due_on, Action.id))


def _led(person_id: UUID) -> Sequence[Any]:
    query = _with_group(db.select(Leader, Meeting, Group).join(Meeting, _same(Leader)))
    return _all(query.where(Leader.person_id == person_id, *_to_come()).order_by(Meeting.starts_at, Leader.id))


def _chaired(person_id: UUID) -> Sequence[Any]:
    query = _with_group(db.select(Meeting, Group))
    return _all(query.where(Meeting.chair_id == person_id, *_to_come()).order_by(Meeting.starts_at, Meeting.id))


def _on_duty(person_id: UUID) -> Sequence[Any]:
    query = _with_group(db.select(MeetingDuty, Meeting, Group).join(Meeting, _same(MeetingDuty)))
    return _all(query.where(MeetingDuty.person_id == person_id, *_to_come()).order_by(Meeting.starts_at))


def _to_come() -> tuple[Any, ...]:
    return Meeting.on_date >= local_today(), Meeting.state == "planned"


def _same(model: Any) -> Any:
    return (Meeting.authority_id == model.authority_id) & (Meeting.id == model.meeting_id)


def _with_group(query: Any) -> Any:
    return query.join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))


def _all(query: Any) -> Sequence[Any]:
    return db.session.execute(query).all()


def _pass_on(leader: Leader, meeting: Meeting, to_id: UUID | None) -> None:
    """The successor leads; somebody who is there already is there once."""
    there = db.select(Leader.id).where(Leader.meeting_id == meeting.id, Leader.person_id == to_id)
    _write_down("leader_handed_on", meeting)
    if to_id is None or db.session.scalar(there) is not None:
        db.session.delete(leader)
    else:
        leader.person_id = to_id


def _end_duty(duty: MeetingDuty, to_id: UUID | None) -> None:
    """The successor is on duty, on their own number; what was confirmed is to be confirmed again."""
    _write_down("duty_handed_on", duty)
    duty.person_id, duty.phone = to_id, ""
    duty.confirmed_at, duty.confirmed_by_user_id, duty.confirmed_why = None, None, ""


def _handed(kind: str, titles: list[str]) -> HandedOn:
    return HandedOn(kind, len(titles), tuple(titles))


def _called(group: Group, title: str) -> str:
    """The title, where whoever asks may know that the leaver has to do with this group."""
    open_to_all = group.listing != "hidden" and not group.members_hidden
    return title if open_to_all or current_actor().can("groups.see_hidden") else UNNAMED


def _write_down(action: str, row: Any) -> None:
    about, people = Ref("meetings", type(row).__name__.lower(), row.id), (getattr(row, "person_id", None),)
    record(f"meetings.{action}", about, by=current_actor().user_id, people=people)
