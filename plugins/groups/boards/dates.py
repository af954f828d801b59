"""When boards sit, when their papers are due, and what a list of new dates would add."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from core.api import bulk_insert, db, local_today
from plugins.groups.boards.rules import MOST_DATES, Typed, day_remark, papers_due
from plugins.groups.here import chosen
from plugins.groups.models import Board, BoardDate, BoardRating, BoardReport


class Sitting(NamedTuple):
    """One day on which a board sits, or would have. `papers` is the day on which they are due, None where unknown."""

    id: UUID
    board_id: UUID
    board_key: str
    board: str
    on: date
    papers: date | None
    cancelled: bool
    note: str


class Proposed(NamedTuple):
    """One line of a list of new dates: the day, when its papers are due, what to look at, what is wrong."""

    text: str
    on: date | None
    papers: date | None
    remark: str
    fault: str
    is_new: bool


def of(board_id: UUID) -> list[Sitting]:
    """All dates of one board, first to last."""
    return _sittings(BoardDate.board_id == board_id)


def between(start: date, end: date, *criteria: Any) -> list[Sitting]:
    """Dates of all boards from `start` to `end`, both included."""
    return _sittings(BoardDate.on_date >= start, BoardDate.on_date <= end, *criteria)


def ahead(*criteria: Any) -> list[Sitting]:
    """Dates of all boards from today on, cancelled ones too."""
    return _sittings(BoardDate.on_date >= local_today(), *criteria)


def following(sittings: Iterable[Sitting]) -> dict[UUID, Sitting]:
    """The next date that takes place, for each board."""
    found: dict[UUID, Sitting] = {}
    for sitting in sittings:
        if not sitting.cancelled:
            found.setdefault(sitting.board_id, sitting)
    return found


def found_on(board_id: UUID, on: date, but: UUID | None = None) -> bool:
    """True if the board has another date on this day."""
    asked = db.select(BoardDate.id).where(BoardDate.board_id == board_id, BoardDate.on_date == on)
    return any(id != but for id in db.session.scalars(asked))


def proposed(board_id: UUID, typed: Iterable[Typed]) -> list[Proposed]:
    """What a list would add: days that are there already or stand in it twice are added once and no more."""
    taken = set(db.session.scalars(db.select(BoardDate.on_date).where(BoardDate.board_id == board_id)))
    here, days_before, today, seen = taken.copy(), chosen().board_papers_days, local_today(), set[date]()
    lines = []
    for line in typed:
        remark = _remark(line.on, here, seen, today)
        is_new = line.on is not None and line.on not in here | seen
        papers = papers_due(line.on, None, days_before) if line.on else None
        lines.append(Proposed(line.text, line.on, papers, remark, line.fault, is_new))
        seen |= {line.on} if line.on else set()
    return lines


def problem_with(lines: list[Proposed]) -> str:
    """Why a list as a whole cannot be added, in plain words, or ""."""
    faults = [f"“{line.text}”" for line in lines if line.fault]
    if faults:
        return f"Nothing is added yet. Put these lines right or take them out: {', '.join(faults)}."
    if len(lines) > MOST_DATES:
        return f"Nothing is added yet. These are {len(lines)} dates; add at most {MOST_DATES} at a time."
    return "" if lines else "Write at least one date, or say from when and how often the board sits."


def add(board_id: UUID, lines: Iterable[Proposed]) -> int:
    """Add the new days of a list; returns how many."""
    rows = [{"board_id": board_id, "on_date": line.on} for line in lines if line.is_new]
    bulk_insert(BoardDate, rows)
    return len(rows)


def hangs_on(date_id: UUID) -> str:
    """What keeps a date from being taken away, in plain words, or ""."""
    if db.session.scalar(db.select(BoardReport.id).where(BoardReport.date_id == date_id).limit(1)):
        return "A report is waiting for it."
    if db.session.scalar(db.select(BoardRating.id).where(BoardRating.date_id == date_id).limit(1)):
        return "Young people have said what they thought of it."
    return ""


def papers_soon(boards: Iterable[UUID], days: int) -> list[Sitting]:
    """Coming dates of these boards whose papers are due within `days`."""
    today = local_today()
    coming = ahead(BoardDate.board_id.in_(list(boards)), BoardDate.cancelled.is_(False))
    return [one for one in coming if one.papers and today <= one.papers <= today + timedelta(days=days)]


def _sittings(*criteria: Any) -> list[Sitting]:
    asked = (
        db.select(
            BoardDate.id,
            BoardDate.board_id,
            Board.key,
            Board.name,
            BoardDate.on_date,
            BoardDate.papers_due_on,
            BoardDate.cancelled,
            BoardDate.note,
        )
        .join(Board, (Board.authority_id == BoardDate.authority_id) & (Board.id == BoardDate.board_id))
        .where(*criteria)
        .order_by(BoardDate.on_date, Board.name, BoardDate.id)
    )
    days_before = chosen().board_papers_days
    return [
        Sitting(
            row.id,
            row.board_id,
            row.key,
            row.name,
            row.on_date,
            papers_due(row.on_date, row.papers_due_on, days_before),
            row.cancelled,
            row.note,
        )
        for row in db.session.execute(asked)
    ]


def _remark(on: date | None, here: set[date], seen: set[date], today: date) -> str:
    if on is None:
        return ""
    if on in here:
        return "There already: it stays as it is."
    return "Twice in your list: it is added once." if on in seen else day_remark(on, today)
