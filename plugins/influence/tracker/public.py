"""What everybody may read of an ask, worked out at the moment of reading: whether it is public, and how it names who
asked and who must answer. Pages for print and posters ask here as well.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement

from core.api import Authority, Organisation, Person, db, gettext, gettext_noop
from plugins.groups.api import Board, BoardDate, Group
from plugins.influence.asks.naming import office
from plugins.influence.here import chosen
from plugins.influence.models import Ask, Owner

YOUNG_PEOPLE: Final = gettext_noop("Young people")
SOMEBODY: Final = gettext_noop("Somebody who decides")
GROUP_OF_ASK: Final = db.and_(Group.authority_id == Ask.authority_id, Group.id == Ask.group_id)


def is_shown_here(authority: Authority | None = None) -> bool:
    """Whether this council shows anything to everybody."""
    return chosen(authority).publish != "never"


def is_public() -> tuple[ColumnElement[bool], ...]:
    """Conditions on an ask, joined to its group by GROUP_OF_ASK where it has one: what was asked by a group that is
    hidden since then is not public any more.
    """
    not_hidden = db.or_(Ask.group_id.is_(None), Group.listing != "hidden")
    return (Ask.published_at.is_not(None), Ask.status != "withdrawn", not_hidden)


def may_be_named(listing: str | None, members_hidden: bool | None) -> bool:
    """Whether a group's name may stand on a public page: being in some groups says that a child is in care (NC14)."""
    return listing == "public" and not members_hidden


def by_words(name: str | None, listing: str | None, members_hidden: bool | None) -> str:
    """Who asked, as everybody reads it: the group where it may be named, else young people."""
    return name if name and may_be_named(listing, members_hidden) else gettext(YOUNG_PEOPLE)


def owners_read(named: bool) -> Any:
    """Who must answer, as columns: the office, the organisation or the board and its day; `named` adds who holds it."""
    same = Owner.authority_id
    columns = [
        Owner.id,
        Owner.ask_id,
        Owner.title,
        Owner.state,
        Owner.outcome,
        Owner.due_on,
        Owner.answered_on,
        Organisation.name.label("organisation"),
        Board.name.label("board"),
        BoardDate.on_date,
    ]
    query = (
        db.select(*columns, *([Owner.name, Person.name.label("person")] if named else []))
        .outerjoin(Organisation, db.and_(Organisation.authority_id == same, Organisation.id == Owner.organisation_id))
        .outerjoin(Board, db.and_(Board.authority_id == same, Board.id == Owner.board_id))
        .outerjoin(BoardDate, db.and_(BoardDate.authority_id == same, BoardDate.id == Owner.date_id))
        .order_by(Owner.asked_on, Owner.id)
    )
    if named:
        query = query.outerjoin(Person, db.and_(Person.authority_id == same, Person.id == Owner.person_id))
    return query


def owner_words(row: Any) -> str:
    """How everybody reads of a row that `owners_read` found; never who holds the office unless the council says so."""
    who = getattr(row, "name", "") or getattr(row, "person", "") or ""
    post = row.title or row.board or row.organisation or ""
    words = office(post, row.organisation or "", row.on_date) if post else ""
    return ", ".join(part for part in (who, words) if part) or gettext(SOMEBODY)


def joined(words: Iterable[str]) -> str:
    """Several who must answer, in one line, each once."""
    return "; ".join(dict.fromkeys(words))
