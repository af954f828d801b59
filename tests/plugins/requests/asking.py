"""Ways for tests to plant requests and to change the council's choices."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from flask import Flask

from core.authority import effective
from core.clock import local_today
from core.db import authority_scope, db
from core.testing.apps import World
from core.web.house import house
from plugins.requests.asking.agencies import key_of
from plugins.requests.models import Request
from plugins.requests.settings import RequestsSettings
from tests.plugins.groups.planting import council_id

NUMBERS = count(1000)
DESK = "/ashdown/requests/desk"


def in_days(number: int) -> date:
    """The day `number` days from now, by the councils' clock."""
    return local_today() + timedelta(days=number)


def whole(**columns: Any) -> dict[str, Any]:
    """The columns of a request with nothing missing."""
    texts = {
        "title": "Where should the night bus stop?",
        "question": "Tell us where you wait for the last bus and what would make it safer.",
        "agency": "City Buses",
        "office": "Network Manager",
        "space": "At your own meeting, with your worker.",
        "voice": "On a map, with stickers, or in words.",
        "heard_by": "Head of Transport",
        "can_change": "Two stops and the lights there.",
        "cannot_change": "The timetable of the trains: others decide it.",
        "success": "You wait where it is light.",
        "feedback": "Which stops we move, and why not the others.",
    }
    days = {"starts_on": in_days(20), "ends_on": in_days(30), "feedback_by": in_days(50)}
    return texts | days | {"from_kind": "partner", "kind": "views"} | columns


def request_of(app: Flask, slug: str = "ashdown", **columns: Any) -> UUID:
    """Plant a request with nothing missing; its id."""
    values = whole(**columns)
    with app.app_context(), authority_scope(council_id(app, slug), write=True):
        row = Request(number=next(NUMBERS), **({"agency_key": key_of(values["agency"])} | values))
        db.session.add(row)
        db.session.commit()
        return row.id


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


def the(app: Flask, id: UUID) -> Request:
    """One request as it stands now."""
    (found,) = read(app, Request, id=id)
    assert isinstance(found, Request)
    return found


def choose(app: Flask, **settings: Any) -> None:
    """Change the council's settings of this plugin, as its admin does on screen."""
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        with authority_scope(found.id, write=True):
            effective.save_choice(found, "requests", settings=RequestsSettings(**settings))
            db.session.commit()


def person(world: World, role: str, slug: str = "ashdown") -> UUID:
    """The record of whoever holds this role."""
    found = world.people[slug, role].person_id
    assert found is not None
    return found


def typed(on: date, name: str) -> dict[str, Any]:
    """A day as its three boxes send it."""
    return {name: [str(on.day), str(on.month), str(on.year)]}


def form_of(**columns: Any) -> dict[str, Any]:
    """A whole request as the form sends it."""
    values = whole(**columns)
    sent: dict[str, Any] = {}
    for name, value in values.items():
        sent |= typed(value, name) if isinstance(value, date) else {name: value}
    return sent
