"""Contributions added up by breakdown and category; pure.

Of the contributors only their number and how much the largest gave is left: enough to see that one of them dominates.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from core.indicators.declared import AGES, MODES, NOT_KNOWN, Contribution

ALL = "all"
FIXED = {"age": AGES, "mode": MODES}


class Place(NamedTuple):
    """Where a number stands: breakdown, category, part."""

    breakdown: str
    category: str
    part: str


COUNTED = Place("-", "-", "-")
"""The row that says that an indicator was counted, also where nothing was there to count."""


class Tally(NamedTuple):
    """How many, from how many contributors, and how many from the largest of them."""

    number: int
    contributors: int
    largest: int


def tally(contributions: Iterable[Contribution], breakdowns: Iterable[str]) -> dict[Place, Tally]:
    """Add up; places with nothing in them are left out."""
    wanted = tuple(breakdowns)
    given: dict[Place, Counter[UUID]] = {}
    for one in contributions:
        for breakdown, category in _categories(one, wanted):
            given.setdefault(Place(breakdown, category, one.part), Counter())[one.by] += one.number
    return {place: _tally(by) for place, by in given.items()}


def _categories(one: Contribution, wanted: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield ALL, ALL
    for breakdown in wanted:
        if breakdown == "cohort":
            yield from ((breakdown, key) for key in one.cohorts)
        else:
            category = getattr(one, breakdown)
            yield breakdown, category if category in FIXED.get(breakdown, (category,)) else NOT_KNOWN


def _tally(by: Counter[UUID]) -> Tally:
    return Tally(sum(by.values()), sum(number > 0 for number in by.values()), max(by.values(), default=0))
