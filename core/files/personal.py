"""What files hold about one person: for the copy that they may ask for (UK GDPR Art. 15) and for erasure (Art. 17)."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from core import audit
from core.db import current_authority_id, db
from core.files import disk
from core.files.ending import once_committed
from core.files.keeping import DRAWING
from core.files.models import PURGED, FileCopy, FileTag, FileUse, StoredFile
from core.files.pictures import ORIGINAL
from core.files.rules import BELONGING
from core.files.serving import ENDINGS
from core.hooks.values import Ref


@dataclass(frozen=True)
class PersonFile:
    """One file that a person is on, and where its bytes lie (None once they are gone).

    With `third_parties` somebody else can be seen too: it is named in the copy, and given out as `place` (screen size)
    only after the officer's second look.
    """

    file: StoredFile
    place: Path | None
    third_parties: bool
    uses: tuple[FileUse, ...] = ()

    @property
    def facts(self) -> dict[str, Any]:
        """What the person is told of it, in plain values."""
        return {
            "kind": self.file.kind,
            "description": self.file.caption,
            "taken_on": self.file.taken_on,
            "stored_at": self.file.created_at,
            "state": self.file.state.replace("_", " "),
            "others_can_be_seen": self.third_parties,
            "used": [f"{use.use.replace('_', ' ')}: {use.where or 'on this site'}" for use in self.uses],
        }


def of_person(person_id: UUID) -> list[PersonFile]:
    """Every file that this person is on, oldest first."""
    files = _files(person_id)
    ids = [file.id for file in files]
    everybody = _by_file(FileTag, ids)
    uses = _by_file(FileUse, ids)
    return [_one(file, everybody[file.id], tuple(uses.get(file.id, ()))) for file in files]


def erase_person(person_id: UUID, apply: bool) -> int:
    """Delete every file that this person is on, for good, whoever else is on it; returns how many.

    With `apply` false only counts. The bytes go when the caller commits.
    """
    files = _files(person_id)
    if apply:
        delete_files(files)
    return len(files)


def delete_files(files: Iterable[StoredFile]) -> None:
    """Delete files with all that hangs on them; the bytes go when the caller commits."""
    here = current_authority_id()
    for file in files:
        for model in (FileTag, FileCopy, FileUse):
            db.session.execute(delete(model).where(model.file_id == file.id))
        once_committed(disk.home(here, file.id))
        db.session.delete(file)
    db.session.flush()


def remove(file_id: UUID, *, by_user_id: UUID | None) -> None:
    """Delete a drawing or a recording for good, because what it was part of has gone; flushes.

    One that is gone already is well. The caller's own link to it must be empty. Raises ValueError for other kinds:
    photos and papers have shelves of their own.
    """
    file = db.session.get(StoredFile, file_id)
    if file is None:
        return
    if file.kind not in BELONGING:
        raise ValueError(f"a {file.kind} is not part of a record")
    audit.hold()
    db.session.flush()
    people = list(db.session.scalars(select(FileTag.person_id).where(FileTag.file_id == file_id)))
    audit.record("file.deleted", Ref("core", "file", file_id), by=by_user_id, people=people)
    delete_files((file,))


def _files(person_id: UUID) -> list[StoredFile]:
    mine = select(FileTag.file_id).where(FileTag.person_id == person_id)
    asked = select(StoredFile).where(StoredFile.id.in_(mine)).order_by(StoredFile.created_at, StoredFile.id)
    return list(db.session.scalars(asked))


def _one(file: StoredFile, tags: list[FileTag], uses: tuple[FileUse, ...]) -> PersonFile:
    others = len(tags) > 1 or (not file.all_named and file.kind != DRAWING)
    size = "screen" if others and file.kind == "photo" else ORIGINAL
    place = disk.home(current_authority_id(), file.id) / f"{size}.{ENDINGS[file.media_type]}"
    return PersonFile(file, None if file.state == PURGED or not place.is_file() else place, others, uses)


def _by_file(model: Any, ids: list[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in db.session.scalars(select(model).where(model.file_id.in_(ids))) if ids else ():
        found.setdefault(row.file_id, []).append(row)
    return found
