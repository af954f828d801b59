"""The front page of the admin part: what this person may do here, and nothing else."""

from dataclasses import dataclass

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from core.access.stamps import signed_in
from core.web.render import page
from core.web.request import current_actor

blueprint = Blueprint("index", __name__)


@dataclass(frozen=True)
class Task:
    """One thing that an admin can do: where, and who may."""

    title: str
    summary: str
    endpoint: str
    permission: str


TASKS = (
    Task(
        "People with a sign-in",
        "Give access, change roles, end access, start a password reset.",
        "admin.access.people",
        "admin.access",
    ),
    Task(
        "Requests for a safeguarding lead",
        "A new lead needs a present lead's yes.",
        "admin.access.requests",
        "access.approve",
    ),
    Task(
        "Switch parts on and off",
        "Which parts of Heard this council uses. Switching off deletes nothing.",
        "admin.switches.plugins",
        "admin.plugins",
    ),
    Task(
        "Who decided what",
        "Every setting with its present value, and whether Heard, the council's file or an admin set it.",
        "admin.effective.page",
        "admin.settings",
    ),
    Task(
        "Audit trail",
        "What was done here, when and by whom.",
        "admin.audit.trail",
        "admin.audit",
    ),
)


@blueprint.get("/")
@signed_in("it lists only what the reader may do, and is not there for whoever may do nothing")
def tasks() -> Response:
    """The list."""
    mine = [task for task in TASKS if current_actor().can(task.permission)]
    return page("admin/index.html", face="worker", tasks=mine) if mine else abort(404)
