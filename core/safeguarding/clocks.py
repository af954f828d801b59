"""When somebody must have looked at a case, decided, told the designated officer: by the council's own hours.

Plain functions over aware moments (UTC). A working day is a day on which the file says that the leads are there and
that is neither a bank holiday of that part of the United Kingdom nor one of the council's closed days. Minutes count in
the leads' hours, unless somebody watches always. So many working days after a moment is the same time in the day's
hours that many working days later (Working Together to Safeguard Children: decisions within one working day).
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Final, NamedTuple

from core.authority.duties import Hours, Safeguarding
from core.clock import ZONE
from core.working_days import bank_holidays

ACKNOWLEDGE, TRIAGE, DECIDE, LADO, REVIEW = STEPS = ("acknowledge", "triage", "decide", "lado", "review")
ALLEGATIONS: Final = "allegations"
FURTHEST: Final = 400  # days that are looked ahead: their last closing is the latest; with none, it is due at once
A_DAY: Final = timedelta(days=1)
NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEXT: Final = {
    "raised": ACKNOWLEDGE,
    "acknowledged": TRIAGE,
    "triaged": DECIDE,
    "decided": REVIEW,
    "open": REVIEW,
    "waiting": REVIEW,
    "closing": REVIEW,
    "closed": "",
}


class Span(NamedTuple):
    """From an opening to a closing, in UTC."""

    opens: datetime
    closes: datetime


def next_step(state: str, store_name: str) -> str:
    """Which clock runs in this state; "" when closed. An allegation goes to the designated officer before all else."""
    step = _NEXT[state]
    return LADO if store_name == ALLEGATIONS and step == DECIDE else step


def due(step: str, since: datetime, section: Safeguarding, jurisdiction: str) -> datetime:
    """When the step must be done at the latest, counted from `since`; KeyError for no step."""
    clocks = section.clocks
    if step == ACKNOWLEDGE:
        return after_minutes(clocks.acknowledge_minutes, since, section, jurisdiction)
    days = {
        TRIAGE: 0,
        DECIDE: clocks.referral_working_days,
        LADO: clocks.lado_working_days,
        REVIEW: clocks.review_working_days,
    }[step]
    return _after_days(days, since, section, jurisdiction)


def after_minutes(minutes: int, since: datetime, section: Safeguarding, jurisdiction: str) -> datetime:
    """So many minutes later, counted while somebody looks."""
    left = timedelta(minutes=minutes)
    if section.watched_always:
        return since + left
    last = since
    for span in _spans_from(since, section, jurisdiction):
        begins, last = max(since, span.opens), span.closes
        if begins + left <= last:
            return begins + left
        left -= last - begins
    return last


def is_in_hours(at: datetime, section: Safeguarding, jurisdiction: str) -> bool:
    """Say whether somebody looks at this moment."""
    if section.watched_always:
        return True
    return any(span.opens <= at < span.closes for span in _spans(_day(at), section, jurisdiction))


def next_in_hours(at: datetime, section: Safeguarding, jurisdiction: str) -> datetime:
    """When somebody will look: `at` itself in the leads' hours, otherwise the next opening."""
    if section.watched_always:
        return at
    first = next(_spans_from(at, section, jurisdiction), None)
    return at if first is None else max(at, first.opens)


def is_working_day(day: date, section: Safeguarding, jurisdiction: str) -> bool:
    """Say whether the leads are there on this day."""
    return bool(_spans(day, section, jurisdiction))


def _after_days(days: int, since: datetime, section: Safeguarding, jurisdiction: str) -> datetime:
    """The same time in the day's hours so many working days later; with 0, the end of the working day itself."""
    open_days = _open_days(since, section, jurisdiction)
    first = next(open_days, None)
    if first is None:
        return since
    if days == 0:
        return first[-1].closes
    into = max(since, first[0].opens) - first[0].opens
    later = list(islice(open_days, days))
    if len(later) < days:
        return later[-1][-1].closes if later else first[-1].closes
    return _within(later[-1], later[-1][0].opens + into)


def _within(spans: tuple[Span, ...], at: datetime) -> datetime:
    """`at`, or where it falls between two spans the beginning of the second; never after the last closing."""
    for span in spans:
        if at <= span.closes:
            return max(at, span.opens)
    return spans[-1].closes


def _open_days(since: datetime, section: Safeguarding, jurisdiction: str) -> Iterator[tuple[Span, ...]]:
    """The hours of each working day that is not over at `since`, in their order."""
    today = _day(since)
    for number in range(FURTHEST):
        spans = _spans(today + number * A_DAY, section, jurisdiction)
        if spans and spans[-1].closes > since:
            yield spans


def _spans_from(since: datetime, section: Safeguarding, jurisdiction: str) -> Iterator[Span]:
    days = _open_days(since, section, jurisdiction)
    return (span for spans in days for span in spans if span.closes > since)


def _spans(day: date, section: Safeguarding, jurisdiction: str) -> tuple[Span, ...]:
    """The hours of a day in their order, those that touch as one; none where nobody works."""
    if bank_holidays(jurisdiction)(day) or any(one.from_day <= day <= one.to_day for one in section.closed):
        return ()
    found = sorted(_span(day, hours) for hours in section.hours if NAMES[day.weekday()] in hours.days)
    merged: list[Span] = []
    for span in found:
        if merged and span.opens <= merged[-1].closes:
            merged[-1] = Span(merged[-1].opens, max(merged[-1].closes, span.closes))
        elif span.opens < span.closes:  # the hour that a night in March leaves out holds no span
            merged.append(span)
    return tuple(merged)


def _span(day: date, hours: Hours) -> Span:
    return Span(_moment(day, hours.opens), _moment(day, hours.closes))


def _moment(day: date, at: time) -> datetime:
    """The clock on the wall as a moment: the first of two in October; the hour left out in March is its end."""
    wall = datetime.combine(day, at.replace(tzinfo=None, fold=0))
    moment = wall.replace(tzinfo=ZONE).astimezone(UTC)
    if moment.astimezone(ZONE).replace(tzinfo=None) == wall:
        return moment
    return datetime.combine(day, time(1), tzinfo=UTC)


def _day(at: datetime) -> date:
    return at.astimezone(ZONE).date()
