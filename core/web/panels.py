"""Blocks that plugins put on core's pages: rendered here, so that no plugin ever touches the page."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from core.access.actor import Actor
from core.authority.resolve import Authority
from core.hooks.values import HomePanel, Panel, Ref
from core.web.house import house
from core.web.render import Face, fragment

log = logging.getLogger("heard.panels")


@dataclass(frozen=True)
class Block:
    """A rendered panel: its heading and its HTML."""

    title: str
    html: str


def home(authority: Authority, actor: Actor, face: Face) -> list[Block]:
    """Blocks for the council's front page or for the signed-in home page in `face`."""
    found = house().hooks.call("home_panels", authority, actor=actor)
    return _rendered([panel for panel in found if face in panel.faces])


def person(authority: Authority, actor: Actor, person_id: UUID) -> list[Block]:
    """Blocks for the page of a person whom the viewer may see."""
    return _rendered(house().hooks.call("person_panels", authority, actor=actor, person_id=person_id))


def record(authority: Authority, actor: Actor, ref: Ref) -> list[Block]:
    """Blocks for the page of any record."""
    return _rendered(house().hooks.call("object_panels", authority, actor=actor, ref=ref))


def _rendered(panels: Sequence[HomePanel | Panel]) -> list[Block]:
    return [Block(panel.title, fragment(panel.template, dict(panel.context))) for panel in panels]
