"""Ways for tests to publish an ask, let things happen to it, and read the ledger and its file."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from core.clock import local_today
from core.db import authority_scope, db, utcnow
from core.web.house import house
from plugins.influence import trail
from plugins.influence.models import Answer, Ask, LedgerEntry, Owner, Promise
from tests.plugins.groups.planting import council_id


def in_council(app: Flask, what: Callable[[Any], Any], slug: str = "ashdown") -> Any:
    """What `what` makes of the council, committed; there is no request, as in timed work."""
    with app.app_context(), authority_scope(council_id(app, slug), write=True):
        authority = house().authorities.find(slug)
        made = what(authority)
        db.session.commit()
        return made


def published(app: Flask, ask_id: UUID, slug: str = "ashdown", **columns: str) -> None:
    """Clear the public copies of an ask and publish it, as the tracker does."""

    def done(authority: Any) -> None:
        ask = db.session.get_one(Ask, ask_id)
        copies = {"public_title": ask.title, "public_words": "Many of us wait in the dark."} | columns
        for name, value in copies.items():
            setattr(ask, name, value)
        ask.published_at = utcnow()
        trail.happened(ask, "published", authority=authority)

    in_council(app, done, slug)


def answered(app: Flask, ask_id: UUID, slug: str = "ashdown", cleared: bool = True, **columns: Any) -> UUID:
    """Give an answer of the ask's one owner, with one promise; its id."""

    def done(authority: Any) -> UUID:
        ask = db.session.get_one(Ask, ask_id)
        owner = db.session.scalars(db.select(Owner).where(Owner.ask_id == ask_id)).first()
        owner.state, owner.outcome, owner.answered_on = "answered", "doing", local_today()
        words = {"outcome": "doing", "words": "We move it.", "public_words": "We move the last bus to nine."}
        answer = Answer(ask_id=ask_id, owner_id=owner.id, **(words | columns))
        db.session.add(answer)
        db.session.flush()
        promise = Promise(ask_id=ask_id, owner_id=owner.id, answer_id=answer.id, what="Jo drives", who="Jo Ray")
        promise.public_what = promise.what if cleared else ""
        promise.public_what = "A bus at nine"
        promise.due_on = local_today() + timedelta(days=40)
        answer.cleared_at = promise.cleared_at = utcnow() if cleared else None
        db.session.add(promise)
        trail.happened(ask, "answered", authority=authority, owner=owner, detail="doing")
        return answer.id

    return in_council(app, done, slug)


def entries(app: Flask, slug: str = "ashdown") -> list[LedgerEntry]:
    """The whole ledger of a council, in order."""
    with app.app_context(), authority_scope(council_id(app, slug)):
        rows = list(db.session.scalars(db.select(LedgerEntry).order_by(LedgerEntry.position)))
        db.session.expunge_all()
        return rows
