"""Who agrees to what at this moment, and what is known of photos: four statements, however many photos."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from core import consent
from core.consent.rules import NO
from core.db import db
from core.files.models import CLEAN, PURGED, WITHDRAWN, FileTag, StoredFile
from core.files.rules import PURPOSE, WITH_A_RECORD, WITH_RECORD, Answers, Picture, kept_safe
from core.people import protection


def pictures_of(file_ids: Iterable[UUID]) -> dict[UUID, Picture]:
    """What the rule has to know of each of these photos; other kinds of file and unknown ids are left out."""
    ids = list(dict.fromkeys(file_ids))
    if not ids:
        return {}
    known = (StoredFile.id, StoredFile.all_named, StoredFile.face_free, StoredFile.state)
    files = db.session.execute(select(*known).where(StoredFile.id.in_(ids), StoredFile.kind == "photo")).all()
    tags: dict[UUID, list[tuple[UUID, bool]]] = {row.id: [] for row in files}
    on_them = select(FileTag.file_id, FileTag.person_id, FileTag.objected_at).where(FileTag.file_id.in_(ids))
    for tag in db.session.execute(on_them):
        if tag.file_id in tags:
            tags[tag.file_id].append((tag.person_id, tag.objected_at is not None))
    return {
        row.id: Picture(
            frozenset(person_id for person_id, _ in tags[row.id]),
            frozenset(person_id for person_id, objects in tags[row.id] if objects),
            row.all_named,
            row.face_free,
            row.state in (WITHDRAWN, PURGED),
        )
        for row in files
    }


def answers_of(pictures: Iterable[Picture]) -> Answers:
    """What everybody on these photos agrees to now; whoever is protected is shown in the group at most."""
    people = {person_id for picture in pictures for person_id in picture.people}
    by_option: dict[str, set[UUID]] = {}
    noes = set()
    hidden = protection.among(people) if people else frozenset()
    for person_id, standing in consent.standings(people, PURPOSE).items() if people else ():
        if standing.state in NO:
            noes.add(person_id)
        options = (standing.options | standing.limits) if standing.holds else frozenset()
        for option in kept_safe(options) if person_id in hidden else options:
            by_option.setdefault(option, set()).add(person_id)
    return Answers({option: frozenset(found) for option, found in by_option.items()}, frozenset(noes))


def usable(file_ids: Iterable[UUID], use: str) -> frozenset[UUID]:
    """Those of these files that may be used so now: "group_only", "print" or "online" photos, "record" the others."""
    if use == WITH_RECORD:
        return _belonging(file_ids)
    pictures = pictures_of(file_ids)
    answers = answers_of(pictures.values())
    return frozenset(file_id for file_id, picture in pictures.items() if picture.may(use, answers))


def _belonging(file_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these drawings, recordings and papers that nobody whose they are wants taken down."""
    ids = list(dict.fromkeys(file_ids))
    if not ids:
        return frozenset()
    unwanted = select(FileTag.file_id).where(FileTag.file_id.in_(ids), FileTag.objected_at.is_not(None))
    asked = select(StoredFile.id).where(StoredFile.id.in_(ids), StoredFile.id.not_in(unwanted))
    return frozenset(db.session.scalars(asked.where(StoredFile.kind.in_(WITH_A_RECORD), StoredFile.state == CLEAN)))
