"""What came out of a check, in numbers that may be shown: small ones are left out, and what would give them away."""

from collections.abc import Mapping
from typing import NamedTuple

from core.api import disclosure
from plugins.influence.vocabulary import CHECK_ANSWERS

ROW = "all"


class Line(NamedTuple):
    """One answer and how many gave it; None where that is not shown."""

    answer: str
    number: int | None


class Results(NamedTuple):
    """How many answered (None: too few to say) and each answer in its order."""

    total: int | None
    lines: tuple[Line, ...]

    @property
    def hides(self) -> bool:
        """True where a number is left out."""
        return self.total is None or any(line.number is None for line in self.lines)


def results(counts: Mapping[str, int], least: int) -> Results:
    """The numbers of one check where counts under `least` are not shown; an answer that nobody gave is 0."""
    table: dict[tuple[object, object], int] = {(ROW, key): counts.get(key, 0) for key in CHECK_ANSWERS}
    total = sum(table.values())
    hidden = disclosure.hidden_cells(table, least, zero_is_harmless=True)
    if total < least or (ROW, disclosure.ALL) in hidden:
        return Results(None, ())
    lines = (Line(key, None if (ROW, key) in hidden else counts.get(key, 0)) for key in CHECK_ANSWERS)
    return Results(total, tuple(lines))
