"""Ways for the tests of publishing: an answered ask of a group, and publishing it as staff would."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Flask

from core.access.actor import Actor
from core.clock import local_today
from core.db import db
from plugins.groups.models import Group
from plugins.influence.models import Answer, Ask, AskView, Owner, Promise
from plugins.influence.tracker import publishing
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.planting import in_days
from tests.plugins.influence.working import at_work

STAFF = Actor(permissions=frozenset({"influence.hear", "influence.publish", "influence.follow", "groups.members"}))


def answer(app: Flask, ask_id: UUID, slug: str = "ashdown", outcome: str = "doing", **columns: Any) -> UUID:
    """Give an answer of the ask's first owner, with one promise; its id."""
    with at_work(app, slug):
        ask = db.session.get_one(Ask, ask_id)
        owner = db.session.scalars(db.select(Owner).where(Owner.ask_id == ask_id).order_by(Owner.id)).first()
        assert owner is not None
        owner.state, owner.outcome, owner.answered_on, owner.due_on = "answered", outcome, local_today(), None
        words = {"words": "We move the last bus.", "words_easy": "The bus goes later.", "reason": ""} | columns
        given = Answer(ask_id=ask_id, owner_id=owner.id, outcome=outcome, **words)
        db.session.add(given)
        db.session.flush()
        db.session.add(
            Promise(
                ask_id=ask_id,
                owner_id=owner.id,
                answer_id=given.id,
                what="A bus at nine",
                who="Jo Ray",
                due_on=in_days(40),
            )
        )
        ask.status, ask.answered_on, ask.due_on = outcome, local_today(), None
        db.session.commit()
        return given.id


def publish(app: Flask, ask_id: UUID, slug: str = "ashdown", quotes: bool = True, **changed: str) -> None:
    """Publish everything that may be shown, every flag looked at; `changed` gives other copies by column."""
    with at_work(app, slug) as council:
        ask = db.session.get_one(Ask, ask_id)
        typed = everything(ask, council, quotes, changed)
        publishing.publish(ask, STAFF, typed, council)
        db.session.commit()


def everything(
    ask: Ask, council: Any, quotes: bool = True, changed: Mapping[str, str] | None = None
) -> dict[str, Sequence[str]]:
    """What somebody sends who ticks all there is; call in the council's scope."""
    copies = dict(changed or {})
    desk = publishing.look(council, ask, STAFF)
    typed: dict[str, Sequence[str]] = {}
    typed["show"] = [item.key for item, _, _ in desk.items if quotes or not item.key.startswith(("quote", "verdict"))]
    for _, _, looks in desk.items:
        for one in looks:
            typed[one.box.name] = [copies.get(one.box.column, one.copy)]
    seen = publishing.look(council, ask, STAFF, typed)
    typed["looked"] = [flag.key for _, _, looks in seen.items for one in looks for flag in one.seen]
    return typed


def group_id(app: Flask, key: str, slug: str = "ashdown") -> UUID:
    """The group of this key."""
    with at_work(app, slug):
        return db.session.scalars(db.select(Group.id).where(Group.key == key)).one()


def group_of(app: Flask, plant: Plant, members: int, key: str = "coffee", slug: str = "ashdown", **fields: Any) -> UUID:
    """A group that counts this many members; its id."""
    plant(key, authority=slug, **({"name": "Coffee morning"} | fields))
    found = group_id(app, key, slug)
    change(app, Group, found, slug, member_count=members)
    return found


def change(app: Flask, model: Any, id: UUID, slug: str = "ashdown", **columns: Any) -> None:
    """Set columns of one row."""
    with at_work(app, slug):
        row = db.session.get_one(model, id)
        for name, value in columns.items():
            setattr(row, name, value)
        db.session.commit()


def link(app: Flask, ask_id: UUID, slug: str = "ashdown") -> UUID:
    """The id of the ask's one link to a view."""
    with at_work(app, slug):
        return db.session.scalars(db.select(AskView.id).where(AskView.ask_id == ask_id)).one()
