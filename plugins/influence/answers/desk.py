"""The page of one who decides, and the page on which they answer one question."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import db, page, requires
from plugins.influence.answers import asked, judged, lists
from plugins.influence.answers.answering import Sent, new_form, send
from plugins.influence.answers.giving import why_not_now
from plugins.influence.answers.shown import answers_of
from plugins.influence.asks.naming import of_row, owners_read
from plugins.influence.blueprint import blueprint
from plugins.influence.here import not_here, note, owner_or_404, reader
from plugins.influence.models import Ask, Owner

THANKS = (
    "Your answer is kept, and those who asked are told. You can answer again at any time: this answer stays beside it."
)


@blueprint.get("/to-answer/")
@requires("influence.answer")
def to_answer() -> Response:
    """What I am asked, what I promised, what I answered."""
    answered = lists.answered(reader())
    return page(
        "influence/to_answer.html",
        face="worker",
        waiting=lists.to_answer(reader()),
        promised=lists.promised(reader()),
        answered=answered,
        judged=judged.words_of([one.ask_id for one in answered]),
    )


@blueprint.route("/to-answer/<uuid:id>", methods=["GET", "POST"])
@requires("influence.answer")
def answer(id: UUID) -> Response:
    """One question that I must answer, with the form."""
    owner = owner_or_404(id)
    ask = ask_of(owner)
    if ask.status == "draft":
        not_here()
    form = new_form()
    sent = send(form, owner, how="page", by_words=office_of(owner), by_id=reader().person_id)
    if sent.answer is None:
        return _answer_page(owner, ask, sent)
    note("answered", sent.answer, how="page", outcome=sent.answer.outcome)
    db.session.commit()
    flash(THANKS, "success")
    return redirect(url_for("influence.to_answer"))


def ask_of(owner: Owner) -> Ask:
    """The question of an owner."""
    found: Ask = db.session.scalars(db.select(Ask).where(Ask.id == owner.ask_id)).one()
    return found


def office_of(owner: Owner) -> str:
    """How whoever must answer is called on pages: their office, not their name."""
    return of_row(db.session.execute(owners_read(Owner.id == owner.id)).one())


def _answer_page(owner: Owner, ask: Ask, sent: Sent) -> Response:
    return page(
        "influence/answer.html",
        face="worker",
        form=sent.form,
        sent=sent,
        owner=owner,
        asked=asked.read(owner, ask, names=True),
        not_now=why_not_now(owner, ask),
        earlier=answers_of(ask, owner.id),
        status=sent.status,
    )
