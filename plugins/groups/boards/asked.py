"""What whoever asks a board something needs to know: its days, the young people's seats there, its queue of reports."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, db
from plugins.groups.boards import dates, ratings, reports, seats, words
from plugins.groups.boards.dates import Sitting
from plugins.groups.boards.reports import Asked
from plugins.groups.boards.seats import BoardName
from plugins.groups.here import note
from plugins.groups.models import Board, BoardDate, BoardReport, BoardSeat, SeatHolder


class SeatNumbers(NamedTuple):
    """Seats of young people on one board: how many are promised, how many filled; None where it may not be told.

    `shared`: the number is one for several boards together.
    """

    board_id: UUID
    board_key: str
    board: str
    promised: int | None
    filled: int | None
    shared: bool


class SeatLine(NamedTuple):
    """Seats that one group was promised: on which boards, how many (None: not stated), how they stand, in words."""

    group_key: str
    group: str
    boards: tuple[BoardName, ...]
    promised: int | None
    filled: str
    state: str
    tone: str


def sittings_ahead(board_id: UUID) -> list[Sitting]:
    """The days on which a board will sit, the soonest first; cancelled ones are left out."""
    return [one for one in dates.ahead(BoardDate.board_id == board_id) if not one.cancelled]


def board_days(start: date, end: date, *criteria: Any) -> list[Sitting]:
    """Days of boards from `start` to `end`, both included, that fit; the soonest first."""
    return dates.between(start, end, *criteria)


def young_seats(board_id: UUID, actor: Actor) -> list[tuple[str, str]]:
    """Seats of children and young people on a board as (group, how many are filled), for the groups `actor` sees."""
    fewest = ratings.fewest_answers()
    found = [one for one in seats.promises(actor, fewest) if one.for_young and one.is_on(board_id)]
    return [(one.group, words.filled(one, fewest)) for one in found]


def seat_promises(groups: Collection[UUID], actor: Actor) -> list[SeatLine]:
    """What these groups were promised on boards and how far it is kept, for those that `actor` sees."""
    fewest = ratings.fewest_answers()
    found = [one for one in seats.promises(actor, fewest) if one.group_id in groups]
    return [
        SeatLine(one.group_key, one.group, one.boards, one.promised, words.filled(one, fewest), *words.state(one))
        for one in found
    ]


def young_holders(board_id: UUID, actor: Actor) -> dict[UUID, str]:
    """Names of the young people who sit on a board now, by the id of their record, where `actor` sees who they are."""
    young = (one for one in seats.promises(actor, ratings.fewest_answers()) if one.for_young and one.is_on(board_id))
    wanted = [id for one in young for id in one.seat_ids]
    held = [one for holders in seats.holders(wanted, actor).values() for one in holders if one.state == "holds"]
    query = db.select(SeatHolder.id, SeatHolder.person_id).where(SeatHolder.id.in_([one.id for one in held]))
    people = {row.id: row.person_id for row in db.session.execute(query)} if held else {}
    return {people[one.id]: one.name for one in held}


def seat_numbers(actor: Actor) -> list[SeatNumbers]:
    """Seats promised to groups of young people and how many are filled, board by board, as `actor` may know them (W72).

    Where a promise states no number, or one count is too small to tell, the board's number is not told either.
    """
    found: dict[UUID, list[tuple[seats.BoardName, seats.Promise]]] = {}
    for promise in seats.promises(actor, ratings.fewest_answers()):
        for board in promise.boards if promise.for_young else ():
            found.setdefault(board.id, []).append((board, promise))
    return [_numbers(rows[0][0], [promise for _, promise in rows]) for rows in found.values()]


def consulted_reports(groups: Iterable[UUID], since: date) -> list[Asked]:
    """Every report about which these groups are to be asked, read or not; of those read, the ones since that day."""
    return reports.put_to(groups, since)


def consulted_boards() -> list[tuple[UUID, str, str, UUID]]:
    """Boards that ask a group about their papers, as (id, key, name, id of the group), by name (W54)."""
    query = (
        db.select(Board.id, Board.key, Board.name, BoardSeat.group_id)
        .join(BoardSeat, (BoardSeat.authority_id == Board.authority_id) & (BoardSeat.board_id == Board.id))
        .where(BoardSeat.role == "consulted")
        .order_by(Board.name, BoardSeat.group_id)
    )
    return [(row.id, row.key, row.name, row.group_id) for row in db.session.execute(query)]


def announce_report(board_id: UUID, date_id: UUID | None, title: str, about: str, from_whom: str) -> UUID:
    """Put a report into a board's queue, where everybody can read it; the caller commits. The same one is put once."""
    same = db.select(BoardReport.id).where(
        BoardReport.board_id == board_id, BoardReport.date_id == date_id, BoardReport.title == title
    )
    there: UUID | None = db.session.scalar(same)
    if there is not None:
        return there
    row = BoardReport(board_id=board_id, date_id=date_id, title=title, about=about, from_whom=from_whom)
    row.ask_by = _last_day(date_id)
    db.session.add(row)
    db.session.flush()
    note("board_report_added", row)
    return row.id


def _last_day(date_id: UUID | None) -> date | None:
    """Young people are asked until the papers are due."""
    if date_id is None:
        return None
    found = dates.between(date.min, date.max, BoardDate.id == date_id)
    return found[0].papers if found else None


def _numbers(board: seats.BoardName, promises: list[seats.Promise]) -> SeatNumbers:
    stated, told = [one.promised for one in promises], [one.shown for one in promises]
    return SeatNumbers(
        board_id=board.id,
        board_key=board.key,
        board=board.name,
        promised=None if None in stated else sum(one or 0 for one in stated),
        filled=None if None in told else sum(one or 0 for one in told),
        shared=any(len(one.boards) > 1 for one in promises),
    )
