"""A way for tests to act as timed work does: in a council's scope, with nobody signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from flask import Flask, g

from core.authority.resolve import Authority
from core.clock import local_today
from core.consent import ledger
from core.consent.ledger import Said
from core.db import authority_scope, db
from core.people.models import Person
from core.web.house import house
from plugins.influence import trail
from plugins.influence.models import Ask
from tests.plugins.influence.planting import add_rows


@contextmanager
def at_work(app: Flask, slug: str = "ashdown") -> Iterator[Authority]:
    """In this council's scope, writing; what is not committed is gone."""
    with app.app_context():
        found = house().authorities.find(slug)
    assert found
    with app.test_request_context(f"/{slug}/"), authority_scope(found.id, write=True):
        g.slug, g.authority = slug, found
        yield found


def happened(app: Flask, ask: UUID, kind: str = "proof", **more: Any) -> UUID:
    """Let something happen to the ask, as timed work would; the change's id."""
    with at_work(app) as council:
        row = db.session.get(Ask, ask)
        assert row is not None
        change = trail.happened(row, kind, authority=council, **more)
        db.session.commit()
        return change.id


def born(age: int) -> date:
    """The first of this month, `age` years ago."""
    today = local_today()
    return today.replace(year=today.year - age, day=1)


def contributor(app: Flask, name: str = "Robin Vale", later: bool | None = True, **fields: Any) -> UUID:
    """Somebody of 17 who agreed to hear what came of it, said no, or (None) was never asked."""
    (found,) = add_rows(app, Person(name=name, **({"kind": "young_person", "born_on": born(17)} | fields)))
    if later is not None:
        agree(app, found, "core.tell_later", yes=later)
    return found


def agree(app: Flask, person_id: UUID, purpose: str, *options: str, yes: bool = True) -> None:
    """Let them say yes or no themselves."""
    with at_work(app):
        ledger.answer(person_id, purpose, Said(yes=yes, options=options))
        db.session.commit()
