"""Three short lists for one who decides: what I am asked, what I promised, what I answered and what they think of it.

Two minutes on a phone (NC16, W31): what is late stands first, and each list ends where a screen does.
"""

from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from core.api import Actor, db, local_today
from plugins.influence.answers.asked import clock_words
from plugins.influence.models import Ask, Owner, Promise
from plugins.influence.visibility import ANSWERS
from plugins.influence.vocabulary import OUTCOMES

MOST: Final = 50
ANSWERED: Final = 10
SENT: Final = ("waiting", "doing", "done", "partly", "cannot")


class ToAnswer(NamedTuple):
    """A question that waits for my answer."""

    id: UUID
    title: str
    due_on: date | None
    clock: str
    late: bool


class Promised(NamedTuple):
    """Something that I promised and that is not done yet."""

    id: UUID
    what: str
    who: str
    due_on: date
    late: bool
    title: str


class Answered(NamedTuple):
    """A question that I answered, and when."""

    owner_id: UUID
    ask_id: UUID
    title: str
    outcome: str
    on: date | None


def to_answer(actor: Actor, most: int = MOST) -> list[ToAnswer]:
    """What waits for my answer, the longest overdue first, undated last."""
    today = local_today()
    query = (
        _of_mine(actor, Owner.id, Ask.title, Owner.due_on)
        .where(Owner.state == "waiting", Ask.status.in_(SENT))
        .order_by(Owner.due_on.is_(None), Owner.due_on, Ask.number, Owner.id)
        .limit(most)
    )
    return [_to_answer(row, today) for row in db.session.execute(query)]


def promised(actor: Actor, most: int = MOST) -> list[Promised]:
    """What I promised and have not done, the longest overdue first."""
    today = local_today()
    query = (
        _of_mine(actor, Promise.id, Promise.what, Promise.who, Promise.due_on, Ask.title)
        .join(Promise, (Promise.authority_id == Owner.authority_id) & (Promise.owner_id == Owner.id))
        .where(Promise.state == "open", Ask.status != "withdrawn")
        .order_by(Promise.due_on, Promise.id)
        .limit(most)
    )
    rows = db.session.execute(query)
    return [Promised(row.id, row.what, row.who, row.due_on, row.due_on < today, row.title) for row in rows]


def answered(actor: Actor, most: int = ANSWERED) -> list[Answered]:
    """The last questions that I answered."""
    query = (
        _of_mine(actor, Owner.id, Owner.ask_id, Ask.title, Owner.outcome, Owner.answered_on)
        .where(Owner.state == "answered", Ask.status.in_(SENT))
        .order_by(Owner.answered_on.desc(), Ask.number.desc(), Owner.id)
        .limit(most)
    )
    rows = db.session.execute(query)
    return [Answered(row.id, row.ask_id, row.title, OUTCOMES[row.outcome], row.answered_on) for row in rows]


def _of_mine(actor: Actor, *columns: Any) -> Any:
    asked = (Ask.authority_id == Owner.authority_id) & (Ask.id == Owner.ask_id)
    return db.select(*columns).select_from(Owner).join(Ask, asked).where(ANSWERS.criteria(actor, Owner))


def _to_answer(row: Any, today: date) -> ToAnswer:
    late = row.due_on is not None and row.due_on < today
    return ToAnswer(row.id, row.title, row.due_on, clock_words("waiting", row.due_on, today), late)
