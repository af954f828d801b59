"""The days that a report is of: a year that begins in a month, and its quarters. Plain functions over dates."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = 12
QUARTER = 3


class Period(NamedTuple):
    """Some days, both included, and what they are called, such as "2025-26"."""

    title: str
    start: date
    end: date


def year_of(day: date, first_month: int = 1) -> Period:
    """The year in which `day` lies, where years begin with `first_month`."""
    start = date(day.year if day.month >= first_month else day.year - 1, first_month, 1)
    end = _first(start, MONTHS) - timedelta(days=1)
    title = str(start.year) if start.year == end.year else f"{start.year}-{end.year % 100:02}"
    return Period(title, start, end)


def quarters(year: Period) -> Iterator[Period]:
    """The four quarters of a year."""
    for place in range(4):
        start = _first(year.start, place * QUARTER)
        yield Period(f"{year.title} Q{place + 1}", start, _first(start, QUARTER) - timedelta(days=1))


def quarter_of(day: date, first_month: int = 1) -> Period:
    """The quarter in which `day` lies."""
    return next(one for one in quarters(year_of(day, first_month)) if one.start <= day <= one.end)


def _first(start: date, months: int) -> date:
    place = start.month - 1 + months
    return date(start.year + place // MONTHS, place % MONTHS + 1, 1)
