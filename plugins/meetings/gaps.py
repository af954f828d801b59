"""Gaps in a year of meetings: a term or a long stretch without one, or fewer than promised or wanted.

Source: N53 (warn when a term has a gap), N55 (the council's own target a term).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate, pairwise
from typing import Final
from uuid import UUID

from core.api import day
from plugins.meetings.cadence import Cadence
from plugins.meetings.moments import on_day
from plugins.meetings.planned import Planned, PlanWarning, Promise, Surroundings
from plugins.meetings.terms import Span, checked

TOO_LONG: Final = 1.5  # times the interval that a group promises
MONTH: Final = 365.25 / 12  # days
KEPT_GAP: Final = frozenset({"every_weeks", "monthly", "per_year"})


def gaps(promises: Iterable[Promise], meetings: Iterable[Planned], around: Surroundings) -> list[PlanWarning]:
    """Terms and long stretches without a meeting, and fewer meetings than promised or wanted."""
    days: dict[UUID, list[date]] = defaultdict(list)
    for one in meetings:
        if not one.cancelled:
            days[one.group_id].append(on_day(one.starts_at))
    terms = checked(around.terms)
    return [
        warning
        for promise in promises
        for warning in _gaps_of(promise, sorted(filter(around.year.holds, days[promise.group_id])), terms, around.year)
    ]


def _gaps_of(promise: Promise, days: list[date], terms: Sequence[Span], year: Span) -> Iterator[PlanWarning]:
    kind = promise.cadence.kind
    if kind == "per_term":
        for term in terms:
            if year.holds(term.starts_on):
                yield from _too_few(promise, sum(map(term.holds, days)), term)
    elif kind in KEPT_GAP and not days:
        yield _gap("none", "bad", f"{promise.name} has no meeting in {year.name}. {_promised(promise)}", promise, year)
    elif kind in KEPT_GAP:
        yield from _too_long(promise, days, terms, year)
        if kind == "per_year":
            yield from _too_few(promise, len(days), year)


def _too_few(promise: Promise, number: int, span: Span) -> Iterator[PlanWarning]:
    promised = promise.cadence.count or 1
    if number == 0:
        says = f"{promise.name} has no meeting in {span.name}. {_promised(promise)}"
        yield _gap("none", "bad", says, promise, span)
    elif number < promised:
        says = f"{promise.name} has {_meetings(number)} in {span.name}, and promises {promised}."
        yield _gap("fewer", "warn", says, promise, span)
    elif promise.target and number < promise.target:
        says = f"{promise.name} has {_meetings(number)} in {span.name}. The council wants {promise.target}."
        yield _gap("below_target", "neutral", says, promise, span)


def _too_long(promise: Promise, days: list[date], terms: Sequence[Span], year: Span) -> Iterator[PlanWarning]:
    """Long stretches without a meeting, from the first day of the year to the last; holidays do not make one long."""
    lived = _lived_days(terms if promise.term_time_only else ())
    limit = TOO_LONG * _interval(promise.cadence, lived(year.ends_on) - lived(year.starts_on))
    for earlier, later in pairwise([year.starts_on, *days, year.ends_on]):
        if lived(later) - lived(earlier) > limit:
            says = f"No meeting of {promise.name} from {day(earlier)} to {day(later)}. {_promised(promise)}"
            yield PlanWarning("long_gap", "warn", says, (promise.group_id,), earlier)


def _lived_days(terms: Sequence[Span]) -> Callable[[date], int]:
    """A count of days that stands still outside `terms`; without terms, of all days."""
    if not terms:
        return date.toordinal
    starts = [term.starts_on for term in terms]
    lengths = [(term.ends_on - term.starts_on).days + 1 for term in terms]
    before = [0, *accumulate(lengths)]

    def lived(on: date) -> int:
        number = bisect_right(starts, on)
        return before[number - 1] + min((on - starts[number - 1]).days, lengths[number - 1]) if number else 0

    return lived


def _interval(cadence: Cadence, days_of_year: int) -> float:
    """Days from one meeting to the next, as promised."""
    if cadence.kind == "monthly":
        return MONTH
    return 7.0 * (cadence.count or 1) if cadence.kind == "every_weeks" else days_of_year / (cadence.count or 1)


def _promised(promise: Promise) -> str:
    number, kind = promise.cadence.count or 1, promise.cadence.kind
    if kind == "monthly":
        return "It meets every month."
    if kind == "every_weeks":
        return f"It meets every {number} weeks." if number > 1 else "It meets every week."
    often = {1: "once", 2: "twice"}.get(number, f"{number} times")
    return f"It meets {often} a {'term' if kind == 'per_term' else 'year'}."


def _meetings(number: int) -> str:
    return "1 meeting" if number == 1 else f"{number} meetings"


def _gap(kind: str, tone: str, says: str, promise: Promise, span: Span) -> PlanWarning:
    return PlanWarning(kind, tone, says, (promise.group_id,), span.starts_on)
