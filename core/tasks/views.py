"""The list of tasks: everything that waits for somebody's rights, with a press to say that it was done."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core import audit
from core.access.actor import Actor
from core.access.permissions import Permission
from core.access.stamps import requires
from core.clock import local_today
from core.db import db
from core.hooks.values import HomeItem, Ref
from core.tasks.making import done, open_for
from core.tasks.models import Task
from core.web.render import page
from core.web.request import current_actor

blueprint = Blueprint("tasks", __name__, url_prefix="/<authority>/tasks")
MOST = 200  # tasks on the page; the earliest due come first, so the rest can wait
LONGEST = 500
TASK_PERMISSIONS = (
    Permission(
        "tasks.view",
        "See the tasks that wait for one's own rights",
        ("worker", "practitioner", "safeguarding_lead", "data_protection_officer", "local_admin"),
    ),
)


@blueprint.get("/")
@requires("tasks.view")
def listing() -> ResponseReturnValue:
    """What waits, the earliest due first."""
    return page("tasks/list.html", tasks=open_for(current_actor(), MOST), today=local_today())


@blueprint.post("/<uuid:task_id>/done")
@requires("tasks.view")
def close(task_id: UUID) -> ResponseReturnValue:
    """Say that a task was done, with what came of it."""
    actor = current_actor()
    found: Task | None = db.session.scalar(select(Task).where(Task.id == task_id))
    if found is None or not actor.can(found.permission):
        abort(404)
    if done(found.key, actor.user_id, request.form.get("outcome", "").strip()[:LONGEST]):
        audit.record("task.done", Ref("core", "task", found.id), by=actor.user_id, people=(found.person_id,))
        db.session.commit()
    flash("Done. It is off the list.", "success")
    return redirect(url_for("tasks.listing"))


def home_items(actor: Actor) -> list[HomeItem]:
    """One line for the home page: the only task, or how many there are and when the first is due."""
    if not actor.can("tasks.view"):
        return []
    waiting = open_for(actor, MOST)
    if len(waiting) < 2:
        return [HomeItem("needs", task.title, task.url, on=task.due_on) for task in waiting]
    where = url_for("tasks.listing")
    return [HomeItem("needs", f"{len(waiting)} tasks", where, f"First: {waiting[0].title}", on=waiting[0].due_on)]
