"""Task groups as somebody may read them: the issue and the outcome for all, its members for the group and its staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Actor, as_written, day, db, gettext, local_today
from plugins.groups.api import SEES_GROUP, Group
from plugins.meetings.api import READS_AGENDA, AgendaItem, Meeting
from plugins.youth_voice import people
from plugins.youth_voice.models import TaskGroup, TaskMember
from plugins.youth_voice.tasks import rules
from plugins.youth_voice.visibility import NAMES, OPEN_GROUP
from plugins.youth_voice.vocabulary import OUTCOME_TONES, OUTCOMES, WHOSE


@dataclass(frozen=True)
class TaskRead:
    """One task group with its group; `members` are names, those who lead first, empty where they may not be known."""

    task: Any
    group_key: str
    group: str
    knows_names: bool
    members: list[str]
    mine: bool

    @property
    def whose(self) -> str:
        """Whose issue it is, in words."""
        return gettext(WHOSE.get(self.task.whose, ""))

    @property
    def is_late(self) -> bool:
        """True where its last day is over and nobody has said what came of it."""
        return rules.is_late(self.task.state, self.task.ends_on, local_today())

    @property
    def state(self) -> tuple[str, str]:
        """Where it stands as (words, tone)."""
        if self.task.state == "ended":
            return gettext(OUTCOMES.get(self.task.outcome_kind, "")), OUTCOME_TONES.get(
                self.task.outcome_kind, "neutral"
            )
        return (gettext("Its end is over"), "warn") if self.is_late else (gettext("At work"), "accent")


def found(actor: Actor, most: int, *criteria: Any, skip: int = 0) -> list[TaskRead]:
    """Task groups that the reader may know of: those at work first, the latest of those that have ended after them."""
    query = (
        db.select(TaskGroup, Group.key, Group.name, NAMES.criteria(actor, Group).label("knows"))
        .join(Group, (Group.authority_id == TaskGroup.authority_id) & (Group.id == TaskGroup.group_id))
        .where(SEES_GROUP.criteria(actor, Group), *criteria)
        .where(db.or_(OPEN_GROUP.criteria(actor, Group), NAMES.criteria(actor, Group)))
        .order_by(TaskGroup.state.desc(), TaskGroup.ends_on.desc(), TaskGroup.id)
        .limit(most)
        .offset(skip)
    )
    rows = db.session.execute(query).all()
    members = _members([row.TaskGroup.id for row in rows])
    known = people.names(one.person_id for row in rows if row.knows for one in members.get(row.TaskGroup.id, []))
    return [_read(actor, row, members.get(row.TaskGroup.id, []), known) for row in rows]


def one(actor: Actor, id: UUID) -> TaskRead | None:
    """One task group, if the reader may know of it."""
    return next(iter(found(actor, 1, TaskGroup.id == id)), None)


def mine(actor: Actor) -> list[TaskRead]:
    """Task groups at work that the reader is in."""
    if actor.person_id is None:
        return []
    own = db.select(TaskMember.task_group_id).where(TaskMember.person_id == actor.person_id)
    return found(actor, 10, TaskGroup.id.in_(own), TaskGroup.state == "open")


def issue_of(actor: Actor, item_id: UUID) -> tuple[UUID, str, str] | None:
    """An agenda item as (group, title, where it stood in words), if the reader may read that agenda."""
    query = (
        db.select(AgendaItem.title, Meeting.group_id, Meeting.title.label("meeting"), Meeting.on_date)
        .join(Meeting, (Meeting.authority_id == AgendaItem.authority_id) & (Meeting.id == AgendaItem.meeting_id))
        .where(AgendaItem.id == item_id, READS_AGENDA.criteria(actor, Meeting))
    )
    row = db.session.execute(query).one_or_none()
    if row is None:
        return None
    where = gettext("Agenda of %(meeting)s, %(day)s", meeting=row.meeting, day=day(row.on_date))
    return row.group_id, row.title, str(where)[:300]


def of_items(items: Iterable[UUID]) -> dict[UUID, UUID]:
    """Task groups by the agenda item that they came from."""
    query = db.select(TaskGroup.item_id, TaskGroup.id).where(TaskGroup.item_id.in_(list(items)))
    return {row.item_id: row.id for row in db.session.execute(query)}


def members(task_id: UUID) -> list[TaskMember]:
    """The lines of a task group's members."""
    return _members([task_id]).get(task_id, [])


def _members(ids: Iterable[UUID]) -> dict[UUID, list[TaskMember]]:
    query = db.select(TaskMember).where(TaskMember.task_group_id.in_(list(ids)))
    rows: dict[UUID, list[TaskMember]] = {}
    for row in db.session.scalars(query.order_by(TaskMember.leads.desc(), TaskMember.id)):
        rows.setdefault(row.task_group_id, []).append(row)
    return rows


def _read(actor: Actor, row: Any, members: list[TaskMember], known: dict[UUID, str]) -> TaskRead:
    mine = any(one.person_id == actor.person_id for one in members)
    names = [_named(one, known[one.person_id]) for one in members if row.knows and one.person_id in known]
    return TaskRead(row.TaskGroup, row.key, row.name, bool(row.knows), names, mine)


def _named(one: TaskMember, name: str) -> str:
    return str(gettext("%(name)s leads it", name=name)) if one.leads else str(as_written(name))
