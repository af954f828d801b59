"""What is public of an ask at this moment, as facts that belong in the ledger: each with its day and its cleared words.

Nothing here is a quote, a person's name or one young person's verdict. An answer or a promise is a fact once somebody
has cleared it for everybody; who answers is an office, an organisation or a board.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from core.api import ZONE, Organisation, db
from plugins.groups.api import Board
from plugins.influence.models import Answer, Ask, Change, Owner, Promise

ORDER: Final = {
    name: place
    for place, name in enumerate(
        ("asked", "passed_on", "overdue", "answered", "promised", "promise_moved", "promise_done", "promise_dropped")
    )
}
"""What comes first of two facts of one day."""
UNNAMED: Final = "Somebody who decides"
BY_CHANGE: Final = ("passed_on", "overdue")


@dataclass(frozen=True, slots=True)
class Fact:
    """One public fact. `source` names the record, `fact` the record and what happened to it: entered once.

    `plain` goes into the chain for good; `text` can be taken out of sight later.
    """

    source: str
    fact: str
    kind: str
    on: date
    plain: Mapping[str, Any] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)


def is_public(ask: Ask) -> bool:
    """True while everybody may read the ask: what a group asked that is hidden since then is not public any more."""
    is_open = ask.group is None or ask.group.listing != "hidden"
    return ask.published_at is not None and ask.status != "withdrawn" and is_open


def of(ask: Ask) -> list[Fact]:
    """Every fact of a public ask but its publishing and its verdicts, in the order in which they happened."""
    offices = _offices(ask)
    found = [*_asked(ask, offices), *_by_change(ask, offices), *_answers(ask, offices), *_promises(ask, offices)]
    return sorted(found, key=lambda fact: (fact.on, ORDER[fact.kind]))


def question(ask: Ask) -> dict[str, str]:
    """The cleared words of the question itself."""
    return _said(question=ask.public_title, words=ask.public_words)


def day_of(change: Change) -> date:
    """The day on which something happened, by the clock on the wall."""
    return local_day(change.made_at)


def local_day(moment: datetime) -> date:
    """The day of a moment, by the clock on the wall."""
    return moment.astimezone(ZONE).date()


def _offices(ask: Ask) -> dict[UUID, str]:
    """How the public reads of each owner: the office and the organisation, or the board; never who holds it."""
    same = Owner.authority_id
    query = (
        db.select(Owner.id, Owner.title, Organisation.name.label("organisation"), Board.name.label("board"))
        .outerjoin(Organisation, (Organisation.authority_id == same) & (Organisation.id == Owner.organisation_id))
        .outerjoin(Board, (Board.authority_id == same) & (Board.id == Owner.board_id))
        .where(Owner.ask_id == ask.id)
    )
    return {row.id: _office(row) for row in db.session.execute(query)}


def _office(row: Any) -> str:
    parts = dict.fromkeys(part for part in (row.title or row.board, row.organisation) if part)
    return ", ".join(parts) or UNNAMED


def _asked(ask: Ask, offices: Mapping[UUID, str]) -> Iterator[Fact]:
    for owner in _rows(Owner, ask, Owner.asked_on.is_not(None)):
        key, text = f"asked:{owner.id.hex}", _said(question=ask.public_title, to=offices[owner.id])
        yield Fact(key, key, "asked", owner.asked_on, _plain(due_on=owner.due_on), text)


def _by_change(ask: Ask, offices: Mapping[UUID, str]) -> Iterator[Fact]:
    for change in _rows(Change, ask, Change.kind.in_(BY_CHANGE)):
        key, to = f"{change.kind}:{change.id.hex}", offices.get(change.owner_id, UNNAMED)
        yield Fact(key, key, change.kind, day_of(change), {}, _said(to=to))


def _answers(ask: Ask, offices: Mapping[UUID, str]) -> Iterator[Fact]:
    for answer in _rows(Answer, ask, Answer.cleared_at.is_not(None)):
        key = f"answered:{answer.id.hex}"
        text = _said(by=offices[answer.owner_id], words=answer.public_words, reason=answer.public_reason)
        yield Fact(key, key, "answered", local_day(answer.made_at), {"outcome": answer.outcome}, text)


def _promises(ask: Ask, offices: Mapping[UUID, str]) -> Iterator[Fact]:
    query = (
        db.select(Promise, Answer.made_at)
        .outerjoin(Answer, (Answer.authority_id == Promise.authority_id) & (Answer.id == Promise.answer_id))
        .where(Promise.ask_id == ask.id, Promise.cleared_at.is_not(None))
        .order_by(Promise.due_on, Promise.id)
    )
    for promise, answered_at in db.session.execute(query):
        source = f"promise:{promise.id.hex}"
        text = _said(by=offices[promise.owner_id], what=promise.public_what)
        made_on = local_day(answered_at or promise.cleared_at)
        yield Fact(source, f"{source}:{promise.due_on}", "promised", made_on, _plain(due_on=promise.due_on), text)
        if promise.state in ("done", "dropped"):
            kind, on = f"promise_{promise.state}", promise.done_on or made_on
            yield Fact(source, f"{source}:{promise.state}", kind, on, {}, text)


def _rows(model: Any, ask: Ask, *criteria: Any) -> Iterable[Any]:
    return db.session.scalars(db.select(model).where(model.ask_id == ask.id, *criteria).order_by(model.id))


def _said(**texts: str) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _plain(**days: date | None) -> dict[str, str]:
    return {name: on.isoformat() for name, on in days.items() if on}
