"""What the operator sees of timed work on the whole deployment: counts, workers, failures by council; no content."""

from uuid import UUID

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.admin.jobs_page import STATE_WORDS, AboutJob
from core.audit import record_platform
from core.clock import by_the_clock
from core.db import begin_write, db, utcnow
from core.jobs import looking
from core.web.render import page
from core.web.request import current_actor

blueprint = Blueprint("jobs", __name__)


@blueprint.get("/jobs")
@requires("jobs.operate")
def everywhere() -> ResponseReturnValue:
    """How timed work stands everywhere."""
    now = utcnow()
    return page(
        "admin/jobs/platform.html",
        face="worker",
        counts=looking.counts(),
        oldest=looking.oldest_waiting(now),
        late=now - looking.LATE,
        workers=looking.workers(),
        alive=now - looking.ALIVE,
        failed=looking.lines(("failed",)),
        words=STATE_WORDS,
        local=by_the_clock,
    )


@blueprint.post("/jobs/<uuid:job_id>/again")
@requires("jobs.operate")
def again(job_id: UUID) -> ResponseReturnValue:
    """Let a failed piece of any council, or of the platform, be tried from the start."""
    begin_write()
    name = looking.try_again(job_id, None, utcnow(), anywhere=True) or abort(404)
    record_platform("jobs.tried_again", AboutJob(job_id), detail={"job": name}, by=current_actor().user_id)
    db.session.commit()
    return redirect(url_for("jobs.everywhere"))
