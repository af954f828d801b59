"""Ways for tests to plant what somebody said, and what was asked of whom."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from core.authority import effective
from core.clock import local_today
from core.db import authority_scope, db
from core.testing.apps import World
from core.web.house import house
from plugins.influence.models import Ask, AskView, Owner, View, ViewTag
from plugins.influence.settings import InfluenceSettings
from tests.plugins.groups.planting import council_id

Say = Callable[..., UUID]
Asking = Callable[..., UUID]
BUS = "The bus stops running before we finish."


def in_days(number: int) -> date:
    """The day `number` days from now, by the councils' clock."""
    return local_today() + timedelta(days=number)


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


def read(app: Flask, model: type, authority: str = "ashdown", **wanted: Any) -> list[Any]:
    """Rows of `model` whose columns have these values, detached from the session."""
    with app.app_context(), authority_scope(council_id(app, authority)):
        rows = list(db.session.scalars(db.select(model).filter_by(**wanted)))
        db.session.expunge_all()
        return rows


def choose(app: Flask, **settings: Any) -> None:
    """Change the council's settings of this plugin, as its admin does on screen."""
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        with authority_scope(found.id, write=True):
            effective.save_choice(found, "influence", settings=InfluenceSettings(**settings))
            db.session.commit()


def speaker(app: Flask) -> Say:
    """Return said(words, person=None, tags=[(vocabulary, key)], authority=slug, **columns) -> id of the view."""

    def said(
        words: str = BUS, person: UUID | None = None, tags: Any = (), authority: str = "ashdown", **columns: Any
    ) -> UUID:
        values = {"said_on": in_days(-3), "person_id": person, "voice": "person" if person else "anonymous"} | columns
        with app.app_context(), authority_scope(council_id(app, authority), write=True):
            view = View(words=words, **values)
            db.session.add(view)
            db.session.flush()
            db.session.add_all(ViewTag(view_id=view.id, vocabulary=name, key=key) for name, key in tags)
            db.session.commit()
            return view.id

    return said


def asker(app: Flask) -> Asking:
    """Return asked(title, views=[id], owners=[{columns}], days=days until due, sent=True, authority=slug, **columns).

    Gives the ask's id. Without `owners` one person who must answer is planted, Head of Transport at a made-up firm.
    """

    def asked(
        title: str = "Can the bus wait for us?",
        views: Any = (),
        owners: Any = ({"title": "Head of Transport"},),
        days: int = 20,
        sent: bool = True,
        authority: str = "ashdown",
        **columns: Any,
    ) -> UUID:
        sending = {"status": "waiting", "asked_on": in_days(0), "due_on": in_days(days)} if sent else {}
        clock = {"asked_on": in_days(0), "due_on": in_days(days)} if sent else {}
        with app.app_context(), authority_scope(council_id(app, authority), write=True):
            last = db.session.scalar(db.select(db.func.max(Ask.number)))
            ask = Ask(number=(last or 0) + 1, title=title, **(sending | columns))
            db.session.add(ask)
            db.session.flush()
            db.session.add_all(AskView(ask_id=ask.id, view_id=view) for view in views)
            db.session.add_all(Owner(ask_id=ask.id, **(clock | one)) for one in owners)
            db.session.commit()
            return ask.id

    return asked
