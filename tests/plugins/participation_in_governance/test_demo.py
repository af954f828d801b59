"""A demonstration of the programme: every page has something on it, a second load adds nothing."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.demo.load import Size, load
from core.web.house import house
from plugins.participation_in_governance import models

TODAY = date(2026, 11, 21)
TABLES = [getattr(models, name) for name in models.__all__]


@pytest.fixture(scope="module")
def five(real_councils: Flask) -> Iterator[Flask]:
    """The five councils with a demonstration."""
    list(load(real_councils, Size(people=40), TODAY))
    yield real_councils


def counts(app: Flask) -> dict[tuple[str, str], int]:
    found = {}
    with app.app_context():
        for authority in house().authorities.all():
            with authority_scope(authority.id):
                for table in TABLES:
                    number = db.session.scalar(db.select(db.func.count(table.id))) or 0
                    found[authority.slug, table.__name__] = number
    return found


def test_a_council_with_a_programme_has_something_of_everything(five: Flask) -> None:
    found = counts(five)
    with_it = {slug for (slug, name), number in found.items() if name == "ProgrammeTerm" and number}
    assert with_it, "at least one of the five has a programme"
    for slug in with_it:
        assert all(found[slug, table.__name__] for table in TABLES), slug


def test_a_second_load_adds_nothing(five: Flask) -> None:
    before = counts(five)
    list(load(five, Size(people=40), TODAY))
    assert counts(five) == before
