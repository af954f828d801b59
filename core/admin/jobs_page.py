"""What a council's local admin sees of timed work: what waits, what failed and why, what ran; and trying again."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.audit import record
from core.clock import by_the_clock
from core.db import current_authority_id, db, utcnow
from core.jobs import looking
from core.web.render import page
from core.web.request import current_actor

blueprint = Blueprint("jobs", __name__)
RECENT = 20
STATE_WORDS = {
    "waiting": ("Waiting", "info"),
    "running": ("Being done now", "info"),
    "held": ("Held back", "warning"),
    "done": ("Done", "success"),
    "failed": ("Failed", "danger"),
}


@dataclass(frozen=True)
class AboutJob:
    """What an audit entry of these pages is about: one piece of timed work."""

    id: UUID
    plugin: str = "core"
    kind: str = "job"


@blueprint.get("/jobs")
@requires("jobs.view")
def here() -> ResponseReturnValue:
    """How this council's timed work stands."""
    council = current_authority_id()
    return page(
        "admin/jobs/council.html",
        face="worker",
        counts=looking.counts(council),
        failed=looking.lines(("failed",), council),
        held=looking.lines(("held",), council),
        waiting=looking.lines(("waiting", "running"), council),
        done=looking.lines(("done",), council, RECENT),
        words=STATE_WORDS,
        local=by_the_clock,
        may_retry=current_actor().can("jobs.retry"),
    )


@blueprint.post("/jobs/<uuid:job_id>/again")
@requires("jobs.retry")
def again(job_id: UUID) -> ResponseReturnValue:
    """Let a failed piece be tried from the start."""
    name = looking.try_again(job_id, current_authority_id(), utcnow()) or abort(404)
    record("jobs.tried_again", AboutJob(job_id), detail={"job": name}, by=current_actor().user_id)
    db.session.commit()
    return redirect(url_for("admin.jobs.here"))
