"""A region's standards with what each council says it does for each line."""

from collections.abc import Sequence
from typing import NamedTuple

from core.api import Ref, offers
from plugins.practice_exchange.here import Desk
from plugins.practice_exchange.vocabulary import FAR, NAME

MOST_STANDARDS = 50
MOST_OF_A_PLAN = 100


class Mapped(NamedTuple):
    """What one council said of a line."""

    offer: offers.Offer
    council: str
    far: str
    is_own: bool


class StandardLine(NamedTuple):
    """A line of a standard: its key, its words, and what councils said of it."""

    key: str
    words: str
    mapped: Sequence[Mapped]

    @property
    def own(self) -> Mapped | None:
        """What the council whose page this is said of it."""
        return next((one for one in self.mapped if one.is_own), None)


def standards(desk: Desk) -> list[tuple[offers.Offer, int, int]]:
    """Every standard of the region with its number of lines, and how many councils mapped any of them."""
    rows = offers.found(offers.Wanted(desk.region, sort="standard"), MOST_STANDARDS).rows
    mapped = _mapped(desk, rows)
    counted = {row.id: {one.offer.authority_id for one in mapped if one.offer.about_id == row.id} for row in rows}
    return [(row, len(row.parts), len(counted[row.id])) for row in rows]


def lines(desk: Desk, standard: offers.Offer) -> list[StandardLine]:
    """The lines of one standard, each with what councils said of it, by the council's name."""
    mapped = sorted(_mapped(desk, [standard]), key=lambda one: one.council)
    return [
        StandardLine(str(number), words, [one for one in mapped if one.offer.line == str(number)])
        for number, (_, words) in enumerate(standard.parts, start=1)
    ]


def of_our_plans(desk: Desk) -> list[tuple[str, str]]:
    """What stands in plans of this council that may be told, for a choice: (plugin.kind.id, title)."""
    if desk.council is None:
        return []
    return [
        (f"{plugin}.{kind}.{each.id}", each.title)
        for (plugin, kind), one in offers.can_be_offered(desk.council).items()
        if one.plan
        for each in one.ready(MOST_OF_A_PLAN)
    ]


def source_of(desk: Desk, chosen: str) -> tuple[Ref | None, str]:
    """The record behind a choice, and its title; only one that was offered for choice."""
    known = dict(of_our_plans(desk))
    if chosen not in known:
        return None, ""
    for (plugin, kind), one in offers.can_be_offered(desk.council).items() if desk.council else ():
        for each in one.ready(MOST_OF_A_PLAN) if one.plan else ():
            if chosen == f"{plugin}.{kind}.{each.id}":
                return Ref(plugin, kind, each.id), each.title
    return None, ""


def _mapped(desk: Desk, standards: Sequence[offers.Offer]) -> list[Mapped]:
    found = offers.standing(offers.about([one.id for one in standards], "mapping"), NAME)
    here = desk.council.id if desk.council else None
    return [
        Mapped(one, offers.council_named(one.authority_id), FAR.get(one.stage, ""), one.authority_id == here)
        for one in found
    ]
