"""What a release says, made ready for pages, charts, tables and papers alike: the one place where figures are read.

Everything follows from the texts of signed releases and from what plugins declare. No record and no council is asked,
so it costs the same however many there are.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from core.api import Authority, Indicator, IndicatorPart, Quarter, gettext, gettext_noop, indicators, releases
from plugins.regional.intervals import Interval, where_few

MOST_QUARTERS: Final = 8  # of a chart over time: two years
PERCENT: Final = 100
BREAKDOWNS: Final = {
    indicators.ALL: gettext_noop("All together"),
    "age": gettext_noop("By age"),
    "cohort": gettext_noop("By group of young people"),
    "mode": gettext_noop("By who leads"),
    "place": gettext_noop("By place"),
}
CATEGORIES: Final = {
    indicators.ALL: gettext_noop("All"),
    indicators.NOT_KNOWN: gettext_noop("Not known"),
    "consultative": gettext_noop("Consultative"),
    "collaborative": gettext_noop("Collaborative"),
    "child-led": gettext_noop("Child-led"),
}
NO_WHOLE: Final = gettext_noop(
    "Not every council’s file names how many there are in all, so there is a number and no rate."
)
NO_WHOLE_OF_PART: Final = gettext_noop(
    "Nobody names how many there are in all of these, so there is a number and no rate."
)
KEPT_BACK: Final = gettext_noop("A number that it needs is kept back, so there is no rate.")
BESIDE: Final = gettext_noop("What this counts is not part of a whole, so there are numbers and no rate.")


@dataclass(frozen=True, slots=True)
class Rate:
    """So many (`value`) of each `per`, rounded as releases round; `share` from 0 to 1, and its interval where few."""

    value: int
    per: int
    share: float
    interval: Interval | None = None

    @classmethod
    def of(cls, one: Indicator, part: int, whole: int) -> Self:
        """The rate of an indicator: of all counted, or of a population, where chance moves nothing."""
        interval = None if one.population else where_few(part, whole)
        return cls((2 * one.per * part + whole) // (2 * whole), one.per, part / whole, interval)

    @property
    def words(self) -> str:
        """As people read it."""
        if self.per == PERCENT:
            return f"{self.value}%"
        return gettext("%(number)s in %(per)s", number=f"{self.value:,}", per=f"{self.per:,}")

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The interval in whole per cent."""
        if self.interval is None:
            return None
        return round(self.interval.least * PERCENT), round(self.interval.most * PERCENT)


@dataclass(frozen=True, slots=True)
class Row:
    """One category: each part in the order of the declaration (None: kept back), its rate or why there is none."""

    category: str
    title: str
    numbers: tuple[int | None, ...]
    rate: Rate | None
    why_no_rate: str = ""
    shares: tuple[int | None, ...] = ()
    """Each part in per cent of all of them, where the parts stand beside each other and none is kept back."""

    @property
    def total(self) -> int | None:
        """All parts together; None as soon as one is kept back."""
        known = [number for number in self.numbers if number is not None]
        return sum(known) if len(known) == len(self.numbers) else None

    @property
    def is_empty(self) -> bool:
        """Whether everything of it is kept back."""
        return all(number is None for number in self.numbers)


@dataclass(frozen=True, slots=True)
class Point:
    """One quarter of a chart over time; no value where it is kept back or was not released."""

    quarter: str
    value: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Series:
    """One thing over the quarters: the rate, or the number of one part; `top` is what a full bar stands for."""

    title: str
    points: tuple[Point, ...]
    top: float

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(point.value is None for point in self.points)


@dataclass(frozen=True)
class Told:
    """What a release says of one indicator, with the releases before it."""

    one: Indicator
    document: releases.Document
    earlier: tuple[releases.Document, ...]

    @property
    def name(self) -> str:
        """Its name, as it stands in addresses."""
        return self.one.name

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What each part is called."""
        return tuple(gettext(part.title) for part in self.one.parts)

    @cached_property
    def tables(self) -> dict[str, tuple[Row, ...]]:
        """Its rows by breakdown, all together first: the fixed menu, nothing can be asked beside it."""
        wanted = (indicators.ALL, *(name for name in self.one.breakdowns if name != "place"))
        found = {name: tuple(_rows(self.document, self.one, name)) for name in wanted}
        return {name: rows for name, rows in found.items() if rows}

    @property
    def whole(self) -> Row | None:
        """All together; None where it was left out of this release."""
        return next(iter(self.tables.get(indicators.ALL, ())), None)

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Over the quarters: its rate where there ever was one, else the number of each part."""
        lines = [(each.quarter, _whole_of(each, self.one)) for each in self.earlier]
        if any(row and row.rate for _, row in lines):
            return (_rates(lines),)
        return tuple(_numbers(lines, place, title) for place, title in enumerate(self.parts))

    @property
    def kept_back(self) -> tuple[int, int]:
        """How many of its numbers are kept back, of how many."""
        numbers = [number for rows in self.tables.values() for row in rows for number in row.numbers]
        return numbers.count(None), len(numbers)

    @property
    def few(self) -> bool:
        """Whether chance alone may move one of its rates so far that its interval is told."""
        return any(row.rate and row.rate.interval for rows in self.tables.values() for row in rows)

    @property
    def members(self) -> frozenset[str]:
        """Ids of the councils that it is a sum of."""
        return next(
            (table.shown.members for table in self.document.tables if table.shown.indicator == self.name), frozenset()
        )


