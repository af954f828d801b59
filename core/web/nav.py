"""The menu of a page: core's entries and those of the plugins that this council has switched on."""

from flask import request

from core.access.actor import ANONYMOUS, Actor
from core.authority.resolve import Authority
from core.hooks.values import NavItem
from core.web.away import records_are_away
from core.web.house import house
from core.web.languages import gettext
from core.web.preferences import reading
from core.web.request import visiting

MenuEntry = tuple[str, str, bool]  # label, address, is this the present page's part of the site?


def items(authority: Authority | None, actor: Actor) -> list[MenuEntry]:
    """Return what this person may open, in order; nothing on pages of no council."""
    if authority is None or records_are_away():
        return []
    found = [(gettext(item.label), _address(authority, item)) for item in _open_to(authority, actor, "menu")]
    here = max((url for _, url in found if request.path.startswith(url)), key=len, default="")
    return [(label, url, url == here) for label, url in found]


def cards(authority: Authority, actor: Actor) -> list[tuple[str, str, str]]:
    """The menu once more, for the home page: label, address, what one does there."""
    return [
        (gettext(item.label), _address(authority, item), gettext(item.about) if item.about else "")
        for item in _open_to(authority, actor, "menu")
    ]


def actions(authority: Authority, actor: Actor) -> list[tuple[str, str]]:
    """Buttons for the top of the home page: label, address."""
    return [(gettext(item.label), _address(authority, item)) for item in _open_to(authority, actor, "home")]


def start(authority: Authority, actor: Actor) -> tuple[str, str] | None:
    """The best first step for this person's role, where an entry says that it is: label, address."""
    mine = [item for item in _all(authority, actor) if actor.roles & {*item.start_for}]
    return (gettext(mine[0].label), _address(authority, mine[0])) if mine else None


def for_strangers(authority: Authority) -> list[tuple[str, str]]:
    """What anybody may open of a council, for a page of no council: label, address."""
    reading()  # settled before the visit: it would else follow the languages of the council visited
    with visiting(authority):
        return [(gettext(item.label), _address(authority, item)) for item in _open_to(authority, ANONYMOUS, "menu")]


def addresses(authority: Authority, actor: Actor) -> list[str]:
    """Every address that this person's menu and home page offer, in order."""
    return [_address(authority, item) for item in _all(authority, actor)]


def may_see(item: NavItem, actor: Actor) -> bool:
    """True if the entry needs no permission or the person has it."""
    return item.permission is None or actor.can(item.permission)


def _open_to(authority: Authority, actor: Actor, place: str) -> list[NavItem]:
    """The entries for `place` that this person may open, in order."""
    return [item for item in _all(authority, actor) if item.place == place]


def _all(authority: Authority, actor: Actor) -> list[NavItem]:
    mine = [item for item in house().nav if may_see(item, actor)]
    mine += house().hooks.call("nav_items", authority, actor=actor)
    return sorted(mine, key=lambda item: item.order)


def _address(authority: Authority, item: NavItem) -> str:
    return item.url if item.url.startswith("/") else f"/{authority.slug}/{item.url}"
