"""Reports that boards will read, and the groups that are to be asked about them before (W54)."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, db, local_today
from plugins.groups.models import Board, BoardDate, BoardReport, BoardSeat, Group
from plugins.groups.visibility import MY_GROUPS


class Report(NamedTuple):
    """A report to come: what it is about, who writes it, when the board reads it, until when young people are asked."""

    id: UUID
    board_id: UUID
    board_key: str
    board: str
    title: str
    about: str
    about_easy: str
    from_whom: str
    ask_by: date | None
    on: date | None
    cancelled: bool

    def can_still_ask(self, today: date) -> bool:
        """True while young people can say what they think of it in time."""
        return not self.cancelled and (self.ask_by is None or self.ask_by >= today)


class Asked(NamedTuple):
    """A report that one group is to be asked about."""

    group_id: UUID
    group_key: str
    group: str
    report: Report


def to_come(board_id: UUID) -> list[Report]:
    """Reports that this board has not read yet, the soonest first; those without a date stand last."""
    return [_report(row) for row in db.session.execute(_query().where(BoardReport.board_id == board_id, _unread()))]


def to_ask(groups: Iterable[UUID]) -> list[Asked]:
    """Reports about which these groups can still be asked, by the last day to do so."""
    today = local_today()
    rows = db.session.execute(_put_to(groups, _unread()))
    found = [Asked(row.group_id, row.group_key, row.group, _report(row)) for row in rows]
    return sorted((one for one in found if one.report.can_still_ask(today)), key=_by_last_day)


def put_to(groups: Iterable[UUID], since: date) -> list[Asked]:
    """Every report about which these groups are to be asked, in time or not; of those read, the ones since that day."""
    lately = db.or_(BoardDate.on_date.is_(None), BoardDate.on_date >= since)
    rows = db.session.execute(_put_to(groups, lately))
    return [Asked(row.group_id, row.group_key, row.group, _report(row)) for row in rows]


def for_member(group_id: UUID, actor: Actor) -> list[Report]:
    """Reports that this group is asked about, for whoever is in it; nothing for anybody else."""
    if actor.person_id is None:
        return []
    mine = db.select(Group.id).where(Group.id == group_id, MY_GROUPS.criteria(actor))
    return by_last_day(to_ask([group_id])) if db.session.scalar(mine) else []


def by_last_day(found: Iterable[Asked]) -> list[Report]:
    """Each report once, however many of a reader's groups are asked about it."""
    return list({one.report.id: one.report for one in found}.values())


_COLUMNS: Any = (
    BoardReport.id,
    BoardReport.board_id,
    Board.key,
    Board.name,
    BoardReport.title,
    BoardReport.about,
    BoardReport.about_easy,
    BoardReport.from_whom,
    BoardReport.ask_by,
    BoardDate.on_date,
    BoardDate.cancelled,
)


def _query(*more: Any) -> Any:
    return (
        db.select(*_COLUMNS, *more)
        .join(Board, (Board.authority_id == BoardReport.authority_id) & (Board.id == BoardReport.board_id))
        .outerjoin(
            BoardDate, (BoardDate.authority_id == BoardReport.authority_id) & (BoardDate.id == BoardReport.date_id)
        )
        .order_by(BoardDate.on_date.is_(None), BoardDate.on_date, BoardReport.title, BoardReport.id)
    )


def _put_to(groups: Iterable[UUID], criterion: Any) -> Any:
    """Reports of boards that ask one of these groups about their papers, with the group."""
    return (
        _query(Group.id.label("group_id"), Group.key.label("group_key"), Group.name.label("group"))
        .join(BoardSeat, (BoardSeat.authority_id == Board.authority_id) & (BoardSeat.board_id == Board.id))
        .join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
        .where(BoardSeat.role == "consulted", BoardSeat.group_id.in_(list(groups)), criterion)
    )


def _unread() -> Any:
    return db.or_(BoardDate.on_date.is_(None), BoardDate.on_date >= local_today())


def _report(row: Any) -> Report:
    return Report(
        row.id,
        row.board_id,
        row.key,
        row.name,
        row.title,
        row.about,
        row.about_easy,
        row.from_whom,
        row.ask_by,
        row.on_date,
        bool(row.cancelled),
    )


def _by_last_day(one: Asked) -> tuple[bool, date, str]:
    return one.report.ask_by is None, one.report.ask_by or date.max, one.report.title
