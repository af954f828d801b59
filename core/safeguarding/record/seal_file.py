"""The file of a council's seals, outside the database: lines of JSON, only ever added, on the disk before they count.

    HEARD_KEYS/<council>.seals   {"number", "at", "previous", "counts", "ends", "root", "mark"}, a line for each seal

A seal's root is that of a Merkle tree (RFC 6962, 2.1: leaves and nodes are hashed apart) over its ends, with the seal
before it, the moment and the counts as the first leaf; so that every root stands on all before it.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Final
from uuid import UUID

from core.safeguarding.record import keys
from core.safeguarding.record.chain import canonical

NONE_BEFORE: Final = ""
_LEAF, _NODE = b"\x00", b"\x01"


@dataclass(frozen=True)
class Seal:
    """One seal as it is written; `at` in ISO 8601, `ends` as (store, case, number of the entry, its hash)."""

    number: int
    at: str
    previous: str
    counts: dict[str, int]
    ends: tuple[tuple[str, str, int, str], ...]
    root: str = ""
    mark: str = ""

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.at)

    def right_root(self) -> str:
        """The root that follows from what it seals."""
        said = {"number": self.number, "at": self.at, "previous": self.previous, "counts": self.counts}
        return merkle([canonical(said), *(canonical(list(end)) for end in self.ends)])


def merkle(leaves: Sequence[bytes]) -> str:
    """The root of a tree over these leaves, at least one, in their order; hexadecimal."""
    row = [sha256(_LEAF + leaf).digest() for leaf in leaves]
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        pairs = zip(row[0::2], row[1::2], strict=False)
        row = [sha256(_NODE + left + right).digest() for left, right in pairs] + odd
    return row[0].hex()


def parts(authority_id: UUID, seal: Any) -> tuple[Any, ...]:
    """What the mark on a seal is made over."""
    return ("seal", authority_id, seal.number, seal.root)


def place(authority_id: UUID) -> Path:
    """The council's file."""
    return keys.folder() / f"{authority_id}.seals"


def read(authority_id: UUID) -> list[Seal]:
    """All seals of the file in their order; a line that was cut off by a crash is left out. Empty where none is."""
    try:
        with place(authority_id).open("rb") as lines:
            return list(_seals(lines))
    except FileNotFoundError:
        return []


@contextmanager
def held(authority_id: UUID) -> Iterator[BinaryIO]:
    """The file, open for adding, for one process at a time."""
    file = place(authority_id)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    with file.open("r+b") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened


def add(opened: BinaryIO, seals: Sequence[Seal]) -> None:
    """Add seals at the end of a held file; they are on the disk when this returns."""
    end = opened.seek(0, os.SEEK_END)
    if end and not _ends_a_line(opened, end):
        opened.write(b"\n")
    for seal in seals:
        opened.write(canonical(asdict(seal)) + b"\n")
    opened.flush()
    os.fsync(opened.fileno())


def read_held(opened: BinaryIO) -> list[Seal]:
    """As `read`, of a held file."""
    opened.seek(0)
    return list(_seals(opened))


def _ends_a_line(opened: BinaryIO, end: int) -> bool:
    opened.seek(end - 1)
    return opened.read(1) == b"\n"


def _seals(lines: BinaryIO) -> Iterator[Seal]:
    for line in lines:
        try:
            said = json.loads(line)
            yield from_plain(said)
        except (ValueError, KeyError, TypeError):
            continue  # a number that is missing among the seals is what tells


def from_plain(said: dict[str, Any]) -> Seal:
    """A seal from the plain values of a line or a row; raises KeyError, TypeError or ValueError."""
    ends = tuple((store, case, int(seq), found) for store, case, seq, found in said["ends"])
    counts = {name: int(count) for name, count in said["counts"].items()}
    return Seal(int(said["number"]), said["at"], said["previous"], counts, ends, said["root"], said["mark"])
