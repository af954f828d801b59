"""By when an ask must be answered, and when its owner is reminded: counted in the council's working days.

A person's clock starts on the day on which they are asked. A board can decide on the day on which it sits, and not
before: its clock starts then.
"""

from collections.abc import Iterable
from datetime import date

from core.api import Authority, working_days


def due(authority: Authority, asked_on: date, sits_on: date | None, days: int) -> date:
    """The day on which the answer is due: `days` working days after the day of asking, or of the board's sitting."""
    starts = max(asked_on, sits_on) if sits_on else asked_on
    return working_days.working_days_after(starts, days, _off(authority))


def reminders_due(authority: Authority, due_on: date, before: Iterable[int], today: date) -> int:
    """How many of the reminders, each some working days before the day, should have gone out by today."""
    off = _off(authority)
    return sum(working_days.working_days_before(due_on, days, off) <= today for days in set(before))


def escalates(authority: Authority, due_on: date, days: int, today: date) -> bool:
    """Say whether somebody above is told today: the day has passed, and as many working days after it."""
    return due_on < today and working_days.working_days_after(due_on, days, _off(authority)) <= today


def furthest(authority: Authority, today: date, before: Iterable[int]) -> date:
    """The latest day due of which somebody could be reminded today."""
    return working_days.working_days_after(today, max(before, default=0), _off(authority))


def _off(authority: Authority) -> working_days.IsOff:
    return working_days.days_off(authority.file.jurisdiction)
