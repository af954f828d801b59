"""Ways for tests to make a programme: its groups, terms far ahead, and what a council chose."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from core.authority import effective
from core.clock import local_today
from core.db import authority_scope, db
from core.people.models import Organisation, Term
from core.web.house import house
from plugins.groups.models import Group
from plugins.participation_in_governance.models import ProgrammeTerm
from plugins.participation_in_governance.plugin import plugin
from plugins.participation_in_governance.settings import ProgrammeSettings
from tests.plugins.groups.planting import council_id

HOME = "/ashdown/programme/"
YEAR = 2030  # no school year of the made-up councils' own files
AUTUMN, SPRING, SUMMER = "Autumn 2030", "Spring 2031", "Summer 2031"
TERMS = (
    (AUTUMN, date(2030, 9, 2), date(2030, 12, 20)),
    (SPRING, date(2031, 1, 6), date(2031, 4, 4)),
    (SUMMER, date(2031, 4, 28), date(2031, 7, 23)),
)
SETS = [
    ("plan", "Plan priorities", [("plan:safe", "Safe lives"), ("plan:well", "Being well")]),
    ("city", "City themes", [("city:green", "Green city")]),
    ("rights", "Rights", [("rights:12", "Article 12")]),
]


def add(app: Flask, *rows: Any, authority: str = "ashdown") -> list[UUID]:
    """Store these rows in a council; returns their ids."""
    with app.app_context(), authority_scope(council_id(app, authority), write=True):
        db.session.add_all(rows)
        db.session.commit()
        return [row.id for row in rows]


def belong(app: Flask, programme: str, *keys: str, authority: str = "ashdown") -> None:
    """Let groups belong to a programme."""
    with app.app_context(), authority_scope(council_id(app, authority), write=True):
        found = db.session.scalars(db.select(Group).where(Group.key.in_((programme, *keys)))).all()
        by_key = {group.key: group for group in found}
        for key in keys:
            by_key[key].programme_id = by_key[programme].id
        db.session.commit()


def choose(app: Flask, authority: str = "ashdown", **settings: Any) -> None:
    """Change the council's settings of this plugin, as its admin does on screen."""
    with app.app_context():
        found = house().authorities.find(authority)
    assert found is not None
    with app.app_context(), authority_scope(found.id, write=True):
        effective.save_choice(found, plugin.name, settings=ProgrammeSettings(**settings))
        db.session.commit()


def add_terms(app: Flask, authority: str = "ashdown") -> dict[str, UUID]:
    """Three terms of a year far ahead, by name."""
    rows = [Term(name=name, starts_on=first, ends_on=last) for name, first, last in TERMS]
    return dict(zip((AUTUMN, SPRING, SUMMER), add(app, *rows, authority=authority), strict=True))


def only_term_now(app: Flask, authority: str = "ashdown") -> UUID:
    """The only term of the council: a month on either side of today, whatever day it is."""
    with app.app_context(), authority_scope(council_id(app, authority), write=True):
        for row in db.session.scalars(db.select(Term)):
            db.session.delete(row)
        db.session.commit()
    around = timedelta(days=31)
    (id,) = add(
        app,
        Term(name="This term", starts_on=local_today() - around, ends_on=local_today() + around),
        authority=authority,
    )
    return id


def say(app: Flask, term: UUID, authority: str = "ashdown", **columns: Any) -> UUID:
    """What a term is about; returns the programme's own id of it."""
    (id,) = add(app, ProgrammeTerm(term_id=term, **columns), authority=authority)
    return id


def add_school(app: Flask, name: str, authority: str = "ashdown") -> UUID:
    """A school of the council."""
    (id,) = add(app, Organisation(kind="school", name=name), authority=authority)
    return id
