"""How each group is joined and where it has seats, in a few words: what the staff list says of fifty groups at once.

Worked out for the whole council and kept until something changes, so that the list asks the database nothing for it.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from core.api import Authority, db, kept
from plugins.groups.models import Board, BoardSeat, JoinRoute
from plugins.groups.vocabulary import ROUTES


@dataclass(frozen=True)
class Summary:
    """One group's ways in ("Elected, Through school") and its boards ("2 on Scrutiny Panel; Cohesion Board")."""

    joins: str = ""
    seats: str = ""


NOTHING = Summary()


def of(authority: Authority) -> dict[UUID, Summary]:
    """A summary for every group that states a way in or a board, by the group's id; staff pages stay English."""
    return kept(authority, "groups.summaries", _all)


def _all() -> dict[UUID, Summary]:
    joins, seats = _joins(), _seats()
    return {
        group: Summary(", ".join(joins.get(group, ())), "; ".join(seats.get(group, ()))) for group in {*joins, *seats}
    }


def _joins() -> dict[UUID, list[str]]:
    asked = db.select(JoinRoute.group_id, JoinRoute.kind).order_by(JoinRoute.position, JoinRoute.id)
    found: dict[UUID, list[str]] = defaultdict(list)
    for row in db.session.execute(asked):
        found[row.group_id].append(ROUTES[row.kind])
    return found


def _seats() -> dict[UUID, list[str]]:
    asked = (
        db.select(BoardSeat.group_id, BoardSeat.seats, Board.name)
        .join(Board, (Board.authority_id == BoardSeat.authority_id) & (Board.id == BoardSeat.board_id))
        .order_by(Board.name)
    )
    found: dict[UUID, dict[str, int | None]] = defaultdict(dict)
    for row in db.session.execute(asked):
        found[row.group_id][row.name] = row.seats or found[row.group_id].get(row.name)
    return {group: [_seat(board, seats) for board, seats in boards.items()] for group, boards in found.items()}


def _seat(board: str, seats: int | None) -> str:
    """Seats are a number where one is stated (W72); a board that is met, told or asked is its name, once."""
    return f"{seats} on {board}" if seats else board
