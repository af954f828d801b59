"""What the council's strategy asks, point by point, and where it is: a public page made from `strategy.toml`.

A link is drawn only to what stands in the reader's own menu or is open to everybody, so that none leads nowhere.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue

from core.access.actor import Actor
from core.access.stamps import public
from core.authority import effective
from core.authority.requirements import CORE_ROOMS, Requirement, State, Where
from core.authority.resolve import Authority
from core.web import nav
from core.web.cache import public_page
from core.web.house import house
from core.web.languages import gettext
from core.web.render import face_for, page
from core.web.request import current_actor, required_authority
from core.words import gettext_noop

blueprint = Blueprint("strategy", __name__)
STATES: Mapping[str, tuple[str, str]] = {  # each state: its word, and the tone of its tag
    "here": (gettext_noop("You can do it here"), "good"),
    "partly": (gettext_noop("Partly here"), "warn"),
    "later": (gettext_noop("Comes later"), "neutral"),
}
SWITCHED_OFF = gettext_noop("This council has a part of it switched off at the moment.")
OPEN_TO_ALL = {
    "front": "web.council",
    "help": "help.now",
    "tell-someone": "telling.tell",
    "privacy": "privacy.notice",
}
IN_THE_MENU = {
    "me": "me/",
    "agreements": "agreements/",
    "people": "people/",
    "files": "files/",
    "safeguarding": "safeguarding/",
    "roles": "admin/access/",
}


@dataclass(frozen=True)
class Shown:
    """One thing that does it, as the page shows it: `url` is "" where this reader has no page of it.

    `keys` are for staff: where it stands in the council's file.
    """

    title: str
    url: str
    off: bool
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One point of the document as it stands here now."""

    number: str
    asks: str
    state: str
    why: str
    by: Sequence[Shown]


@dataclass(frozen=True)
class Reader:
    """What decides about links: the council, the plugins that are on, and the addresses in the reader's menu."""

    authority: Authority
    on: frozenset[str]
    ways: Sequence[str]

    @classmethod
    def asking(cls, authority: Authority, actor: Actor) -> "Reader":
        """Whoever asks for this page now."""
        return cls(authority, effective.switched_on(authority), nav.addresses(authority, actor))

    def way_to(self, path: str) -> str:
        """The address in the reader's menu that is `path` of this council or begins with it, "" where there is none."""
        start = f"/{self.authority.slug}/{path}"
        return start if start in self.ways else next((url for url in self.ways if url.startswith(start)), "")


@blueprint.get("/<authority>/strategy")
@public("everybody may read what the council promised, and how far it is")
@public_page
def show() -> ResponseReturnValue:
    """Every point with where it is; `state` in the address shows one state alone."""
    authority, actor = required_authority(), current_actor()
    asked = authority.requirements or abort(404)
    reader = Reader.asking(authority, actor)
    chapters = [(one.title, [_line(point, reader) for point in one.requirements]) for one in asked.chapters]
    wanted = request.args.get("state", "")
    wanted = wanted if wanted in get_args(State) else ""
    counts = Counter(line.state for _, lines in chapters for line in lines)
    return page(
        "web/strategy.html",
        asked=asked,
        chapters=_only(wanted, chapters),
        tabs=_tabs(wanted, counts),
        states=STATES,
        counts=[(counts[state], gettext(word)) for state, (word, _) in STATES.items()],
        is_staff=face_for(actor) == "worker",
    )


def _tabs(wanted: str, counts: Counter[str]) -> list[tuple[str, str, bool]]:
    """The ways to filter: words, address, is it the present one."""
    every = (f"{gettext('Everything')} ({counts.total()})", url_for("strategy.show"), not wanted)
    return [every] + [
        (f"{gettext(word)} ({counts[state]})", url_for("strategy.show", state=state), state == wanted)
        for state, (word, _) in STATES.items()
    ]


def _only(wanted: str, chapters: Iterable[tuple[str, list[Line]]]) -> list[tuple[str, list[Line]]]:
    kept = [(title, [line for line in lines if wanted in ("", line.state)]) for title, lines in chapters]
    return [(title, lines) for title, lines in kept if lines]


def _line(point: Requirement, reader: Reader) -> Line:
    """The point; what the file calls `here` is `partly` while one of its plugins is off."""
    by = _each_once(_shown(where, reader) for where in point.by)
    off = point.state == "here" and any(one.off for one in by)
    why = gettext(SWITCHED_OFF) if off else point.why
    return Line(point.number, point.asks, "partly" if off else point.state, why, by)


def _each_once(found: Iterable[Shown]) -> list[Shown]:
    """What several keys speak of stands there once, with all of them."""
    kept: dict[str, Shown] = {}
    for one in found:
        before = kept.get(one.title)
        kept[one.title] = replace(before, keys=before.keys + one.keys) if before else one
    return list(kept.values())


def _shown(where: Where, reader: Reader) -> Shown:
    if where.core:
        keys = (where.key,) if where.key else ()
        return Shown(gettext(CORE_ROOMS[where.core]), _room(where.core, reader), False, keys)
    name = str(where.plugin)
    plugin = house().plugins.get(name)
    is_on = plugin is not None and name in reader.on
    title = gettext(plugin.title) if plugin else name.replace("_", " ").capitalize()
    url = reader.way_to(f"{plugin.path}/") if plugin and plugin.path and is_on else ""
    return Shown(title, url, not is_on, (f"{name}: {where.key}" if where.key else name,))


def _room(room: str, reader: Reader) -> str:
    if room in OPEN_TO_ALL:
        return url_for(OPEN_TO_ALL[room])
    return reader.way_to(IN_THE_MENU[room]) if room in IN_THE_MENU else ""
