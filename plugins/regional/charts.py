"""Where the bars, marks and letters of a picture stand; pure. Pages draw them as SVG, each beside its table.

Sizes are units of a picture so narrow that its letters can be read on a phone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from core.api import Quarter, gettext
from plugins.regional.comparison import PERCENT, Row, Series, Told
from plugins.regional.intervals import Interval

WIDE: Final = 320  # bars that lie
ACROSS: Final = 264  # all columns
LINE: Final = 48  # from one bar to the next
COLUMNS: Final = 78  # how high the highest column is
BASE: Final = 100  # where columns stand
NARROW: Final = 4  # between columns


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that lies: how long, from where to where its interval goes; `long` None is kept back."""

    words: str
    value: str
    y: int
    long: float | None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture of bars and what a reader hears instead of it."""

    title: str
    about: str
    bars: tuple[Bar, ...]
    height: int
    width: int = WIDE


@dataclass(frozen=True, slots=True)
class Column:
    """A bar that stands, for one quarter; `high` None is kept back. `year` only where one begins."""

    words: str
    quarter: str
    year: str
    x: float
    wide: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Columns:
    """A picture of columns over the quarters and what a reader hears instead of it."""

    title: str
    about: str
    columns: tuple[Column, ...]
    height: int = BASE + 38
    width: int = ACROSS
    base: int = BASE


def bars_of(told: Told, rows: Sequence[Row], title: str) -> Bars | None:
    """The categories as bars: their rates where there are any, else each part; None where all is hidden."""
    lines = list(_by_rate(rows) if any(row.rate for row in rows) else _by_number(told, rows))
    if all(line.share is None for line in lines):
        return None
    about = ", ".join(f"{line.words}: {line.value}" for line in lines)
    bars = tuple(_bar(line, place * LINE) for place, line in enumerate(lines))
    return Bars(title, about, bars, len(bars) * LINE)


def columns_of(one: Series, title: str) -> Columns | None:
    """One thing over the quarters; None where nothing of it was ever shown."""
    if one.is_empty:
        return None
    slot = ACROSS / max(len(one.points), 4)
    columns = tuple(
        Column(
            point.words,
            f"Q{Quarter.read(point.quarter).number}",
            "" if place and Quarter.read(point.quarter).number > 1 else point.quarter[:4],
            round(place * slot, 1),
            round(slot - NARROW, 1),
            None if point.value is None else round(COLUMNS * min(point.value / one.top, 1), 1),
        )
        for place, point in enumerate(one.points)
    )
    about = ", ".join(f"{short(point.quarter)}: {point.words or _hidden()}" for point in one.points)
    return Columns(title, about, columns)


def short(quarter: str) -> str:
    """A quarter in the room of a column: Q3 26."""
    read = Quarter.read(quarter)
    return f"Q{read.number} {read.year % 100:02}"


def _bar(line: "_Line", y: int) -> Bar:
    reach = line.reach or (None, None)
    return Bar(
        line.words, line.value, y, *(None if one is None else round(one * WIDE, 1) for one in (line.share, *reach))
    )


class _Line(NamedTuple):
    """One bar before it has a place: shares are of the room that a full bar takes."""

    words: str
    value: str
    share: float | None = None
    reach: Interval | None = None


def _by_rate(rows: Iterable[Row]) -> Iterator[_Line]:
    """Rates of a hundred on one scale from 0 to 100%, so that pictures can be set beside each other."""
    rates = [row.rate for row in rows if row.rate]
    full = 1.0 if rates[0].per == PERCENT else max(rate.share for rate in rates) or 1.0
    for row in rows:
        if row.rate is None:
            yield _Line(row.title, _hidden() if row.total is None else gettext("no rate"))
        else:
            yield _Line(row.title, row.rate.words, row.rate.share / full, row.rate.interval)


def _by_number(told: Told, rows: Sequence[Row]) -> Iterator[_Line]:
    full = max((number for row in rows for number in row.numbers if number is not None), default=0) or 1
    for row in rows:
        for title, number in zip(told.parts, row.numbers, strict=True):
            words = title if len(rows) == 1 else row.title if len(told.parts) == 1 else f"{row.title}: {title}"
            yield _Line(words, _hidden()) if number is None else _Line(words, f"{number:,}", number / full)


def _hidden() -> str:
    return gettext("kept back")
