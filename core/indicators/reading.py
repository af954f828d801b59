"""A council's own figures as its people may see them: small numbers kept back, a rate only where there is a whole.

Reads what was counted, never the records: the cost does not grow with them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.authority.schema import AuthorityFile
from core.db import db
from core.disclosure.numbers import WHOLE, shares
from core.disclosure.numbers import rate as safe_rate
from core.disclosure.tables import hidden_cells
from core.indicators.declared import Indicator
from core.indicators.models import IndicatorCount
from core.indicators.quarters import Quarter
from core.indicators.tallying import ALL
from core.web.request import required_authority

NO_POPULATION = "The council's file has no figure for “{wanted}”, so there is a number and no rate."
NO_RATE = "What this counts is not part of a whole, so there are numbers and no rate."
TOO_FEW = "Too few to show."
Numbers = dict[str, dict[str, int]]
"""Of one indicator: by category and part."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One category of one indicator: each part (None: too few to show), the rate in per cent, or why there is none.

    `rate` is of so many as the indicator says (`Indicator.per`); it is in per cent where that is a hundred.
    """

    category: str
    parts: Mapping[str, int | None]
    whole: int | None
    percent: int | None
    why_no_rate: str = ""
    rate: int | None = None

    @property
    def shares(self) -> dict[str, int]:
        """Each part in per cent of all parts; empty where a part is kept back or there is one only."""
        return shares(self.parts)


def counted(ones: Iterable[Indicator], quarter: Quarter, breakdown: str = ALL) -> dict[str, Numbers]:
    """The exact numbers of the council in scope, by the indicator's name: shown to nobody as they are. One query."""
    known = {one.name: one for one in ones}
    found: dict[str, Numbers] = {name: {} for name in known}
    row = IndicatorCount
    query = db.select(row.indicator, row.category, row.part, row.number).where(
        row.quarter == str(quarter), row.breakdown == breakdown, row.indicator.in_(known)
    )
    for name, category, part, number in db.session.execute(query):
        found[name].setdefault(category, dict.fromkeys(known[name].keys, 0))[part] = number
    return found


def figures(one: Indicator, quarter: Quarter, breakdown: str = ALL) -> Sequence[Figure]:
    """The figures of the open council, by category; small ones are kept back, and what would give them away."""
    return kept_back(one, counted([one], quarter, breakdown)[one.name], breakdown)


def kept_back(one: Indicator, found: Numbers, breakdown: str = ALL) -> Sequence[Figure]:
    """The same of numbers that were read before."""
    file = required_authority().file
    if one.met:
        return [Figure(category, dict(parts), None, None) for category, parts in sorted(found.items())]
    table: dict[tuple[object, object], int] = {
        (category, part): number for category, parts in found.items() for part, number in parts.items()
    }
    hidden = hidden_cells(table, file.disclosure.inside)
    return [
        _figure(one, file, breakdown, category, parts, {p for p in parts if (category, p) in hidden})
        for category, parts in sorted(found.items())
    ]


def denominator(one: Indicator, file: AuthorityFile, breakdown: str, category: str) -> int | None:
    """The line of the council's population that this is set beside; None where its file has none."""
    for line in file.population:
        fits = {ALL: line.key == one.population, "cohort": line.cohort == category, "place": line.place == category}
        if fits.get(breakdown):
            return line.count
    return None


def _figure(
    one: Indicator, file: AuthorityFile, breakdown: str, category: str, parts: dict[str, int], gone: set[str]
) -> Figure:
    shown = {part: None if part in gone else number for part, number in parts.items()}
    part = sum(parts[key] for key in one.numerator)
    whole = denominator(one, file, breakdown, category) if one.population else sum(parts.values())
    safe_whole = None if gone and not one.population else whole
    if not one.numerator:
        return Figure(category, shown, safe_whole, None, "" if len(parts) > 1 else NO_RATE)
    if whole is None:
        return Figure(category, shown, None, None, NO_POPULATION.format(wanted=one.population))
    rate = None if gone else safe_rate(part, whole, file.disclosure.inside, one.per)
    percent = rate if one.per == WHOLE else None
    return Figure(category, shown, safe_whole, percent, TOO_FEW if rate is None else "", rate)
