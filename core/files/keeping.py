"""Taking a file in: quarantine, what it is, viruses, drawn anew, home; either all of it or nothing.

    kept = keep(upload.stream, "photo", by_user_id=actor.user_id, people=[person_id])

The name that a file came with is asked for and forgotten: it is no proof of anything, and often a child's name.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid4

from sqlalchemy import func, select

from core import audit
from core.db import current_authority_id, db
from core.files import antivirus, disk, pdfs, refusals, sound
from core.files.ending import unless_committed
from core.files.limits import CHUNK, MOST_BYTES, MOST_FILES
from core.files.models import CLEAN, PURGED, WAITING, FileCopy, FileTag, StoredFile
from core.files.pictures import JPEG, ORIGINAL, Drawn, redraw
from core.files.sniffing import PDF, sniffed
from core.hooks.values import Ref
from core.web.house import house

PAPER = ("document", "scan")
DRAWING, AUDIO = "drawing", "audio"


@dataclass(frozen=True)
class Prepared:
    """A file that may be stored and lies settled in quarantine; it must be stored or dropped."""

    kind: str
    bay: Path
    media_type: str
    original: Drawn
    copies: tuple[Drawn, ...] = ()
    taken_on: date | None = None

    @property
    def room(self) -> int:
        """Bytes on disk."""
        return self.original.bytes + sum(copy.bytes for copy in self.copies)

    def drop(self) -> None:
        """Leave nothing of it on the disk."""
        disk.remove(self.bay)


def keep(
    stream: IO[bytes],
    filename: str = "",
    kind: str = "photo",
    *,
    by_user_id: UUID | None,
    people: Iterable[UUID] = (),
    file_id: UUID | None = None,
    nobody_seen: bool = False,
) -> StoredFile:
    """Take a file in and store it, in the caller's transaction; raises Refused, and then nothing is left.

    `filename` is not looked at. `people` are those on it, or whose drawing or voice it is. The same `file_id` twice is
    one file. `nobody_seen`: whoever sends a drawing says that nobody can be seen on it; without that it is refused.
    """
    found = db.session.get(StoredFile, file_id) if file_id else None
    if found:
        return found
    if kind == DRAWING and not nobody_seen:
        raise refusals.somebody_seen()
    return store(prepare(stream, kind), by_user_id=by_user_id, people=people, file_id=file_id)


def prepare(stream: IO[bytes], kind: str = "photo") -> Prepared:
    """Take a file into quarantine and make ready what would be stored; the database is not asked. Raises Refused."""
    bay = disk.new_bay()
    try:
        raw = bay / "raw"
        disk.take_in(stream, raw, MOST_BYTES[kind], kind)
        prepared = _made_ready(raw, kind, bay)
        raw.unlink(missing_ok=True)
        disk.settle(bay)
        return prepared
    except BaseException:
        disk.remove(bay)
        raise


def store(
    prepared: Prepared, *, by_user_id: UUID | None, people: Iterable[UUID] = (), file_id: UUID | None = None
) -> StoredFile:
    """Give a prepared file its row and its place on disk; flushes. What is rolled back leaves no bytes."""
    try:
        audit.hold()
        _refuse_without_room(prepared.room)
        row = _row(prepared, by_user_id, file_id or uuid4())
        db.session.flush()
        db.session.add_all(_parts(row, prepared, people, by_user_id))
        _move_home(prepared, row)
        audit.record("file.kept", Ref("core", "file", row.id), detail={"kind": row.kind}, by=by_user_id)
        return row
    except BaseException:
        prepared.drop()
        raise


def _made_ready(raw: Path, kind: str, bay: Path) -> Prepared:
    if kind == AUDIO:
        return _made_sound(raw, bay)
    media_type = sniffed(raw, is_paper=kind in PAPER)
    antivirus.check(raw, house().deployment.clamd)
    if media_type == PDF:
        pdfs.check(raw)
        raw.rename(bay / f"{ORIGINAL}.pdf")
        return Prepared(kind, bay, PDF, _as_it_is(bay / f"{ORIGINAL}.pdf"))
    made = redraw(raw, media_type, bay)
    original, *copies = made.pictures
    return Prepared(kind, bay, JPEG, original, tuple(copies), made.taken_on)


def _made_sound(raw: Path, bay: Path) -> Prepared:
    """A recording written anew with its sound alone."""
    antivirus.check(raw, house().deployment.clamd)
    found = sound.cleaned(raw.read_bytes())
    written = bay / f"{ORIGINAL}.{sound.ENDINGS[found.media_type]}"
    written.write_bytes(found.content)
    return Prepared(AUDIO, bay, found.media_type, _as_it_is(written))


def _as_it_is(file: Path) -> Drawn:
    digest = hashlib.sha256()
    with file.open("rb") as opened:
        while part := opened.read(CHUNK):
            digest.update(part)
    return Drawn(ORIGINAL, 0, 0, file.stat().st_size, digest.hexdigest())


def _refuse_without_room(coming: int) -> None:
    stored = select(func.count(StoredFile.id), func.sum(StoredFile.room)).where(StoredFile.state != PURGED)
    count, used = db.session.execute(stored).one()
    if count >= MOST_FILES or (used or 0) + coming > house().deployment.files_room:
        raise refusals.no_room()


def _row(prepared: Prepared, by_user_id: UUID | None, file_id: UUID) -> StoredFile:
    row = StoredFile(
        id=file_id,
        kind=prepared.kind,
        state=WAITING if prepared.kind == "photo" else CLEAN,
        media_type=prepared.media_type,
        bytes=prepared.original.bytes,
        room=prepared.room,
        sha256=prepared.original.sha256,
        width=prepared.original.width or None,
        height=prepared.original.height or None,
        face_free=prepared.kind == DRAWING,
        taken_on=prepared.taken_on,
        added_by_user_id=by_user_id,
    )
    db.session.add(row)
    return row


def _parts(row: StoredFile, prepared: Prepared, people: Iterable[UUID], by_user_id: UUID | None) -> list[Any]:
    tags = [FileTag(file_id=row.id, person_id=one, tagged_by_user_id=by_user_id) for one in dict.fromkeys(people)]
    return [*tags, *(copy_row(row.id, copy) for copy in prepared.copies)]


def copy_row(file_id: UUID, copy: Drawn) -> FileCopy:
    """The row of one smaller picture."""
    return FileCopy(
        file_id=file_id, size=copy.size, width=copy.width, height=copy.height, bytes=copy.bytes, sha256=copy.sha256
    )


def _move_home(prepared: Prepared, row: StoredFile) -> None:
    authority_id, file_id = current_authority_id(), row.id
    place = disk.home(authority_id, file_id)
    unless_committed(place)
    disk.move_home(prepared.bay, authority_id, file_id)
