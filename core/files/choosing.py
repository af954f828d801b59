"""Photos to choose from for a page or a paper, and their bytes for papers: only while everybody on them agrees."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from core.db import current_authority_id, db
from core.files import disk
from core.files.agreement import usable
from core.files.models import USABLE, FileUse, StoredFile

MOST = 60
FOR_PAPERS = "screen.jpg"  # sharp enough across a page of A4, and small enough to send


@dataclass(frozen=True)
class Choice:
    """A photo that may be used so now, and its description, "" where nobody has written one."""

    id: UUID
    caption: str


def choices(use: str) -> list[Choice]:
    """The newest photos that everybody on them agrees to use so now."""
    query = select(StoredFile.id, StoredFile.caption).where(StoredFile.kind == "photo", StoredFile.state == USABLE)
    rows = db.session.execute(query.order_by(StoredFile.created_at.desc(), StoredFile.id).limit(MOST)).all()
    allowed = usable([row.id for row in rows], use)
    return [Choice(row.id, row.caption) for row in rows if row.id in allowed]


def captions(uses: list[FileUse]) -> dict[UUID, str]:
    """What is read out in place of each of these pictures, by file."""
    ids = [use.file_id for use in uses]
    rows = db.session.execute(select(StoredFile.id, StoredFile.caption).where(StoredFile.id.in_(ids))) if ids else ()
    return {row.id: row.caption for row in rows}


def printed(use: FileUse) -> bytes | None:
    """The bytes of a picture for a paper; `use` is one of `files.shown_at(...)`, asked at this moment."""
    place: Path = disk.home(current_authority_id(), use.file_id) / FOR_PAPERS
    try:
        return place.read_bytes()
    except OSError:
        return None
