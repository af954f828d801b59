"""How narrow each hidden number is for an attacker, and which shown numbers make it so.

Every corner that the solver visits says of every number at once that it can be that large or that small, so most
numbers are known to be wide after a few corners and are never asked for.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.releases.attack.knowledge import Column, Extreme, Knowledge, Own, Sum
from core.releases.cells import Figures, Shown

CLOSE = 1e-6
Narrow = tuple[Column, float, float, set[Sum]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A hidden number that lies between `least` and `most`; `because` are the sums whose bounds prove it.

    `insider` is the council whose own figures were needed for it, "" where anybody can work it out.
    """

    indicator: str
    hidden: Column
    least: float
    most: float
    because: frozenset[Sum]
    insider: str = ""

    @property
    def width(self) -> float:
        """How far apart the two are."""
        return self.most - self.least


def narrow(known: Knowledge, hidden: Iterable[Column], width: float) -> Iterator[Narrow]:
    """Those of `hidden` that lie between bounds less than `width` apart, with what proves it.

    Nothing where the knowledge contradicts itself: then what the attacker supposed is not so.
    """
    wanted = [(name, known.columns[name]) for name in hidden if name in known.columns]
    first = known.extreme(wanted[0][0], greatest=True) if wanted else None
    if first is None:
        return
    least, most = list(first.values), list(first.values)
    for name, at in wanted:
        proofs: list[Extreme] = []
        for greatest in (True, False):
            if most[at] - least[at] >= width - CLOSE:
                break
            found = known.extreme(name, greatest=greatest)
            if found is None:
                return
            proofs.append(found)
            least = list(map(min, least, found.values))
            most = list(map(max, most, found.values))
        if most[at] - least[at] < width - CLOSE:
            yield name, least[at], most[at], _used(known, proofs)


def _used(known: Knowledge, proofs: Sequence[Extreme]) -> set[Sum]:
    """The sums whose bounds carry a proof: take none of them away and the number stays as narrow."""
    return {name for name, at in known.shown.items() if any(abs(one.worth[at]) > CLOSE for one in proofs)}


def hidden_in(shown: Iterable[Shown]) -> list[Column]:
    """Everything that nobody may find out: what is kept back, and what each council counted."""
    found: dict[Column, None] = {}
    for one in shown:
        for cell, value in sorted(one.values.items()):
            if value is None:
                found[Sum(one.release, cell)] = None
            found.update(dict.fromkeys(Own(council, one.period, cell) for council in sorted(one.members)))
    return list(found)


def told(known: Knowledge, council: str, figures: Figures, period: str) -> None:
    """Let the attacker know what `council` counted itself in that quarter."""
    for name in known.columns:
        if isinstance(name, Own) and (name.council, name.period) == (council, period):
            count = figures[council].get(name.cell)
            number = count.number if count else 0
            known.bound(name, number, number)
