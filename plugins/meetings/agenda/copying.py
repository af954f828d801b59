"""The agendas that can be copied into a meeting: earlier ones of its group first, then those of other groups (N48)."""

from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, day, db
from plugins.groups.api import Group
from plugins.meetings.models import AgendaItem, Meeting
from plugins.meetings.visibility import READS_AGENDA, SEES_MEETING

AT_ONCE = 20


class Copyable(NamedTuple):
    """One meeting whose agenda can be copied."""

    id: UUID
    title: str
    group: str
    day: str
    items: int


def offered(actor: Actor, meeting: Meeting) -> tuple[list[Copyable], list[Copyable]]:
    """The newest agendas of this group and of other groups that `actor` may see."""
    own, others = Meeting.group_id == meeting.group_id, Meeting.group_id != meeting.group_id
    return _newest(actor, meeting, own), _newest(actor, meeting, others)


def _newest(actor: Actor, meeting: Meeting, which: Any) -> list[Copyable]:
    number = db.func.count(AgendaItem.id).label("items")
    query = (
        db.select(Meeting.id, Meeting.title, Meeting.on_date, Group.name.label("group"), number)
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .join(AgendaItem, (AgendaItem.authority_id == Meeting.authority_id) & (AgendaItem.meeting_id == Meeting.id))
        .where(which, Meeting.id != meeting.id, SEES_MEETING.criteria(actor), READS_AGENDA.criteria(actor))
        .group_by(Meeting.id, Meeting.title, Meeting.on_date, Group.name)
        .order_by(Meeting.on_date.desc(), Meeting.id)
        .limit(AT_ONCE)
    )
    rows = db.session.execute(query)
    return [Copyable(row.id, row.title, row.group, day(row.on_date), row.items) for row in rows]
