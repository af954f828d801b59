"""Saying who is on a photo, and that nobody else can be recognised; a change ends its uses until that is confirmed."""

from uuid import UUID

from sqlalchemy import select

from core import audit
from core.db import db
from core.files.models import WAITING, FileTag, StoredFile
from core.files.settling import settle
from core.hooks.values import Ref


def tag(file: StoredFile, person_id: UUID, *, by_user_id: UUID | None) -> None:
    """Say that this person is on the photo; once is enough. It has to be confirmed again that nobody else is."""
    audit.hold()
    if _tag_of(file.id, person_id) is not None:
        return
    db.session.add(FileTag(file_id=file.id, person_id=person_id, tagged_by_user_id=by_user_id))
    _to_be_confirmed(file)
    audit.record("file.tagged", _ref(file), by=by_user_id, people=[person_id])


def untag(file: StoredFile, person_id: UUID, *, by_user_id: UUID | None) -> None:
    """Take back that this person is on the photo."""
    audit.hold()
    found = _tag_of(file.id, person_id)
    if found is None:
        return
    db.session.delete(found)
    _to_be_confirmed(file)
    audit.record("file.untagged", _ref(file), by=by_user_id, people=[person_id])


def confirm(file: StoredFile, *, nobody_else: bool, face_free: bool, by_user_id: UUID | None) -> None:
    """Note whether everybody who can be recognised is named, and whether no face can be."""
    audit.hold()
    file.all_named, file.face_free = nobody_else, face_free
    file.all_named_by_user_id = by_user_id if nobody_else else None
    audit.record(
        "file.confirmed", _ref(file), detail={"nobody_else": nobody_else, "face_free": face_free}, by=by_user_id
    )
    settle((file,))


def tags_of(file_id: UUID) -> list[FileTag]:
    """Who is on a photo, in the order in which they were named."""
    asked = select(FileTag).where(FileTag.file_id == file_id).order_by(FileTag.tagged_at, FileTag.id)
    return list(db.session.scalars(asked))


def _to_be_confirmed(file: StoredFile) -> None:
    file.all_named, file.all_named_by_user_id = False, None
    if file.kind == "photo":
        file.state = WAITING
    settle((file,))


def _tag_of(file_id: UUID, person_id: UUID) -> FileTag | None:
    found: FileTag | None = db.session.scalar(
        select(FileTag).where(FileTag.file_id == file_id, FileTag.person_id == person_id)
    )
    return found


def _ref(file: StoredFile) -> Ref:
    return Ref("core", "file", file.id)
