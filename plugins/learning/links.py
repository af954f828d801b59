"""How other plugins name a resource, a course or an award round: a title and an address, for whoever may see it."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.learning.here import reader
from plugins.learning.models import AwardRound, Course, Resource
from plugins.learning.visibility import READS_RESOURCE


def resource_link(id: UUID) -> Link | None:
    """The resource's title and page."""
    query = db.select(Resource.id, Resource.title).where(Resource.id == id, READS_RESOURCE.criteria(reader(), Resource))
    found = db.session.execute(query).one_or_none()
    return Link(found.title, url_for("learning.resource", id=found.id)) if found else None


def round_link(id: UUID) -> Link | None:
    """The round's title and public page; none while it is planned."""
    query = db.select(AwardRound.key, AwardRound.title).where(AwardRound.id == id, AwardRound.state != "draft")
    found = db.session.execute(query).one_or_none()
    return Link(found.title, url_for("learning.award", key=found.key)) if found else None


def course_link(id: UUID) -> Link | None:
    """The course's title and page, for whoever keeps the register."""
    found = db.session.execute(db.select(Course.key, Course.title).where(Course.id == id)).one_or_none()
    may = reader().can("learning.register")
    return Link(found.title, url_for("learning.course", key=found.key)) if found and may else None


def public_rounds(ids: Collection[UUID]) -> Mapping[UUID, Link]:
    """Of these rounds those that everybody may read of."""
    query = db.select(AwardRound.id, AwardRound.key, AwardRound.title, AwardRound.ceremony_on)
    rows = db.session.execute(query.where(AwardRound.id.in_(list(ids)), AwardRound.state != "draft"))
    return {row.id: Link(row.title, url_for("learning.award", key=row.key), row.ceremony_on) for row in rows}


PUBLIC_REFS: Mapping[str, Callable[[Collection[UUID]], Mapping[UUID, Link]]] = {"round": public_rounds}
REFS: Mapping[str, Callable[[UUID], Link | None]] = {
    "resource": resource_link,
    "round": round_link,
    "course": course_link,
}
