"""A council's own figures beside those of its region: its own as they were counted, the region's as they were released.

The council's stay inside it. Whoever may see records sees every number; others see small ones kept back, as elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.api import Actor, Authority, Indicator, Quarter, gettext, indicators, local_today, regions
from plugins.regional.comparison import BESIDE, BREAKDOWNS, Compared, Rate, Row, category_words
from plugins.regional.opened import Opened
from plugins.regional.visibility import EXACT

Numbers = dict[str, dict[str, int]]  # of one indicator, by category and part
NOT_COUNTED: Final = "Not counted here in this quarter."


@dataclass(frozen=True, slots=True)
class Beside:
    """One category: the council's own row and the region's; None where there is none."""

    title: str
    own: Row | None
    region: Row | None


@dataclass(frozen=True, slots=True)
class OwnIndicator:
    """One indicator of the council with its lines by breakdown; `answer`: of one that only says yes or no."""

    one: Indicator
    parts: tuple[str, ...]
    blocks: tuple[tuple[str, tuple[Beside, ...]], ...]
    answer: str = ""
    in_release: bool = False

    @property
    def whole(self) -> Beside | None:
        """All together."""
        return next((lines[0] for _, lines in self.blocks[:1] if lines), None)


@dataclass(frozen=True, slots=True)
class Here:
    """Where the council stands: its region, the quarter, the release beside it, whether it is in that release."""

    region: Opened | None
    quarter: Quarter
    release: Compared | None
    takes_part: bool
    why_none: str = ""


def where(authority: Authority, slug: str = "") -> Here:
    """The region asked for, else the first of the council's that has a release, else the first it belongs to."""
    mine = [Opened(region) for region in regions.of_council(authority)]
    asked = [one for one in mine if one.slug == slug] or [one for one in mine if one.signed] or mine
    if not asked:
        return Here(None, Quarter.of(local_today()).before, None, False)
    release = asked[0].latest
    quarter = release.quarter if release else Quarter.of(local_today()).before
    inside = release is not None and str(authority.id) in release.document.members
    return Here(asked[0], quarter, release, inside, asked[0].why_none)


def beside(authority: Authority, actor: Actor, here: Here, names: Sequence[str] = ()) -> list[OwnIndicator]:
    """The council's indicators (or those named), in the order of their titles, all together alone unless named."""
    known = [one for one in indicators.indicators_of(authority) if not names or one.name in names]
    breakdowns = (indicators.ALL, *(known[0].breakdowns if names and known else ()))
    numbers = {each: indicators.reading.counted(known, here.quarter, each) for each in breakdowns}
    exact = actor.can(EXACT)
    found = []
    for one in known:
        own = {each: numbers[each][one.name] for each in breakdowns}
        found.append(_answered(one, own[indicators.ALL]) if one.met else _of(authority, here, one, own, exact=exact))
    return sorted(found, key=lambda own: gettext(own.one.title))


def _of(authority: Authority, here: Here, one: Indicator, own: Mapping[str, Numbers], *, exact: bool) -> OwnIndicator:
    told = here.release.find(one.name) if here.release else None
    released = told.tables if told else {}
    blocks = []
    for name, numbers in own.items():
        rows = _exact(authority, one, name, numbers) if exact else _careful(authority, one, name, numbers)
        lines = _lines({row.category: row for row in rows}, released.get(name, ()))
        blocks.append((BREAKDOWNS[name], lines))
    return OwnIndicator(one, tuple(part.title for part in one.parts), tuple(blocks), in_release=told is not None)


def _lines(own: Mapping[str, Row], region: Sequence[Row]) -> tuple[Beside, ...]:
    theirs = {row.category: row for row in region}
    order = list(dict.fromkeys([*theirs, *own]))
    return tuple(Beside((own.get(key) or theirs[key]).title, own.get(key), theirs.get(key)) for key in order)


def _exact(authority: Authority, one: Indicator, breakdown: str, numbers: Numbers) -> Iterator[Row]:
    """Every number as it was counted; the rate from the same numbers."""
    for category, parts in numbers.items():
        rate, why = _rate(authority, one, breakdown, category, parts)
        title = _title(authority, breakdown, category)
        yield Row(category, title, tuple(parts[key] for key in one.keys), rate, why)


def _rate(
    authority: Authority, one: Indicator, breakdown: str, category: str, parts: Mapping[str, int]
) -> tuple[Rate | None, str]:
    if not one.numerator:
        return None, BESIDE
    whole = sum(parts.values())
    if one.population:
        named = indicators.reading.denominator(one, authority.file, breakdown, category)
        if named is None:
            return None, indicators.reading.NO_POPULATION.format(wanted=one.population)
        whole = named
    if not whole:
        return None, NOT_COUNTED
    return Rate.of(one, sum(parts[key] for key in one.numerator), whole), ""


def _careful(authority: Authority, one: Indicator, breakdown: str, numbers: Numbers) -> Iterator[Row]:
    """With small numbers kept back, for those who see no records."""
    for figure in indicators.reading.kept_back(one, numbers, breakdown):
        shown = tuple(figure.parts[key] for key in one.keys)
        known = figure.rate is not None and figure.whole
        part = sum(figure.parts[key] or 0 for key in one.numerator)
        rate = Rate.of(one, part, figure.whole or 0) if known else None
        yield Row(figure.category, _title(authority, breakdown, figure.category), shown, rate, figure.why_no_rate)


def _answered(one: Indicator, numbers: Numbers) -> OwnIndicator:
    """Yes or no, and never how many."""
    parts = next((numbers[category] for category in sorted(numbers)), {})
    said = [part.title for part in one.parts if parts.get(part.key)]
    return OwnIndicator(one, (), (), answer=said[0] if said else NOT_COUNTED)


def _title(authority: Authority, breakdown: str, category: str) -> str:
    if breakdown == "place":
        return next(
            (place.name for place in authority.file.places if place.key == category), category_words("", category)
        )
    return category_words(breakdown, category, [authority])
