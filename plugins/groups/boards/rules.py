"""When papers are due, whether a seat is held, who could have been at a board's meeting: plain functions over plain
values. Days are the council's local days.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from plugins.groups.rules import RESERVED

RESERVED_BOARDS = (*RESERVED, "seats")  # parts of addresses under /boards/, so never a board's key
MOST_DATES = 60  # a board that sits every week of a year, and a little more
RATING_DAYS = 14  # how long after a meeting its young members can say what they thought, and change it
SPOKEN = frozenset({"seat", "meets"})  # what a group does with a board whose meetings its members come to
STILL_IN = frozenset({"active", "paused"})
State = Literal["holds", "coming", "over", "left"]

_WRITTEN = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d")
_WEEKDAY = re.compile(r"^(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)


class Typed(NamedTuple):
    """One line of a list of dates: what was typed, the day, and what is wrong with the line."""

    text: str
    on: date | None
    fault: str = ""


class Span(NamedTuple):
    """From when to when somebody belonged, both days included; None is open."""

    start: date | None
    end: date | None

    def holds(self, on: date) -> bool:
        """True if `on` lies in it."""
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


def papers_due(on: date, stated: date | None, days_before: int) -> date | None:
    """The day on which papers must be there: the stated one, else the council's usual; None where it has none."""
    return stated or (on - timedelta(days=days_before) if days_before else None)


def papers_problem(on: date | None, papers: date | None) -> str:
    """What is wrong with the day on which papers are due, in plain words, or ""."""
    if on and papers and papers > on:
        return "The papers would come after the board has met. Choose the day of the meeting or one before it."
    return ""


def read_dates(text: str) -> list[Typed]:
    """The days in a pasted list, one on each line; a line that is none says what to write instead."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [_read(line) for line in lines]


def as_line(on: date) -> str:
    """A day as `read_dates` reads it: "Tuesday 12 May 2026"."""
    return f"{on:%A} {on.day} {on:%B %Y}"


def series(start: date, months: int, times: int) -> list[date]:
    """`times` days, `months` apart, each on the same weekday of its month as `start`: every second Tuesday, say.

    A fifth weekday of a month is taken as its last, because most months have four.
    """
    place = (start.day - 1) // 7
    return [_weekday_of(*_later(start, months * number), start.weekday(), place) for number in range(times)]


def day_remark(on: date, today: date) -> str:
    """What staff may want to look at again about a day, or ""."""
    if on.weekday() > 4:
        return f"This is a {on:%A}."
    return "This day is over." if on < today else ""


def seat_state(span: Span, status: str | None, today: date) -> State:
    """Whether somebody holds a seat now; `status` is that of their membership of the group, None without one."""
    if span.end is not None and span.end < today:
        return "over"
    if status not in STILL_IN:
        return "left"
    return "coming" if span.start is not None and span.start > today else "holds"


def to_replace(ended: int, held: int, promised: int | None) -> int:
    """How many of the `ended` seats wait for somebody new: no more than are empty, one where no number is stated."""
    wanted = 1 if promised is None else promised
    return max(0, min(ended, wanted - held))


def may_rate(on: date, cancelled: bool, today: date) -> str:
    """Whether a meeting can be rated today: "yes", or why not: "cancelled", "early" or "late"."""
    if cancelled:
        return "cancelled"
    if today < on:
        return "early"
    return "yes" if today <= last_day_to_rate(on) else "late"


def last_day_to_rate(on: date) -> date:
    """The last day on which a young member can say what they thought of the meeting of `on`."""
    return on + timedelta(days=RATING_DAYS)


def membership_span(status: str, joined_on: date | None, left_on: date | None) -> Span | None:
    """The days on which a membership held; None if it never did, or ended on a day that nobody wrote down."""
    if status in STILL_IN:
        return Span(joined_on, None)
    return Span(joined_on, left_on) if status == "left" and left_on else None


def could_have_been(spans: Iterable[Span], on: date) -> bool:
    """True if one of the times in which somebody belonged holds the day of the meeting."""
    return any(span.holds(on) for span in spans)


def _read(line: str) -> Typed:
    plain = _ORDINAL.sub("", _WEEKDAY.sub("", line)).replace(",", "")
    for form in _WRITTEN:
        try:
            return Typed(line, datetime.strptime(plain, form).date())  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    return Typed(line, None, "This is no day of the calendar that Heard can read. Write it like 27 March 2026.")


def _later(start: date, months: int) -> tuple[int, int]:
    years, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return years, month + 1


def _weekday_of(year: int, month: int, weekday: int, place: int) -> date:
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * place)
    return found if found.month == month else found - timedelta(days=7)
