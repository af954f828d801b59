"""What whoever asks a board something needs to know: its days, the young people's seats there, its queue of reports."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from core.api import Actor, db
from plugins.groups.boards import dates, ratings, seats, words
from plugins.groups.boards.dates import Sitting
from plugins.groups.boards.seats import BoardName
from plugins.groups.here import note
from plugins.groups.models import BoardDate, BoardReport, SeatHolder


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
