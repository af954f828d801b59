"""The answers on an ask's page: of each who must answer, the earlier ones too, with promises and what proves them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import ZONE, Actor, Panel, db, gettext, local_today, reading
from plugins.influence.answers import checks
from plugins.influence.answers.proofs import ProofLine, of_ask
from plugins.influence.asks.naming import of_row, owners_read
from plugins.influence.models import Answer, Ask, Owner, Promise
from plugins.influence.vocabulary import CHECK_ANSWERS, OUTCOMES, PROMISE_STATES, PROMISE_TONES, TONES

OPEN = frozenset(TONES)


class AnswerLine(NamedTuple):
    """One answer as a reader of its band reads it; `late` promises are those whose day has passed."""

    id: UUID
    outcome: str
    tone: str
    words: str
    reason: str
    on: date


class PromiseLine(NamedTuple):
    """Something promised: how it stands, and what shows that it was done."""

    id: UUID
    what: str
    who: str
    due_on: date
    state: str
    words: str
    tone: str
    late: bool
    note: str
    done_on: date | None
    proofs: Sequence[ProofLine]
    may_change: bool
    may_prove: bool


class OwnersAnswers(NamedTuple):
    """One who was asked: the latest answer, those before it, and the promises of all of them."""

    who: str
    latest: AnswerLine | None
    earlier: Sequence[AnswerLine]
    promises: Sequence[PromiseLine]


def part(ask: Ask, actor: Actor) -> Panel | None:
    """The part of an ask's page that says what was answered; nothing before there is an answer, but for staff."""
    works = actor.can("influence.ask") and ask.status in OPEN
    found = {
        "answers": of_owners(ask, actor),
        "proofs": [one for one in of_ask(ask) if one.promise_id is None],
        "checks": checks.of_ask(ask, actor),
        "proposed": checks.proposed(ask) if works else [],
        "waiting": _waiting(ask) if works else [],
        "mine": [one.id for one in ask.owners if one.id in _own(ask.owners, actor) and one.state == "waiting"],
    }
    if not (works or any(found.values())):
        return None
    context = found | {"works": works, "check_answers": CHECK_ANSWERS}
    return Panel(gettext("What they answered"), "influence/_answers.html", context, 10)


def _waiting(ask: Ask) -> list[tuple[UUID, str]]:
    """Whoever can still answer, and how they are called."""
    query = owners_read(Owner.ask_id == ask.id, Owner.state != "passed_on")
    return [(row.Owner.id, of_row(row)) for row in db.session.execute(query)]


def of_owners(ask: Ask, actor: Actor) -> list[OwnersAnswers]:
    """The answers of every owner who has given one, in the order in which they were asked."""
    answers, promises = _answers(ask), promises_of(ask, actor)
    found = []
    for row in db.session.execute(owners_read(Owner.ask_id == ask.id)):
        mine, theirs = answers.get(row.Owner.id, []), promises.get(row.Owner.id, [])
        if mine or theirs:
            found.append(OwnersAnswers(of_row(row), mine[0] if mine else None, mine[1:], theirs))
    return found


def answers_of(ask: Ask, owner_id: UUID) -> list[AnswerLine]:
    """The answers that one owner has given, the latest first."""
    return _answers(ask, Answer.owner_id == owner_id).get(owner_id, [])


def promises_of(ask: Ask, actor: Actor) -> dict[UUID, list[PromiseLine]]:
    """The promises of every owner by its id, the next due first."""
    proofs: dict[UUID | None, list[ProofLine]] = {}
    for proof in of_ask(ask):
        proofs.setdefault(proof.promise_id, []).append(proof)
    query = db.select(Promise).where(Promise.ask_id == ask.id).order_by(Promise.due_on, Promise.id)
    found: dict[UUID, list[PromiseLine]] = {}
    mine = _own(ask.owners, actor)
    for row in db.session.scalars(query):
        may = actor.can("influence.ask") or row.owner_id in mine
        found.setdefault(row.owner_id, []).append(_promise(row, proofs.get(row.id, []), may))
    return found


def _own(owners: Iterable[Owner], actor: Actor) -> frozenset[UUID]:
    if not actor.can("influence.answer") or actor.person_id is None:
        return frozenset()
    return frozenset(one.id for one in owners if one.person_id == actor.person_id)


def _answers(ask: Ask, *narrowed: Any) -> dict[UUID, list[AnswerLine]]:
    query = db.select(Answer).where(Answer.ask_id == ask.id, *narrowed).order_by(Answer.number.desc())
    found: dict[UUID, list[AnswerLine]] = {}
    easy = reading()[0] == "easy"
    for row in db.session.scalars(query):
        found.setdefault(row.owner_id, []).append(_answer(row, easy))
    return found


def _answer(row: Answer, easy: bool) -> AnswerLine:
    words = row.words_easy if easy and row.words_easy else row.words
    on = row.made_at.astimezone(ZONE).date()
    return AnswerLine(row.id, gettext(OUTCOMES[row.outcome]), TONES[row.outcome], words, row.reason, on)


def _promise(row: Promise, proofs: Sequence[ProofLine], may: bool) -> PromiseLine:
    late = row.state == "open" and row.due_on < local_today()
    return PromiseLine(
        id=row.id,
        what=row.what,
        who=row.who,
        due_on=row.due_on,
        state=row.state,
        words=gettext(PROMISE_STATES[row.state]),
        tone="bad" if late else PROMISE_TONES[row.state],
        late=late,
        note=row.note,
        done_on=row.done_on,
        proofs=proofs,
        may_change=may and row.state == "open",
        may_prove=may and row.state == "done",
    )
