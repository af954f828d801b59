"""A council with a few people in it, on whichever database the test asks for."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from core.authority.models import AuthorityRow
from core.db import authority_scope, db, platform_scope
from core.people.models import Organisation, Person


@pytest.fixture
def council(bare_app: Flask) -> Iterator[UUID]:
    """The id of a made-up council whose scope is open for writing."""
    with platform_scope(reason="plant a council for a test", write=True):
        row = AuthorityRow(slug="ashdown", name="Ashdown", ons_code="E06999901", old_slugs=[])
        db.session.add(row)
        db.session.commit()
        council_id = row.id
    with authority_scope(council_id, write=True):
        yield council_id


@pytest.fixture
def school(council: UUID) -> Organisation:
    """A school of the council."""
    made = Organisation(kind="school", name="Larkfield Academy", key="larkfield")
    db.session.add(made)
    db.session.flush()
    return made


@pytest.fixture
def amara(school: Organisation) -> Person:
    """A young person with a birth date and a school."""
    made = Person(name="Amara Okoye", born_on=date(2011, 3, 9), organisation_id=school.id)
    db.session.add(made)
    db.session.flush()
    return made


@pytest.fixture
def twin(council: UUID, amara: Person) -> Person:
    """The same young person, recorded a second time with a slip."""
    made = Person(name="Amarra Okoye", known_as="Mara", born_on=date(2011, 9, 3), external_ref="K-17")
    db.session.add(made)
    db.session.flush()
    return made
