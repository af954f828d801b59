"""The attack on everything ever released: by anybody, and by each council that knows its own figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from core.releases.attack.alike import OTHERS, alike
from core.releases.attack.intervals import Finding, hidden_in, narrow, told
from core.releases.attack.knowledge import Column, Knowledge, Own
from core.releases.cells import Figures, Shown

Given = Mapping[tuple[str, str], Figures]
"""What councils gave for (indicator, quarter); without it only strangers are tried."""


def attack(shown: Iterable[Shown], given: Given | None = None) -> list[Finding]:
    """Every hidden number that is narrower than the rules allow; the narrowest first."""
    found = [one for name, all_of in _by_indicator(shown).items() for one in _indicator(name, all_of, given or {})]
    return sorted(found, key=lambda one: (one.width, one.indicator, str(one.hidden), one.insider))


class Scenario(NamedTuple):
    """Who tries with what: the council whose figures are known ("" for none), all that is known, which numbers are
    looked for, and which councils are like each that is asked for.
    """

    insider: str
    known: Knowledge
    hidden: Sequence[Column]
    classes: Mapping[str, tuple[str, ...]]


def scenarios(shown: Sequence[Shown], given: Given) -> Iterator[Scenario]:
    """Everybody who tries: strangers, strangers who suppose that a stock stays, and each council."""
    periods = sorted({one.period for one in shown})
    if len(periods) > 1 and all(one.steady for one in shown):
        yield _scenario(shown, steady=True)
    for period in periods:
        here = [one for one in shown if one.period == period]
        yield _scenario(here)
        figures = given.get((here[0].indicator, period), {})
        for council in sorted(set(figures) & {council for one in here for council in one.members}):
            found = _scenario(here, council)
            told(found.known, council, figures, period)
            yield found


def _scenario(shown: Sequence[Shown], insider: str = "", *, steady: bool = False) -> Scenario:
    few = alike(shown, insider)
    hidden = [one for one in hidden_in(few.shown) if not (isinstance(one, Own) and _is_known(one.council, insider))]
    return Scenario(insider, Knowledge(few.shown, few.sizes, steady=steady), hidden, few.classes)


def _is_known(council: str, insider: str) -> bool:
    """The insider's own figures are no secret; the sum of others stands for no single council."""
    return council == insider or council.startswith(OTHERS)


def _indicator(name: str, shown: Sequence[Shown], given: Given) -> Iterator[Finding]:
    seen = set()
    width = max(one.rules.width for one in shown)
    for one in scenarios(shown, given):
        for column, least, most, because in narrow(one.known, one.hidden, width):
            for each in _like(column, one.classes):
                if each not in seen:
                    seen.add(each)
                    yield Finding(name, each, least, most, frozenset(because), one.insider)


def _like(column: Column, classes: Mapping[str, tuple[str, ...]]) -> list[Column]:
    """The same number of each council of which the attacker knows as much."""
    if isinstance(column, Own):
        return [column._replace(council=council) for council in classes[column.council]]
    return [column]


def _by_indicator(shown: Iterable[Shown]) -> dict[str, list[Shown]]:
    found: dict[str, list[Shown]] = {}
    for one in shown:
        found.setdefault(one.indicator, []).append(one)
    return found
