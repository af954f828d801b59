"""Promises after they were given: kept, moved to another day with a reason, or given up with a reason (N28, LA9)."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from core.api import Actor, Authority, begin_write, db, local_today
from plugins.influence import trail
from plugins.influence.answers.giving import hold
from plugins.influence.answers.needed import NewPromise, problems_of_promises
from plugins.influence.models import Ask, Owner, Promise
from plugins.influence.visibility import ANSWERS, SEES_ASK

MOVES: Final = {
    "done": "It is done",
    "moved": "It needs until another day",
    "dropped": "It will not be done",
}
CHANGES: Final = {"done": "promise_done", "moved": "promise_moved", "dropped": "promise_dropped"}
NEEDS_WHY: Final = frozenset({"moved", "dropped"})
OVER: Final = "Somebody has already said how this promise ended. Nothing was changed."


class PromiseRefused(Exception):
    """A change of a promise that is not kept. `problems`: box (move, note, due_on or "") -> what is missing."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = dict(problems)


def open_to(actor: Actor, id: UUID) -> Promise | None:
    """A promise that this reader may say something about: who gave it, and staff who make questions."""
    promise = db.session.get(Promise, id)
    if promise is None:
        return None
    owner = db.session.scalars(db.select(Owner).where(Owner.id == promise.owner_id)).one()
    if ANSWERS.allows(actor, owner):
        return promise
    seen = db.select(Ask.id).where(Ask.id == promise.ask_id, SEES_ASK.criteria(actor, Ask))
    return promise if actor.can("influence.ask") and db.session.scalar(seen) is not None else None


def missing(move: str, note: str, due_on: date | None, before: date, today: date) -> dict[str, str]:
    """What a change of a promise still needs, by box."""
    if move not in MOVES:
        return {"move": "Choose how it stands."}
    found = {}
    if move in NEEDS_WHY and not note.strip():
        found["note"] = "Write why. Those who asked read it."
    if move == "moved" and due_on is None:
        found["due_on"] = "Write the new day."
    if move == "moved" and due_on is not None and (due_on < today or due_on == before):
        found["due_on"] = "Write another day that is still to come."
    return found


def change(
    promise: Promise, move: str, note: str, due_on: date | None, *, by_id: UUID | None, by_words: str = ""
) -> None:
    """Say how an open promise stands and tell whoever follows the question; the caller commits.

    `move`: done, moved or dropped. Raises PromiseRefused with a sentence for each thing that is missing.
    """
    owner = db.session.scalars(db.select(Owner).where(Owner.id == promise.owner_id)).one()
    ask = hold(owner)
    db.session.refresh(promise)
    before, today = promise.due_on, local_today()
    if promise.state != "open":
        raise PromiseRefused({"": OVER})
    if found := missing(move, note, due_on, before, today):
        raise PromiseRefused(found)
    promise.note = note.strip() or promise.note
    if move == "moved" and due_on is not None:
        promise.due_on = due_on
    else:
        promise.state, promise.done_on = move, today
    detail = f"{before.isoformat()} {promise.due_on.isoformat()}" if move == "moved" else ""
    trail.happened(ask, CHANGES[move], owner=owner, detail=detail, by_id=by_id, by_words=by_words)


def add(owner: Owner, new: NewPromise, *, by_id: UUID | None, authority: Authority | None = None) -> Promise:
    """Add a promise after the answer, and tell whoever follows the question; the caller commits.

    Raises PromiseRefused where it lacks something.
    """
    begin_write()
    if found := problems_of_promises((new,), local_today()) or (
        {"": "Write what will be done."} if new.is_empty else {}
    ):
        raise PromiseRefused(found)
    ask = hold(owner)
    promise = Promise(ask_id=ask.id, owner_id=owner.id, what=new.what.strip(), who=new.who.strip(), due_on=new.due_on)
    db.session.add(promise)
    trail.happened(ask, "promised", authority=authority, owner=owner, by_id=by_id)
    return promise
