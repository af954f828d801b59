"""What is written to disk for a request: what was found, and the copy that is sent; for 30 days, then deleted.

HEARD_DATA/requests/<council>/<request>/ holds found.json (everything that was found, before anything is left out),
files/ and copy.zip (what the person is given). Readable by the process's own user alone.
"""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from core.data_rights.requests.handling import last
from core.data_rights.requests.models import RightsRequest
from core.web.house import house

KEPT: Final = timedelta(days=30)
FOUND, COPY = "found.json", "copy.zip"


def root() -> Path:
    """The folder of all councils' requests."""
    return house().deployment.data / "requests"


def folder(authority_id: UUID, request_id: UUID, *, make: bool = False) -> Path:
    """The folder of one request; with `make` it is there afterwards, for this user alone."""
    place = root() / str(authority_id) / str(request_id)
    if make:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.chmod(0o700)
    return place


def sent_file(authority_id: UUID, asked: RightsRequest) -> Path | None:
    """The copy that was sent, while it may still be downloaded."""
    if kept_until(asked) is None:
        return None
    file = folder(authority_id, asked.id) / COPY
    return file if file.is_file() else None


def kept_until(asked: RightsRequest) -> date | None:
    """The last day on which the person can download their copy; None where none was sent, or it is over."""
    sent = last(asked.steps, "sent")
    if sent is None or last(asked.steps, "files_deleted"):
        return None
    return sent.on + KEPT


def request_ids(authority_id: UUID) -> list[UUID]:
    """The requests of a council for which something lies on the disk."""
    place = root() / str(authority_id)
    return [UUID(one.name) for one in sorted(place.iterdir())] if place.is_dir() else []


def remove(authority_id: UUID, request_id: UUID) -> bool:
    """Delete everything that was written for a request; says whether there was anything."""
    place = folder(authority_id, request_id)
    was_there = place.is_dir()
    if was_there:
        shutil.rmtree(place)
    return was_there
