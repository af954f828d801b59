"""When made-up groups meet: from their cadence and usual day, years behind and a term ahead of today.

The days of a school year hang on nothing but the council's terms and the group, so that a later loading finds the same
ones and adds what time has brought.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID
from zlib import crc32

from core.api import Authority, DemoWorld, db
from plugins.groups.api import BoardDate, BoardSeat, Group
from plugins.meetings import cadence
from plugins.meetings.bank_holidays import bank_holidays_of
from plugins.meetings.demo.habits import Habit
from plugins.meetings.demo.ids import demo_id
from plugins.meetings.demo.topics import Topic, suiting
from plugins.meetings.moments import moment
from plugins.meetings.planning.proposing import evenly, year_holding
from plugins.meetings.planning.year import terms as council_terms
from plugins.meetings.terms import Span, school_year

NO_CADENCE = cadence.Cadence("every_weeks", 6)  # for groups with a calendar of their own, or none stated
AHEAD = 100  # days, at least: a short term does not end the plan
STARTED, PAUSED = 45, 75  # days ago: when a group that is being set up began, and one that pauses stopped
EVERY = 25  # days, after which a group turns to its next topic
USUAL_TERMS = (((9, 3), (12, 18)), ((1, 5), (3, 27)), ((4, 14), (7, 20)))  # where a council's file reaches back less


@dataclass(frozen=True)
class Evening:
    """One meeting of a group as it was meant: `topics` are its two subjects, `board_id` the board it is with."""

    id: UUID
    group: Group
    habit: Habit
    on: date
    starts_at: datetime
    kind: str
    topics: tuple[Topic, ...]
    board_id: UUID | None = None

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.habit.usual.minutes


class Calendar:
    """The terms and free days of one council, and the evenings of its groups."""

    def __init__(self, authority: Authority, world: DemoWorld) -> None:
        self._world, self._jurisdiction = world, authority.file.jurisdiction
        self._terms = council_terms()
        self.since = world.today - timedelta(days=365 * world.years)
        following = (term.ends_on for term in self._terms if term.starts_on > world.today)
        self.until = max(next(following, world.today), world.today + timedelta(days=AHEAD))
        self._with_board = _board_days()

    def evenings(self, group: Group, habit: Habit) -> list[Evening]:
        """Every evening of the group in the time that is shown, earliest first."""
        first, last = self._lives(group)
        days: dict[date, tuple[str, UUID | None]] = dict.fromkeys(
            self._own_days(group, habit), ("ordinary", None)
        )
        days |= {on: ("with_board", board) for board, on in self._with_board.get(group.id, [])}
        kind = "convention" if is_convention(group) else "ordinary"
        corporate = group.cadence == "own_calendar" and "in care" in group.eligibility  # with senior officers (N33)
        subjects = suiting(group)
        return [
            self._evening(group, habit, on, _kind(on, kind, corporate) if why == "ordinary" else why, board, subjects)
            for on, (why, board) in sorted(days.items())
            if first <= on <= last and subjects
        ]

    def _lives(self, group: Group) -> tuple[date, date]:
        today = self._world.today
        first = today - timedelta(days=STARTED) if group.status == "starting" else self.since
        return first, today - timedelta(days=PAUSED) if group.status == "paused" else self.until

    def _own_days(self, group: Group, habit: Habit) -> Iterator[date]:
        asked = cadence.Cadence(group.cadence, group.cadence_count)
        plan = NO_CADENCE if group.cadence in ("own_calendar", "not_stated") else asked
        first, last = (year_holding(on, self._jurisdiction) for on in (self.since, self.until))
        for starting in range(first, last + 1):
            year = school_year(starting, self._jurisdiction)
            free = bank_holidays_of((starting, starting + 1), self._jurisdiction)
            before = year.starts_on - timedelta(weeks=self._chance(group).randrange(plan.count or 1))
            found = cadence.propose(plan, habit.usual, self._terms_of(year), year, free, last_held=before)
            yield from (one.on for one in found)

    def _chance(self, group: Group) -> Random:
        """In which week of its turn a group begins: not all of them in the same."""
        return Random(f"{self._world.seed}:{group.key}:turn")  # noqa: S311 - made up, the same each time

    def _terms_of(self, year: Span) -> Sequence[Span]:
        own = [term for term in self._terms if year.holds(term.starts_on)]
        return own or [_usual_term(year, number) for number in range(len(USUAL_TERMS))]

    def _evening(
        self, group: Group, habit: Habit, on: date, kind: str, board: UUID | None, subjects: Sequence[Topic]
    ) -> Evening:
        id = demo_id(self._world, f"{group.key}/{on.isoformat()}")
        turn = on.toordinal() // EVERY + crc32(group.key.encode())
        chosen = tuple(dict.fromkeys(subjects[(turn + place) % len(subjects)] for place in (0, 1)))
        return Evening(id, group, habit, on, moment(on, habit.usual.at), kind, chosen, board)


def is_convention(group: Group) -> bool:
    """True for groups that schools bring children to, and those that call their meetings so (N47, N48)."""
    return bool(group.school_years) or "convention" in group.purpose.casefold()


def _kind(on: date, kind: str, corporate: bool) -> str:
    return "corporate" if corporate and on.month % 3 == 0 else kind


def _usual_term(year: Span, number: int) -> Span:
    (first, last), starting = USUAL_TERMS[number], year.starts_on.year
    days = [date(starting if month >= 9 else starting + 1, month, day) for month, day in (first, last)]
    return Span(f"{year.key}-{number}", f"Term {number + 1}", *days)


def _board_days() -> dict[UUID, list[tuple[UUID, date]]]:
    """The boards' days on which each group meets them, if that is so often a year: always in the same months."""
    asked = db.select(BoardSeat.group_id, BoardSeat.board_id, BoardSeat.times_per_year).where(
        BoardSeat.role == "meets", BoardSeat.times_per_year.is_not(None)
    )
    found: dict[UUID, list[tuple[UUID, date]]] = {}
    for seat in db.session.execute(asked):
        query = db.select(BoardDate.on_date).where(
            BoardDate.board_id == seat.board_id, BoardDate.cancelled.is_(False)
        )
        dates = db.session.scalars(query.order_by(BoardDate.on_date)).all()
        first = {date(2000, on.month, 1) for on in dates}
        months = {one.month for one in evenly(sorted(first), seat.times_per_year)}
        found.setdefault(seat.group_id, []).extend((seat.board_id, on) for on in dates if on.month in months)
    return found
