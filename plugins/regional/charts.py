"""Where the bars, marks and letters of a picture stand; pure. Pages draw them as SVG, each beside its table.

Sizes are units of a picture WIDE units wide, so that letters stay readable on a narrow phone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from core.api import Quarter, gettext
from plugins.regional.comparison import Row, Series, Told

WIDE: Final = 320
LINE: Final = 48  # from one bar to the next
BAR: Final = 14
ABOVE: Final = 20  # room for the words over a bar
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
    """A bar that stands, for one quarter; `high` None is kept back."""

    words: str
    quarter: str
    x: float
    wide: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Columns:
    """A picture of columns over the quarters and what a reader hears instead of it."""

    title: str
    about: str
    columns: tuple[Column, ...]
    height: int = BASE + 22
    width: int = WIDE
    base: int = BASE


def bars_of(told: Told, rows: Sequence[Row], title: str) -> Bars | None:
    """The categories as bars: their rates where there are any, else each part; None where all is hidden."""
    rated = any(row.rate for row in rows)
    lines = list(_by_rate(rows) if rated else _by_number(told, rows))
    if all(share is None for _, _, share, _, _ in lines):
        return None
    about = ", ".join(f"{words}: {value}" for words, value, *_ in lines)
    bars = tuple(
        Bar(words, value, place * LINE, *(None if part is None else round(part * WIDE, 1) for part in parts))
        for place, (words, value, *parts) in enumerate(lines)
    )
    return Bars(title, about, bars, len(bars) * LINE)


def columns_of(one: Series, title: str) -> Columns | None:
    """One thing over the quarters; None where nothing of it was ever shown."""
    if one.is_empty:
        return None
    slot = WIDE / max(len(one.points), 4)
    columns = tuple(
        Column(
            point.words,
            short(point.quarter),
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


def _by_rate(rows: Iterable[Row]) -> Iterable[tuple[str, str, float | None, float | None, float | None]]:
    top = max(row.rate.interval.most if row.rate.interval else row.rate.share for row in rows if row.rate)
    whole = 1.0 if any(row.rate and row.rate.per == 100 for row in rows) else top or 1.0
    for row in rows:
        if row.rate is None:
            yield row.title, _hidden() if row.is_empty or row.total is None else gettext("no rate"), None, None, None
        else:
            least, most = row.rate.interval or (None, None)
            shares = (row.rate.share, least, most)
            yield row.title, row.rate.words, *(None if share is None else share / whole for share in shares)  # type: ignore[misc]


def _by_number(told: Told, rows: Iterable[Row]) -> Iterable[tuple[str, str, float | None, float | None, float | None]]:
    rows = list(rows)
    top = max((number for row in rows for number in row.numbers if number is not None), default=0) or 1
    for row in rows:
        for title, number in zip(told.parts, row.numbers, strict=True):
            words = title if len(rows) == 1 else row.title if len(told.parts) == 1 else f"{row.title}: {title}"
            yield (
                words,
                _hidden() if number is None else f"{number:,}",
                None if number is None else number / top,
                None,
                None,
            )


def _hidden() -> str:
    return gettext("kept back")
