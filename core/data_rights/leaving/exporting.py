"""A council whole, in one zip file: every table as lines of JSON, every file, its folder of configuration, and hashes.

Written row by row and piece by piece: its size does not matter to memory. It holds personal data of everybody in the
council and is readable by the operator alone.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from core.audit import record, record_platform
from core.authority.resolve import Authority
from core.clock import by_the_clock
from core.data_rights.leaving.tables import Held, held, leaving_users
from core.data_rights.requests import folders
from core.db import authority_scope, db, platform_scope, utcnow
from core.files import disk
from core.hooks.values import Ref
from core.people.plain import plain
from core.safeguarding.record import leaving as closed

PIECE: Final = 1024 * 1024  # bytes
AT_ONCE: Final = 500  # rows fetched together
EXPORTED: Final = "authority.exported"
SUMS: Final = "SHA256SUMS"
CLOSED: Final = "safeguarding.sealed"
README: Final = """Everything that Heard held for {council}, written on {when}.

tables/     One file for each table, a line of JSON for each row. Names of columns are those of the database.
            Passwords and secret tokens are left out: nobody can sign in with them elsewhere.
files/      Photos and papers, by the id that tables/core_file.jsonl names.
requests/   What was prepared for people who asked for a copy of their data.
council/    The council's own folder of configuration.
safeguarding.sealed  For the council's safeguarding leads alone: it opens with the council's file of keys and nothing
            else. It is here for every council, and its size tells nothing.
SHA256SUMS  A hash of each file in here. `sha256sum -c SHA256SUMS` in the unpacked folder checks them all.

It holds personal data of everybody in this council, children among them, and what keeps them safe. Keep it encrypted,
give it to the council's data protection officer only, and delete it once it has arrived.

{tables}
"""


@dataclass(frozen=True)
class Exported:
    """What was written: rows of each table, how many files, and the hash of the whole zip file."""

    rows: Mapping[str, int]
    files: int
    sha256: str


def export(authority: Authority, out: Path) -> Exported:
    """Write the council to `out`, which must not be there yet; notes it in both records of what was done."""
    unfinished = out.with_name(f"{out.name}.part")
    unfinished.touch(mode=0o600)
    with ZipFile(unfinished, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        writing = _Writing(archive)
        with authority_scope(authority.id):
            wanted = held(authority.id, leaving_users(authority.id))
            counts = {one.table: writing.lines(f"tables/{one.table}.jsonl", _rows(one)) for one in wanted}
            writing.sealed(CLOSED, closed.sealed_lines(authority))
        files = sum(writing.file(name, file) for name, file in _files(authority))
        writing.text("README.txt", _readme(authority, counts))
        archive.writestr(SUMS, "".join(f"{digest}  {name}\n" for name, digest in writing.sums.items()))
    unfinished.replace(out)
    done = Exported(counts, files, _digest(out))
    _note(authority, done)
    return done


class _Writing:
    """A zip file that is being written, and the hash of each file in it."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.sums: dict[str, str] = {}

    def lines(self, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Write rows, a line each; returns how many."""
        return self._write(name, (json.dumps(row, ensure_ascii=False, default=str).encode() + b"\n" for row in rows))

    def sealed(self, name: str, lines: Iterable[bytes]) -> None:
        """Write lines that are sealed already."""
        self._write(name, lines, ZIP_STORED)

    def text(self, name: str, text: str) -> None:
        """Write a short text."""
        self._write(name, [text.encode()])

    def file(self, name: str, file: Path) -> int:
        """Write a file as it is, piece by piece; returns 1."""
        with file.open("rb") as source:
            self._write(name, iter(lambda: source.read(PIECE), b""), ZIP_STORED)
        return 1

    def _write(self, name: str, pieces: Iterable[bytes], how: int = ZIP_DEFLATED) -> int:
        entry, digest, count = ZipInfo(name, utcnow().timetuple()[:6]), hashlib.sha256(), 0
        entry.compress_type = how
        with self.archive.open(entry, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                digest.update(piece)
                count += 1
        self.sums[name] = digest.hexdigest()
        return count


def _rows(one: Held) -> Iterator[Mapping[str, Any]]:
    names = one.columns()
    for row in db.session.execute(one.rows().execution_options(yield_per=AT_ONCE)):
        yield {name: plain(value) for name, value in zip(names, row, strict=True)}


def _files(authority: Authority) -> Iterator[tuple[str, Path]]:
    for name, root in (
        ("files", disk.root() / str(authority.id)),
        ("requests", folders.root() / str(authority.id)),
        ("council", authority.folder),
    ):
        for file in sorted(root.rglob("*")) if root.is_dir() else ():
            if file.is_file() and not file.is_symlink():
                yield f"{name}/{file.relative_to(root).as_posix()}", file


def _readme(authority: Authority, counts: Mapping[str, int]) -> str:
    lines = "\n".join(f"{table}: {count}" for table, count in counts.items())
    return README.format(council=authority.name, when=by_the_clock(utcnow()), tables=f"Rows of each table:\n{lines}")


def _digest(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _note(authority: Authority, done: Exported) -> None:
    detail = {"sha256": done.sha256, "rows": sum(done.rows.values()), "files": done.files}
    about = Ref("core", "authority", authority.id)
    with authority_scope(authority.id, write=True):
        record(EXPORTED, about, detail=detail)
        db.session.commit()
    with platform_scope(reason="note that a council was exported", write=True):
        record_platform(EXPORTED, about, detail=detail)
        db.session.commit()
