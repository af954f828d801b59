"""Who must answer an ask: added, taken off a draft, and passed on once it was sent (NC36, NC50, W44).

An ask may have several: each has a clock of its own and answers on their own.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from core.api import Actor, Organisation, Person, db, holders_of
from plugins.groups.api import Board, BoardDate, Sitting, sittings_ahead, young_holders
from plugins.influence.asks.wording import NotNow, is_open
from plugins.influence.models import Ask, Owner

KINDS: Final = {
    "person": "Somebody who decides here, with an account",
    "partner": "Somebody of another organisation, without an account",
    "board": "A board, on one of its days",
}
TAKEN_BACK: Final = "This question was taken back: nobody has to answer it any more."
TWICE: Final = "They are asked already. Nothing is added."


def who_decides() -> dict[UUID, str]:
    """Names of those who can be asked by name: whoever decides here and can come in."""
    return holders_of(("decision_maker",))


def organisations() -> list[tuple[UUID, str]]:
    """Everybody's organisations, by name."""
    query = db.select(Organisation.id, Organisation.name).where(Organisation.active).order_by(Organisation.name)
    return [(row.id, row.name) for row in db.session.execute(query)]


def organisation_of(person_id: UUID) -> UUID | None:
    """Where somebody works, as their record says."""
    found: UUID | None = db.session.scalar(db.select(Person.organisation_id).where(Person.id == person_id))
    return found


def boards() -> list[tuple[UUID, str]]:
    """Every board, by name."""
    return [(row.id, row.name) for row in db.session.execute(db.select(Board.id, Board.name).order_by(Board.name))]


def days_of(board_id: UUID) -> list[Sitting]:
    """The days on which the board will sit."""
    return sittings_ahead(board_id)


def presenters(board_id: UUID, actor: Actor) -> Mapping[UUID, str]:
    """Who can present it: young people who sit there, as far as `actor` knows them, then workers."""
    young = {
        id: f"{name} (sits on the board)" for id, name in sorted(young_holders(board_id, actor).items(), key=_name)
    }
    workers = holders_of(("worker", "practitioner"))
    return young | {id: name for id, name in workers.items() if id not in young}


def add(ask: Ask, owner: Owner) -> Owner:
    """Let somebody else answer as well; flushes. Raises NotNow for an ask that was taken back, or who is asked."""
    if ask.status == "withdrawn":
        raise NotNow(TAKEN_BACK)
    if any(_is_same(owner, other) for other in of(ask) if other.state != "passed_on"):
        raise NotNow(TWICE)
    owner.ask_id = ask.id
    db.session.add(owner)
    db.session.flush()
    return owner


def remove(ask: Ask, owner: Owner) -> None:
    """Take somebody off a draft; raises NotNow once they were asked: then it can be passed on."""
    if not is_open(ask):
        raise NotNow("They were asked already, and that stays written down. Pass it on to somebody else instead.")
    db.session.delete(owner)
    db.session.flush()


def let_off(owner: Owner) -> None:
    """Mark somebody as one who passed it on; raises NotNow where they have answered or passed it on already."""
    if owner.state == "answered":
        raise NotNow("They have answered, and that stands. Add somebody else who must answer as well.")
    if owner.state == "passed_on":
        raise NotNow("It was passed on already. Look at who has it now.")
    owner.state = "passed_on"
    db.session.flush()


def of(ask: Ask) -> list[Owner]:
    """Everybody who was asked, in the order in which they were."""
    query = db.select(Owner).where(Owner.ask_id == ask.id).order_by(Owner.asked_on, Owner.id)
    return list(db.session.scalars(query))


def sits_on(owner: Owner) -> Any:
    """The day on which its board sits, None for a person or where no day is chosen."""
    if owner.date_id is None:
        return None
    return db.session.scalar(db.select(BoardDate.on_date).where(BoardDate.id == owner.date_id))


def _is_same(one: Owner, other: Owner) -> bool:
    if one.kind != other.kind:
        return False
    if one.kind == "board":
        return one.board_id == other.board_id and one.date_id == other.date_id
    if one.kind == "partner":
        return one.email.casefold() == other.email.casefold()
    return one.person_id is not None and one.person_id == other.person_id


def _name(entry: tuple[UUID, str]) -> str:
    return entry[1]
