"""Giving out the bytes of a file, after its rule was asked: nothing of a file is reached in any other way.

A picture of ours may be shown in a page and a recording played there, everything else is only saved; none of it may
run anything (sandbox). What is
not public is kept by no cache. What is public is asked for again each time, so that a withdrawal bites at once, and
"not changed" is answered only after the rule has said yes.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from flask import Response, abort, request, url_for
from sqlalchemy import select

from core.db import current_authority_id, db
from core.files import disk, sound
from core.files.access import key_for
from core.files.limits import CHUNK, SIZES
from core.files.models import FileCopy, FileUse, StoredFile
from core.files.pictures import JPEG, ORIGINAL
from core.web.request import current_actor

SANDBOX = "default-src 'none'; sandbox"
ENDINGS = {JPEG: "jpg", "application/pdf": "pdf", **sound.ENDINGS}


def url(file: StoredFile | UUID, size: str = "screen", shown_at: FileUse | None = None) -> str:
    """The address of a file in one size: thumb, screen, print or original.

    `shown_at` is one of `files.shown_at(...)`: then the address opens for whoever reads the page now, and for an hour.
    """
    file_id = file if isinstance(file, UUID) else file.id
    return url_for("files.bytes_of", file_id=file_id, size=size, key=key_for(shown_at) if shown_at else None)


def answer(file: StoredFile, size: str, *, to_everybody: bool) -> Response:
    """Give a file out; the caller has asked whether it may be. 404 where these bytes are not there."""
    place, digest = _bytes_of(file, size)
    if file.media_type in sound.ENDINGS:
        response = _played(place, file)
    else:
        response = _saved(place, file) if file.media_type != JPEG else _shown(place)
    if file.media_type != JPEG or "save" in request.args:
        name = f"{file.kind}-{str(file.id)[:8]}.{ENDINGS[file.media_type]}"
        response.headers.set("Content-Disposition", "attachment", filename=name)
    else:
        response.headers["Content-Disposition"] = "inline"
    response.headers["Content-Security-Policy"] = SANDBOX
    if not to_everybody or current_actor().is_signed_in:
        response.headers["Cache-Control"] = "private, no-store"
        return response
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(digest)
    response.make_conditional(request)
    return response


def _shown(place: Path) -> Response:
    """A picture at once: it may be deleted while it is being given out."""
    try:
        return Response(place.read_bytes(), mimetype=JPEG)
    except OSError:
        return abort(404)


def _played(place: Path, file: StoredFile) -> Response:
    """A recording, or the piece of it that a player asks for: some play nothing that is not given in pieces."""
    try:
        content = place.read_bytes()
    except OSError:
        return abort(404)
    response = Response(content, mimetype=file.media_type)
    response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    return response


def _saved(place: Path, file: StoredFile) -> Response:
    """A paper piece by piece: it may be long."""
    if not place.is_file():
        abort(404)
    response = Response(_pieces(place), mimetype=file.media_type)
    response.content_length = file.bytes
    return response


def _pieces(place: Path) -> Iterator[bytes]:
    with place.open("rb") as opened:
        while part := opened.read(CHUNK):
            yield part


def _bytes_of(file: StoredFile, size: str) -> tuple[Path, str]:
    place = disk.home(current_authority_id(), file.id)
    if size == ORIGINAL:
        return place / f"{ORIGINAL}.{ENDINGS[file.media_type]}", file.sha256
    if size not in SIZES:
        abort(404)
    of_size = select(FileCopy.sha256).where(FileCopy.file_id == file.id, FileCopy.size == size)
    digest = db.session.scalar(of_size.where(FileCopy.purged_at.is_(None)))
    return place / f"{size}.jpg", digest or abort(404)
