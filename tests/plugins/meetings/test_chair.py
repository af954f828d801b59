"""A young chair: chosen among the members, sees one item at a time with words to say, and finds it on their home."""

from uuid import UUID

import pytest
from flask import Flask

from core.access.actor import Actor
from core.db import authority_scope, db
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from core.web.request import required_authority
from plugins.groups.models import Membership
from plugins.meetings.agenda import home, prompts
from plugins.meetings.models import AgendaItem, Meeting
from plugins.meetings.vocabulary import ITEM_KINDS
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.planting import PlanMeeting, in_days, read

ITEMS = (
    {"title": "Hello", "kind": "welcome", "minutes": 10},
    {"title": "Buses", "kind": "talk", "minutes": 20, "prompt": "Who takes the bus?"},
    {"title": "Thank you", "kind": "end"},
)


@pytest.fixture
def worker(world: World, plant: Plant) -> PageClient:
    plant("forum", members=[world.people["ashdown", "young_person"].person_id])
    return world.browser("worker")


@pytest.fixture
def meeting(app: Flask, worker: PageClient, plan: PlanMeeting) -> UUID:
    made = plan("forum", on=in_days(30))
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.add_all(
            AgendaItem(meeting_id=made, position=number, **values) for number, values in enumerate(ITEMS)
        )
        db.session.commit()
    return made


@pytest.fixture
def young(world: World, worker: PageClient, meeting: UUID) -> PageClient:
    """The young person in the chair."""
    chosen = str(world.people["ashdown", "young_person"].person_id)
    assert worker.submit(address(meeting, "/choose"), {"chair": chosen}).status_code == 302
    return world.browser("young_person")


def address(meeting: UUID, more: str = "") -> str:
    return f"/ashdown/meetings/{meeting}/chair{more}"


def lines(world: World, role: str) -> list[tuple[str, str]]:
    """The home lines of somebody, as the page would get them."""
    app, actor = world.app, Actor(person_id=world.people["ashdown", role].person_id, roles=frozenset({role}))
    with app.test_request_context("/ashdown/meetings/"):
        assert app.preprocess_request() is None
        return [(item.title, item.url) for item in home.items(required_authority(), actor)]


@pytest.mark.both_databases
def test_a_chair_goes_through_the_meeting_one_item_at_a_time(young: PageClient, meeting: UUID) -> None:
    assert "3 things to do" in young.get(address(meeting)).text
    first = young.get(address(meeting, "/1")).text
    assert "1 of 3" in first and "10 minutes, until 4:40pm" in first
    assert "Hello everyone." in first and "After this: Buses" in first
    second = young.get(address(meeting, "/2")).text
    assert "Who takes the bus?" in second, "an item's own words go before ours"
    assert address(meeting, "/1") in second and address(meeting, "/3") in second
    last = young.get(address(meeting, "/3")).text
    assert "We are finished" in last and "until" not in last.split("<main")[1].split("<h2")[0]
    for beyond in ("/0", "/4", "/99999999999"):
        assert young.get(address(meeting, beyond)).status_code == 404


def test_stopping_says_what_to_do_and_leads_back(young: PageClient, meeting: UUID) -> None:
    shown = young.get(address(meeting, "/pause?at=2")).text
    assert "Go to an adult in the room" in shown and "/ashdown/help" in shown
    assert address(meeting, "/2") in shown
    assert young.get(address(meeting, "/pause?at=<script>")).status_code == 200


def test_staff_look_through_it_and_others_do_not(
    world: World, young: PageClient, worker: PageClient, meeting: UUID
) -> None:
    assert "You see what the chair sees." in worker.get(address(meeting)).text
    assert "You see what the chair sees." not in young.get(address(meeting)).text
    for role in ("decision_maker", "parent_carer", "local_admin", "safeguarding_lead"):
        for page in ("", "/1", "/pause"):
            assert world.browser(role).get(address(meeting, page)).status_code == 404, role


