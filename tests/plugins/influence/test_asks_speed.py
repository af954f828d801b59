"""Pages of asks ask the database as often for fifty as for one."""

from datetime import timedelta

from core.clock import local_today
from core.db import authority_scope, bulk_insert, db
from core.testing.apps import World
from plugins.influence.models import Ask, Owner
from tests.plugins.groups.planting import council_id, planter
from tests.plugins.groups.test_speed import statements
from tests.plugins.influence.asking import ask_of, asked_of, record_of, say

MOST = 8  # statements of the staff list
MOST_OF_ONE = 30  # of one ask's page, every room's part in it


def fill(world: World, number: int) -> None:
    """Plant `number` asks, each with one who must answer."""
    due = local_today() + timedelta(days=5)
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        rows = [{"number": at, "title": f"Q {at}", "status": "waiting", "due_on": due} for at in range(2, number + 2)]
        ids = bulk_insert(Ask, rows)
        bulk_insert(Owner, [{"ask_id": id, "title": "Head of Parks", "due_on": due} for id in ids])
        db.session.commit()


def test_the_staff_list_asks_as_often_for_fifty_as_for_one(world: World) -> None:
    planter(world.app)("forum")
    browser, url = world.browser("worker"), "/ashdown/what-happened/asks/"
    asked_of(world.app, ask_of(world.app))
    browser.get(url)
    with statements(world.app) as few:
        browser.get(url)
    fill(world, 48)
    with statements(world.app) as many:
        assert browser.get(url).text.count("Head of Parks") == 48
    assert len(few) <= len(many) <= MOST, "\n".join(many)


def test_the_page_of_one_ask_asks_as_often_for_many_views_as_for_one(world: World) -> None:
    browser, young = world.browser("worker"), record_of(world, "young_person")
    one = ask_of(world.app, say(world.app, person_id=young, voice="person"), status="waiting")
    views = [say(world.app, f"Number {at}", person_id=young, voice="person") for at in range(12)]
    several = ask_of(world.app, *views, number=2, status="waiting")
    for id in (one, several, several, several):
        asked_of(world.app, id)
    counts = []
    for id in (one, several):
        browser.get(f"/ashdown/what-happened/asks/{id}")
        with statements(world.app) as asked:
            assert browser.get(f"/ashdown/what-happened/asks/{id}").status_code == 200
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 1 and counts[1] <= MOST_OF_ONE, "\n".join(asked)
