"""When a keeping time ends: plain arithmetic over calendar days and months, and which start counts.

A time of some months ends on the same day of the month; where that month has no such day, on the first of the next, so
that nothing ever goes a day too soon: 29 February and twelve months end on 1 March.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True)
class Life:
    """What is known of one person's record: days, None where nobody knows. `last_contact` is always known."""

    created: date
    last_contact: date
    born: date | None = None
    left: date | None = None


@dataclass(frozen=True)
class Start:
    """From when a time counts; `certain` is False where another day had to stand in for one that nobody knows."""

    on: date
    certain: bool


def ends(start: date, months: int) -> date:
    """The first day on which what began on `start` is no longer kept; the end of time where that is past it."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > LAST.year:
        return LAST
    if start.day <= monthrange(year, month + 1)[1]:
        return date(year, month + 1, start.day)
    return date(year + (month == 11), (month + 1) % 12 + 1, 1)


def latest_start(today: date, months: int) -> date:
    """The latest day from which a time of `months` is over today: for asking a database."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    if year < FIRST.year:
        return FIRST
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def start_of(trigger: str, life: Life) -> Start:
    """From when a person's record counts under a council's trigger.

    Whoever nobody has marked as left counts from the last contact, and somebody must look before their record goes.
    """
    if trigger == "created":
        return Start(life.created, True)
    if trigger == "last_contact":
        return Start(max(life.last_contact, life.left or FIRST), True)
    known = life.born if trigger == "birth" else life.left
    return Start(known, True) if known is not None else Start(life.last_contact, False)
