"""Timed work on files: bytes that must go, sizes to make again, and what was left lying about."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core import audit
from core.authority.resolve import Authority
from core.clock import local_today
from core.db import current_authority_id, db, utcnow
from core.files import disk, pictures
from core.files.keeping import copy_row
from core.files.limits import SIZES
from core.files.models import PURGED, USABLE, WITHDRAWN, FileCopy, StoredFile
from core.files.pictures import ORIGINAL
from core.files.settling import PURGE, REMAKE, settle
from core.hooks.values import Ref
from core.jobs.job import Every, Job

TIDY = "files.tidy"
A_DAY = timedelta(days=1)


def purge(authority: Authority, payload: dict[str, Any]) -> None:
    """Delete the smaller sizes of a photo that is still withdrawn; and the original once its day has come."""
    audit.hold()
    file = db.session.get(StoredFile, UUID(payload["file_id"]), populate_existing=True)
    if file is None or file.state != WITHDRAWN:
        return
    place = disk.home(authority.id, file.id)
    for size in SIZES:
        (place / f"{size}.jpg").unlink(missing_ok=True)
    for copy in db.session.scalars(select(FileCopy).where(FileCopy.file_id == file.id, FileCopy.purged_at.is_(None))):
        copy.purged_at = utcnow()
    if file.goes_on and file.goes_on <= local_today() and not file.kept_because:
        disk.remove(place)
        file.state, file.purged_at, file.caption = PURGED, utcnow(), ""
        audit.record("file.purged", Ref("core", "file", file.id))


def remake(authority: Authority, payload: dict[str, Any]) -> None:
    """Make the smaller sizes of a photo again that everybody agrees to again."""
    file = db.session.get(StoredFile, UUID(payload["file_id"]))
    place = disk.home(authority.id, file.id) if file else Path()
    if file is None or file.state != USABLE or not (place / f"{ORIGINAL}.jpg").is_file():
        return
    bay = disk.new_bay()
    try:
        made = pictures.smaller(place / f"{ORIGINAL}.jpg", bay)
        disk.settle(bay)
        for one in bay.iterdir():
            one.rename(place / one.name)
    finally:
        disk.remove(bay)
    for copy in db.session.scalars(select(FileCopy).where(FileCopy.file_id == file.id)):
        db.session.delete(copy)
    db.session.flush()
    db.session.add_all(copy_row(file.id, one) for one in made)


def tidy(authority: Authority, payload: dict[str, Any]) -> None:
    """Once a day: settle photos by the new day, delete what is due, and sweep up what nothing points at."""
    settle(db.session.scalars(select(StoredFile).where(StoredFile.state == USABLE)))
    for file_id in db.session.scalars(select(StoredFile.id).where(StoredFile.state == WITHDRAWN)).all():
        purge(authority, {"file_id": str(file_id)})
    left, lost = sweep()
    if left or lost:
        audit.record("files.swept", "files", detail={"without_a_row": left, "without_bytes": lost})


def sweep() -> tuple[int, int]:
    """Delete folders that no row points at, and what lay in quarantine for a day.

    Returns how many folders there were and how many rows have lost their bytes. What is younger than a day may belong
    to somebody who is just storing it.
    """
    known = {str(one) for one in db.session.scalars(select(StoredFile.id))}
    present = set()
    left = [bay for bay in disk.bays() if _is_old(bay)]
    for folder in disk.folders(current_authority_id()):
        present.add(folder.name)
        if _is_old(folder) and folder.name not in known:
            left.append(folder)
    for folder in left:
        disk.remove(folder)
    expected = db.session.scalars(select(StoredFile.id).where(StoredFile.state != PURGED))
    return len(left), sum(str(one) not in present for one in expected)


def _is_old(folder: Path) -> bool:
    try:
        return datetime.fromtimestamp(folder.stat().st_mtime, UTC) < utcnow() - A_DAY
    except FileNotFoundError:
        return False


FILE_JOBS = (
    Job(PURGE, purge, title="Delete the sizes of photos that were withdrawn"),
    Job(REMAKE, remake, title="Make the sizes of photos again that everybody agrees to again"),
    Job(TIDY, tidy, every=Every(at=time(1, 20)), title="Delete photos whose time has come, and bytes without a record"),
)
