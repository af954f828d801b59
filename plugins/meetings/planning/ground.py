"""What proposals for a year are made from, read for any number of groups in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from core.api import db
from plugins.groups.api import Board, BoardDate, BoardSeat
from plugins.meetings.models import Meeting, Usual
from plugins.meetings.planning import year as years
from plugins.meetings.terms import Span

NEAR = timedelta(days=5)  # a meeting this close to a proposal is taken to be it
LONG_AGO = timedelta(days=120)  # a last meeting before that is nothing to count on from


@dataclass(frozen=True)
class Ground:
    """The year, its terms and days to leave free, and by group: how it usually meets, when it last met, the boards
    that it meets, and what is planned already; by board the days on which it sits.
    """

    span: Span
    terms: Sequence[Span]
    avoid: Mapping[date, str]
    usual: Mapping[UUID, Usual]
    last_held: Mapping[UUID, date]
    meets: Mapping[UUID, Sequence[Any]]
    sits: Mapping[UUID, Sequence[date]]
    there: Mapping[UUID, Sequence[Any]]


def read(groups: Sequence[UUID], span: Span) -> Ground:
    """Everything that is needed to propose days for these groups in that year."""
    meets = _by(_meets(groups), "group_id")
    boards = {seat.board_id for seats in meets.values() for seat in seats}
    return Ground(
        span=span,
        terms=years.terms(),
        avoid=years.days_to_avoid(span),
        usual=_usual(groups),
        last_held=_last_held(groups, span),
        meets=meets,
        sits=_sits(boards, span) if boards else {},
        there=_by(_there(groups, span), "group_id"),
    )


def _usual(groups: Sequence[UUID]) -> dict[UUID, Usual]:
    rows = db.session.scalars(db.select(Usual).where(Usual.group_id.in_(groups)))
    return {row.group_id: row for row in rows}


def _last_held(groups: Sequence[UUID], span: Span) -> dict[UUID, date]:
    """The last day before the year on which each group met: "every six weeks" counts on from it."""
    query = (
        db.select(Meeting.group_id, db.func.max(Meeting.on_date).label("last"))
        .where(Meeting.group_id.in_(groups), Meeting.state != "cancelled", Meeting.on_date < span.starts_on)
        .group_by(Meeting.group_id)
    )
    found = {row.group_id: _date(row.last) for row in db.session.execute(query)}
    return {group: last for group, last in found.items() if last >= span.starts_on - LONG_AGO}


def _meets(groups: Sequence[UUID]) -> Sequence[Any]:
    query = (
        db.select(BoardSeat.group_id, BoardSeat.board_id, BoardSeat.times_per_year, Board.name)
        .join(Board, (Board.authority_id == BoardSeat.authority_id) & (Board.id == BoardSeat.board_id))
        .where(BoardSeat.group_id.in_(groups), BoardSeat.role == "meets", BoardSeat.times_per_year.is_not(None))
    )
    return db.session.execute(query).all()


def _sits(boards: set[UUID], span: Span) -> dict[UUID, list[date]]:
    query = db.select(BoardDate.board_id, BoardDate.on_date).where(
        BoardDate.board_id.in_(boards),
        BoardDate.cancelled.is_(False),
        BoardDate.on_date >= span.starts_on,
        BoardDate.on_date <= span.ends_on,
    )
    found: dict[UUID, list[date]] = defaultdict(list)
    for row in db.session.execute(query.order_by(BoardDate.on_date)):
        found[row.board_id].append(row.on_date)
    return found


def _there(groups: Sequence[UUID], span: Span) -> Sequence[Any]:
    query = db.select(Meeting.group_id, Meeting.on_date, Meeting.kind, Meeting.title, Meeting.board_id).where(
        Meeting.group_id.in_(groups),
        Meeting.state != "cancelled",
        Meeting.on_date >= span.starts_on - NEAR,
        Meeting.on_date <= span.ends_on + NEAR,
    )
    return db.session.execute(query).all()


def _by(rows: Sequence[Any], name: str) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return dict(found)


def _date(value: Any) -> date:
    """SQLite gives a greatest day as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
