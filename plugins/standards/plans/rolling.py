"""A plan's next round: its priorities and what is still open go on in a new plan, and the old one ends with everything
that was done under it (N66: actions are lists of a year; W15: reviewed yearly). Nothing here commits.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from core.api import db, local_today
from plugins.standards.models import Action, Plan, Priority, Target
from plugins.standards.plans.writing import happened, new_key, next_position
from plugins.standards.vocabulary import OPEN

OF_PRIORITY: Final = ("key", "title", "about", "source", "position", "owner_id", "owner_post")
OF_ACTION: Final = ("key", "title", "measure", "number", "unit", "owner_id", "owner_post", "source", "position")


def roll_on(plan: Plan, id: UUID, title: str, starts_on: date | None, until: date | None, by_id: UUID | None) -> Plan:
    """Begin the next round of a plan; the same form twice is one round. Open actions come along without their day."""
    held = db.session.get(Plan, id)
    if held is not None:
        return held
    made = Plan(id=id, key=new_key(Plan, title), title=title, starts_on=starts_on, until=until)
    made.about, made.source, made.boards, made.shown = plan.about, plan.source, list(plan.boards), plan.shown
    made.owner_id, made.position = plan.owner_id, next_position(Plan)
    db.session.add(made)
    db.session.flush()
    moved = _priorities(plan, made)
    for action in _open_actions(plan):
        _carry(action, made, moved[action.priority_id], by_id)
    for target in db.session.scalars(db.select(Target).where(Target.plan_id == plan.id, Target.ended_on.is_(None))):
        target.plan_id, target.priority_id = made.id, moved[target.priority_id].id if target.priority_id else None
    plan.ended_on, plan.ended_why = local_today(), f"It goes on as “{title}”."[:400]
    db.session.flush()
    return made


def _priorities(plan: Plan, made: Plan) -> dict[UUID, Priority]:
    rows = db.session.scalars(db.select(Priority).where(Priority.plan_id == plan.id)).all()
    moved = {row.id: Priority(plan_id=made.id, **_copied(row, OF_PRIORITY)) for row in rows}
    db.session.add_all(moved.values())
    db.session.flush()
    return moved


def _open_actions(plan: Plan) -> Sequence[Action]:
    query = db.select(Action).where(Action.plan_id == plan.id, Action.status.in_(OPEN))
    return db.session.scalars(query.order_by(Action.position, Action.id)).all()


def _carry(action: Action, made: Plan, priority: Priority, by_id: UUID | None) -> None:
    """The new one leads back to the old one, where its evidence stays."""
    row = Action(plan_id=made.id, priority_id=priority.id, status=action.status, **_copied(action, OF_ACTION))
    row.from_plugin, row.from_kind, row.from_id = "standards", "action", action.id
    action.status, action.why = "ended", f"It goes on in “{made.title}”."[:400]
    db.session.add(row)
    db.session.flush()
    happened(row, "made", by_id)
    happened(action, "ended", by_id, action.why)


def _copied(row: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
