"""Requests for a new safeguarding lead, before the present leads: one yes or no, never from who asked."""

from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core.access.roles import ROLES
from core.access.stamps import requires
from core.admin.access.blueprint import blueprint
from core.clock import by_the_clock
from core.db import current_authority_id, db
from core.users.models import Membership, RoleRequest
from core.users.role_requests import answer, may_answer, open_requests
from core.web.render import page
from core.web.request import current_actor


@blueprint.get("/requests")
@requires("access.approve")
def requests() -> ResponseReturnValue:
    """What waits for a lead's answer."""
    waiting = open_requests()
    mine = {one.id for one in waiting if may_answer(one, current_actor().user_id)}
    names = _names({one.asked_by for one in waiting if one.asked_by})
    return page("admin/access/requests.html", waiting=waiting, mine=mine, names=names, titles=ROLES, clock=by_the_clock)


@blueprint.post("/requests/<uuid:request_id>")
@requires("access.approve")
def answer_request(request_id: UUID) -> ResponseReturnValue:
    """Say yes or no."""
    asked, by = db.session.get(RoleRequest, request_id), current_actor().user_id
    said = request.form.get("answer")
    if asked is None or by is None or said not in ("yes", "no"):
        abort(404)
    if answer(asked, yes=said == "yes", by=by):
        flash("Your answer is saved.", "success")
    else:
        flash("This was answered already, or must be answered by somebody else. Nothing was changed.", "info")
    db.session.commit()
    return redirect(url_for(".requests"))


def _names(user_ids: set[UUID]) -> dict[UUID, str]:
    """What this council calls those who asked."""
    rows = db.session.execute(
        select(Membership.user_id, Membership.name).where(
            Membership.authority_id == current_authority_id(), Membership.user_id.in_(user_ids)
        )
    )
    return {row.user_id: row.name for row in rows}
