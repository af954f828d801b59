"""A plan as a scorecard: each priority with its owner, its actions, what shows them, its targets and where it stands.

Read in a fixed number of queries however long the plan is. Source: LA49 to LA56 (eight priorities), W6, W17.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.api import db, local_today
from plugins.standards.here import names_of
from plugins.standards.models import Action, ActionEvidence, Plan, Priority
from plugins.standards.plans.progress import progress_of
from plugins.standards.rules import Progress, State, is_late, missing_of, state_of


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action on a scorecard. `owner` is a name for staff; `post` is what everybody may read."""

    id: UUID
    title: str
    status: str
    due_on: date | None
    late: bool
    owner: str
    post: str
    evidence: int
    missing: tuple[str, ...]
    number: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """One priority: where it stands is read from its actions."""

    id: UUID
    key: str
    title: str
    about: str
    source: str
    owner: str
    post: str
    state: State
    actions: tuple[ActionLine, ...]
    targets: tuple[Progress, ...]

    @property
    def evidence(self) -> int:
        """How many things show what was done."""
        return sum(action.evidence for action in self.actions)

    @property
    def done(self) -> int:
        """How many of its actions are done."""
        return sum(action.status == "done" for action in self.actions)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A plan with its priorities in their order, and the targets that hang on none of them."""

    id: UUID
    key: str
    title: str
    priorities: tuple[PriorityLine, ...]
    targets: tuple[Progress, ...]

    @property
    def late(self) -> int:
        """How many actions are late."""
        return sum(action.late for priority in self.priorities for action in priority.actions)


def scorecard(plan_key: str) -> Scorecard | None:
    """The scorecard of the plan called `plan_key`, None where there is none."""
    plan = db.session.scalars(db.select(Plan).where(Plan.key == plan_key)).one_or_none()
    return card_of(plan) if plan else None


def card_of(plan: Plan) -> Scorecard:
    """The scorecard of a plan in hand."""
    mine = db.select(Priority).where(Priority.plan_id == plan.id).order_by(Priority.position, Priority.id)
    priorities = list(db.session.scalars(mine))
    actions = _actions(plan.id)
    names = names_of([*(one.owner_id for one in actions), *(one.owner_id for one in priorities)])
    shown = _evidence([one.id for one in actions])
    targets = progress_of(plan_id=plan.id)
    today, lines = local_today(), defaultdict(list)
    for one in actions:
        lines[one.priority_id].append(_line(one, names, shown.get(one.id, 0), today))
    rows = tuple(_priority(one, names, lines[one.id], targets.get(one.id, ()), today) for one in priorities)
    return Scorecard(plan.id, plan.key, plan.title, rows, tuple(targets.get(None, ())))


def _actions(plan_id: UUID) -> Sequence[Action]:
    query = db.select(Action).where(Action.plan_id == plan_id)
    return db.session.scalars(query.order_by(Action.position, Action.due_on.is_(None), Action.due_on, Action.id)).all()


def _evidence(ids: Sequence[UUID]) -> dict[UUID, int]:
    query = db.select(ActionEvidence.action_id, db.func.count()).where(ActionEvidence.action_id.in_(ids))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(ActionEvidence.action_id))}


def _line(one: Action, names: dict[UUID, str], evidence: int, today: date) -> ActionLine:
    owner = names.get(one.owner_id, "") if one.owner_id else ""
    missing = missing_of(one.title, one.measure, one.number, one.unit, bool(owner or one.owner_post), one.due_on)
    return ActionLine(
        one.id,
        one.title,
        one.status,
        one.due_on,
        is_late(one.status, one.due_on, today),
        owner,
        one.owner_post,
        evidence,
        tuple(missing) if one.status in ("planned", "doing") else (),
        one.number,
        one.unit,
    )


def _priority(
    one: Priority, names: dict[UUID, str], lines: Sequence[ActionLine], targets: Sequence[Progress], today: date
) -> PriorityLine:
    return PriorityLine(
        one.id,
        one.key,
        one.title,
        one.about,
        one.source,
        names.get(one.owner_id, "") if one.owner_id else "",
        one.owner_post,
        state_of(((line.status, line.due_on) for line in lines), today),
        tuple(lines),
        tuple(targets),
    )
