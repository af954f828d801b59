"""A form that is larger than this page accepts: the words stand before the files in it, so they are read all the same.

What comes after them is thrown away unread, for a browser shows no answer before it has sent everything.
"""

from collections.abc import Iterator
from typing import Final

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

MIB: Final = 1024 * 1024
MOST: Final = 25 * MIB  # of a form with all that comes with it
MOST_WORDS: Final = 12 * MIB  # of the fields before the files of a larger one
MOST_THROWN_AWAY: Final = 400 * MIB
PORTION: Final = 64 * 1024


def allow() -> bool:
    """Raise the limits of this request before its form is read; False where the form is larger than even these."""
    request.max_content_length = MOST
    request.max_form_memory_size = MOST
    return (request.content_length or 0) <= MOST


def fields_before_files() -> MultiDict[str, str]:
    """The fields of a form that is too large, up to its first file; none where it is no such form."""
    request.max_content_length = request.content_length  # it is read piece by piece, and thrown away
    found: MultiDict[str, str] = MultiDict()
    boundary = request.mimetype_params.get("boundary", "")
    if request.mimetype != "multipart/form-data" or not boundary:
        return found
    try:
        for name, content in _fields(MultipartDecoder(boundary.encode())):
            found.add(name, content.decode(errors="replace"))
        _throw_away()
    except (HTTPException, ValueError, OSError):  # it ended early: what was read until then counts
        return found
    return found


def _fields(decoder: MultipartDecoder) -> Iterator[tuple[str, bytes]]:
    name, content, count = "", b"", 0
    while True:
        event = decoder.next_event()
        if isinstance(event, NeedData):
            portion = request.stream.read(PORTION)
            count += len(portion)
            if not portion or count > MOST_WORDS:
                yield name, content
                return
            decoder.receive_data(portion)
        elif isinstance(event, Field):
            name, content = event.name, b""
        elif isinstance(event, Data):
            content += event.data
            if not event.more_data:
                yield name, content
        elif isinstance(event, File | Epilogue):
            return


def _throw_away() -> None:
    left = MOST_THROWN_AWAY
    while left > 0 and (portion := request.stream.read(PORTION)):
        left -= len(portion)
