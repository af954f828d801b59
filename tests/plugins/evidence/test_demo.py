"""The demonstration of the five councils: pages of evidence and of practice examples open, nothing is planted twice."""

from datetime import date

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.demo.load import Size, load
from core.testing.browsing import PageClient
from plugins.evidence.models import Quote, Report, Story
from plugins.practice_examples.here import SERIES
from tests.plugins.groups.conftest import real_councils
from tests.plugins.groups.planting import council_id

TODAY = date(2026, 11, 21)
SLUGS = ("nottingham", "nottinghamshire", "lincolnshire", "wolverhampton", "lancashire")

__all__ = ["real_councils"]


@pytest.fixture(scope="module")
def shown(real_councils: Flask) -> Flask:
    """The five councils with a demonstration, loaded twice."""
    list(load(real_councils, Size(people=10), TODAY))
    list(load(real_councils, Size(people=10), TODAY))
    return real_councils


def browser(app: Flask) -> PageClient:
    """A browser in which nobody is signed in."""
    app.test_client_class = PageClient
    found = app.test_client()
    assert isinstance(found, PageClient)
    return found


@pytest.mark.parametrize("slug", SLUGS)
def test_every_public_page_opens(shown: Flask, slug: str) -> None:
    client = browser(shown)
    here = f"/{slug}/difference"
    assert "The last bus waits for us" in client.get(f"{here}/").text
    assert "Amari, a young person" in client.get(f"{here}/stories/example-late-bus").text
    assert client.get(f"{here}/stories/example-first-review").status_code == 404, "somebody in it took it back"
    page = client.get(f"{here}/reports").text
    key = page.split(f"{here}/reports/")[1].split('"')[0]
    report = client.get(f"{here}/reports/{key}").text
    assert "1 thing that stood here is not shown any more" in report and "too few to show" in report
    assert client.get(f"{here}/reports/{key}.pdf").mimetype == "application/pdf"


def test_examples_of_the_file_are_public_in_the_demonstration(shown: Flask) -> None:
    client = browser(shown)
    page = client.get("/nottinghamshire/examples/").text
    for title in ("A children’s activity day", "Youth Voice in youth justice", "A pathway plan in pictures"):
        assert title in page
    day = client.get("/nottinghamshire/difference/stories/activity-day").text
    assert "about 30" in day and "about 15" in day and "too few to show" in day
    assert "Names of children" in client.get("/nottinghamshire/difference/stories/picture-plan").text
    assert client.get("/nottingham/examples/").status_code == 404, "off where no document asks for it"


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_is_planted_twice(shown: Flask, slug: str) -> None:
    with shown.app_context(), authority_scope(council_id(shown, slug)):
        own = db.session.scalars(db.select(Story.key).where(Story.series != SERIES)).all()
        assert sorted(own) == [
            "example-calm-room", "example-first-review", "example-food-survey", "example-late-bus",
        ]  # fmt: skip
        assert db.session.scalar(db.select(db.func.count(Report.id))) == 2
        assert db.session.scalar(db.select(db.func.count(Quote.id))) == 5
