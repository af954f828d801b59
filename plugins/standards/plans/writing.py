"""What happens to plans, actions and targets, each step with its line in the history. Nothing here commits."""

from typing import Any, Final
from uuid import UUID

from core.api import Ref, db, holders_of, local_today
from plugins.standards.models import Action, ActionChange, ActionEvidence, Plan, Priority, Target
from plugins.standards.rules import key_of
from plugins.standards.vocabulary import OPEN

OWNERS: Final = ("worker", "practitioner", "decision_maker", "local_admin")
OVER: Final = "This action is not open any more: somebody has said how it ended. Nothing was changed."


class ActionRefused(Exception):
    """A step that an action cannot take; its text says what was kept and what to do."""


def owners() -> dict[UUID, str]:
    """Who can own something here: staff and those who decide, with an account."""
    return holders_of(OWNERS)


def happened(action: Action, kind: str, by_id: UUID | None, detail: str = "") -> None:
    """Write a line into an action's history."""
    db.session.add(ActionChange(action_id=action.id, kind=kind, by_id=by_id, detail=detail[:400]))
    db.session.flush()


def begin(action: Action, by_id: UUID | None) -> None:
    """An action is under way; raises ActionRefused where it is not open."""
    _open_or_refused(action)
    if action.status == "planned":
        action.status = "doing"
        happened(action, "begun", by_id)


def finish(action: Action, by_id: UUID | None, shows: str = "") -> None:
    """An action is done, and something shows it: raises ActionRefused where nothing does, or where it is not open."""
    _open_or_refused(action)
    if shows.strip():
        show(action, by_id, words=shows.strip())
    elif not _is_shown(action):
        raise ActionRefused("Write what shows that it was done. The action is still open.")
    action.status, action.done_on = "done", local_today()
    happened(action, "done", by_id)


def end(action: Action, by_id: UUID | None, why: str) -> None:
    """An action ends without being done, with its reason; raises ActionRefused where it is not open."""
    _open_or_refused(action)
    action.status, action.why, action.done_on = "ended", why, None
    happened(action, "ended", by_id, why)


def reopen(action: Action, by_id: UUID | None) -> None:
    """An action that ended is open again; what shows it stays."""
    if action.status not in OPEN:
        action.status, action.why, action.done_on, action.reminders = "doing", "", None, 0
        happened(action, "opened", by_id)


def show(action: Action, by_id: UUID | None, *, words: str = "", ref: Ref | None = None) -> ActionEvidence | None:
    """Add what shows that something was done; None where the same record shows it already."""
    if ref is not None and _has(action, ref):
        return None
    row = ActionEvidence(action_id=action.id, words=words, by_id=by_id)
    if ref is not None:
        row.about_plugin, row.about_kind, row.about_id = ref.plugin, ref.kind, ref.id
    db.session.add(row)
    happened(action, "evidence", by_id)
    return row


def save_action(action: Action, form: Any, by_id: UUID | None) -> None:
    """Make the action what the form says; a changed day is a line of its own in the history."""
    is_new, before = action not in db.session or action in db.session.new, action.due_on
    action.title, action.measure = form.title.data, form.measure.data
    action.number, action.unit = form.number.data, form.unit.data or ""
    action.due_on, action.owner_post = form.due_on.data, form.owner_post.data or ""
    action.owner_id = UUID(form.owner.data) if form.owner.data else None
    db.session.add(action)
    db.session.flush()
    if is_new:
        happened(action, "made", by_id)
    elif before != action.due_on:
        action.reminders = 0
        happened(action, "moved", by_id, f"{before.isoformat() if before else ''} {action.due_on.isoformat()}".strip())
    else:
        happened(action, "changed", by_id)


def new_key(model: Any, title: str, **within: Any) -> str:
    """A key for a new row, told apart from those of its council (or of its plan)."""
    return key_of(title, db.session.scalars(db.select(model.key).filter_by(**within)))


def next_position(model: Any, **within: Any) -> int:
    """Where a new row stands: after all others."""
    last: int | None = db.session.scalar(db.select(db.func.max(model.position)).filter_by(**within))
    return (last or 0) + 1


def move_target(target: Target, plan: Plan | None, priority: Priority | None) -> None:
    """Hang a target on a plan and on one of its priorities."""
    target.plan_id = plan.id if plan else None
    target.priority_id = priority.id if priority else None


def _open_or_refused(action: Action) -> None:
    db.session.refresh(action)
    if action.status not in OPEN:
        raise ActionRefused(OVER)


def _is_shown(action: Action) -> bool:
    query = db.select(ActionEvidence.id).where(ActionEvidence.action_id == action.id)
    return db.session.scalar(query.limit(1)) is not None


def _has(action: Action, ref: Ref) -> bool:
    query = db.select(ActionEvidence.id).filter_by(
        action_id=action.id, about_plugin=ref.plugin, about_kind=ref.kind, about_id=ref.id
    )
    return db.session.scalar(query.limit(1)) is not None
