"""How many seats young people hold of how many, board by board, kept day by day as far as it changes (W72).

What is counted is what everybody may know, so that the history can be shown to all.
"""

from datetime import time
from typing import Any, NamedTuple
from uuid import UUID

from core.api import ANONYMOUS, Actor, Authority, Every, Job, db, local_today
from plugins.groups.api import Board, SeatNumbers, seat_numbers
from plugins.youth_voice.models import SeatCount


class BoardSeats(NamedTuple):
    """One board: its seats now, None where none are promised any more, and how they were before, the newest first."""

    key: str
    name: str
    now: SeatNumbers | None
    before: list[SeatCount]


def boards(actor: Actor) -> list[BoardSeats]:
    """Every board with seats, now or before, by name; as many queries for any number."""
    now = {one.board_id: one for one in seat_numbers(actor)}
    kept: dict[UUID, list[SeatCount]] = {}
    for row in db.session.scalars(db.select(SeatCount).order_by(SeatCount.on_date.desc(), SeatCount.id)):
        kept.setdefault(row.board_id, []).append(row)
    query = db.select(Board.id, Board.key, Board.name).where(Board.id.in_([*now, *kept])).order_by(Board.name, Board.id)
    return [BoardSeats(row.key, row.name, now.get(row.id), kept.get(row.id, [])) for row in db.session.execute(query)]


def count(authority: Authority, payload: dict[str, Any]) -> None:
    """Keep today's numbers of each board whose numbers differ from those kept last."""
    last: dict[UUID, SeatCount] = {}
    for row in db.session.scalars(db.select(SeatCount).order_by(SeatCount.on_date, SeatCount.id)):
        last[row.board_id] = row
    today = local_today()
    for one in seat_numbers(ANONYMOUS):
        held = last.get(one.board_id)
        if held is None or (held.promised, held.filled) != (one.promised, one.filled):
            _keep(one, held if held is not None and held.on_date == today else None)


def _keep(one: SeatNumbers, today: SeatCount | None) -> None:
    row = today or SeatCount(board_id=one.board_id, on_date=local_today())
    row.promised, row.filled, row.source = one.promised, one.filled, "counted"
    db.session.add(row)
    db.session.flush()


JOBS = (
    Job("youth_voice.count_seats", count, every=Every(at=time(5, 15)), title="Count the seats that young people hold"),
)
