"""The ways to the influence map from the pages of a view and of a question."""

from flask import url_for

from core.api import Actor, Panel, gettext
from plugins.influence.models import Ask, View


def of_view(view: View, actor: Actor) -> Panel:
    """On the page of something that was said."""
    return _link(url_for("influence.map", id=view.id))


def of_ask(ask: Ask, actor: Actor) -> Panel:
    """On a question's page."""
    return _link(url_for("influence.ask_map", id=ask.id))


def _link(url: str) -> Panel:
    return Panel(gettext("What came of it, as a picture"), "influence/_map_link.html", {"url": url}, 80)
