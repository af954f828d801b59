"""How other plugins name a return on their own pages, for whoever may see it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.participation_returns.here import reader
from plugins.participation_returns.models import Return
from plugins.participation_returns.visibility import SEES_RETURN


def return_link(id: UUID) -> Link | None:
    """The return's title and page."""
    query = db.select(Return.title, Return.sent_on).where(Return.id == id, SEES_RETURN.criteria(reader(), Return))
    found = db.session.execute(query).one_or_none()
    return Link(found.title, url_for("participation_returns.one_return", id=id), found.sent_on) if found else None


REFS: Mapping[str, Callable[[UUID], Link | None]] = {"return": return_link}
