"""Moments of meetings: the clock on the councils' wall (Europe/London) and UTC, in which they are stored.

A meeting is planned by the clock on the wall: 4:30pm stays 4:30pm when the clocks change. Stored moments are aware
datetimes in UTC; lengths are whole minutes of real time.
"""

from datetime import UTC, date, datetime, time, timedelta

from core.api import ZONE, clock, day, gettext, local_moment, ngettext

LONGEST = 24 * 60  # minutes: what is longer is a slip of the hand, or several meetings


moment = local_moment


def ends(starts_at: datetime, minutes: int) -> datetime:
    """The moment in UTC, `minutes` of real time after `starts_at`; raises ValueError unless 1 to 1,440 minutes."""
    if not 1 <= minutes <= LONGEST:
        raise ValueError("A meeting lasts between 1 minute and 24 hours. Change when it starts or ends.")
    return starts_at.astimezone(UTC) + timedelta(minutes=minutes)


def minutes_between(starts_at: datetime, until: datetime) -> int:
    """Whole minutes of real time from one moment to the other; negative if `until` comes first."""
    return int((until - starts_at).total_seconds() // 60)


def here(moment_at: datetime) -> datetime:
    """A stored moment as the wall clock shows it."""
    return moment_at.astimezone(ZONE)


def on_day(moment_at: datetime) -> date:
    """The day, by the wall clock, that a stored moment falls on."""
    return here(moment_at).date()


def day_starts(on: date) -> datetime:
    """The first moment of a day, in UTC; a day is 23 or 25 hours long when the clocks change."""
    return datetime.combine(on, time(), ZONE).astimezone(UTC)


def hours_words(starts_at: datetime, minutes: int) -> str:
    """From when to when, as people say it: "4:30pm to 6pm"; a later day is named."""
    first, last = here(starts_at), here(ends(starts_at, minutes))
    until = clock(last.time())
    if last.date() != first.date() and last.time() != time():
        until = gettext("%(time)s on %(day)s", time=until, day=day(last, "near"))
    return gettext("%(start)s to %(end)s", start=clock(first.time()), end=until)


def when_words(starts_at: datetime, minutes: int | None = None, form: str = "near") -> str:
    """Day and time as people read them: "Tuesday 3 March, 4:30pm to 6pm"; `form` as for core.api.day ("full": year)."""
    hours = clock(here(starts_at).time()) if minutes is None else hours_words(starts_at, minutes)
    return gettext("%(day)s, %(time)s", day=day(here(starts_at), form), time=hours)


def length_words(minutes: int) -> str:
    """How long, as people say it: 90 is "1 hour 30 minutes"."""
    hours, rest = divmod(minutes, 60)
    parts = [_hours(hours)] if hours else []
    return " ".join(parts + ([_minutes(rest)] if rest or not hours else []))


def _hours(number: int) -> str:
    return ngettext("%(number)s hour", "%(number)s hours", number)


def _minutes(number: int) -> str:
    return ngettext("%(number)s minute", "%(number)s minutes", number)
