"""Which cells may not be shown whatever stands around them; pure.

Too few people, too few councils, one council or one contributor with most of it, nobody at all, or everybody of a
category in one part ("none of the twelve were answered" tells of all twelve).
"""

from collections.abc import Iterable

from core.releases.cells import Cell, Count, Figures, Rules

NOTHING = Count(0)


def unsafe(figures: Figures, cells: Iterable[Cell], rules: Rules, *, of_people: bool) -> frozenset[Cell]:
    """The cells to hide before anything else. `of_people`: contributors are people and are counted as such."""
    wanted = frozenset(cells)
    small = {cell for cell in wanted if _is_unsafe(_counts(figures, cell), rules, of_people=of_people)}
    return frozenset(small | set(_unanimous(figures, wanted)))


def _counts(figures: Figures, cell: Cell) -> list[Count]:
    return [one.get(cell, NOTHING) for one in figures.values()]


def _is_unsafe(counts: list[Count], rules: Rules, *, of_people: bool) -> bool:
    total = sum(one.number for one in counts)
    if total < rules.people or sum(one.number > 0 for one in counts) < rules.councils:
        return True
    if of_people and sum(one.contributors for one in counts) < rules.people:
        return True
    biggest = max(one.number for one in counts)
    return biggest > rules.share * total or max(one.largest for one in counts) > rules.person_share * total


def _unanimous(figures: Figures, cells: frozenset[Cell]) -> Iterable[Cell]:
    """Every part of a category of which one part alone has anything in it."""
    lines: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        lines.setdefault((cell.breakdown, cell.category), []).append(cell)
    for line in lines.values():
        filled = [cell for cell in line if any(one.number for one in _counts(figures, cell))]
        if len(line) > 1 and len(filled) == 1:
            yield from line
