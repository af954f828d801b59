"""How other plugins name a view or an ask on their own pages: a title and an address, for whoever may see it."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.groups.api import Group
from plugins.influence.here import reader
from plugins.influence.models import Ask, View
from plugins.influence.tracker.public import GROUP_OF_ASK, is_public, is_shown_here
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


def public_asks(ids: Collection[UUID]) -> Mapping[UUID, Link]:
    """Of these asks those that everybody may read, in the words that were cleared."""
    columns = (Ask.id, Ask.number, Ask.public_title, Ask.asked_on)
    query = db.select(*columns).outerjoin(Group, GROUP_OF_ASK).where(Ask.id.in_(list(ids)), *is_public())
    rows = db.session.execute(query) if is_shown_here() else ()
    return {
        row.id: Link(row.public_title, url_for("influence.public_ask", number=row.number), row.asked_on) for row in rows
    }


PUBLIC_REFS: Mapping[str, Callable[[Collection[UUID]], Mapping[UUID, Link]]] = {"ask": public_asks}
REFS: Mapping[str, Callable[[UUID], Link | None]] = {"view": view_link, "ask": ask_link}
