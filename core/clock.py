"""Days and moments by the clock on the councils' wall: ages, terms and school years turn at local midnight."""

from calendar import monthrange
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")


def local_today() -> date:
    """The present day in the councils' time zone."""
    return datetime.now(ZONE).date()


class NoSuchTime(ValueError):
    """The clock never shows this time on this day; its text says so to whoever typed it."""


def local_moment(on: date, at: time) -> datetime:
    """The moment, in UTC, when the clock on the wall shows `at` on `on`; the first of the two in October.

    Raises NoSuchTime in the hour that the clocks leave out in March.
    """
    wall = datetime.combine(on, at.replace(tzinfo=None, fold=0))
    stored = wall.replace(tzinfo=ZONE).astimezone(UTC)
    if stored.astimezone(ZONE).replace(tzinfo=None) != wall:
        night, missing = f"{on.day} {on:%B %Y}", f"{at:%H:%M} does not exist that night"
        raise NoSuchTime(f"On {night} the clocks go forward: {missing}. Choose another time.")
    return stored


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later; the month's last day where it has none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def by_the_clock(moment: datetime) -> str:
    """Return a moment as `27 March 2026, 14:05`, in British time."""
    here = moment.astimezone(ZONE)
    return f"{here.day} {here:%B %Y, %H:%M}"
