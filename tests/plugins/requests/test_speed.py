"""The desk asks the database as often for thousands of requests as for one; the fatigue meter asks three times."""

from datetime import timedelta

import pytest

from core.clock import local_today
from core.db import authority_scope, bulk_insert, db
from core.testing.apps import World
from plugins.requests.fatigue import meter
from plugins.requests.fatigue.meter import Target
from plugins.requests.models import OtherAsk, Request
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.groups.test_speed import statements
from tests.plugins.requests.asking import DESK, person, request_of

MOST = 8  # statements of the desk's list: who asks, the council's version and choices, the menu, the list
MOST_OF_ONE = 34  # of one request's page, with what was said before and the panels of others
MANY = 5000


def fill(world: World, number: int, **columns: object) -> None:
    """Plant `number` open requests, each due on a day of its own."""
    today = local_today()
    rows = [
        {"number": at, "title": f"Request {at}", "agency": "City Buses", "state": "sent", "asked_on": today}
        | {"due_on": today + timedelta(days=at % 90)}
        | columns
        for at in range(10_000, 10_000 + number)
    ]
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        bulk_insert(Request, rows)
        db.session.commit()


def test_the_desk_asks_as_often_for_thousands_as_for_one(world: World, plant: Plant) -> None:
    plant("forum")
    browser = world.browser("worker")
    request_of(world.app, state="sent")
    browser.get(DESK)
    with statements(world.app) as few:
        browser.get(DESK)
    fill(world, MANY)
    with statements(world.app) as many:
        page = browser.get(DESK)
    assert page.text.count("City Buses") == 50
    assert len(few) <= len(many) <= MOST, "\n".join(many)


def test_every_request_is_on_one_page_and_no_more(world: World) -> None:
    fill(world, 120)
    browser, seen, url = world.browser("worker"), [], DESK
    for _ in range(4):
        page = browser.get(url).text
        seen += [line.split("<")[0] for line in page.split(">Request ")[1:] if line.split("<")[0].isdigit()]
        if 'rel="next"' not in page:
            break
        url = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("number", [1, 40])
def test_the_meter_asks_three_times_for_however_many(world: World, plant: Plant, number: int) -> None:
    groups = [plant(f"forum-{at}") for at in range(number)]
    for group in groups:
        request_of(world.app, state="closed", group_id=group, asked_on=local_today())
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        rows = [{"what": "x", "on_date": local_today(), "group_id": one, "source": str(one)} for one in groups]
        bulk_insert(OtherAsk, rows)
        db.session.commit()
    wanted = [Target("group", one, "Forum") for one in groups] + [Target("cohort", "in-care", "In care")]
    with world.app.test_request_context("/ashdown/"):
        world.app.preprocess_request()
        with authority_scope(council_id(world.app)):
            meter.meters(wanted)
            with statements(world.app) as asked:
                found = meter.meters(wanted)
    tables = [one for one in asked if "requests_" in one or "influence_" in one]
    assert len(tables) == 3 and [one.times for one in found] == [2] * number + [0]


def test_one_requests_page_asks_as_often_after_many_as_before(world: World, plant: Plant) -> None:
    group, browser = plant("forum"), world.browser("worker")
    id = request_of(world.app, state="sent", group_id=group, asker_id=person(world, "decision_maker"))
    counts = []
    for _ in ("few", "many"):
        browser.get(f"{DESK}/{id}")
        with statements(world.app) as asked:
            assert browser.get(f"{DESK}/{id}").status_code == 200
        counts.append(len(asked))
        if len(counts) == 1:
            fill(world, 300, group_id=group)
    assert counts[0] == counts[1] <= MOST_OF_ONE, "\n".join(asked)
