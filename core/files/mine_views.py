"""A person's own photos: every picture that they are on, and "take it down", which needs no reason."""

from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import signed_in
from core.db import db
from core.files import access, wishes
from core.files.blueprint import blueprint
from core.files.models import StoredFile
from core.files.personal import of_person
from core.web.languages import gettext
from core.web.render import page
from core.web.request import current_actor


@blueprint.get("/mine")
@signed_in("Everybody sees the pictures that they are on themselves")
def mine() -> ResponseReturnValue:
    """The pictures that I am on."""
    person_id = current_actor().person_id
    found = [one for one in of_person(person_id) if one.file.kind == "photo"] if person_id else []
    wished = wishes.wished_by(person_id) if person_id else frozenset()
    return page("files/mine.html", found=list(reversed(found)), wished=wished, is_gone=access.is_gone)


@blueprint.post("/<uuid:file_id>/down")
@signed_in("Everybody may have a picture taken down that they are on")
def take_down(file_id: UUID) -> ResponseReturnValue:
    """I want this picture taken down: done at once."""
    file, person_id = _own(file_id)
    wishes.take_down(file, person_id, by_user_id=current_actor().user_id)
    db.session.commit()
    flash(gettext("The picture is taken down. Nobody can see it here now."), "success")
    return redirect(url_for(".mine"))


@blueprint.post("/<uuid:file_id>/up")
@signed_in("Whoever had a picture taken down may change their mind")
def put_back(file_id: UUID) -> ResponseReturnValue:
    """I changed my mind."""
    file, person_id = _own(file_id)
    wishes.put_back(file, person_id, by_user_id=current_actor().user_id)
    db.session.commit()
    flash(gettext("Noted: you no longer ask for this picture to be taken down."), "success")
    return redirect(url_for(".mine"))


def _own(file_id: UUID) -> tuple[StoredFile, UUID]:
    person_id = current_actor().person_id
    file = db.session.get(StoredFile, file_id)
    if file is None or person_id is None or not access.is_on(person_id, file_id):
        abort(404)
    return file, person_id
