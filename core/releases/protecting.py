"""Which cells to keep back so that no hidden number can be worked out: a solver and the attacker in turn.

The attacker's proof that a number is narrow names the shown sums that it rests on. While all of them are shown it
stays narrow, so one of them must be hidden: that is a row of an integer programme, which says what to hide at the
least cost. Round by round the attacker is asked again, until it finds nothing. A total costs no more than two inner
cells: it is given away rather than many of those.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import highspy

from core.releases.attack.attacking import Given, scenarios
from core.releases.attack.intervals import narrow
from core.releases.attack.knowledge import Sum, quiet
from core.releases.cells import Cell, Figures, Rules, Shown, summed
from core.releases.primary import unsafe

INNER: Final = 2.0  # what hiding a cell costs; a little more for large numbers, which say most
TOTAL: Final = 3.0
MOST_ROUNDS: Final = 200


class CannotProtect(Exception):
    """What was released before gives a number away, whatever is kept back now; the message names the indicator."""


def protected(
    new: Shown, figures: Figures, earlier: Sequence[Shown], *, of_people: bool, others: Figures | None = None
) -> Shown:
    """`new` with its safe cells filled in, rounded, and the others None. Raises CannotProtect.

    `earlier` are the releases of the same indicator so far; `new.values` says which cells there are. `others`: what
    councils outside this release gave for the quarter in another, and know as well.
    """
    cells = frozenset(new.values)
    sums = summed(figures, cells)
    first = unsafe(figures, cells, new.rules, of_people=of_people)
    open_cells = sorted(cells - first)
    cuts: set[frozenset[Cell]] = set()
    for _ in range(MOST_ROUNDS):
        hidden = first | _cheapest(open_cells, sums, cuts)
        drawn = _drawn(new, sums, hidden)
        found = set(_proofs(drawn, {**(others or {}), **figures}, earlier))
        if not found:
            return drawn
        if frozenset() in found:
            raise CannotProtect(f"{new.indicator}, {new.period}: what was released before gives a number away.")
        cuts |= found
    return _drawn(new, sums, cells)


def drawn_plainly(new: Shown, figures: Figures, *, of_people: bool) -> Shown:
    """`new` with only the unsafe cells kept back: what a release without complementary suppression would be."""
    cells = frozenset(new.values)
    return _drawn(new, summed(figures, cells), unsafe(figures, cells, new.rules, of_people=of_people))


def _drawn(new: Shown, sums: Mapping[Cell, int], hidden: Iterable[Cell]) -> Shown:
    gone = frozenset(hidden)
    return replace(new, values={cell: None if cell in gone else new.rules.rounded(sums[cell]) for cell in sorted(sums)})


def _proofs(drawn: Shown, figures: Figures, earlier: Sequence[Shown]) -> Iterable[frozenset[Cell]]:
    """For each narrow number the cells of the new release that its proof rests on; the numbers of older ones too."""
    given: Given = {(drawn.indicator, drawn.period): figures}
    for one in scenarios([*earlier, drawn], given):
        if not any(isinstance(name, Sum) and name.release == drawn.release for name in one.known.columns):
            continue
        for _, _, _, because in narrow(one.known, one.hidden, drawn.rules.width):
            yield frozenset(each.cell for each in because if each.release == drawn.release)


def _cheapest(cells: Sequence[Cell], sums: Mapping[Cell, int], cuts: Iterable[frozenset[Cell]]) -> frozenset[Cell]:
    """The cheapest cells of which at least one stands in every cut."""
    rows = sorted(map(sorted, cuts))
    if not rows:
        return frozenset()
    at = {cell: place for place, cell in enumerate(cells)}
    one = quiet()
    largest = max(sums.values(), default=0) + 1
    for cell in cells:
        one.addVar(0.0, 1.0)
        one.changeColIntegrality(at[cell], highspy.HighsVarType.kInteger)
        one.changeColCost(at[cell], (TOTAL if cell.is_total else INNER) + sums[cell] / largest + at[cell] * 1e-6)
    for row in rows:
        one.addRow(1.0, float(len(row)), len(row), [at[cell] for cell in row], [1.0] * len(row))
    one.run()
    values = one.getSolution().col_value
    return frozenset(cell for cell in cells if values[at[cell]] > 0.5)


__all__ = ["CannotProtect", "Rules", "drawn_plainly", "protected"]
