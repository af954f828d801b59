"""Blocks that plugins put on others' pages, rendered here so that no plugin ever touches the page, and their days."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from core.access.actor import Actor
from core.authority.resolve import Authority
from core.db import db
from core.hooks.dispatcher import Answers
from core.hooks.values import HomePanel, Panel, Ref
from core.web.house import house
from core.web.languages import gettext
from core.web.render import Face, fragment

log = logging.getLogger("heard.panels")


@dataclass(frozen=True)
class Block:
    """A rendered panel: its heading and its HTML."""

    title: str
    html: str


MISSING = Block(
    "Something is missing here",
    "<p>One part of this page could not be shown. It has been noted. Nothing is lost; try again later.</p>",
)


def recover(error: Exception) -> None:
    """After a failure that a page does without: a broken transaction is ended, so that the rest can be read."""
    if isinstance(error, SQLAlchemyError):
        db.session.rollback()


def asked(authority: Authority, actor: Actor) -> Answers:
    """What every plugin has for a front or home page: blocks and lines, each asked for once."""
    return house().hooks.call("home_panels", authority, actor=actor)


def home(found: Answers, face: Face) -> list[Block]:
    """The blocks among what was found, for the council's front page or for the signed-in home page in `face`."""
    wanted = [one for one in found if isinstance(one, HomePanel) and face in one.faces]
    return _rendered(wanted, found.skipped)


def region(actor: Actor, slug: str) -> list[Block]:
    """Blocks of all installed plugins for the page of a region: no council is open there."""
    sources = [plugin.region_panels for plugin in house().plugins if plugin.region_panels]
    found = [panel for source in sources for panel in source(actor, slug)]
    return _rendered(sorted(found, key=lambda panel: panel.order), ())


def person(authority: Authority, actor: Actor, person_id: UUID) -> list[Block]:
    """Blocks for the page of a person whom the viewer may see: core's, then the plugins'."""
    of_core = [panel for source in house().person_panels for panel in source(actor, person_id)]
    found = house().hooks.call("person_panels", authority, actor=actor, person_id=person_id)
    return _rendered([*of_core, *found], found.skipped)


def calendar(authority: Authority, actor: Actor, start: date, end: date) -> Answers:
    """What every plugin has on the days from `start` to `end`, both included, as CalendarItems by day and time."""
    found = house().hooks.call("calendar_items", authority, actor=actor, start=start, end=end)
    found.sort(key=lambda item: (item.on, item.at or time.min, item.title))
    return found


def record(authority: Authority, actor: Actor, ref: Ref) -> list[Block]:
    """Blocks for the page of any record."""
    found = house().hooks.call("object_panels", authority, actor=actor, ref=ref)
    return _rendered(found, found.skipped)


def _rendered(panels: Sequence[HomePanel | Panel], skipped: Sequence[str]) -> list[Block]:
    """The panels that could be made, and a quiet notice where one could not."""
    made = [_block(panel) for panel in panels]
    whole = [block for block in made if block is not None]
    return [*whole, MISSING] if skipped or len(whole) < len(made) else whole


def _block(panel: HomePanel | Panel) -> Block | None:
    try:
        return Block(gettext(panel.title), fragment(panel.template, dict(panel.context)))
    except Exception as error:
        log.error("the panel %s failed: %s", panel.template, type(error).__name__)
        recover(error)
        return None
