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
        "Adults who run groups",
        "Who has the checks that this council asks for, and which end soon.",
        "practice.listing",
        "practice.keep",
    ),
    Task(
        "Data requests",
        "What people ask of their data: copies, corrections, erasures, complaints, and how long there is.",
        "desk.listing",
        "rights.handle",
    ),
    Task(
        "Look over",
        "Copies and erasures that a colleague prepared and that need a second person's yes.",
        "desk.looking_over",
        "rights.release",
    ),
    Task(
        "What is held, and why",
        "The register of processing, lawful bases, keeping times, holds and impact assessments.",
        "keeping.register.show",
        "keeping.read",
    ),
    Task(
        "Figures of your region",
        "Whether this council’s figures are added to those of its region, and since when. Take part, or leave.",
        "admin.regions.here",
        "releases.join",
    ),
    Task(
        "Timed work",
        "What Heard does here by itself: what waits, what failed and why. Try again.",
        "admin.jobs.here",
        "jobs.view",
    ),
    Task(
        "Messages",
        "How many went out, and why others did not. Send a test message to yourself.",
        "admin.messages.here",
        "messages.view",
    ),
    Task(
        "Who looked at whom",
        "Who saw or changed what about one person, and whom a breach concerns.",
        "people.looked.choose",
        "people.looked",
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
