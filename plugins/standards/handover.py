"""A worker who leaves hands on the plans, priorities and open actions that are theirs, and the audits not sent yet.

What is done or sent keeps who it was.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from core.api import Authority, HandedOn, Ref, current_actor, db, hookimpl, record
from plugins.standards.models import Action, ActionChange, Audit, AuditForm, Plan, Priority
from plugins.standards.vocabulary import OPEN


@hookimpl
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """Pass on what is open."""
    plans = _owned(Plan, from_id, Plan.ended_on.is_(None))
    priorities, actions = _owned(Priority, from_id), _owned(Action, from_id, Action.status.in_(OPEN))
    audits = _audits(from_id)
    rows = [*plans, *priorities, *actions, *(audit for audit, _ in audits)]
    for row in rows if apply else ():
        _pass_on(row, to_id)
    if apply:
        db.session.flush()
    found = [
        HandedOn("plans that they look after", len(plans), tuple(one.title for one in plans)),
        HandedOn("priorities that are theirs", len(priorities), tuple(one.title for one in priorities)),
        HandedOn("actions of plans", len(actions), tuple(one.title for one in actions)),
        HandedOn("audits that wait for them", len(audits), tuple(f"{title}, {one.year}" for one, title in audits)),
    ]
    return [one for one in found if one.count]


def _owned(model: Any, person_id: UUID, *criteria: Any) -> Sequence[Any]:
    query = db.select(model).where(model.owner_id == person_id, *criteria)
    return db.session.scalars(query.order_by(model.position, model.id)).all()


def _audits(person_id: UUID) -> Sequence[Any]:
    query = (
        db.select(Audit, AuditForm.title)
        .join(AuditForm, (AuditForm.authority_id == Audit.authority_id) & (AuditForm.id == Audit.form_id))
        .where(Audit.owner_id == person_id, Audit.state == "open")
    )
    return db.session.execute(query.order_by(Audit.due_on, Audit.id)).all()


def _pass_on(row: Any, to_id: UUID | None) -> None:
    row.owner_id = to_id
    by = current_actor()
    if isinstance(row, Action):
        db.session.add(ActionChange(action_id=row.id, kind="handed_on", by_id=by.person_id))
    record("standards.handed_on", Ref("standards", type(row).__name__.lower(), row.id), by=by.user_id)
