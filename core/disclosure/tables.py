"""Which cells of a table of counts must be hidden together, so that no hidden one follows from totals.

A table with its totals is a circulation: each count flows from its row to its column, from there over the column's
total to the grand total, and over the row's total back. Whoever sees only some of these numbers knows the hidden ones
up to what can be pushed around a circle of hidden cells. So a hidden cell stays hidden exactly where such a circle
runs through it (the network argument of complementary suppression); what is hidden with it makes the cheapest circle.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Final, NamedTuple

from core.disclosure.numbers import is_small


class _Total:
    """The name of the row, or the column, of totals."""

    def __repr__(self) -> str:
        return "ALL"


ALL: Final = _Total()
Name = object
Cell = tuple[Name, Name]
DEAR: Final = 1_000_000  # what hiding a total costs beside hiding a cell


class _Arc(NamedTuple):
    """One number of the table as a flow from one node to another; nodes are ("row", name) or ("column", name)."""

    cell: Cell
    start: Cell
    end: Cell
    number: int


Arcs = Mapping[Cell, _Arc]


def hidden_cells(table: Mapping[Cell, int], least: int, *, zero_is_harmless: bool = False) -> frozenset[Cell]:
    """The cells of `table` (row, column) to hide: those that are too small, and what would give them away.

    Totals are cells too: (row, ALL), (ALL, column) and (ALL, ALL); what is among the answer must not be shown either. A
    cell that is not in the table counts as one that cannot be. Where zeros are harmless none is ever hidden, and every
    reader knows that.
    """
    floor = 1 if zero_is_harmless else 0
    arcs = {arc.cell: arc for arc in _arcs(table) if arc.number >= floor}
    small = [cell for cell, arc in arcs.items() if is_small(arc.number, least, zero_is_harmless=zero_is_harmless)]
    hidden = set(small)
    for cell in sorted(small, key=repr):
        hidden.update(_circle(arcs, arcs[cell], hidden, floor))
    return frozenset(hidden)


def _arcs(table: Mapping[Cell, int]) -> Iterator[_Arc]:
    rows: Counter[Name] = Counter()
    columns: Counter[Name] = Counter()
    for (row, column), number in table.items():
        rows[row] += number
        columns[column] += number
        yield _Arc((row, column), ("row", row), ("column", column), number)
    for row, number in rows.items():
        yield _Arc((row, ALL), ("column", ALL), ("row", row), number)
    for column, number in columns.items():
        yield _Arc((ALL, column), ("column", column), ("row", ALL), number)
    if table:
        yield _Arc((ALL, ALL), ("row", ALL), ("column", ALL), sum(rows.values()))


def _circle(arcs: Arcs, arc: _Arc, hidden: set[Cell], floor: int) -> tuple[Cell, ...]:
    """The cells around which a unit can be pushed through `arc` either way, those to hide anew being the cheapest."""
    more = _way(arcs, arc.end, arc.start, arc, hidden, floor)
    less = _way(arcs, arc.start, arc.end, arc, hidden, floor) if arc.number > floor else None
    ways = [way for way in (more, less) if way is not None]
    return min(ways, key=lambda way: way[0])[1] if ways else ()


def _way(
    arcs: Arcs, start: Cell, end: Cell, without: _Arc, hidden: set[Cell], floor: int
) -> tuple[int, tuple[Cell, ...]] | None:
    """The cheapest way from `start` to `end` along which a unit can be pushed, and what it costs to hide it."""
    out = _exits(arcs.values(), without, floor)
    seen: set[Cell] = set()
    turns = count()
    waiting: list[tuple[int, int, Cell, tuple[Cell, ...]]] = [(0, next(turns), start, ())]
    while waiting:
        cost, _, node, passed = heapq.heappop(waiting)
        if node == end:
            return cost, passed
        if node in seen:
            continue
        seen.add(node)
        for arc, onward in out.get(node, ()):
            price = 0 if arc.cell in hidden else _price(arc)
            heapq.heappush(waiting, (cost + price, next(turns), onward, (*passed, arc.cell)))
    return None


def _exits(arcs: Iterable[_Arc], without: _Arc, floor: int) -> dict[Cell, list[tuple[_Arc, Cell]]]:
    """Where a unit can go from each node: along an arc, or back where there is something to take away."""
    out: dict[Cell, list[tuple[_Arc, Cell]]] = {}
    for arc in arcs:
        if arc.cell == without.cell:
            continue
        out.setdefault(arc.start, []).append((arc, arc.end))
        if arc.number > floor:
            out.setdefault(arc.end, []).append((arc, arc.start))
    return out


def _price(arc: _Arc) -> int:
    """What is lost by hiding a number: first of all few cells, then small ones, totals last."""
    dear = sum(name is ALL for name in arc.cell)
    return DEAR * dear * dear + 1000 + arc.number