def test_a_member_who_does_not_chair_has_no_such_page(world: World, worker: PageClient, meeting: UUID) -> None:
    member = world.browser("young_person")
    assert member.get(address(meeting)).status_code == 404
    assert "Chair's view" not in member.get(f"/ashdown/meetings/{meeting}").text.replace("&#39;", "'")


def test_who_left_the_group_chairs_no_more(app: Flask, world: World, young: PageClient, meeting: UUID) -> None:
    assert lines(world, "young_person")
    with app.app_context(), authority_scope(council_id(app), write=True):
        who = world.people["ashdown", "young_person"].person_id
        held = db.session.scalars(db.select(Membership).where(Membership.person_id == who)).one()
        held.status = "left"
        db.session.commit()
    assert young.get(address(meeting)).status_code == 404
    assert lines(world, "young_person") == []


def test_only_members_can_be_chosen(app: Flask, world: World, worker: PageClient, meeting: UUID) -> None:
    with app.app_context():
        stranger = add_person("Somebody Else")
    refused = worker.submit(address(meeting, "/choose"), {"chair": str(stranger)})
    assert refused.status_code == 400
    assert read(app, Meeting)[0].chair_id is None
    assert world.browser("young_person").get(address(meeting, "/choose")).status_code == 404
    assert world.browser("local_admin").get(address(meeting, "/choose")).status_code == 404


def test_whose_group_is_hidden_is_chosen_by_those_who_see_its_members(
    worker: PageClient, world: World, plant: Plant, plan: PlanMeeting
) -> None:
    plant("quiet", members_hidden=True, members=[world.people["ashdown", "young_person"].person_id])
    quiet = plan("quiet")
    assert worker.get(address(quiet, "/choose")).status_code == 404
    assert "Who chairs" not in worker.get(f"/ashdown/meetings/{quiet}").text
    assert world.browser("practitioner").get(address(quiet, "/choose")).status_code == 200


def test_the_chair_finds_it_at_home_and_on_the_meetings_page(world: World, young: PageClient, meeting: UUID) -> None:
    ((title, url),) = lines(world, "young_person")
    assert title.startswith("You chair the meeting on ") and url == address(meeting)
    assert lines(world, "worker") == []
    page = young.get(f"/ashdown/meetings/{meeting}").text
    assert address(meeting) in page


def test_nobody_is_reminded_of_a_meeting_that_is_off(
    app: Flask, world: World, young: PageClient, meeting: UUID
) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        found = db.session.get(Meeting, meeting)
        assert found is not None
        found.state = "cancelled"
        db.session.commit()
    assert lines(world, "young_person") == []
    assert "This meeting is cancelled." in young.get(address(meeting)).text


def test_the_chair_can_be_changed_to_nobody(app: Flask, worker: PageClient, young: PageClient, meeting: UUID) -> None:
    assert worker.submit(address(meeting, "/choose"), {"chair": ""}).status_code == 302
    assert read(app, Meeting)[0].chair_id is None
    assert young.get(address(meeting)).status_code == 404


def test_a_chair_without_an_agenda_is_told_what_to_do(world: World, worker: PageClient, plan: PlanMeeting) -> None:
    empty = plan("forum", chair_id=world.people["ashdown", "young_person"].person_id)
    shown = world.browser("young_person").get(address(empty)).text
    assert "There is no agenda yet" in shown and "Begin" not in shown.split("<main")[1].split("</main")[0]


def test_there_are_words_to_say_for_each_kind_of_item() -> None:
    assert set(prompts.SAY) == set(ITEM_KINDS)
    for standard, easy in prompts.SAY.values():
        assert all(len(sentence.split()) <= 15 for sentence in easy.replace("?", ".").split(".")), easy
        assert standard.endswith((".", "?"))


@pytest.mark.parametrize("number", range(1, 8))
def test_each_item_has_two_cards(number: int) -> None:
    for kind in ITEM_KINDS:
        cards = prompts.turn_cards(kind, number)
        assert len(cards) == len(set(cards)) == 2
