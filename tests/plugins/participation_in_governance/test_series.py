"""Series of events: sessions, schools, numbers, what came of them; small numbers stay inside (N56)."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.participation_in_governance.models import Series, SeriesEvent, Turnout
from plugins.participation_in_governance.series.reading import sessions_of, sessions_words
from tests.plugins.meetings.evenings import said
from tests.plugins.meetings.planting import read
from tests.plugins.participation_in_governance.planting import HOME, add_school

SOON = local_today() + timedelta(days=20)
DAY = {"on_date": [str(SOON.day), str(SOON.month), str(SOON.year)]}
BEFORE = {"until": ["1", "1", "2020"]}


@pytest.fixture
def debate(app: Flask, worker: PageClient) -> Series:
    """A series that everybody may read, with one event."""
    worker.submit(f"{HOME}events/new", {"title": "Science debate", "about": "We debate.", "is_public": "y"})
    worker.submit(
        f"{HOME}events/science-debate/add", {"title": "In the north", "sessions": "10am | Genes | Years 5"} | DAY
    )
    (found,) = read(app, Series)
    return found


def test_sessions_are_typed_one_on_a_line() -> None:
    typed = "10am | What is a gene? | Years 5 and 6\n\nOnly a title\n2pm | Vote |"
    found = sessions_of(typed)
    assert [one["title"] for one in found] == ["What is a gene?", "Only a title", "Vote"]
    assert (found[0]["at"], found[0]["for_whom"], found[1]["at"]) == ("10am", "Years 5 and 6", "")
    assert sessions_of(sessions_words(found)) == found


def test_schools_and_numbers_are_exact_for_staff_and_careful_outside(
    app: Flask, worker: PageClient, client: PageClient, debate: Series
) -> None:
    (event,) = read(app, SeriesEvent)
    url = f"{HOME}event/{event.id}/schools"
    school = add_school(app, "Oak School")
    for children in ("5", "4"):
        worker.submit(url, {"school_id": str(school), "children": children, "adults": "1"})
    assert [row.children for row in read(app, Turnout)] == [4], "the same school is changed, not added"
    inside, outside = (said(one, f"{HOME}events/science-debate") for one in (worker, client))
    assert "1 schools, 4 children and young people, 1 adults" in inside
    assert "Too few to say" in outside and "4 children" not in outside and "Genes" in outside
    worker.submit(url, {"school_id": str(add_school(app, "Elm School")), "children": "21"})
    assert "25" in said(client, f"{HOME}events/science-debate").split("Children and young people")[1][:10]
    worker.submit(url, {"school_id": str(school), "children": "0", "adults": "0"})
    assert len(read(app, Turnout)) == 1


def test_what_came_of_it_and_an_event_that_is_off(
    app: Flask, worker: PageClient, client: PageClient, debate: Series
) -> None:
    (event,) = read(app, SeriesEvent)
    worker.submit(f"{HOME}event/{event.id}", {"outcome": "Twelve questions.", "cancelled": "y"} | DAY)
    worker.submit(f"{HOME}events/science-debate/edit", {"outcome": "Scientists answer."})
    page = said(client, f"{HOME}events/science-debate")
    assert "Twelve questions." in page and "Cancelled" in page and "Scientists answer." in page
    wrong = worker.submit(f"{HOME}event/{event.id}", DAY | BEFORE)
    assert wrong.status_code == 400 and "The last day is before the first." in wrong.text


def test_one_that_is_not_public_is_for_staff(app: Flask, world: World, client: PageClient, debate: Series) -> None:
    world.browser("worker").submit(f"{HOME}events/new", {"title": "Inside"})
    assert client.get(f"{HOME}events/inside").status_code == 404
    assert "Inside" not in said(client, f"{HOME}events")
    assert world.browser("practitioner").get(f"{HOME}events/inside").status_code == 200


def test_its_days_stand_in_the_calendar(client: PageClient, debate: Series) -> None:
    page = said(client, f"/ashdown/meetings/calendar?month={SOON:%Y-%m}")
    assert "In the north" in page


def test_a_name_taken_gets_another_address(app: Flask, worker: PageClient, debate: Series) -> None:
    worker.submit(f"{HOME}events/new", {"title": "Science debate"})
    worker.submit(f"{HOME}events/new", {"title": "New"})
    assert {row.key for row in read(app, Series)} == {"science-debate", "science-debate-2", "new-2"}


def test_ids_that_are_none(worker: PageClient, debate: Series) -> None:
    for path in (f"event/{UUID(int=3)}", f"event/{UUID(int=3)}/schools", "events/nothing", "events/nothing/edit"):
        assert worker.get(f"{HOME}{path}").status_code == 404
