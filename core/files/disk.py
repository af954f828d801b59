"""Where bytes lie: HEARD_DATA/files/<council>/<file>/, reached by random ids only and served by no static door.

A file is written under files/quarantine first, sent to the disk, and then renamed as a whole folder, so that half a
file is never found at home.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from uuid import UUID, uuid4

from core.files import refusals
from core.files.limits import CHUNK
from core.web.house import house

QUARANTINE = "quarantine"


def root() -> Path:
    """The folder of all files of this deployment."""
    return house().deployment.data / "files"


def home(authority_id: UUID, file_id: UUID) -> Path:
    """The folder of one file."""
    return root() / str(authority_id) / str(file_id)


def new_bay() -> Path:
    """Make an empty folder in quarantine, for the owner of the process alone."""
    bay = root() / QUARANTINE / str(uuid4())
    bay.mkdir(parents=True, mode=0o700)
    return bay


def take_in(stream: IO[bytes], into: Path, most: int, kind: str) -> int:
    """Write a stream into `into` and return its bytes; raises Refused as soon as there are more than `most`."""
    count = 0
    into.touch(mode=0o600, exist_ok=False)
    with into.open("wb") as file:
        while part := stream.read(CHUNK):
            count += len(part)
            if count > most:
                raise refusals.too_large(kind)
            file.write(part)
    return count


def settle(bay: Path) -> None:
    """Make sure that everything in `bay` has reached the disk."""
    for file in bay.iterdir():
        file.chmod(0o600)
        _sync(file)
    _sync(bay)


def move_home(bay: Path, authority_id: UUID, file_id: UUID) -> None:
    """Give a settled folder its place, in one step."""
    place = home(authority_id, file_id)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    bay.rename(place)
    _sync(place.parent)


def remove(folder: Path) -> None:
    """Delete a folder with all that is in it; one that is gone already is well."""
    shutil.rmtree(folder, ignore_errors=True)


def folders(authority_id: UUID) -> Iterator[Path]:
    """The folders of all files of a council."""
    place = root() / str(authority_id)
    return iter(sorted(place.iterdir())) if place.is_dir() else iter(())


def bays() -> Iterator[Path]:
    """What lies in quarantine."""
    place = root() / QUARANTINE
    return iter(sorted(place.iterdir())) if place.is_dir() else iter(())


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
