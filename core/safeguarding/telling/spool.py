"""Where a report waits while the database is away: sealed files under HEARD_DATA, on the disk before anybody is told.

    HEARD_DATA/spool/<council's slug>/<id>-<mark>.sealed     waits to be taken in (draining.py)
    HEARD_DATA/spool/<council's slug>/aside/...              could not be read with the keys that are here

A file holds {"kind": "report" | "added" | "transfer", ...}, plain values, sealed with the keys of the spool. The mark
in its name stands for what it says: the same sent twice is one file, and other words under the same id are another.
"""

import json
import os
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from core.safeguarding.record import keys
from core.safeguarding.record.keys import Unreadable
from core.web.house import house

KEYS: Final = "spool"
ENDING: Final = ".sealed"
ASIDE: Final = "aside"
VARIES: Final = frozenset({"raised_at"})  # what may differ between two sendings of the same
MARK: Final = 16  # characters


@dataclass(frozen=True)
class Waiting:
    """One file that waits, opened: where it lies and what it holds."""

    file: Path
    plain: dict[str, Any]


def root() -> Path:
    """The folder of all that waits on this deployment."""
    return house().deployment.data / "spool"


def put(slug: str, plain: Mapping[str, Any], key: UUID | str) -> None:
    """Keep `plain` for a council until it can be taken in; `key` is the id under which it will be. Raises OSError.

    When this returns, the file and its name have reached the disk.
    """
    folder, own = _folder(slug), keys.of(KEYS)
    name = f"{key}-{own.marked(_says(plain))[:MARK]}{ENDING}"
    if (folder / name).exists():
        return
    new = folder / f".{name}.{secrets.token_hex(8)}"
    try:
        _write(new, own.sealed(json.dumps(dict(plain)).encode()))
        new.replace(folder / name)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    _sync(folder)


def is_empty(slug: str) -> bool:
    """Say whether nothing waits for a council; costs one look into a folder."""
    return next(_files(slug), None) is None


def waiting(slug: str) -> Iterator[Waiting | Unreadable]:
    """What waits for a council, the oldest first; Unreadable, once, for a file that is put aside here."""
    for file in sorted(_files(slug), key=_age):
        try:
            yield Waiting(file, json.loads(keys.of(KEYS).opened(file.read_text())))
        except FileNotFoundError:  # another process has taken it in meanwhile
            continue
        except (Unreadable, ValueError) as fault:
            _put_aside(file)
            yield fault if isinstance(fault, Unreadable) else Unreadable("is not what was sealed")


def remove(file: Path) -> None:
    """Forget a file whose report is committed; one that is gone already is well."""
    file.unlink(missing_ok=True)
    _sync(file.parent)


def _files(slug: str) -> Iterator[Path]:
    folder = root() / slug
    return (one for one in folder.iterdir() if one.suffix == ENDING) if folder.is_dir() else iter(())


def _age(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _says(plain: Mapping[str, Any]) -> str:
    return json.dumps({name: value for name, value in plain.items() if name not in VARIES}, sort_keys=True)


def _put_aside(file: Path) -> None:
    place = file.parent / ASIDE
    place.mkdir(mode=0o700, exist_ok=True)
    file.replace(place / file.name)
    _sync(place)
    _sync(file.parent)


def _folder(slug: str) -> Path:
    """The folder of a council, made for the owner alone; its name too must outlive a loss of power."""
    folder = root() / slug
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for place in (folder.parent, folder.parent.parent):
            _sync(place)
    return folder


def _write(file: Path, text: str) -> None:
    file.touch(mode=0o600, exist_ok=False)
    with file.open("w") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())


def _sync(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
