"""An answer that came by phone or on paper, typed in by staff: it says whose it is, and that it was typed in."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import db, page, requires
from plugins.influence.answers.answering import new_form, send
from plugins.influence.answers.desk import office_of
from plugins.influence.answers.giving import why_not_now
from plugins.influence.answers.shown import answers_of
from plugins.influence.blueprint import blueprint
from plugins.influence.here import ask_or_404, note, or_not_here, reader
from plugins.influence.models import Owner
from plugins.influence.visibility import FOLLOWS_ASK


@blueprint.route("/asks/<uuid:id>/answer/<uuid:owner_id>", methods=["GET", "POST"])
@requires("influence.ask")
def answer_for(id: UUID, owner_id: UUID) -> Response:
    """Type in the answer of one who must answer."""
    ask = ask_or_404(id, FOLLOWS_ASK)
    owner = or_not_here(db.session.scalar(db.select(Owner).where(Owner.id == owner_id, Owner.ask_id == ask.id)))
    form = new_form(typed_in=True)
    sent = send(form, owner, how="worker", by_words="", by_id=reader().person_id)
    if sent.answer is not None:
        note("answered", sent.answer, how="worker", outcome=sent.answer.outcome)
        db.session.commit()
        flash("The answer is kept, and those who asked are told.", "success")
        return redirect(url_for("influence.ask", id=id))
    return page(
        "influence/answer_for.html",
        face="worker",
        form=form,
        sent=sent,
        ask=ask,
        office=office_of(owner),
        earlier=answers_of(ask, owner.id),
        not_now=why_not_now(owner, ask),
        status=sent.status,
    )
