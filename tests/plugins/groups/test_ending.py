"""A group that ends: not listed for joining, kept for everybody who was in it, and open again by one press."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from core.api import Organisation, utcnow
from core.audit import entries
from core.clock import local_today
from core.db import authority_scope, db
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.groups.models import Constituency, Election, Group, Joining, Membership
from plugins.groups.personal import retention_due
from tests.plugins.groups.planting import Plant, council_id

STAFF = "/ashdown/groups/manage/forum"
SAID = "Forum has ended. Everything about it is kept"


def scope(world: World) -> authority_scope:
    return authority_scope(council_id(world.app), write=True)


@pytest.fixture
def forum(world: World, plant: Plant) -> UUID:
    """A group with a young person in it and a worker who supports it."""
    young, worker = (world.people["ashdown", role].person_id for role in ("young_person", "worker"))
    return plant("forum", name="Forum", purpose="Be heard", members=[young], workers=[worker])


@pytest.fixture
def worker(world: World, forum: UUID) -> PageClient:
    return world.browser("worker")


def stands(world: World) -> tuple[str, date | None, int, list[str]]:
    """Status, day of the end, stored number of members, and how each place stands."""
    with world.app.app_context(), scope(world):
        group = db.session.scalars(db.select(Group).where(Group.key == "forum")).one()
        places = db.session.scalars(db.select(Membership.status).where(Membership.group_id == group.id)).all()
        return group.status, group.ended_on, group.member_count, list(places)


@pytest.mark.both_databases
def test_it_says_what_will_happen_ends_and_opens_again(world: World, worker: PageClient) -> None:
    assert f"{STAFF}/end" in worker.get(STAFF).text
    page = worker.get(f"{STAFF}/end").text
    assert "no longer listed for joining" in page and "The 2 people in it keep their history" in page
    assert stands(world)[0] == "active"
    assert worker.submit(f"{STAFF}/end", {}).location == STAFF
    page = worker.get(STAFF).text
    assert SAID in page and f"{STAFF}/end" not in page
    assert stands(world) == ("ended", local_today(), 1, ["active", "active"])
    worker.submit(STAFF, action="/open-again")
    assert stands(world) == ("active", None, 1, ["active", "active"])
    with world.app.app_context(), scope(world):
        assert {"groups.group_ended", "groups.group_opened_again"} <= {entry.action for entry in entries()}


def test_its_history_stays_visible_to_its_members_and_staff_and_nobody_is_asked_to_join(
    world: World, worker: PageClient, client: PageClient
) -> None:
    young = world.browser("young_person")
    assert "Forum" in client.get("/ashdown/groups/").text
    worker.submit(f"{STAFF}/end", {"ended_on": ["24", "7", "2026"]})
    listed = client.get("/ashdown/groups/").text
    assert "Forum" not in listed.partition("<main")[2]
    mine = young.get("/ashdown/groups/mine").text
    assert "Groups that have ended" in mine and "ended on 24 July 2026" in mine and "in no group just now" in mine
    for browser in (young, client):
        public = browser.get("/ashdown/groups/forum").text
        assert "Be heard" in public and "It met until 24 July 2026" in public
        assert "How to join" not in public and "Want to come?" not in public
    assert "Young person Tester" in worker.get(f"{STAFF}/members/").text
    record = world.people["ashdown", "young_person"].person_id
    assert "the group has ended on 24 July 2026" in worker.get(f"/ashdown/people/{record}/").text
    assert "Forum" in worker.get("/ashdown/groups/manage/?status=ended").text


def test_home_pages_no_longer_count_on_it(world: World, worker: PageClient) -> None:
    young = world.browser("young_person")
    assert "/ashdown/groups/forum" in young.get("/ashdown/home").text and STAFF in worker.get("/ashdown/home").text
    worker.submit(f"{STAFF}/end", {})
    worker.get(STAFF)  # reads what was said
    assert "/ashdown/groups/forum" not in young.get("/ashdown/home").text
    assert STAFF not in worker.get("/ashdown/home").text


def test_a_day_to_come_or_half_a_day_is_refused(world: World, worker: PageClient) -> None:
    later = local_today() + timedelta(days=2)
    answer = worker.submit(f"{STAFF}/end", {"ended_on": [str(later.day), str(later.month), str(later.year)]})
    assert answer.status_code == 400 and "This day is still to come" in answer.text
    answer = worker.submit(f"{STAFF}/end", {"ended_on": ["3", "", ""]})
    assert answer.status_code == 400 and "Enter a whole date" in answer.text
    assert stands(world)[0] == "active"


def test_an_election_that_is_not_over_holds_it_open(world: World, worker: PageClient, forum: UUID) -> None:
    form = worker.get(f"{STAFF}/end").text
    assert "not over yet" not in form
    token = form.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    with world.app.app_context(), scope(world):
        body = Organisation(name="Larkfield Academy", kind="school")
        db.session.add(body)
        db.session.flush()
        seat = Constituency(group_id=forum, organisation_id=body.id)
        db.session.add(seat)
        db.session.flush()
        times = {name: utcnow() for name in ("stand_until", "opens_at", "closes_at")}
        db.session.add(Election(group_id=forum, constituency_id=seat.id, state="voting", **times))
        db.session.commit()
    assert "An election of this group is not over yet" in worker.get(f"{STAFF}/end").text
    answer = worker.post(f"{STAFF}/end", data={"csrf_token": token})
    assert answer.status_code == 409 and stands(world)[0] == "active"


def test_who_still_waits_for_an_answer_is_remembered(world: World, worker: PageClient, forum: UUID) -> None:
    with world.app.app_context(), scope(world):
        db.session.add(Joining(id=uuid4(), group_id=forum, route="advert", state="interested", name="Sky Penhale"))
        db.session.commit()
    assert "Somebody still waits for an answer from this group" in worker.get(f"{STAFF}/end").text


def test_the_status_on_the_form_keeps_the_day_right(world: World, worker: PageClient) -> None:
    worker.submit(f"{STAFF}/edit", {"status": "ended"})
    assert stands(world)[:2] == ("ended", local_today())
    worker.submit(f"{STAFF}/edit", {"status": "paused"})
    assert stands(world)[:2] == ("paused", None)


def test_only_those_who_manage_groups_end_them(world: World, worker: PageClient) -> None:
    nowhere = worker.get("/ashdown/nowhere").get_data()
    for role in ("practitioner", "decision_maker", "young_person"):
        assert world.browser(role).get(f"{STAFF}/end").get_data() == nowhere
    assert world.browser("worker", "brackwell").get("/brackwell/groups/manage/forum/end").status_code == 404


def test_ended_twice_it_stays_as_it_was(world: World, worker: PageClient) -> None:
    worker.submit(f"{STAFF}/end", {"ended_on": ["24", "7", "2026"]})
    assert worker.get(f"{STAFF}/end").location == STAFF
    assert stands(world)[1] == date(2026, 7, 24)


def test_the_places_of_an_ended_group_are_not_kept_for_ever(world: World, worker: PageClient) -> None:
    """They are due as if their people had left on the day on which the group ended."""
    worker.submit(f"{STAFF}/end", {"ended_on": ["24", "7", "2026"]})
    with world.app.app_context(), scope(world):
        authority = house().authorities.find("ashdown")
        assert authority is not None
        months = next((rule.months for rule in authority.file.retention if rule.record == "member"), None)
        if months is None:
            pytest.skip("this council keeps no class for members")
        after = date(2026 + months // 12 + 1, 9, 1)
        assert [len(one.ids) for one in retention_due(authority, after)] == [2]
        assert retention_due(authority, date(2026, 8, 1)) == []
