"""Where photos are used: noted only while everybody on them agrees, and ended for good as soon as somebody does not.

A use is asked for and ended under the council's hold on its record (audit.hold), so that of a publication and a
withdrawal in the same moment one sees the other.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from core import audit
from core.db import db, utcnow
from core.files.agreement import answers_of, pictures_of, usable
from core.files.models import FileUse, StoredFile
from core.files.rules import GROUP_ONLY, ONLINE, PRINT, USES, WITH_RECORD, Answers, Picture
from core.hooks.values import Ref


class NotUsable(Exception):
    """A photo may not be used so, now; the message is for whoever wanted to. Nothing was changed."""


def put_to_use(
    file_id: UUID, use: str, *, by_user_id: UUID | None, about: Ref | None = None, where: str = ""
) -> FileUse:
    """Note that a photo is used: in the record `about` of a plugin, or in words (`where`); flushes.

    "online" opens its address to everybody, for as long as everybody on it agrees. "record" is the use of a drawing, a
    recording or a paper with the record `about`: whoever may read that may open it there. Raises NotUsable.
    """
    if use not in USES and (use != WITH_RECORD or about is None):
        raise ValueError(f"there is no use {use!r} of a photo")
    audit.hold()
    if file_id not in usable((file_id,), use):
        raise NotUsable(
            "Not everybody on this picture agrees to this at the moment. It was not used. Choose another picture."
        )
    about = about or Ref("core", "file", file_id)
    row = FileUse(file_id=file_id, use=use, where=where[:200], by_user_id=by_user_id)
    row.about_plugin, row.about_kind, row.about_id = about.plugin, about.kind, about.id
    db.session.add(row)
    audit.record("file.used", Ref("core", "file", file_id), detail={"use": use}, by=by_user_id)
    return row


def end_use(use: FileUse, *, by_user_id: UUID | None) -> None:
    """Note that a photo is no longer used there; flushes."""
    if use.withdrawn_at is None:
        use.withdrawn_at = utcnow()
        audit.record("file.use_ended", Ref("core", "file", use.file_id), detail={"use": use.use}, by=by_user_id)


def live_uses(file_ids: Iterable[UUID]) -> list[FileUse]:
    """The uses of these photos that have not ended."""
    wanted = FileUse.file_id.in_(list(file_ids))
    return list(db.session.scalars(select(FileUse).where(wanted, FileUse.withdrawn_at.is_(None))))


def is_shown_to_everybody(file: StoredFile) -> bool:
    """Say whether the file is published and everybody on it agrees, at this moment."""
    published = select(FileUse.id).where(
        FileUse.file_id == file.id, FileUse.use == ONLINE, FileUse.withdrawn_at.is_(None)
    )
    return db.session.scalar(published.limit(1)) is not None and file.id in usable((file.id,), ONLINE)


def shown_at(about: Ref, uses: Iterable[str] = (GROUP_ONLY, PRINT, ONLINE, WITH_RECORD)) -> list[FileUse]:
    """The live uses at a record whose files may be shown there now, oldest first."""
    at = (FileUse.about_plugin == about.plugin, FileUse.about_kind == about.kind, FileUse.about_id == about.id)
    asked = select(FileUse).where(*at, FileUse.withdrawn_at.is_(None), FileUse.use.in_(list(uses)))
    rows = list(db.session.scalars(asked.order_by(FileUse.published_at, FileUse.id)))
    pictures = pictures_of(row.file_id for row in rows)
    answers = answers_of(pictures.values())
    belonging = usable((row.file_id for row in rows if row.use == WITH_RECORD), WITH_RECORD)
    return [row for row in rows if row.file_id in belonging or _may(pictures.get(row.file_id), row.use, answers)]


def _may(picture: Picture | None, use: str, answers: Answers) -> bool:
    return picture is not None and use in USES and picture.may(use, answers)
