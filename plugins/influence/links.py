"""How other plugins name a view or an ask on their own pages: a title and an address, for whoever may see it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.influence.here import reader
from plugins.influence.models import Ask, View
from plugins.influence.visibility import READS_VIEW, SEES_ASK


def view_link(id: UUID) -> Link | None:
    """The view's page; its words are for that page to show."""
    query = db.select(View.id).where(View.id == id, READS_VIEW.criteria(reader(), View))
    return Link("Something that was said", url_for("influence.view", id=id)) if db.session.scalar(query) else None


def ask_link(id: UUID) -> Link | None:
    """The ask's title and page."""
    query = db.select(Ask.id, Ask.title).where(Ask.id == id, SEES_ASK.criteria(reader(), Ask))
    found = db.session.execute(query).one_or_none()
    return Link(found.title, url_for("influence.ask", id=found.id)) if found else None


REFS: Mapping[str, Callable[[UUID], Link | None]] = {"view": view_link, "ask": ask_link}
