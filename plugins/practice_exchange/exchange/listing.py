"""What stands offered in a region, as lines of a list: asked of each council at the moment of reading."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from core.api import offers
from plugins.practice_exchange.here import Desk
from plugins.practice_exchange.vocabulary import NAME


class Line(NamedTuple):
    """One offer as a list shows it."""

    offer: offers.Offer
    kind: str
    council: str


class Filters(NamedTuple):
    """What somebody looks for; "" is no narrowing."""

    words: str = ""
    kind: str = ""
    council: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip()[:200] for name in cls._fields))

    def kept(self) -> dict[str, str]:
        """Those that are set, for the address of the next page."""
        return {name: value for name, value in self._asdict().items() if value and name != "after"}


def lines(desk: Desk, filters: Filters) -> tuple[list[Line], str | None]:
    """One page of things and where the next one starts. A page may be short where something was just taken down."""
    asked = offers.Wanted(
        desk.region, words=filters.words, kind=filters.kind, council_id=_id(filters.council), after=filters.after
    )
    page = offers.found(asked, desk.size)
    return [line(one) for one in offers.standing(page.rows, NAME)], page.following


def newest(region: str, most: int) -> list[Line]:
    """The newest things of a region, for a block on another page."""
    return [line(one) for one in offers.standing(offers.found(offers.Wanted(region), most).rows, NAME)]


def line(one: offers.Offer) -> Line:
    """An offer with what such things are called, and the council that it comes from."""
    return Line(one, offers.title_of(one), offers.council_named(one.authority_id))


def kinds() -> Sequence[tuple[str, str]]:
    """Every kind of thing that can be offered, for a filter."""
    return [(f"{plugin}.{kind}", one.title) for (plugin, kind), one in offers.kinds().items() if not one.plan]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return UUID(int=0)  # no council has it, so nothing is found
