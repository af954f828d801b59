"""The days on which one group would meet in a year: from its cadence, and with each board that it meets.

Proposals beside a meeting that is there already are marked as taken, so that filling a year twice adds nothing.
Source: N53, N55 (the target), NC31, W53, W54 (twice a year with a named board).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from core.api import day, db
from plugins.groups.api import Board, BoardDate, BoardSeat
from plugins.meetings import cadence, terms
from plugins.meetings.models import Meeting
from plugins.meetings.models import Usual as UsualRow
from plugins.meetings.planning import year as years
from plugins.meetings.terms import Span

NEAR = timedelta(days=5)  # a meeting this close to a proposal is taken to be it
EVENING, AN_HOUR_AND_A_HALF, TUESDAY = time(16, 30), 90, 1


@dataclass(frozen=True)
class Proposal:
    """One day to plan: what kind of meeting, why that day, and the title of the meeting that is there already."""

    on: date
    at: time
    kind: str
    why: str
    board_id: UUID | None = None
    taken_by: str = ""

    @property
    def key(self) -> str:
        """What a tick box sends: the day, the kind and the board."""
        return f"{self.on.isoformat()} {self.kind} {self.board_id or ''}".strip()


def usual_of(row: UsualRow | None) -> cadence.Usual:
    """How a group usually meets; a Tuesday after school where nobody has said."""
    if row is None:
        return cadence.Usual(TUESDAY, EVENING, AN_HOUR_AND_A_HALF)
    return cadence.Usual(row.weekday, time.fromisoformat(row.at), row.minutes, row.week_of_month)


def proposals(group: Any, row: UsualRow | None, span: Span, *, to_target: bool = False) -> list[Proposal]:
    """Every proposal for the group in that year, earliest first; raises terms.Unplannable with what to put right."""
    usual = usual_of(row)
    count = group.cadence_target if to_target and group.cadence_target else group.cadence_count
    found = cadence.propose(
        cadence.Cadence(group.cadence, count),
        usual,
        years.terms(),
        span,
        years.days_to_avoid(span),
        term_time_only=row.term_time_only if row else True,
        last_held=_last_held(group.id, span),
    )
    own = [Proposal(one.on, one.at, "ordinary", one.why) for one in found]
    together = [one for seat in _meets(group.id) for one in _with_board(seat, usual, span)]
    there = _there(group.id, span)
    return sorted((_checked(one, there) for one in [*own, *together]), key=lambda one: (one.on, one.kind))


def evenly(dates: Sequence[date], number: int) -> list[date]:
    """`number` of the dates, spread over them; all where there are fewer."""
    if number >= len(dates):
        return list(dates)
    return [dates[(2 * part + 1) * len(dates) // (2 * number)] for part in range(number)]


def _last_held(group_id: UUID, span: Span) -> date | None:
    """The last day before the year, or in it, on which the group met: "every six weeks" counts on from it."""
    query = db.select(db.func.max(Meeting.on_date)).where(
        Meeting.group_id == group_id, Meeting.state != "cancelled", Meeting.on_date < span.starts_on
    )
    last: date | None = db.session.scalar(query)
    return last if last and last >= span.starts_on - timedelta(days=120) else None


def _meets(group_id: UUID) -> list[Any]:
    query = (
        db.select(BoardSeat.board_id, BoardSeat.times_per_year, Board.name)
        .join(Board, (Board.authority_id == BoardSeat.authority_id) & (Board.id == BoardSeat.board_id))
        .where(BoardSeat.group_id == group_id, BoardSeat.role == "meets", BoardSeat.times_per_year.is_not(None))
    )
    return list(db.session.execute(query))


def _with_board(seat: Any, usual: cadence.Usual, span: Span) -> list[Proposal]:
    """As many of the board's own dates as the group meets it in a year."""
    query = db.select(BoardDate.on_date).where(
        BoardDate.board_id == seat.board_id,
        BoardDate.cancelled.is_(False),
        BoardDate.on_date >= span.starts_on,
        BoardDate.on_date <= span.ends_on,
    )
    dates = list(db.session.scalars(query.order_by(BoardDate.on_date)))
    return [
        Proposal(on, usual.at, "with_board", f"{seat.name} sits on {day(on)}", seat.board_id)
        for on in evenly(dates, seat.times_per_year)
    ]


def _there(group_id: UUID, span: Span) -> list[Any]:
    query = db.select(Meeting.on_date, Meeting.kind, Meeting.title, Meeting.board_id).where(
        Meeting.group_id == group_id,
        Meeting.state != "cancelled",
        Meeting.on_date >= span.starts_on - NEAR,
        Meeting.on_date <= span.ends_on + NEAR,
    )
    return list(db.session.execute(query))


def _checked(one: Proposal, there: Sequence[Any]) -> Proposal:
    for held in there:
        if held.board_id == one.board_id and abs(held.on_date - one.on) <= NEAR:
            return Proposal(one.on, one.at, one.kind, one.why, one.board_id, f"{held.title}, {day(held.on_date)}")
    return one


def year_holding(on: date, jurisdiction: str) -> int:
    """The calendar year in which the school year that holds `on` begins."""
    return on.year if terms.school_year(on.year, jurisdiction).holds(on) else on.year - 1
