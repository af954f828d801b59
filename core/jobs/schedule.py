"""When timed work is due, by the clock on the councils' wall: plain functions over aware moments.

A day has one slot for `at`, also where the clocks change: in October the first of the two hours counts, in March the
moment when the missing hour would have begun. Slots missed while nothing ran are made up for once, by the latest.
"""

from datetime import UTC, date, datetime, time, timedelta

from core.clock import ZONE
from core.jobs.job import Every

A_DAY = timedelta(days=1)


def latest_slot(every: Every, now: datetime) -> datetime:
    """The last moment, in UTC, at or before `now` at which the schedule asks for a run."""
    if every.at is None:
        return _latest_of_minutes(every.minutes, now)
    today = now.astimezone(ZONE).date()
    slot = _on(today, every.at)
    return slot if slot <= now else _on(today - A_DAY, every.at)


def due_slot(every: Every, last: datetime, now: datetime) -> datetime | None:
    """The slot to run now, where the one of `last` was the latest to be run; None while there is none."""
    slot = latest_slot(every, now)
    return slot if slot > last else None


def _latest_of_minutes(minutes: int, now: datetime) -> datetime:
    """Counted from the full hour: the clocks change by one whole hour, so no slot is doubled or left out."""
    moment = now.astimezone(UTC).replace(second=0, microsecond=0)
    return moment - timedelta(minutes=moment.minute % minutes)


def _on(day: date, at: time) -> datetime:
    """`at` on that day in UTC. An hour that the clocks leave out is taken at the offset before the change."""
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), tzinfo=ZONE).astimezone(UTC)
