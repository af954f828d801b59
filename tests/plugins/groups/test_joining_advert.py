"""Answering an advert: a short form without an account, a code, and a kind answer for everybody (W57)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.db import authority_scope, db, utcnow
from core.people.models import Person
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.groups.joining import keeping
from plugins.groups.models import Group, Joining
from tests.plugins.groups.planting import Plant, choose, council_id
from tests.plugins.groups.test_members import born
from tests.plugins.groups.ways import MANAGE, code_in, memberships, say, state, way_id

INTEREST = "/ashdown/groups/forum/interest"
COMING = MANAGE + "forum/coming-in"
JO = {"name": "Jo", "age": "19", "contact": "07700 900123", "when": "After 4 pm, text only", "message": "Housing"}
ADVERT = {"name": "Forum", "advert": "Are you a care leaver? Come and help.", "join": [{"kind": "advert"}]}


@pytest.fixture
def forum(plant: Plant, world: World) -> UUID:
    """A forum of care leavers with an advert, run by the worker."""
    worker = world.people["ashdown", "worker"].person_id
    return plant("forum", members_hidden=True, workers=[worker], **ADVERT)


@pytest.fixture
def worker(world: World) -> PageClient:
    return world.browser("worker")


def asks(client: PageClient, **typed: Any) -> str:
    """Answer the advert; returns the page with the receipt."""
    answer = client.submit(INTEREST, JO | typed)
    assert answer.status_code == 302, answer.text
    assert answer.location is not None
    return answer.location


@pytest.mark.both_databases
def test_asked_welcomed_recorded_and_put_in(app: Flask, forum: UUID, worker: PageClient, client: PageClient) -> None:
    assert "We are looking for people" in client.get("/ashdown/groups/forum").text
    receipt = asks(client)
    shown = client.get(receipt).text
    assert "You get an answer within 10 days" in shown
    assert code_in(receipt) in shown
    listed = worker.get(COMING).text
    assert "Wants to come" in listed
    way = way_id(app)
    told = worker.submit(f"{COMING}/{way}", {"move": "welcome", "words": "Come on Thursday."}, action=str(way))
    assert told.status_code == 302
    assert "Come on Thursday." in client.get(receipt).text
    assert "Answered, but told by nobody yet" in worker.get(COMING).text
    worker.submit(f"{COMING}/{way}", {"told": "phone"}, action="/told")
    assert "Answered, but told by nobody yet" not in worker.get(COMING).text
    assert worker.get(f"{COMING}/{way}/put-in").location.endswith("/who")
    worker.submit(f"{COMING}/{way}/who", {"person": ""})
    assert worker.submit(f"{COMING}/{way}/put-in").status_code == 302
    assert (state(app), memberships(app)) == ("joined", [("active", "advert", "Member")])
    assert "You are in the group." in client.get(receipt).text


def test_not_this_time_is_kind_and_suggests_another_group(
    app: Flask, forum: UUID, plant: Plant, worker: PageClient, client: PageClient
) -> None:
    plant("other", name="Other forum", purpose_easy="Come and talk.")
    receipt = asks(client)
    way = f"{COMING}/{way_id(app)}"
    offered = worker.get(f"{way}?say=not_this_time").text
    assert "All our places are taken just now" in offered
    empty = worker.submit(way, {"move": "not_this_time", "words": ""}, action=way)
    assert (empty.status_code, "Write a kind answer." in empty.text) == (400, True)
    with app.app_context(), authority_scope(council_id(app)):
        other = db.session.scalars(db.select(Group.id).where(Group.key == "other")).one()
    worker.submit(way, {"move": "not_this_time", "words": "We are full. Sorry!", "suggested": str(other)}, action=way)
    shown = client.get(receipt).text
    for words in ("We are full. Sorry!", "Maybe this group is for you:", "/ashdown/groups/other"):
        assert words in shown
    assert memberships(app) == []


def test_two_staff_answering_at_once_see_each_other(app: Flask, forum: UUID, world: World, client: PageClient) -> None:
    receipt = asks(client)
    way = f"{COMING}/{way_id(app)}"
    one, other = world.browser("worker"), world.browser("practitioner")
    page = other.get(way).text
    typed = {
        name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]
        for name in ("csrf_token", "once", "version")
    }
    one.submit(way, {"move": "welcome", "words": "Welcome!"}, action=way)
    late = other.post(way, data=typed | {"move": "not_this_time", "words": "No room."})
    assert late.status_code == 409
    assert "Somebody else changed this while you typed." in late.text
    assert "Welcome!" in late.text
    assert "Welcome!" in client.get(receipt).text


def test_the_form_sent_twice_asks_once(app: Flask, forum: UUID, client: PageClient) -> None:
    page = client.get(INTEREST).text
    typed = {name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("csrf_token", "once")}
    places = {client.post(INTEREST, data=typed | JO | {"whose": "mine"}).location for _ in "ab"}
    assert len(places) == 1
    assert state(app) == "interested"


def test_a_name_and_one_contact_are_asked_and_nothing_else(app: Flask, forum: UUID, client: PageClient) -> None:
    bare = client.submit(INTEREST, {"name": "", "contact": ""})
    assert bare.status_code == 400
    assert "A first name is enough." in bare.text
    assert "Give one way to reach you" in bare.text
    assert client.submit(INTEREST, {"name": "Jo", "contact": "jo@example.example"}).status_code == 302


def test_a_child_under_13_gives_the_contact_of_a_grown_up(app: Flask, forum: UUID, client: PageClient) -> None:
    alone = client.submit(INTEREST, JO | {"age": "11"})
    assert alone.status_code == 400
    assert "You are under 13." in alone.text
    asks(client, age="11", whose="grown_up")
    with app.app_context(), authority_scope(council_id(app)):
        row = db.session.scalars(db.select(Joining)).one()
    assert row.contact == "07700 900123 (a grown-up's; After 4 pm, text only)"


@pytest.mark.parametrize("change", [{"advert_until": date(2020, 1, 1)}, {"status": "ended"}, {"advert": ""}])
def test_an_advert_that_is_over_says_so_kindly(
    app: Flask, forum: UUID, client: PageClient, change: dict[str, Any]
) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.execute(db.update(Group).where(Group.id == forum).values(**change))
        db.session.commit()
    answer = client.get(INTEREST)
    assert answer.status_code == 410
    assert "Not looking for people just now" in answer.text


def test_changing_ones_mind_and_asking_again_when_signed_in(app: Flask, forum: UUID, world: World) -> None:
    young = world.browser("young_person")
    one_press = young.get(INTEREST).text
    assert "one press is enough" in one_press
    assert young.submit(INTEREST, action="/interest").status_code == 302
    mine = f"/ashdown/groups/mine/asked/{way_id(app)}"
    say(young, mine, "withdraw")
    assert state(app) == "withdrawn"
    with app.app_context(), authority_scope(council_id(app)):
        assert db.session.scalars(db.select(Joining.contact)).one() == ""
    assert young.submit(INTEREST, action="/interest").status_code == 302
    assert state(app) == "interested"


def test_signed_in_the_answer_is_news_on_the_home_page(app: Flask, forum: UUID, world: World) -> None:
    young, worker = world.browser("young_person"), world.browser("worker")
    young.submit(INTEREST, action="/interest")
    assert "Answer 1 person who wants to come to Forum" in worker.get("/ashdown/home").text
    way = f"{COMING}/{way_id(app)}"
    worker.submit(way, {"move": "welcome", "words": "Welcome!"}, action=way)
    assert "Forum answered you" in young.get("/ashdown/home").text
    assert "Put in 1 person who said yes to Forum" in worker.get("/ashdown/home").text


def test_who_waits_too_long_is_named_to_staff(app: Flask, forum: UUID, worker: PageClient, client: PageClient) -> None:
    asks(client)
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.execute(db.update(Joining).values(made_at=utcnow() - timedelta(days=12)))
        db.session.commit()
    assert "Answer overdue" in worker.get(COMING).text
    assert "1 person waits too long for an answer from Forum" in worker.get("/ashdown/home").text
    choose(app, answer_days=30)
    assert "Answer overdue" not in worker.get(COMING).text


def test_who_they_are_is_looked_up_so_that_nobody_is_there_twice(
    app: Flask, forum: UUID, worker: PageClient, client: PageClient
) -> None:
    jo = born(app, "Jo Marlowe", 19)
    asks(client)
    way = f"{COMING}/{way_id(app)}"
    worker.submit(way, {"move": "welcome", "words": "Welcome!"}, action=way)
    assert "Jo Marlowe" in worker.get(way + "/who").text
    token = worker.get(way + "/who").text.split('name="csrf_token" value="')[1].split('"')[0]
    worker.post(way + "/who", data={"csrf_token": token, "person": str(jo)})
    worker.submit(way + "/put-in")
    with app.app_context(), authority_scope(council_id(app)):
        named = db.select(db.func.count()).where(Person.name.startswith("Jo"))
        assert db.session.scalar(named) == 1
    assert memberships(app) == [("active", "advert", "Member")]


def test_a_member_who_asks_under_another_name_is_not_put_in_twice(
    app: Flask, plant: Plant, worker: PageClient, client: PageClient
) -> None:
    jo = born(app, "Jo Marlowe", 19)
    plant("forum", members=[jo], **ADVERT)
    asks(client)
    way = f"{COMING}/{way_id(app)}"
    worker.submit(way, {"move": "welcome", "words": "Welcome!"}, action=way)
    token = worker.get(way + "/who").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = worker.post(way + "/who", data={"csrf_token": token, "person": str(jo)}, follow_redirects=True)
    assert "Jo Marlowe is in this group already." in answer.text


def test_a_hidden_group_has_no_public_advert(plant: Plant, client: PageClient) -> None:
    plant("forum", listing="hidden", **ADVERT)
    assert client.get(INTEREST).status_code == 404


def test_what_somebody_wrote_stays_out_of_the_audit(
    app: Flask, forum: UUID, world: World, client: PageClient
) -> None:
    asks(client, message="My very own words")
    trail = world.browser("local_admin").get("/ashdown/admin/audit").text
    assert "groups.joining_interested" in trail or "joining" in trail
    assert "My very own words" not in trail


def test_the_last_day_is_still_open(app: Flask, plant: Plant, client: PageClient) -> None:
    plant("forum", advert_until=local_today().isoformat(), **ADVERT)
    assert client.get(INTEREST).status_code == 200


def test_a_way_that_is_over_falls_due(app: Flask, forum: UUID, world: World) -> None:
    world.browser("young_person").submit(INTEREST, action="/interest")
    way = way_id(app)
    with app.app_context(), authority_scope(council_id(app), write=True):
        long_ago = utcnow() - timedelta(days=365 * 40)
        db.session.execute(db.update(Joining).values(state="withdrawn", said_at=long_ago, made_at=long_ago))
        db.session.commit()
        assert [one.ids for one in keeping.due(local_today(), from_birth=False)] == [[way]]
        assert keeping.due(local_today() - timedelta(days=365 * 50), from_birth=False) == []
        assert keeping.due(local_today(), from_birth=True) == []  # nobody knows when they were born
        db.session.execute(db.update(Joining).values(state="interested"))
        assert keeping.due(local_today(), from_birth=False) == []
