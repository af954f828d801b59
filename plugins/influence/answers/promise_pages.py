"""The page of one promise, for whoever gave it and for staff: how it stands, and what shows that it was done."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import db, local_today, page, signed_in
from plugins.influence.answers import promises
from plugins.influence.answers.promise_forms import StandsForm
from plugins.influence.blueprint import blueprint
from plugins.influence.here import note, or_not_here, reader
from plugins.influence.models import Ask, Promise
from plugins.influence.vocabulary import PROMISE_STATES

SAVED = {
    "done": "It is written down as done, and those who asked are told. What shows it?",
    "moved": "The new day is kept, and those who asked are told.",
    "dropped": "It is kept that this will not be done, and why. Those who asked are told.",
}


@blueprint.route("/promises/<uuid:id>", methods=["GET", "POST"])
@signed_in("a promise is open to whoever gave it and to staff who make questions; nobody else finds it")
def promise(id: UUID) -> Response:
    """Say how a promise stands."""
    row, form = or_not_here(promises.open_to(reader(), id)), StandsForm()
    refused = ""
    if form.validate_on_submit():
        try:
            return _saved(row, form)
        except promises.PromiseRefused as missing:
            db.session.rollback()
            refused = missing.problems.pop("", "")
            form.refuse(missing.problems)
            row = or_not_here(promises.open_to(reader(), id))
    return page(
        "influence/promise.html",
        face="worker",
        form=form,
        promise=row,
        state=PROMISE_STATES[row.state],
        late=row.state == "open" and row.due_on < local_today(),
        title=db.session.scalar(db.select(Ask.title).where(Ask.id == row.ask_id)),
        refused=refused,
        back=back_of(row),
        status=409 if refused else 400 if form.is_submitted() else 200,
    )


def back_of(row: Promise) -> tuple[str, str]:
    """(label, address) of where this reader came from."""
    if reader().can("influence.answer"):
        return "What young people ask you", url_for("influence.to_answer")
    return "The question", url_for("influence.ask", id=row.ask_id)


def _saved(row: Promise, form: StandsForm) -> Response:
    move = form.move.data or ""
    promises.change(row, move, form.note.data or "", form.due_on.data, by_id=reader().person_id)
    note(f"promise_{move}", row)
    id, back = row.id, back_of(row)
    db.session.commit()
    flash(SAVED[move], "success")
    return redirect(url_for("influence.proof", id=id) if move == "done" else back[1])
