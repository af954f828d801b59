"""School terms of a made-up council: three or six a year, from some years behind a day to one year ahead of it.

The days are the usual ones in England, moved to a working day; no bank holiday or Easter is looked up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.people.rules import school_year_starting

YEARS_AHEAD = 1
FRIDAY = 4
MonthDay = tuple[int, int]
Kind = tuple[str, str, MonthDay, MonthDay]  # key, name, about the first day, about the last
THREE: tuple[Kind, ...] = (
    ("autumn", "Autumn term", (9, 2), (12, 20)),
    ("spring", "Spring term", (1, 4), (3, 29)),
    ("summer", "Summer term", (4, 14), (7, 22)),
)
SIX: tuple[Kind, ...] = (
    ("term-1", "Term 1", (9, 2), (10, 24)),
    ("term-2", "Term 2", (11, 2), (12, 20)),
    ("term-3", "Term 3", (1, 4), (2, 14)),
    ("term-4", "Term 4", (2, 21), (3, 29)),
    ("term-5", "Term 5", (4, 14), (5, 25)),
    ("term-6", "Term 6", (6, 2), (7, 22)),
)


@dataclass(frozen=True)
class Term:
    """One term as a council's file declares it; both days are school days."""

    key: str
    name: str
    starts_on: date
    ends_on: date


def terms(today: date, years_behind: int, kinds: tuple[Kind, ...] = THREE) -> Iterator[Term]:
    """Every term of the school year that holds `today`, of `years_behind` before it and of one after it."""
    present = school_year_starting(today)
    for year in range(present - years_behind, present + YEARS_AHEAD + 1):
        for key, name, first, last in kinds:
            starts_on, ends_on = _in_school_year(year, first), _in_school_year(year, last)
            when = starts_on.year
            yield Term(f"{key}-{when}", f"{name} {when}", _forward(starts_on), _back(ends_on))


def _in_school_year(year: int, day: MonthDay) -> date:
    return date(year if day[0] >= 9 else year + 1, *day)


def _forward(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() > FRIDAY else day


def _back(day: date) -> date:
    """The last Friday up to the day."""
    return day - timedelta(days=(day.weekday() - FRIDAY) % 7)
