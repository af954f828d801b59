"""What a release says of one indicator in one quarter: cells, each a number over several councils or kept back; pure.

A cell is (breakdown, category, part): ("age", "13-15", "in-time"). The breakdown ALL has one category, ALL, and its
cells are the sums of those of every breakdown in which a record stands in exactly one category.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

ALL: Final = "all"
APART: Final = frozenset({"age", "place", "mode"})
"""Breakdowns in which each record stands once; in the others (cohorts) it may stand under several or none."""


class Cell(NamedTuple):
    """One place in a table."""

    breakdown: str
    category: str
    part: str

    @property
    def is_total(self) -> bool:
        """Whether it sums up cells of other breakdowns."""
        return self.breakdown == ALL


@dataclass(frozen=True, slots=True)
class Count:
    """What one council counted in one cell: how many, from how many contributors, how many from the largest one."""

    number: int
    contributors: int = 0
    largest: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """From which numbers on something may be shown, and how wide what is hidden must stay: never lowered."""

    councils: int = 4
    people: int = 10
    share: float = 0.8
    person_share: float = 0.5
    round_to: int = 5
    width: int = 8

    def __post_init__(self) -> None:
        low = (self.councils < 4, self.people < 10, self.round_to < 5, self.width < 8)
        if any(low) or self.share > 0.8 or self.person_share > 0.5:
            raise ValueError("these rules can be made stricter, never looser: 4 councils, 10 people, 80 %, steps of 5")

    def rounded(self, number: int) -> int:
        """To the nearest step, halves upwards."""
        return self.round_to * ((2 * number + self.round_to) // (2 * self.round_to))

    def behind(self, shown: int) -> tuple[int, int]:
        """The least and the greatest number that a shown one can stand for; everybody knows these rules."""
        least = shown - self.round_to // 2
        return max(least, self.people), shown + (self.round_to - 1) // 2


Figures = Mapping[str, Mapping[Cell, Count]]
"""For each council what it counted; a cell that is missing is zero."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One indicator of one release as everybody reads it: None is kept back. `members` are the councils in it.

    `steady`: it counts what is there at the quarter's end, so that much of it is the same a quarter later.
    """

    release: str
    indicator: str
    period: str
    members: frozenset[str]
    values: Mapping[Cell, int | None]
    rules: Rules = Rules()
    steady: bool = False


def summed(figures: Figures, cells: frozenset[Cell]) -> dict[Cell, int]:
    """The number of each cell over all councils."""
    return {cell: sum(one[cell].number for one in figures.values() if cell in one) for cell in cells}


def cells_of(categories: Mapping[str, tuple[str, ...]], parts: tuple[str, ...]) -> frozenset[Cell]:
    """Every cell of a table with these categories for each breakdown, and the totals."""
    wanted = {ALL: (ALL,), **categories}
    return frozenset(Cell(name, one, part) for name, ones in wanted.items() for one in ones for part in parts)
