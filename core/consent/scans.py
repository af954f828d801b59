"""Scans of signed forms: files stand above this room, so core/app.py says who keeps them.

A form with a file is larger than others; `take_large` opens the door for one view, and asks for the form's protection
only then.
"""

from collections.abc import Callable, Iterable
from typing import IO, Any, Protocol, cast
from uuid import UUID

from flask import Blueprint, current_app, request

EXTENSION = "heard_scans"
MOST_SENT = 27 * 1024 * 1024  # bytes: a scan and the form around it
ACCEPTED = "application/pdf,image/jpeg,image/png,image/webp,image/heic,.heic"


class ScanRefused(Exception):
    """The file was not taken; the message says why and what to do. Nothing was stored."""


class Keeper(Protocol):
    """What keeps a scan and returns its id; raises ScanRefused."""

    def __call__(self, stream: IO[bytes], *, by_user_id: UUID | None, people: Iterable[UUID], file_id: UUID) -> UUID:
        """Keep the file; the same `file_id` twice is one file."""


def keep(upload: Any, *, by_user_id: UUID | None, people: Iterable[UUID], file_id: UUID) -> UUID | None:
    """Keep what was chosen, None where nothing was; raises ScanRefused."""
    if upload is None or not getattr(upload, "filename", ""):
        return None
    keeper = cast(Keeper, current_app.extensions[EXTENSION])
    return keeper(upload.stream, by_user_id=by_user_id, people=people, file_id=file_id)


def take_large() -> None:
    """Let this request be as large as a scan; call it first in a view that was given to `large_door`."""
    if request.method == "POST":
        request.max_content_length = MOST_SENT
        current_app.extensions["csrf"].protect()


def large_door(blueprint: Blueprint, view: Callable[..., Any]) -> None:
    """The view asks for the form's protection itself, by `take_large`, after its permission was checked."""
    blueprint.record_once(lambda state: state.app.extensions["csrf"].exempt(view))
