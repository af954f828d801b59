"""Ways for tests to plant charters, plans, targets and audits as a council's file declares them, and to read rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Flask, g

from core.authority.resolve import Authority
from core.clock import local_today
from core.db import authority_scope, db
from core.people.models import Organisation, Person
from core.testing.apps import World
from core.web.house import house
from plugins.standards import stored
from plugins.standards.content import StandardsContent
from plugins.standards.models import Action, Audit, AuditForm

AT = "/ashdown/standards"
PLAN = {
    "key": "plan",
    "title": "Our plan",
    "priorities": [{"key": "heard", "title": "Everyone is heard"}],
    "actions": [{"key": "visit", "priority": "heard", "title": "Visit every school"}],
}
FORM = {
    "key": "audit",
    "title": "Yearly audit",
    "kinds": ["service"],
    "sections": [{"key": "space", "title": "Space"}],
    "levels": [{"key": "begun", "title": "Begun"}, {"key": "daily", "title": "Every day"}],
    "questions": [
        {"key": "asked", "section": "space", "words": "Do you ask first?", "young": True},
        {"key": "changed", "words": "What changed?", "kind": "text"},
    ],
}


@contextmanager
def at_work(app: Flask, slug: str = "ashdown") -> Iterator[Authority]:
    """In this council's scope, writing, with nobody signed in; what is not committed is gone."""
    with app.app_context():
        found = house().authorities.find(slug)
    assert found
    with app.test_request_context(f"/{slug}/"), authority_scope(found.id, write=True):
        g.slug, g.authority = slug, found
        yield found


def declare(app: Flask, slug: str = "ashdown", **content: Any) -> None:
    """Apply declared content: declare(app, plan=[PLAN])."""
    with at_work(app, slug):
        for (kind, key), fields in StandardsContent.model_validate(content).declared().items():
            stored.save(kind, key, fields)
        db.session.commit()


def rows(app: Flask, model: Any, slug: str = "ashdown", **wanted: Any) -> list[Any]:
    """Rows of `model` whose columns have these values, detached from the session."""
    with at_work(app, slug):
        found = list(db.session.scalars(db.select(model).filter_by(**wanted)))
        db.session.expunge_all()
        return found


def change(app: Flask, model: Any, wanted: dict[str, Any], **values: Any) -> UUID:
    """Set columns of the one row with these values; its id."""
    with at_work(app):
        row = db.session.scalars(db.select(model).filter_by(**wanted)).one()
        for name, value in values.items():
            setattr(row, name, value)
        db.session.commit()
        found: UUID = row.id
        return found


def person_of(world: World, role: str, slug: str = "ashdown") -> UUID:
    """The person of this role."""
    found = world.people[slug, role].person_id
    assert found is not None
    return found


def in_days(number: int) -> date:
    """The day `number` days from now, by the councils' clock."""
    return local_today() + timedelta(days=number)


def typed_day(name: str, day: date) -> dict[str, list[str]]:
    """A day as its three boxes send it."""
    return {name: [str(day.day), str(day.month), str(day.year)]}


def team(app: Flask, name: str = "Night team", kind: str = "service", member: UUID | None = None) -> UUID:
    """Plant a team, with somebody whose record names it."""
    with at_work(app):
        row = Organisation(kind=kind, name=name)
        db.session.add(row)
        db.session.flush()
        if member:
            db.session.scalars(db.select(Person).where(Person.id == member)).one().organisation_id = row.id
        db.session.commit()
        return row.id


def audit_of(app: Flask, organisation_id: UUID, year: int | None = None, **columns: Any) -> UUID:
    """Plant an audit of the form that is called "audit"."""
    with at_work(app):
        form = db.session.scalars(db.select(AuditForm).where(AuditForm.key == "audit")).one()
        values = {"opened_on": in_days(-10), "due_on": in_days(10)} | columns
        row = Audit(form_id=form.id, organisation_id=organisation_id, year=year or local_today().year, **values)
        db.session.add(row)
        db.session.commit()
        return row.id


def action_id(app: Flask) -> UUID:
    """The id of the one action of PLAN."""
    found: UUID = rows(app, Action)[0].id
    return found
