"""What young people are asked, and their own yes or no: one page, two buttons, no reason wanted."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import clock, db, gettext, page, signed_in
from plugins.requests.blueprint import blueprint
from plugins.requests.desk.steps import days_of
from plugins.requests.here import REFUSALS, not_here, reader, request_or_404, said_of
from plugins.requests.models import Request
from plugins.requests.visibility import TO_US
from plugins.requests.vocabulary import KINDS
from plugins.requests.young import voting


@blueprint.get("/to-us/<uuid:id>")
@signed_in("the members of the group that is asked; the rule on the request decides")
def to_us(id: UUID) -> Response:
    """What somebody asks our group, how far it can go, and our answer."""
    return _page(request_or_404(id, TO_US))


@blueprint.post("/to-us/<uuid:id>")
@signed_in("the members of the group that is asked; the rule on the request decides")
def press(id: UUID) -> Response:
    """Press yes or no; it can be pressed anew until it is decided."""
    found, actor = request_or_404(id, TO_US), reader()
    wanted = request.form.get("answer")
    if not voting.may_press(actor, found) or actor.person_id is None or wanted not in ("yes", "no"):
        not_here()
    try:
        voting.press(found, actor.person_id, wanted == "yes")
        db.session.commit()
        flash(gettext("Thank you. We have your answer."), "success")
    except REFUSALS as refusal:
        db.session.rollback()
        flash(said_of(refusal), "warning")
    return redirect(url_for("requests.to_us", id=id))


def _page(found: Request) -> Response:
    actor: Any = reader()
    own = voting.own(found, actor.person_id)
    return page(
        "requests/to_us.html",
        it=found,
        kind=KINDS[found.kind],
        clock=clock,
        decides=found.state == "asking" and voting.may_press(actor, found),
        own=None if own is None else own.yes,
        days=days_of(found),
        pressed=voting.shown(found) if found.state == "asking" else None,
    )
