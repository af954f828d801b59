"""How an owner of an ask and what happened to it are called on a page."""

from datetime import date
from typing import Any

from sqlalchemy.orm import aliased

from core.api import Organisation, Person, day, db, gettext
from plugins.groups.api import Board, BoardDate
from plugins.influence.models import Change, Owner
from plugins.influence.vocabulary import CHANGES, OUTCOMES

JUDGED = frozenset({"verdict", "view_taken_back"})
"""Of these a page says only that they happened: what else is kept of them is nobody's to read here."""

REASONED = frozenset({"asked", "owner_added", "passed_on", "withdrawn"})
"""Of these the detail is a reason that staff wrote for everybody who sees the ask."""


def office(title: str, organisation: str = "", on: date | None = None) -> str:
    """Who must answer, as a page calls them: "Head of Transport, City Buses", "Health Board on 4 May 2027"."""
    words = f"{title}, {organisation}" if organisation and organisation != title else title
    return gettext("%(board)s on %(day)s", board=words, day=day(on)) if on else words


_PRESENTER: Any = aliased(Person)


def owners_read(*criteria: Any) -> Any:
    """Every column of an owner that a page names them by: add what it is narrowed to and ordered by."""
    same = Owner.authority_id
    return (
        db.select(
            Owner,
            Organisation.name.label("organisation"),
            Board.name.label("board"),
            Board.key.label("board_key"),
            BoardDate.on_date,
            BoardDate.cancelled,
            Person.name.label("person"),
            _PRESENTER.name.label("presenter"),
        )
        .outerjoin(Organisation, (Organisation.authority_id == same) & (Organisation.id == Owner.organisation_id))
        .outerjoin(Board, (Board.authority_id == same) & (Board.id == Owner.board_id))
        .outerjoin(BoardDate, (BoardDate.authority_id == same) & (BoardDate.id == Owner.date_id))
        .outerjoin(Person, (Person.authority_id == same) & (Person.id == Owner.person_id))
        .outerjoin(_PRESENTER, (_PRESENTER.authority_id == same) & (_PRESENTER.id == Owner.presenter_id))
        .where(*criteria)
        .order_by(Owner.asked_on, Owner.id)
    )


def of_row(row: Any) -> str:
    """The office of a row that `owners_read` found."""
    return office(row.Owner.title or row.board or row.person or "", row.organisation or "", row.on_date)


def change_words(change: Change) -> str:
    """What happened, with the reason that staff gave for all to read, or a known outcome or days; nothing else."""
    said = gettext(CHANGES[change.kind])
    if change.kind in REASONED:
        return f"{said}. {change.detail}" if change.detail else said
    detail = "" if change.kind in JUDGED else _plain(change.detail)
    return f"{said}: {detail}" if detail else said


def _plain(detail: str) -> str:
    if detail in OUTCOMES:
        return gettext(OUTCOMES[detail])
    days = [_day(part) for part in detail.split()]
    return ", ".join(day(one) for one in days if one) if days and all(days) else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
