"""From how often a group meets to days in a school year: the same question always gets the same days.

A group says "twice a term" or "every six weeks"; the council says when its terms are and which days to leave out. What
comes out is a proposal that staff change as they like. Weekdays are 0 (Monday) to 6; all days are by the wall clock.
Source: table of groups; N53 (each term), N55 (a target of four a term), NC31 (every six weeks), W53 (monthly), W54
(twice a year with the corporate parenting board).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from core.api import day
from plugins.meetings.terms import AUGUST, Span, Unplannable, checked

WEEK = timedelta(days=7)
LAST = 5  # as a week of the month: the last one, be it the fourth or the fifth
EARLIER = 4  # weeks that a preparing meeting may be put forward when its own day is not free
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = ("First", "Second", "Third", "Fourth", "Last")


@dataclass(frozen=True)
class Usual:
    """When a group usually meets: weekday, time and length in minutes; `week_of_month` is 1 to 4, 5 for the last."""

    weekday: int
    at: time
    minutes: int
    week_of_month: int | None = None

    def __post_init__(self) -> None:
        if self.weekday not in range(7) or self.week_of_month not in (None, *range(1, LAST + 1)):
            raise Unplannable("Choose a weekday from Monday to Sunday, and a week from the first to the last.")


@dataclass(frozen=True)
class Board:
    """A board that a group prepares for: the days it sits, and how many weeks before it the group wants to meet."""

    name: str
    dates: tuple[date, ...]
    weeks_before: int = 2


@dataclass(frozen=True)
class Cadence:
    """How often a group meets, as plugins.groups keeps it; a board only goes with `per_year`."""

    kind: str
    count: int | None = None
    board: Board | None = None


@dataclass(frozen=True)
class Proposed:
    """One day that would suit: `term` is the key of its term, None outside term; `why` in words for staff."""

    on: date
    at: time
    term: str | None
    why: str


@dataclass(frozen=True)
class _Choice:
    """What a cadence chooses from: the days of a year that are free for this group."""

    usual: Usual
    terms: tuple[Span, ...]
    year: Span
    avoid: frozenset[date]
    term_time_only: bool

    def term_of(self, on: date) -> Span | None:
        return next((term for term in self.terms if term.holds(on)), None)

    def free(self, on: date) -> bool:
        """True if the group may meet on `on`; where no terms are known, August stands for the holidays."""
        if on in self.avoid:
            return False
        if not self.term_time_only:
            return True
        return self.term_of(on) is not None if self.terms else on.month != AUGUST

    def weekdays(self, first: date, last: date) -> Iterator[date]:
        """Every day of the usual weekday, free or not."""
        on = first + timedelta(days=(self.usual.weekday - first.weekday()) % 7)
        while on <= last:
            yield on
            on += WEEK

    def settled(self, first: date, last: date, wanted: int) -> list[date]:
        """The free days outside the first week of a term, or all free ones where those are too few."""
        free = [on for on in self.weekdays(first, last) if self.free(on)]
        later = [on for on in free if not self.is_first_week(on)]
        return later if len(later) >= wanted else free

    def is_first_week(self, on: date) -> bool:
        term = self.term_of(on)
        return term is not None and on < term.starts_on + WEEK

    def preferred(self, on: date) -> bool:
        """True if `on` is in the group's usual week of the month, or it has none."""
        return self.usual.week_of_month in (None, (on.day + 6) // 7, LAST if (on + WEEK).month != on.month else None)

    def proposed(self, on: date, why: str) -> Proposed:
        term = self.term_of(on)
        return Proposed(on, self.usual.at, term.key if term else None, why)


def propose(
    cadence: Cadence,
    usual: Usual,
    terms: Sequence[Span],
    year: Span,
    avoid: Collection[date] = (),
    *,
    term_time_only: bool = True,
    last_held: date | None = None,
) -> list[Proposed]:
    """The days of `year` on which the group would meet, earliest first; none for its own calendar or one not stated.

    `terms` may reach beyond the year; `avoid` are bank holidays, half-terms and what else the council leaves out.
    `last_held` is the last meeting that took place: "every six weeks" counts on from it. Raises Unplannable.
    """
    plan = PLANS.get(cadence.kind)
    if plan is None:
        raise Unplannable(f"{cadence.kind} is not a way of meeting that Heard knows. Choose another for this group.")
    (checked_year,) = checked([year])
    choice = _Choice(usual, checked(terms), checked_year, frozenset(avoid), term_time_only)
    return sorted(plan(cadence, choice, last_held), key=lambda one: one.on)


def _each_term(cadence: Cadence, choice: _Choice, last_held: date | None) -> list[Proposed]:
    terms = [term for term in choice.terms if choice.year.holds(term.starts_on)]
    if not terms:
        raise Unplannable(f"No term dates are known for {choice.year.name}. Put them in first, then plan again.")
    return [one for term in terms for one in _in_term(_number(cadence, 1), term, choice)]


def _in_term(number: int, term: Span, choice: _Choice) -> Iterator[Proposed]:
    days = choice.settled(term.starts_on, term.ends_on, number)
    for part, on in enumerate(_spread(days, number, term, choice.preferred)):
        yield choice.proposed(on, _in_term_why(part, number, term.name))


def _in_term_why(part: int, number: int, term: str) -> str:
    if number == 1:
        return f"Near the middle of {term}"
    return f"{ORDINALS[part]} half of {term}" if number == 2 else f"{part + 1} of {number} in {term}"


def _every_weeks(cadence: Cadence, choice: _Choice, last_held: date | None) -> Iterator[Proposed]:
    weeks = _number(cadence, None)
    due, since = _first_due(weeks, choice, last_held)
    while due <= choice.year.ends_on:
        on = next(filter(choice.free, choice.weekdays(due, choice.year.ends_on)), None)
        if on is None:
            return
        if on >= choice.year.starts_on:
            yield choice.proposed(on, _counted_why(weeks, since, due, on))
        due, since = on + weeks * WEEK, on


def _first_due(weeks: int, choice: _Choice, last_held: date | None) -> tuple[date, date | None]:
    if last_held is None:
        days = choice.settled(choice.year.starts_on, choice.year.ends_on, 1)
        return (days[0], None) if days else (choice.year.ends_on + WEEK, None)
    due = last_held + weeks * WEEK  # and then the nearest day of the usual weekday
    return due + timedelta(days=(choice.usual.weekday - due.weekday() + 3) % 7 - 3), last_held


def _counted_why(weeks: int, since: date | None, due: date, on: date) -> str:
    if since is None:
        return "The first free day of the year"
    counted = f"{weeks} week{'s' if weeks > 1 else ''} after {day(since)}"
    return counted if on == due else f"{counted} is not free, so the next {WEEKDAYS[on.weekday()]} that is"


def _monthly(cadence: Cadence, choice: _Choice, last_held: date | None) -> Iterator[Proposed]:
    week = choice.usual.week_of_month or 1
    days = list(choice.weekdays(choice.year.starts_on, choice.year.ends_on))
    for month in sorted({(on.year, on.month) for on in days}):
        own = [on for on in days if (on.year, on.month) == month]
        wanted = own[min(week, len(own)) - 1]
        on = _nearest((one for one in own if choice.free(one)), wanted)
        if on is not None:
            yield choice.proposed(on, _monthly_why(ORDINALS[week - 1], wanted, on))


def _monthly_why(which: str, wanted: date, on: date) -> str:
    usual = f"{which} {WEEKDAYS[wanted.weekday()]} of {wanted:%B}"
    return usual if on == wanted else f"{usual} is not free, so the nearest one that is"


def _each_year(cadence: Cadence, choice: _Choice, last_held: date | None) -> list[Proposed]:
    number = _number(cadence, 1)
    if cadence.board is not None:
        return _before_board(cadence.board, number, choice)
    days = choice.settled(choice.year.starts_on, choice.year.ends_on, number)
    if not days:
        return []
    lived = Span("", "", days[0], days[-1])
    chosen = enumerate(_spread(days, number, lived, choice.preferred), start=1)
    return [choice.proposed(on, f"{part} of {number} in {choice.year.name}") for part, on in chosen]


def _before_board(board: Board, number: int, choice: _Choice) -> list[Proposed]:
    dates = sorted({on for on in board.dates if choice.year.holds(on)})
    found: dict[date, Proposed] = {}
    for sits_on in _spread(dates, number, choice.year, lambda on: True):
        on = _preparing(sits_on, board.weeks_before, choice)
        if on is not None:
            found.setdefault(on, choice.proposed(on, f"To prepare for {board.name} on {day(sits_on)}"))
    return list(found.values())


def _preparing(sits_on: date, weeks: int, choice: _Choice) -> date | None:
    """The usual weekday at least `weeks` before a board; else up to four weeks earlier, else later but before it."""
    wanted = sits_on - weeks * WEEK
    wanted -= timedelta(days=(wanted.weekday() - choice.usual.weekday) % 7)
    earlier = [wanted - number * WEEK for number in range(EARLIER + 1)]
    later = choice.weekdays(wanted + WEEK, sits_on - timedelta(days=1))
    return next((on for on in [*earlier, *later] if on >= choice.year.starts_on and choice.free(on)), None)


def _none(cadence: Cadence, choice: _Choice, last_held: date | None) -> list[Proposed]:
    return []


def _number(cadence: Cadence, default: int | None) -> int:
    number = cadence.count if cadence.count is not None else default
    if number is None or number < 1:
        raise Unplannable("Say how many: for example 2 for twice a term, or 6 for every six weeks. Then plan again.")
    return number


def _spread(days: Sequence[date], number: int, over: Span, preferred: Callable[[date], bool]) -> list[date]:
    """At most `number` of `days`, one near the middle of each equal part of `over`; a part without any borrows one."""
    length = (over.ends_on - over.starts_on).days + 1
    middles = [over.starts_on + timedelta(days=length * (2 * part + 1) // (2 * number)) for part in range(number)]
    own: list[list[date]] = [[] for _ in middles]
    for on in days:
        own[max(0, min(number - 1, (on - over.starts_on).days * number // length))].append(on)
    chosen: list[date | None] = []
    for part, middle in zip(own, middles, strict=True):
        chosen.append(_nearest([on for on in part if preferred(on)] or part, middle))
    for part_number, middle in enumerate(middles):
        chosen[part_number] = chosen[part_number] or _nearest((on for on in days if on not in chosen), middle)
    return sorted(on for on in chosen if on is not None)


def _nearest(days: Iterable[date], wanted: date) -> date | None:
    """The day nearest to `wanted`, the earlier of two; None for no days."""
    return min(days, key=lambda on: (abs(on - wanted), on), default=None)


PLANS: dict[str, Callable[[Cadence, _Choice, date | None], Iterable[Proposed]]] = {
    "per_term": _each_term,
    "every_weeks": _every_weeks,
    "monthly": _monthly,
    "per_year": _each_year,
    "own_calendar": _none,
    "not_stated": _none,
}
