"""Bringing photos to what everybody on them agrees to now: uses end, photos are withdrawn, and come back after a yes.

Called in the transaction of whatever changed: an answer, a name on a photo, a wish to have it taken down, a new day.
Nothing is published again by itself: what ended stays ended until somebody puts it to use anew.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from core import audit, jobs, tasks
from core.authority.resolve import Authority
from core.clock import local_today
from core.db import current_authority_id, db, utcnow
from core.files.agreement import answers_of, pictures_of
from core.files.limits import DAYS_AFTER_A_NO, DAYS_AFTER_AN_END
from core.files.models import PURGED, USABLE, WITHDRAWN, FileTag, FileUse, StoredFile
from core.files.rules import GROUP_ONLY, PRINT, PURPOSE, USES, Answers, Picture
from core.files.uses import end_use, live_uses
from core.hooks.values import Ref
from core.web.cache import touch
from core.web.house import house

PURGE, REMAKE = "files.purge", "files.remake"


def answer_changed(authority: Authority, person_id: UUID, purpose: str, allowed: bool) -> None:
    """Somebody's agreement has changed: settle every photo that they are on, in the same transaction."""
    if purpose == PURPOSE:
        mine = select(FileTag.file_id).where(FileTag.person_id == person_id)
        audit.hold()
        settle(db.session.scalars(select(StoredFile).where(StoredFile.id.in_(mine))).all(), told=True)


def settle(files: Iterable[StoredFile], *, told: bool = False) -> None:
    """End what is no longer agreed to, withdraw photos that nobody may use, bring back those that all agree to again.

    A photo on which not everybody is named yet is withdrawn only when one of its people just said no (`told`).
    """
    photos = {file.id: file for file in files if file.kind == "photo"}
    db.session.flush()
    pictures = pictures_of(photos)
    answers = answers_of(pictures.values())
    _end_uses(photos, pictures, answers)
    for file_id, picture in pictures.items():
        _settle_one(photos[file_id], replace(picture, is_gone=False), answers, told)
    db.session.flush()


def path_of(file_id: UUID) -> str:
    """The address of a photo's page, also where no page is being asked for."""
    council = house().authorities.by_id(current_authority_id())
    return f"/{council.slug}/files/{file_id}/" if council else ""


def _end_uses(photos: Iterable[UUID], pictures: dict[UUID, Picture], answers: Answers) -> None:
    ended = [use for use in live_uses(photos) if not pictures[use.file_id].may(use.use, answers)]
    for use in ended:
        end_use(use, by_user_id=None)
        if use.use != GROUP_ONLY and use.about_plugin == "core":
            _ask_a_person(use)
    if ended:
        touch(current_authority_id())


def _ask_a_person(use: FileUse) -> None:
    """What lies outside these pages cannot be taken back by a program: paper, another web site."""
    title = f"{USES[use.use]}: take a picture out of use" + (f" ({use.where})" if use.where else "")
    note = "Somebody on it no longer agrees. " + (
        "Stop handing it out, and note what cannot be called back." if use.use == PRINT else "Take it down there too."
    )
    url = path_of(use.file_id)
    tasks.make("files.take_out_of_use", title, url, permission="files.tag", key=f"files.use:{use.id}", note=note)


def _settle_one(file: StoredFile, picture: Picture, answers: Answers, told: bool) -> None:
    if file.state == PURGED:
        return
    is_refused = picture.is_refused(answers)
    if picture.may_at_all(answers):
        _bring_back(file)
    elif file.state == USABLE or (file.state != WITHDRAWN and is_refused and (picture.all_named or told)):
        _withdraw(file)
    if file.state == WITHDRAWN:
        days = DAYS_AFTER_A_NO if is_refused else DAYS_AFTER_AN_END
        earliest = local_today() + timedelta(days=days)
        file.goes_on = min(file.goes_on, earliest) if file.goes_on else earliest


def _withdraw(file: StoredFile) -> None:
    file.state, file.withdrawn_at = WITHDRAWN, utcnow()
    audit.record("file.withdrawn", Ref("core", "file", file.id))
    jobs.enqueue(PURGE, {"file_id": file.id})


def _bring_back(file: StoredFile) -> None:
    was_withdrawn = file.state == WITHDRAWN
    file.state, file.withdrawn_at, file.goes_on = USABLE, None, None
    if was_withdrawn:
        audit.record("file.brought_back", Ref("core", "file", file.id))
        jobs.enqueue(REMAKE, {"file_id": file.id})