@dataclass(frozen=True)
class Compared:
    """One release ready to be shown: `documents` are those up to it, the oldest first."""

    documents: tuple[releases.Document, ...]

    @property
    def document(self) -> releases.Document:
        """The release itself."""
        return self.documents[-1]

    @property
    def quarter(self) -> Quarter:
        """Which quarter it is of."""
        return Quarter.read(self.document.quarter)

    @property
    def key(self) -> tuple[str, ...]:
        """What everything that is shown of it hangs on: the signed releases it is told from, by their ids."""
        return tuple(document.release for document in self.documents)

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Every indicator in it, in the order of their titles: none stands above another."""
        known = indicators.every_indicator()
        names = [table.shown.indicator for table in self.document.tables]
        found = [Told(known.get(name) or _forgotten(self.document, name), self.document, self._last) for name in names]
        return tuple(sorted(found, key=lambda told: gettext(told.one.title)))

    def find(self, name: str) -> Told | None:
        """One of its indicators."""
        return next((told for told in self.told if told.name == name), None)

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """The indicators that too few councils count: title and reason."""
        known = indicators.every_indicator()
        return [
            (gettext(known[name].title) if name in known else name, why) for name, why in self.document.left_out.items()
        ]

    @property
    def _last(self) -> tuple[releases.Document, ...]:
        return self.documents[-MOST_QUARTERS:]


def compared(signed: Sequence[releases.Document], quarter: str) -> Compared | None:
    """The release of a quarter among those of its region (the newest first); None where none is signed."""
    upto = tuple(document for document in reversed(signed) if document.quarter <= quarter)
    return Compared(upto) if upto and upto[-1].quarter == quarter else None


def quarter_words(quarter: str) -> str:
    """The months of a quarter in words."""
    first = Quarter.read(quarter)
    months = {
        1: gettext("January to March %(year)s", year=first.year),
        2: gettext("April to June %(year)s", year=first.year),
        3: gettext("July to September %(year)s", year=first.year),
        4: gettext("October to December %(year)s", year=first.year),
    }
    return months[first.number]


def category_words(breakdown: str, category: str, councils: Sequence[Authority] = ()) -> str:
    """What a category is called; a cohort as the councils' files call it."""
    if category in CATEGORIES:
        return gettext(CATEGORIES[category])
    if breakdown == "cohort":
        return cohorts(councils).get(category) or category.replace("-", " ").capitalize()
    return category.replace("-", "–") if breakdown == "age" else category


def cohorts(councils: Sequence[Authority]) -> Mapping[str, str]:
    """The names of cohorts in the files of these councils; the first that names one has it."""
    lists = [lines.items for one in councils for lines in one.file.vocabularies if lines.kind == "cohorts"]
    return {entry.key: entry.title for items in reversed(lists) for entry in reversed(items)}


def _rows(document: releases.Document, one: Indicator, breakdown: str) -> Iterator[Row]:
    population = _population(document, one)
    for line in releases.lines(document, one, breakdown):
        numbers = tuple(line.parts[key] for key in one.keys)
        title = category_words(breakdown, line.category)
        rate, why = _rate(one, line, population if breakdown == indicators.ALL else None, breakdown)
        shares = () if one.numerator else tuple(line.shares.get(key) for key in one.keys)
        yield Row(line.category, title, numbers, rate, why, shares)


def _rate(one: Indicator, line: releases.Line, population: int | None, breakdown: str) -> tuple[Rate | None, str]:
    """The share from the numbers that are shown, and from nothing else."""
    if not one.numerator:
        return None, gettext(BESIDE)
    counted = [line.parts[key] for key in (one.numerator if one.population else one.keys)]
    if any(number is None for number in counted):
        return None, gettext(KEPT_BACK)
    part = sum(line.parts[key] or 0 for key in one.numerator)
    whole = population if one.population else sum(number or 0 for number in counted)
    if not whole:
        return None, gettext(NO_WHOLE if breakdown == indicators.ALL else NO_WHOLE_OF_PART)
    return Rate.of(one, part, whole), ""


def _population(document: releases.Document, one: Indicator) -> int | None:
    return next((table.population for table in document.tables if table.shown.indicator == one.name), None)


def _whole_of(document: releases.Document, one: Indicator) -> Row | None:
    return next(_rows(document, one, indicators.ALL), None)


def _rates(lines: Sequence[tuple[str, Row | None]]) -> Series:
    rates = [(quarter, row.rate if row else None) for quarter, row in lines]
    per = next(rate.per for _, rate in rates if rate)
    top = PERCENT if per == PERCENT else max(rate.value for _, rate in rates if rate)
    points = (Point(quarter, rate.value if rate else None, rate.words if rate else "") for quarter, rate in rates)
    title = gettext("Per cent") if per == PERCENT else gettext("In each %(per)s", per=f"{per:,}")
    return Series(title, tuple(points), top or 1)


def _numbers(lines: Sequence[tuple[str, Row | None]], place: int, title: str) -> Series:
    numbers = [(quarter, row.numbers[place] if row else None) for quarter, row in lines]
    every = [number for _, row in lines if row for number in row.numbers if number is not None]
    points = (Point(quarter, number, "" if number is None else f"{number:,}") for quarter, number in numbers)
    return Series(title, tuple(points), max(every, default=0) or 1)


def _forgotten(document: releases.Document, name: str) -> Indicator:
    """What was released and is not counted any more, as far as the release itself tells."""
    table = next(table for table in document.tables if table.shown.indicator == name)
    parts = tuple(IndicatorPart(key, key) for key in sorted({cell.part for cell in table.shown.values}))
    breakdowns = tuple(sorted({cell.breakdown for cell in table.shown.values} - {indicators.ALL}))
    question = gettext("This was counted when the release was made. It is not counted any more.")
    return Indicator(
        name=name, title=name, question=question, unit="", parts=parts, breakdowns=breakdowns, count=lambda *_: ()
    )
