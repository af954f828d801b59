"""Who did which course, and whether it still holds; for a page of the register and for other plugins."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import db, local_today
from plugins.learning.models import Course, CourseTaken


class Taken(NamedTuple):
    """One course that somebody did. `holds`: it has not run out on the day that was asked of."""

    person_id: UUID
    course: str
    title: str
    role: str
    done_on: date
    expires_on: date | None
    led: bool
    holds: bool


def holds_on(expires_on: date | None, day: date) -> bool:
    """Whether what runs out on that day (None: never) still holds; on its last day it does."""
    return expires_on is None or expires_on >= day


def training_of(person_ids: Iterable[UUID], day: date | None = None) -> dict[UUID, list[Taken]]:
    """What each of these people did, the newest first; one statement. People without any are left out."""
    on, found = day or local_today(), dict[UUID, list[Taken]]()
    for row in _rows(list(person_ids)):
        found.setdefault(row.person_id, []).append(Taken(**row._mapping, holds=holds_on(row.expires_on, on)))
    return found


def trained(course: str, person_ids: Iterable[UUID], day: date | None = None) -> frozenset[UUID]:
    """Those of these people for whom the course with this key holds on that day, today if none is given."""
    on = day or local_today()
    query = (
        db.select(CourseTaken.person_id)
        .join(Course, (Course.authority_id == CourseTaken.authority_id) & (Course.id == CourseTaken.course_id))
        .where(Course.key == course, CourseTaken.person_id.in_(list(person_ids)))
        .where(db.or_(CourseTaken.expires_on.is_(None), CourseTaken.expires_on >= on))
    )
    return frozenset(db.session.scalars(query))


def courses(audience: str = "") -> list[Course]:
    """The courses that are offered, in the council's order; with `audience` those meant for it."""
    query = db.select(Course).where(Course.active.is_(True)).order_by(Course.position, Course.title)
    return [one for one in db.session.scalars(query) if not audience or audience in one.audience]


def _rows(person_ids: Sequence[UUID]) -> Sequence[Any]:
    taken = (CourseTaken.role, CourseTaken.done_on, CourseTaken.expires_on, CourseTaken.led)
    query = (
        db.select(CourseTaken.person_id, Course.key.label("course"), Course.title, *taken)
        .join(Course, (Course.authority_id == CourseTaken.authority_id) & (Course.id == CourseTaken.course_id))
        .where(CourseTaken.person_id.in_(person_ids))
        .order_by(CourseTaken.done_on.desc(), CourseTaken.id)
    )
    return db.session.execute(query).all() if person_ids else ()
