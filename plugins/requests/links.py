"""How other plugins name a request on their own pages: a title and an address, for whoever may see it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.requests.here import reader
from plugins.requests.models import Request
from plugins.requests.visibility import MINE, READS, TO_US

PAGES = ((READS, "requests.one"), (MINE, "requests.my_request"), (TO_US, "requests.to_us"))


def request_link(id: UUID) -> Link | None:
    """The request's title, and the page of it that this reader has."""
    for rule, endpoint in PAGES:
        found = db.session.scalar(db.select(Request.title).where(Request.id == id, rule.criteria(reader(), Request)))
        if found is not None:
            return Link(found, url_for(endpoint, id=id))
    return None


REFS: Mapping[str, Callable[[UUID], Link | None]] = {"request": request_link}
