"""Making a task and closing it, in the caller's transaction; the same key twice makes one task."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from core.access.actor import Actor
from core.db import db, utcnow
from core.tasks.models import Task


def make(
    kind: str,
    title: str,
    url: str,
    *,
    permission: str,
    key: str,
    note: str = "",
    person_id: UUID | None = None,
    due_on: date | None = None,
) -> Task:
    """The task of this `key` in the open council, made if it is not there; one that was done stays done.

    `permission` says whose task it is, `url` is a whole path on this site.
    """
    found: Task | None = db.session.scalar(select(Task).where(Task.key == key))
    if found is not None:
        return found
    made = Task(
        key=key, kind=kind, title=title, note=note, url=url, permission=permission, person_id=person_id, due_on=due_on
    )
    db.session.add(made)
    db.session.flush()
    return made


def done(key: str, by: UUID | None = None, outcome: str = "") -> bool:
    """Close the task of this key; False where there is none or it is closed already."""
    found: Task | None = db.session.scalar(select(Task).where(Task.key == key, Task.done_at.is_(None)))
    if found is None:
        return False
    found.done_at, found.done_by_user_id, found.outcome = utcnow(), by, outcome
    db.session.flush()
    return True


def open_for(actor: Actor, limit: int = 50) -> Sequence[Task]:
    """The open tasks of somebody's permissions, the earliest due first and those without a day last."""
    query = select(Task).where(Task.done_at.is_(None), Task.permission.in_(sorted(actor.permissions)))
    ordered = query.order_by(Task.due_on.is_(None), Task.due_on, Task.made_at).limit(limit)
    return db.session.scalars(ordered).all()


def count_for(actor: Actor, today: date) -> int:
    """How many open tasks of somebody's permissions are due by `today` or have no day."""
    due = or_(Task.due_on.is_(None), Task.due_on <= today)
    query = select(func.count(Task.id)).where(
        Task.done_at.is_(None), due, Task.permission.in_(sorted(actor.permissions))
    )
    return db.session.scalar(query) or 0
