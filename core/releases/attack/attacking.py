"""The attack on everything ever released: by anybody, and by each council that knows its own figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from core.releases.attack.intervals import Finding, hidden_in, narrow, told
from core.releases.attack.knowledge import Knowledge, Own
from core.releases.cells import Figures, Shown

Given = Mapping[tuple[str, str], Figures]
"""What councils gave for (indicator, quarter); without it only strangers are tried."""


def attack(shown: Iterable[Shown], given: Given | None = None) -> list[Finding]:
    """Every hidden number that is narrower than the rules allow; the narrowest first."""
    found = [one for name, all_of in _by_indicator(shown).items() for one in _indicator(name, all_of, given or {})]
    return sorted(found, key=lambda one: (one.width, one.indicator, str(one.hidden), one.insider))


def scenarios(shown: Sequence[Shown], given: Given) -> Iterator[tuple[str, Knowledge, Sequence[Shown]]]:
    """Who tries with what: (insider or "", what they know, the releases whose numbers they look for)."""
    periods = sorted({one.period for one in shown})
    if len(periods) > 1 and all(one.steady for one in shown):
        yield "", Knowledge(shown, steady=True), shown
    for period in periods:
        here = [one for one in shown if one.period == period]
        yield "", Knowledge(here), here
        figures = given.get((here[0].indicator, period), {})
        for council in sorted(set(figures) & {council for one in here for council in one.members}):
            known = Knowledge(here)
            told(known, council, figures, period)
            yield council, known, here


def _indicator(name: str, shown: Sequence[Shown], given: Given) -> Iterator[Finding]:
    seen = set()
    width = max(one.rules.width for one in shown)
    for insider, known, here in scenarios(shown, given):
        hidden = [one for one in hidden_in(here) if not (isinstance(one, Own) and one.council == insider)]
        for column, least, most, because in narrow(known, hidden, width):
            if column not in seen:
                seen.add(column)
                yield Finding(name, column, least, most, frozenset(because), insider)


def _by_indicator(shown: Iterable[Shown]) -> dict[str, list[Shown]]:
    found: dict[str, list[Shown]] = {}
    for one in shown:
        found.setdefault(one.indicator, []).append(one)
    return found
