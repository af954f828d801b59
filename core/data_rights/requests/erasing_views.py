"""The pages of an erasure: what goes and what stays, and the act itself once a second person has said yes."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.data_rights.erase import EraseRefused, refuse_uninstalled
from core.data_rights.requests.blueprints import desk as blueprint
from core.data_rights.requests.desk_views import found
from core.data_rights.requests.erasing import Rehearsal, carry_out, rehearse
from core.data_rights.requests.handling import StepRefused, last, state_of, step_on
from core.db import begin_write, db
from core.hooks.dispatcher import HookFailed
from core.plugging.migrations import uninstalled
from core.web.cache import touch
from core.web.forms import Form
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor, required_authority


@blueprint.get("/requests/<uuid:request_id>/erasure")
@requires("rights.handle")
def erasure(request_id: UUID) -> ResponseReturnValue:
    """What would go and what stays, and why; or, once it is done, the certificate."""
    asked = found(request_id)
    done = last(asked.steps, "erased")
    would = Rehearsal([]) if done else rehearse(required_authority(), asked)
    return page(
        "data_rights/desk_erasure.html", asked=asked, lines=would.lines, stopped=would.stopped, done=done,
        state=state_of(asked), form=Form(),
    )  # fmt: skip


@blueprint.post("/requests/<uuid:request_id>/erasure/rehearsed")
@requires("rights.handle")
def rehearsed(request_id: UUID) -> ResponseReturnValue:
    """Hand it to a second person: I have gone through what goes and what stays."""
    try:
        step_on(required_authority(), found(request_id), "rehearsed", current_actor().user_id)
        flash("A second person has to approve it now.", "success")
    except StepRefused as refused:
        flash(str(refused), "warning")
    db.session.commit()
    return redirect(url_for(".one", request_id=request_id))


@blueprint.post("/requests/<uuid:request_id>/erasure/apply")
@requires("rights.handle")
def erase_now(request_id: UUID) -> ResponseReturnValue:
    """Erase, as it was approved."""
    authority, here = required_authority(), house()
    db.session.commit()  # looking for leftovers takes a connection that SQLite lets in only while none writes
    try:
        refuse_uninstalled(uninstalled(here.deployment, here.plugins))
        begin_write()
        touch(authority.id)
        carry_out(authority, found(request_id), current_actor().user_id)
        flash("Erased. The certificate is below.", "success")
    except (StepRefused, EraseRefused, HookFailed) as refused:
        db.session.rollback()
        flash(str(refused), "warning")
    return redirect(url_for(".erasure", request_id=request_id))
