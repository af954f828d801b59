"""Ways for tests to plant what was said and asked, and to read what stands in the database."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask

from core.clock import local_today
from core.db import authority_scope, db
from core.testing.apps import World
from plugins.influence.models import Ask, AskView, Owner, View
from tests.plugins.groups.planting import council_id

DAY = date(2026, 3, 2)
HONEST = {"can_change": "The time of the last bus.", "cannot_change": "The fares: the region sets them."}


def record_of(world: World, role: str, slug: str = "ashdown") -> UUID:
    """The person of this role."""
    found = world.people[slug, role].person_id
    assert found is not None
    return found


def add_rows(app: Flask, *rows: Any, slug: str = "ashdown") -> list[UUID]:
    """Plant rows; their ids."""
    with app.app_context(), authority_scope(council_id(app, slug), write=True):
        db.session.add_all(rows)
        db.session.commit()
        return [row.id for row in rows]


def read(app: Flask, model: type, slug: str = "ashdown", **wanted: Any) -> list[Any]:
    """Rows of `model` whose columns have these values, detached from the session."""
    with app.app_context(), authority_scope(council_id(app, slug)):
        rows = list(db.session.scalars(db.select(model).filter_by(**wanted)))
        db.session.expunge_all()
        return rows


def say(app: Flask, words: str = "The last bus goes too early.", slug: str = "ashdown", **columns: Any) -> UUID:
    """A view."""
    values = {"words": words, "said_on": DAY, "permission": "team"} | columns
    return add_rows(app, View(**values), slug=slug)[0]


def ask_of(app: Flask, *views: UUID, number: int = 1, slug: str = "ashdown", **columns: Any) -> UUID:
    """An ask that rests on these views, a draft unless `status` says otherwise."""
    values = {"title": "A later bus", "words": "Can the last bus go later?", "number": number} | HONEST | columns
    (id,) = add_rows(app, Ask(**values), slug=slug)
    add_rows(app, *(AskView(ask_id=id, view_id=view) for view in views), slug=slug)
    return id


def asked_of(app: Flask, ask_id: UUID, slug: str = "ashdown", **columns: Any) -> UUID:
    """Somebody who must answer the ask."""
    values = {"title": "Head of Transport", "asked_on": local_today()} | columns
    return add_rows(app, Owner(ask_id=ask_id, **values), slug=slug)[0]
