"""A demonstration of the programme: every page has something on it, a second load adds nothing."""

from collections.abc import Iterator
from datetime import date
from typing import cast

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.demo.load import Size, load
from core.testing.apps import add_account, sign_in_as
from core.testing.browsing import PageClient
from core.web.house import house
from core.web.preferences import COOKIE
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


def pages(app: Flask, slug: str) -> list[str]:
    """Every page of the programme that needs no more than the council, and one of each record."""
    with app.app_context():
        found = house().authorities.find(slug)
        assert found is not None
        with authority_scope(found.id):
            ids = {table: db.session.scalars(db.select(table.id)).first() for table in TABLES}
            term = db.session.scalars(db.select(models.ProgrammeTerm.term_id)).first()
            series = db.session.scalars(db.select(models.Series.key)).first()
    plain = ("", "plan", "plan?span=year", "agenda", "schools", "officers", "seats", "standing", "events", "reports")
    of_term = (f"terms/{term}", f"terms/{term}/edit", f"terms/{term}/outputs/new", f"agenda/{term}/new")
    sheets = tuple(f"agenda/{term}/{version}" for version in ("standard", "young", "easy"))
    of_series = (f"events/{series}", f"events/{series}/edit", f"events/{series}/add", "events/new")
    of_rows = (
        *(f"outputs/{ids[models.Output]}", f"agenda/line/{ids[models.AgendaLine]}"),
        *(f"event/{ids[models.SeriesEvent]}", f"event/{ids[models.SeriesEvent]}/schools"),
    )
    return [f"/{slug}/programme/{path}" for path in (*plain, *of_term, *sheets, *of_series, *of_rows)]


def test_every_page_of_the_demonstration_opens_and_is_sound(five: Flask) -> None:
    with five.app_context():
        worker = add_account("worker", "nottingham", name="Programme Tester")
    five.test_client_class = PageClient
    browser = cast(PageClient, five.test_client())
    sign_in_as(browser, worker, "nottingham")
    for path in pages(five, "nottingham"):
        assert browser.get(path).status_code == 200, path


def test_everybody_reads_the_programme_in_each_band(five: Flask) -> None:
    five.test_client_class = PageClient
    browser = cast(PageClient, five.test_client())
    came = {"standard": "What came of this term’s meetings", "easy": "What happened after we met"}
    for band, words in came.items():
        browser.set_cookie(COOKIE, f"{band}.en")
        page = browser.get("/nottingham/programme/").text
        assert "Participation in Governance" in page and words in page, band
