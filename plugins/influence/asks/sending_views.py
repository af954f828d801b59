"""The pages for sending an ask, after a last look, and for taking it back."""

from datetime import date
from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import db, local_today, page, requires
from plugins.influence.asks import clocks, owners, sending, shown, wording
from plugins.influence.asks.forms import SendForm, WithdrawForm
from plugins.influence.asks.wording import NotNow
from plugins.influence.blueprint import blueprint
from plugins.influence.here import ask_or_404, chosen, council, note, reader
from plugins.influence.models import Ask
from plugins.influence.visibility import FOLLOWS_ASK

CHANGED = "Somebody else changed this question since you looked at it. Nothing is done yet: look at it again."


@blueprint.route("/asks/<uuid:id>/send", methods=["GET", "POST"])
@requires("influence.ask")
def send_ask(id: UUID) -> Response:
    """A last look at what goes to whom, by when; then it goes."""
    found, form, refused = ask_or_404(id, FOLLOWS_ASK), SendForm(), ""
    if not wording.is_open(found):
        flash("This question was sent already. Nothing is sent twice.", "info")
        return redirect(url_for("influence.ask", id=id))
    if form.validate_on_submit():
        try:
            _is_as_seen(found, form)
            sending.send(found, reader(), form.without_views.data or "")
            note("ask_sent", found)
            db.session.commit()
            flash("The question is sent. Those who asked and wish to hear of it are told.", "success")
            return redirect(url_for("influence.ask", id=id))
        except wording.REFUSALS as refusal:
            db.session.rollback()
            refused, found = wording.said_of(refusal), ask_or_404(id, FOLLOWS_ASK)
    show_version(form, found)
    return page(
        "influence/send.html",
        face="worker",
        form=form,
        ask=found,
        refused=refused,
        missing=[one for one in sending.missing(found, form.without_views.data or "") if one != sending.NO_VIEWS],
        rests_on=shown.how_many(found),
        asked=_by_when(found),
        status=409 if refused else 400 if form.is_submitted() else 200,
    )


@blueprint.route("/asks/<uuid:id>/withdraw", methods=["GET", "POST"])
@requires("influence.ask")
def withdraw_ask(id: UUID) -> Response:
    """Take an ask back, and say why."""
    found, form, refused = ask_or_404(id, FOLLOWS_ASK), WithdrawForm(), ""
    if form.validate_on_submit():
        try:
            _is_as_seen(found, form)
            sending.withdraw(found, reader(), form.reason.data or "")
            note("ask_withdrawn", found)
            db.session.commit()
            flash("The question is taken back. Those who asked and wish to hear of it are told why.", "success")
            return redirect(url_for("influence.ask", id=id))
        except wording.REFUSALS as refusal:
            db.session.rollback()
            refused, found = wording.said_of(refusal), ask_or_404(id, FOLLOWS_ASK)
    show_version(form, found)
    status = 409 if refused else 400 if form.is_submitted() else 200
    return page("influence/withdraw.html", face="worker", form=form, ask=found, refused=refused, status=status)


def show_version(form: SendForm | WithdrawForm, found: Ask) -> None:
    """The form goes with the ask as it stands now."""
    form.version.data = str(found.version)
    form.version.raw_data = [form.version.data]


def _is_as_seen(found: Ask, form: SendForm | WithdrawForm) -> None:
    if form.version.data != str(found.version):
        raise NotNow(CHANGED)


def _by_when(found: Ask) -> list[tuple[shown.OwnerLine, date]]:
    """Everybody who will be asked, and the day on which their answer is due."""
    lines = {line.id: line for line in shown.owners(found, reader())}
    days, today = chosen().answer_days, local_today()
    asked = [(lines[owner.id], owners.sits_on(owner)) for owner in owners.of(found)]
    return [(line, clocks.due(council(), today, sits, days)) for line, sits in asked]
