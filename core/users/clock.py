"""Moments as people here read them: by the clock on the wall, not in UTC."""

from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")


def by_the_clock(moment: datetime) -> str:
    """Return a moment as `27 March 2026, 14:05`, in British time."""
    here = moment.astimezone(ZONE)
    return f"{here.day} {here:%B %Y, %H:%M}"
