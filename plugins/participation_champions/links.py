"""How other plugins name a service or a test on their own pages: a title and an address, for whoever may see it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.participation_champions.here import reader
from plugins.participation_champions.models import OutsideTest, Service

MAY = "participation_champions.view"


def service_link(id: UUID) -> Link | None:
    """The service's name and page."""
    found = db.session.execute(db.select(Service.key, Service.title).where(Service.id == id)).one_or_none()
    if found is None or not reader().can(MAY):
        return None
    return Link(found.title, url_for("participation_champions.service", key=found.key))


def test_link(id: UUID) -> Link | None:
    """The outside test's name and page."""
    title = db.session.scalar(db.select(OutsideTest.title).where(OutsideTest.id == id))
    may = title is not None and reader().can(MAY)
    return Link(title or "", url_for("participation_champions.outside_test", id=id)) if may else None


REFS: Mapping[str, Callable[[UUID], Link | None]] = {"service": service_link, "outsidetest": test_link}
