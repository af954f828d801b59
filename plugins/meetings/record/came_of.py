"""What came of several meetings, in a few queries: those whose minutes the reader may read, with their decisions and
what was to be done.

Who may read is the rule of minutes.py (`level_of`), here as a filter: published minutes, for the group and the staff
around it, and for everybody where they are for all, the group is in the directory and its members are no secret.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Actor, access_rules, db
from plugins.groups.api import Group
from plugins.meetings.here import chosen
from plugins.meetings.models import Action, Decision, Meeting, Minutes
from plugins.meetings.visibility import MY_MEETINGS, SEES_MEETING, SEES_PEOPLE


@dataclass(frozen=True)
class Came:
    """What came of one meeting: its summary in plain words and in Easy Read lines, decisions, and actions as (what,
    state).
    """

    summary: str
    easy: str
    decisions: Sequence[str]
    actions: Sequence[tuple[str, str]]

    @property
    def done(self) -> int:
        """How many actions are done."""
        return sum(state == "done" for _, state in self.actions)


def came_of(actor: Actor, meetings: Collection[UUID]) -> dict[UUID, Came]:
    """By meeting, for those whose published minutes `actor` may read; the others are left out."""
    query = (
        db.select(Minutes.meeting_id, Minutes.summary, Minutes.easy)
        .join(Meeting, (Meeting.authority_id == Minutes.authority_id) & (Meeting.id == Minutes.meeting_id))
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .where(Minutes.meeting_id.in_(meetings), Minutes.state == "published", _readable(actor))
    )
    rows = db.session.execute(query).all()
    ids = [row.meeting_id for row in rows]
    decisions, actions = _decisions(ids), _actions(ids)
    return {
        row.meeting_id: Came(row.summary, row.easy, decisions[row.meeting_id], actions[row.meeting_id]) for row in rows
    }


def _readable(actor: Actor) -> Any:
    open_group = db.and_(Group.listing == "public", Group.members_hidden.is_(False))
    staff = db.and_(access_rules.has("meetings.view").criteria(actor, Meeting), Group.members_hidden.is_(False))
    ways = [MY_MEETINGS.criteria(actor), SEES_PEOPLE.criteria(actor), staff]
    if "decision_maker" in actor.roles:
        ways.append(Group.members_hidden.is_(False))
    if chosen().public_minutes:
        ways.append(db.and_(Minutes.for_all, open_group))
    return db.and_(SEES_MEETING.criteria(actor), db.or_(*ways))


def _decisions(ids: Collection[UUID]) -> dict[UUID, list[str]]:
    query = db.select(Decision.meeting_id, Decision.text).where(Decision.meeting_id.in_(ids))
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in db.session.execute(query.order_by(Decision.position, Decision.id)):
        found[row.meeting_id].append(row.text)
    return found


def _actions(ids: Collection[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    query = db.select(Action.meeting_id, Action.text, Action.state).where(Action.meeting_id.in_(ids))
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for row in db.session.execute(query.order_by(Action.due_on.is_(None), Action.due_on, Action.id)):
        found[row.meeting_id].append((row.text, row.state))
    return found
