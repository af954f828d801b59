"""A person on a photo wants it taken down: it is, at once; and changes their mind.

Nobody has to give a reason, and staff cannot take the wish back (domain: "remove me", NC27).
"""

from uuid import UUID

from sqlalchemy import select

from core import audit, tasks
from core.db import db, utcnow
from core.files.models import FileTag, StoredFile
from core.files.settling import path_of, settle
from core.hooks.values import Ref


def take_down(file: StoredFile, person_id: UUID, *, by_user_id: UUID | None) -> bool:
    """Withdraw the photo for everybody; False where this person is not on it. Flushes."""
    audit.hold()
    tag = _tag(file.id, person_id)
    if tag is None:
        return False
    if tag.objected_at is None:
        tag.objected_at = utcnow()
        audit.record("file.taken_down", Ref("core", "file", file.id), by=by_user_id, people=[person_id])
        title = "Somebody wants a picture taken down"
        note = "It is withdrawn already. See where it was printed or sent."
        key = f"files.down:{file.id}:{tag.objected_at:%Y%m%d%H%M%S}"
        tasks.make("files.taken_down", title, path_of(file.id), permission="files.tag", key=key, note=note)
    settle((file,), told=True)
    return True


def put_back(file: StoredFile, person_id: UUID, *, by_user_id: UUID | None) -> bool:
    """Take the wish back; the photo returns if everybody agrees and its bytes are still there. Flushes."""
    audit.hold()
    tag = _tag(file.id, person_id)
    if tag is None or tag.objected_at is None:
        return False
    tag.objected_at = None
    audit.record("file.put_back", Ref("core", "file", file.id), by=by_user_id, people=[person_id])
    settle((file,))
    return True


def wished_by(person_id: UUID) -> frozenset[UUID]:
    """The photos that this person wants taken down."""
    asked = select(FileTag.file_id).where(FileTag.person_id == person_id, FileTag.objected_at.is_not(None))
    return frozenset(db.session.scalars(asked))


def _tag(file_id: UUID, person_id: UUID) -> FileTag | None:
    asked = select(FileTag).where(FileTag.file_id == file_id, FileTag.person_id == person_id)
    found: FileTag | None = db.session.scalar(asked)
    return found
