"""Showing that something was done: asked for once it is said to be done, and never demanded."""

from typing import Any
from uuid import UUID

from flask import flash, redirect
from werkzeug.wrappers import Response

from core.api import db, files, page, signed_in
from plugins.influence.answers import promises, proofs
from plugins.influence.answers.promise_forms import ProofForm
from plugins.influence.answers.promise_pages import back_of
from plugins.influence.blueprint import blueprint
from plugins.influence.here import note, or_not_here, reader
from plugins.influence.models import Promise


@blueprint.route("/promises/<uuid:id>/proof", methods=["GET", "POST"])
@signed_in("a promise is open to whoever gave it and to staff who make questions; nobody else finds it")
def proof(id: UUID) -> Response:
    """Add what shows that something was done."""
    row, form = or_not_here(promises.open_to(reader(), id)), ProofForm()
    if form.validate_on_submit():
        try:
            return _kept(row, form)
        except (proofs.ProofRefused, files.Refused) as refused:
            db.session.rollback()
            _refuse(form, refused)
            row = or_not_here(promises.open_to(reader(), id))
    return page(
        "influence/proof.html",
        face="worker",
        form=form,
        promise=row,
        back=back_of(row),
        status=400 if form.is_submitted() else 200,
    )


def _kept(row: Promise, form: ProofForm) -> Response:
    made = proofs.keep(row, _typed(form), by_id=reader().person_id, by_user_id=reader().user_id, id=form.record_id)
    note("proof_added", made, kind=made.kind)
    back = back_of(row)[1]
    db.session.commit()
    flash("It is kept, and those who asked are told. They say themselves whether it happened.", "success")
    return redirect(back)


def _typed(form: ProofForm) -> proofs.New:
    upload: Any = form.file.data
    stream, name = (upload.stream, upload.filename) if upload and upload.filename else (None, "")
    return proofs.New(form.words.data or "", form.part.data, form.whole.data, stream, name)


def _refuse(form: ProofForm, refused: Exception) -> None:
    problems = refused.problems if isinstance(refused, proofs.ProofRefused) else {"file": str(refused)}
    for name, said in problems.items():
        field: Any = form[name]
        field.errors = [*field.errors, said]
