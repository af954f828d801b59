"""How much time is left until a clock runs out, or how late it is, in a few words. Plain values, no database."""

from datetime import datetime
from typing import Final

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600  # seconds
SOON: Final = HOUR


def left(due: datetime, now: datetime) -> str:
    """Such as "12 minutes left" or "3 hours late"."""
    seconds = (due - now).total_seconds()
    return f"{_span(abs(seconds))} {'late' if seconds < 0 else 'left'}"


def tone(due: datetime, now: datetime) -> str:
    """The tone of a tag: bad when late, warn in the last hour."""
    seconds = (due - now).total_seconds()
    return "bad" if seconds < 0 else "warn" if seconds <= SOON else "neutral"


def _span(seconds: float) -> str:
    if seconds < HOUR:
        return _counted(max(1, int(seconds // MINUTE)), "minute")
    if seconds < 2 * DAY:
        return _counted(int(seconds // HOUR), "hour")
    return _counted(int(seconds // DAY), "day")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
