"""Days and moments by the clock on the councils' wall: ages, terms and school years turn at local midnight."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")


def local_today() -> date:
    """The present day in the councils' time zone."""
    return datetime.now(ZONE).date()


def by_the_clock(moment: datetime) -> str:
    """Return a moment as `27 March 2026, 14:05`, in British time."""
    here = moment.astimezone(ZONE)
    return f"{here.day} {here:%B %Y, %H:%M}"
