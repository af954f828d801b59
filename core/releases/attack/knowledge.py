"""What an attacker knows of one indicator, written as a linear programme for HiGHS.

One column for each council, quarter and cell: what that council counted, which nobody was told. One column for each
number that a release shows or hides: the sum over its councils, between the bounds that its rounding leaves. Rows tie
them together: sums of categories, and cohorts that cannot be larger than everybody.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import highspy

from core.releases.cells import ALL, APART, Cell, Shown

MOST: Final = 1_000_000.0  # no cell of one council is larger: keeps every interval finite


class Own(NamedTuple):
    """What one council counted in one cell."""

    council: str
    period: str
    cell: Cell


class Sum(NamedTuple):
    """What one release adds up in one cell."""

    release: str
    cell: Cell


Column = Own | Sum


class Unsolved(Exception):
    """The solver gave no answer: nothing may be concluded, and nothing signed."""


class Knowledge:
    """The programme of one indicator. `steady`: also suppose that nothing changed from one quarter to the next.

    `sizes`: of how many councils a member is the sum, where it stands for several (`alike`).
    """

    def __init__(self, shown: Sequence[Shown], sizes: Mapping[str, int] | None = None, *, steady: bool = False) -> None:
        self.sizes = sizes or {}
        self.programme = quiet()
        self.columns: dict[Column, int] = {}
        self.shown: dict[Sum, int] = {}
        for one in shown:
            for council in sorted(one.members):
                self._own(council, one)
            self._sums(one)
        if steady:
            self._unchanged(shown)

    def bound(self, column: Column, least: float, most: float) -> None:
        """From now on the attacker knows that the number lies between these two."""
        self.programme.changeColBounds(self.columns[column], float(least), float(most))

    def extreme(self, column: Column, *, greatest: bool) -> "Extreme | None":
        """The least or the greatest value that fits; None where nothing at all fits."""
        at, one = self.columns[column], self.programme
        one.changeColCost(at, -1.0 if greatest else 1.0)
        one.run()
        status, found = one.getModelStatus(), one.getSolution()
        corner = Extreme(list(found.col_value), list(found.col_dual))
        one.changeColCost(at, 0.0)  # forgets status and solution
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsolved(f"the solver ended with {status.name}")
        return corner

    def _column(self, name: Column, councils: Iterable[str]) -> int:
        if name not in self.columns:
            self.columns[name] = len(self.columns)
            self.programme.addVar(0.0, MOST * sum(self.sizes.get(one, 1) for one in councils))
        return self.columns[name]

    def _row(self, least: float, most: float, terms: Mapping[int, float]) -> None:
        self.programme.addRow(least, most, len(terms), list(terms), list(terms.values()))

    def _own(self, council: str, one: Shown) -> None:
        """One council's cells, and how they hang together; once for each quarter."""
        if all(Own(council, one.period, cell) in self.columns for cell in one.values):
            return
        at = {cell: self._column(Own(council, one.period, cell), [council]) for cell in sorted(one.values)}
        for breakdown, part in sorted({(cell.breakdown, cell.part) for cell in at if not cell.is_total}):
            total = at.get(Cell(ALL, ALL, part))
            inside = [column for cell, column in at.items() if (cell.breakdown, cell.part) == (breakdown, part)]
            if total is None:
                continue
            if breakdown in APART:
                self._row(0, 0, {total: -1.0, **dict.fromkeys(inside, 1.0)})
                continue
            for column in inside:
                self._row(-highspy.kHighsInf, 0, {total: -1.0, column: 1.0})

    def _sums(self, one: Shown) -> None:
        for cell, value in sorted(one.values.items()):
            name = Sum(one.release, cell)
            whole = self._column(name, one.members)
            parts = {self.columns[Own(council, one.period, cell)]: 1.0 for council in sorted(one.members)}
            self._row(0, 0, {whole: -1.0, **parts})
            if value is not None:
                self.shown[name] = whole
                self.bound(name, *one.rules.behind(value))

    def _unchanged(self, shown: Iterable[Shown]) -> None:
        periods = sorted({one.period for one in shown})
        after = dict(pairwise(periods))
        for name, column in list(self.columns.items()):
            if isinstance(name, Own) and name.period in after:
                later = self.columns.get(name._replace(period=after[name.period]))
                if later is not None:
                    self._row(0, 0, {column: 1.0, later: -1.0})


class Extreme(NamedTuple):
    """One corner of what is possible: the value of every column there, and what each bound was worth."""

    values: Sequence[float]
    worth: Sequence[float]


def quiet() -> Any:
    """A solver that prints nothing and takes one core."""
    make: Any = highspy.Highs  # the library has no types for it
    programme = make()
    programme.setOptionValue("output_flag", False)  # noqa: FBT003 - the library's own call
    programme.setOptionValue("threads", 1)
    return programme
