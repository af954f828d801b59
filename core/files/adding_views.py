"""Adding files: several at once, each taken or refused by itself, with a sentence for each that was not.

The form's protection is checked here, after the permission: nothing of a large body is read for somebody who may not
send one.
"""

from contextlib import suppress
from uuid import uuid5

from flask import Response, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from core.access.stamps import requires
from core.db import db
from core.files.blueprint import blueprint
from core.files.forms import AddForm
from core.files.keeping import Prepared, prepare, store
from core.files.limits import MIB, MOST_IN_A_REQUEST
from core.files.models import StoredFile
from core.files.refusals import Refused
from core.web import errors
from core.web.render import page
from core.web.request import current_actor

Refusals = list[tuple[str, str]]
TOO_MUCH = errors.Plain(
    "These files are too large together",
    f"They are larger than {MOST_IN_A_REQUEST // MIB} MB together, so they were not read.",
    "Nothing was stored.",
    "Go back and choose fewer at once, or make them smaller.",
)


@blueprint.errorhandler(RequestEntityTooLarge)
def _too_much(error: RequestEntityTooLarge) -> Response:
    return errors.answer(TOO_MUCH, 413)


@blueprint.route("/add", methods=["GET", "POST"])
@requires("files.add")
def add() -> ResponseReturnValue:
    """Choose files; then see what was stored and what was not."""
    if request.method == "POST":
        request.max_content_length = MOST_IN_A_REQUEST
        current_app.extensions["csrf"].protect()
    form = AddForm()
    if not form.validate_on_submit():
        return page("files/add.html", form=form)
    db.session.commit()  # pictures are opened while nobody waits for the database
    ready, refused = _prepared(form.files.data, form.kind.data)
    stored = _stored(form, ready, refused)
    if refused:
        return page("files/added.html", stored=stored, refused=refused)
    flash("1 file is stored." if len(stored) == 1 else f"{len(stored)} files are stored.", "success")
    return redirect(url_for(".one", file_id=stored[0].id) if len(stored) == 1 else url_for(".gallery"))


blueprint.record_once(lambda state: state.app.extensions["csrf"].exempt(add))


def _prepared(uploads: list[FileStorage], kind: str) -> tuple[list[Prepared | None], Refusals]:
    ready, refused = list[Prepared | None](), Refusals()
    for upload in uploads:
        try:
            ready.append(prepare(upload.stream, kind))
        except Refused as why:
            ready.append(None)
            refused.append((upload.filename or "", str(why)))
    return ready, refused


def _stored(form: AddForm, ready: list[Prepared | None], refused: Refusals) -> list[StoredFile]:
    """Store what was taken, each under an id drawn from the form: sent twice, it is stored once."""
    by, stored = current_actor().user_id, list[StoredFile]()
    try:
        for number, one in enumerate(ready):
            file_id = uuid5(form.record_id, str(number))
            found = db.session.get(StoredFile, file_id)
            if one is None or found is not None:
                stored += [found] if found else []
                continue
            try:
                stored.append(store(one, by_user_id=by, file_id=file_id))
            except Refused as why:
                refused.append((f"File {number + 1}", str(why)))
        db.session.commit()
    finally:
        for left in filter(None, ready):
            with suppress(OSError):
                left.drop()
    return stored
