"""Returns for those who receive them: the queue, looked at, asked again, accepted, its day, taken to the group."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import begin_write, db, notify, page, requires
from plugins.participation_returns.blueprint import blueprint
from plugins.participation_returns.here import chosen, note, reader, row_or_404
from plugins.participation_returns.models import Return
from plugins.participation_returns.returns import listing, writing
from plugins.participation_returns.returns.forms import AskAgainForm, DayForm
from plugins.participation_returns.rules import NotNow
from plugins.participation_returns.telling import ACCEPTED, ASKED
from plugins.participation_returns.visibility import RECEIVES_RETURN
from plugins.participation_returns.vocabulary import STATES, TONES

RECEIVES = "participation_returns.receive"
SAID = {
    "look": "It is written down that somebody looked at it.",
    "ask": "The team is asked.",
    "accept": "It is accepted, and the team is told. Choose the day on which it goes to the group.",
    "day": "It goes to the group on that day.",
    "take": "It is written down that it was taken to the group.",
}


@blueprint.get("/queue")
@requires(RECEIVES)
def queue() -> Response:
    """What waits, the longest first."""
    filters = listing.Filters.of(request.args)
    rows, following = listing.received(reader(), RECEIVES_RETURN, filters, chosen().page_size)
    here = filters.kept()
    return page(
        "participation_returns/queue.html",
        rows=rows,
        filters=filters,
        states=STATES,
        tones=TONES,
        pages={
            "next": url_for("participation_returns.queue", **here, after=following) if following else None,
            "previous": url_for("participation_returns.queue", **here) if filters.after else None,
        },
    )


@blueprint.post("/<uuid:id>/look")
@requires(RECEIVES)
def look_at(id: UUID) -> Response:
    """Somebody has looked at it."""
    return _step(id, "look")


@blueprint.post("/<uuid:id>/accept")
@requires(RECEIVES)
def accept(id: UUID) -> Response:
    """It is accepted."""
    return _step(id, "accept")


@blueprint.post("/<uuid:id>/take")
@requires(RECEIVES)
def take(id: UUID) -> Response:
    """It was taken to the group."""
    return _step(id, "take")


@blueprint.route("/<uuid:id>/ask", methods=["GET", "POST"])
@requires(RECEIVES)
def ask_again(id: UUID) -> Response:
    """Ask its team for more."""
    row, form = _received(id), AskAgainForm()
    if form.is_submitted() and form.validate():
        return _step(id, "ask", form.question.data or "")
    return _form_page(form, "Ask again", row)


@blueprint.route("/<uuid:id>/day", methods=["GET", "POST"])
@requires(RECEIVES)
def choose_day(id: UUID) -> Response:
    """Choose the day on which it goes to the group."""
    row, form = _received(id), DayForm()
    form.offer(writing.days_ahead())
    if form.is_submitted() and form.validate() and (chosen_day := form.chosen_day()):
        begin_write()
        try:
            writing.give_day(row, *chosen_day, reader().person_id)
        except NotNow as refused:
            return _refused(row, refused)
        return _done(row, "day")
    return _form_page(form, "Its day", row)


def _step(id: UUID, kind: str, words: str = "") -> Response:
    row = _received(id)
    begin_write()
    try:
        writing.step(row, kind, reader().person_id, words)
    except NotNow as refused:
        return _refused(row, refused)
    _tell_its_team(row, kind)
    return _done(row, kind)


def _tell_its_team(row: Return, kind: str) -> None:
    notice = {"ask": ASKED, "accept": ACCEPTED}.get(kind)
    if notice and row.written_by_id and row.written_by_id != reader().person_id:
        key = f"{notice}:{row.id}:{len(writing.trail(row))}"
        notify.tell([row.written_by_id], notice, url_for("participation_returns.one_return", id=row.id), key=key)


def _refused(row: Return, refused: NotNow) -> Response:
    db.session.rollback()
    flash(str(refused), "warning")
    return redirect(url_for("participation_returns.one_return", id=row.id))


def _done(row: Return, kind: str) -> Response:
    note(f"return_{kind}", row)
    db.session.commit()
    flash(SAID[kind], "success")
    return redirect(url_for("participation_returns.one_return", id=row.id))


def _received(id: UUID) -> Return:
    found: Return = row_or_404(Return, RECEIVES_RETURN, id=id)
    return found


def _form_page(form: Any, title: str, row: Return) -> Response:
    back = url_for("participation_returns.one_return", id=row.id)
    return page(
        "participation_returns/write.html",
        form=form,
        title=title,
        crumbs=[(row.title, back)],
        back=back,
        only_save=True,
        status=400 if form.is_submitted() else 200,
    )
