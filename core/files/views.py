"""Every page of photos and files, and the one door through which their bytes are given out."""

from uuid import UUID

from flask import abort, request
from flask.typing import ResponseReturnValue

from core.access.stamps import public
from core.db import db
from core.files import access, adding_views, mine_views, photo_views, serving, tagging, uses
from core.files.blueprint import blueprint
from core.files.models import StoredFile
from core.people import sightings
from core.web.request import current_actor

__all__ = ["adding_views", "blueprint", "mine_views", "photo_views"]


@blueprint.get("/<uuid:file_id>/<size>")
@public("The file's own rule is asked at each request; whom it refuses gets the page of an address that is not there")
def bytes_of(file_id: UUID, size: str) -> ResponseReturnValue:
    """The bytes of one file in one size."""
    file = db.session.get(StoredFile, file_id)
    if file is None or access.is_gone(file):
        abort(404)
    if access.may_see(current_actor(), file, size):
        _note(file, size)
        return serving.answer(file, size, to_everybody=False)
    if access.opens(request.args.get("key", ""), file):
        return serving.answer(file, size, to_everybody=False)
    if uses.is_shown_to_everybody(file):
        return serving.answer(file, size, to_everybody=True)
    return abort(404)


def _note(file: StoredFile, size: str) -> None:
    """Who took a photo along is written down; who looked at one is, by the page that showed it."""
    if size not in access.SEEN_ON_SCREEN:
        sightings.saw(photo_views.ON_PHOTOS, [tag.person_id for tag in tagging.tags_of(file.id)])
