"""Put forward by a professional: the own yes comes before anything else, a no is respected, a letter works (W51)."""

from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from core.clock import local_today
from core.db import authority_scope, db, utcnow
from core.people.models import Person
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.groups.models import Group, Joining
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.groups.test_members import born
from tests.plugins.groups.ways import MANAGE, WHY, code_in, letter_for, memberships, say, state, way_id

COMING = MANAGE + "forum/coming-in"
TODAY = local_today().strftime("%-d %B %Y")


@pytest.fixture
def practitioner(world: World) -> PageClient:
    return world.browser("practitioner")


@pytest.fixture
def forum(plant: Plant) -> UUID:
    """A hidden group for children in care, as nominations are made for."""
    return plant(
        "forum",
        name="Forum",
        listing="hidden",
        members_hidden=True,
        role_description="You come and say what you think.",
        code_of_conduct="We listen to each other.",
        join=[{"kind": "nomination", "by_whom": ["Social worker"]}],
    )


@pytest.mark.both_databases
def test_declined_then_yes_then_put_in(
    app: Flask, forum: UUID, practitioner: PageClient, client: PageClient
) -> None:
    asha = born(app, "Asha Marlowe", 14)
    code = letter_for(practitioner, asha)
    mine = f"/ashdown/groups/answer/{code}"
    shown = client.get(mine).text
    for words in ("Would you like to join Forum?", *WHY.values(), "You come and say", "We listen to each other."):
        assert words in shown
    assert state(app) == "asked"
    assert say(client, mine, "no").status_code == 302
    assert state(app) == "said_no"
    assert "You said no. That is fine." in client.get(mine).text
    assert memberships(app) == []
    say(client, mine, "yes")
    assert state(app) == "said_yes"
    assert memberships(app) == []
    answer = practitioner.submit(f"{COMING}/{way_id(app)}/put-in", {"role": "Chair"})
    assert answer.status_code == 302
    assert (state(app), memberships(app)) == ("joined", [("active", "nomination", "Chair")])
    assert "You are in the group." in client.get(mine).text


def test_nothing_shows_before_their_own_yes(app: Flask, forum: UUID, world: World, client: PageClient) -> None:
    practitioner = world.browser("practitioner")
    asha = born(app, "Asha Marlowe", 14)
    letter_for(practitioner, asha)
    assert "Waiting for their own yes" in practitioner.get(COMING).text
    assert "In the group" not in practitioner.get(MANAGE + "forum/members/").text.split("Coming in")[0]
    assert "Asha" not in world.browser("worker").get(MANAGE + "coming-in").text  # runs it not, so sees nobody
    assert world.browser("worker").get(COMING).status_code == 404


def test_who_said_no_is_not_put_forward_or_put_in_again(
    app: Flask, forum: UUID, practitioner: PageClient, client: PageClient
) -> None:
    asha = born(app, "Asha Marlowe", 14)
    say(client, f"/ashdown/groups/answer/{letter_for(practitioner, asha)}", "no")
    said = f"Asha Marlowe said no to this group on {TODAY}. They can change their mind themselves"
    again = practitioner.get(f"{MANAGE}forum/put-forward/{asha}")
    assert said in again.text
    assert "Make the letter" not in again.text
    practitioner.get(f"{MANAGE}forum/members/add/{asha}")
    assert said in practitioner.get(COMING).text
    refused = practitioner.get(f"{COMING}/{way_id(app)}/put-in")
    assert refused.status_code == 302
    assert said in practitioner.get(COMING).text
    assert memberships(app) == []


def test_who_was_asked_already_by_whom_and_when(app: Flask, forum: UUID, practitioner: PageClient) -> None:
    asha = born(app, "Asha Marlowe", 14)
    letter_for(practitioner, asha)
    page = practitioner.get(f"{MANAGE}forum/put-forward/{asha}").text
    assert f"put forward by Ruth Bell, foster carer on {TODAY} and has not answered yet" in page


def test_a_member_is_not_put_forward(app: Flask, plant: Plant, practitioner: PageClient) -> None:
    asha = born(app, "Asha Marlowe", 14)
    plant("forum", name="Forum", members=[asha])
    assert "Asha Marlowe is in this group already." in practitioner.get(f"{MANAGE}forum/put-forward/{asha}").text


@pytest.mark.both_databases
def test_the_form_sent_twice_asks_once_and_shows_the_same_letter(
    app: Flask, forum: UUID, practitioner: PageClient
) -> None:
    asha = born(app, "Asha Marlowe", 14)
    address = f"{MANAGE}forum/put-forward/{asha}"
    page = practitioner.get(address).text
    typed = {name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("csrf_token", "once")}
    sent = typed | WHY | {"route": "nomination"}
    codes = {code_in(practitioner.post(address, data=sent).text) for _ in "ab"}
    assert len(codes) == 1
    assert state(app) == "asked"


def test_two_workers_at_once_ask_once(app: Flask, forum: UUID, world: World) -> None:
    asha = born(app, "Asha Marlowe", 14)
    one, other = world.browser("practitioner"), world.browser("safeguarding_lead")
    address = f"{MANAGE}forum/put-forward/{asha}"
    page = other.get(address).text
    typed = {name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("csrf_token", "once")}
    letter_for(one, asha)
    late = other.post(address, data=typed | WHY | {"route": "nomination"})
    assert late.status_code == 400
    assert "has not answered yet" in late.text
    assert "You know what meetings feel like." in late.text  # what was typed is kept


def test_opening_a_letter_answers_nothing_and_a_new_letter_ends_the_old(
    app: Flask, forum: UUID, practitioner: PageClient, client: PageClient
) -> None:
    asha = born(app, "Asha Marlowe", 14)
    code = letter_for(practitioner, asha)
    for _ in range(2):
        client.get(f"/ashdown/groups/answer/{code}?say=yes")
    assert state(app) == "asked"
    practitioner.submit(f"{COMING}/{way_id(app)}", action="/letter")
    assert client.get(f"/ashdown/groups/answer/{code}").status_code == 404


def test_unknown_old_and_foreign_codes_are_one_page(
    app: Flask, forum: UUID, practitioner: PageClient, client: PageClient
) -> None:
    code = letter_for(practitioner, born(app, "Asha Marlowe", 14))
    neutral = client.get("/ashdown/no-such-page").data
    assert client.get(f"/brackwell/groups/answer/{code}").data == client.get("/brackwell/no-such-page").data
    assert client.get("/ashdown/groups/answer/BBBB-BBBB-BBBB").data == neutral
    assert client.get("/ashdown/groups/answer/nonsense").data == neutral
    with time_machine.travel(utcnow() + timedelta(days=61), tick=False):
        assert client.get(f"/ashdown/groups/answer/{code}").data == neutral


def test_a_code_typed_with_capitals_and_spaces(
    app: Flask, forum: UUID, practitioner: PageClient, client: PageClient
) -> None:
    code = letter_for(practitioner, born(app, "Asha Marlowe", 14))
    typed = code.lower().replace("-", "  ")
    answer = client.submit("/ashdown/groups/answer", {"code": typed})
    assert answer.location.endswith(f"/ashdown/groups/answer/{code}")
    wrong = client.submit("/ashdown/groups/answer", {"code": "BBBB BBBB BBBB"})
    assert (wrong.status_code, "We do not know this code." in wrong.text) == (400, True)


def test_the_code_is_not_kept(app: Flask, forum: UUID, practitioner: PageClient) -> None:
    code = letter_for(practitioner, born(app, "Asha Marlowe", 14))
    with app.app_context(), authority_scope(council_id(app)):
        row = db.session.scalars(db.select(Joining)).one()
        kept = " ".join(str(getattr(row, column.key)) for column in Joining.__table__.columns)
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_not_sure_yet_keeps_the_question_open(
    app: Flask, forum: UUID, practitioner: PageClient, client: PageClient
) -> None:
    mine = f"/ashdown/groups/answer/{letter_for(practitioner, born(app, 'Asha Marlowe', 14))}"
    say(client, mine, "later")
    assert state(app) == "thinking"
    assert "Not sure yet, they will say" in practitioner.get(COMING).text
    say(client, mine, "yes")
    assert state(app) == "said_yes"


def test_a_mistake_is_taken_back_and_the_letter_ends(
    app: Flask, forum: UUID, practitioner: PageClient, client: PageClient
) -> None:
    asha = born(app, "Asha Marlowe", 14)
    code = letter_for(practitioner, asha)
    practitioner.submit(f"{COMING}/{way_id(app)}", action="/take-back")
    assert client.get(f"/ashdown/groups/answer/{code}").status_code == 404
    assert letter_for(practitioner, asha) != code


def test_an_answer_to_a_group_that_ended(
    app: Flask, forum: UUID, practitioner: PageClient, client: PageClient
) -> None:
    asha = born(app, "Asha Marlowe", 14)
    mine = f"/ashdown/groups/answer/{letter_for(practitioner, asha)}"
    token = client.get(mine).text.split('name="csrf_token" value="')[1].split('"')[0]
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.execute(db.update(Group).where(Group.id == forum).values(status="ended"))
        db.session.commit()
    client.post(mine, data={"csrf_token": token, "say": "yes"})
    assert state(app) == "asked"
    assert "This group has ended. There is nothing more for you to do." in client.get(mine).text
    other = born(app, "Bea Orr", 14)
    assert "Nobody can join it now" in practitioner.get(f"{MANAGE}forum/put-forward/{other}").text


def test_signed_in_they_answer_on_their_own_pages(app: Flask, forum: UUID, world: World) -> None:
    asha = world.people["ashdown", "young_person"].person_id
    assert asha is not None
    letter_for(world.browser("practitioner"), asha)
    young = world.browser("young_person")
    home = young.get("/ashdown/home").text
    assert "Would you like to join Forum?" in home
    mine = f"/ashdown/groups/mine/asked/{way_id(app)}"
    assert mine in home
    say(young, mine, "yes")
    assert state(app) == "said_yes"
    assert "You said yes." in young.get("/ashdown/groups/mine").text
    assert world.browser("parent_carer").get(mine).status_code == 404


def test_the_nominator_sees_that_they_answered_and_not_what(
    app: Flask, forum: UUID, practitioner: PageClient, client: PageClient
) -> None:
    mine = f"/ashdown/groups/answer/{letter_for(practitioner, born(app, 'Asha Marlowe', 14))}"
    listing = MANAGE + "put-forward"
    assert "Waiting for their own answer" in practitioner.get(listing).text
    say(client, mine, "no")
    shown = practitioner.get(listing).text
    assert "They have answered" in shown
    assert "Said no" not in shown
    assert "Asha Marlowe has answered" in practitioner.get("/ashdown/home").text


def test_somebody_new_is_recorded_and_asked_at_once(app: Flask, forum: UUID, practitioner: PageClient) -> None:
    new = f"{MANAGE}forum/put-forward/new"
    made = practitioner.submit(new, WHY | {"name": "Nia Calloway", "kind": "young_person"})
    assert (made.status_code, "Dear Nia Calloway" in made.text) == (200, True)
    twin = practitioner.submit(new, WHY | {"name": "Nia Calloway"})
    assert "Somebody of this name is on the record" in twin.text
    with app.app_context(), authority_scope(council_id(app)):
        assert db.session.scalar(db.select(db.func.count()).where(Person.name == "Nia Calloway")) == 1


def test_only_those_who_see_members_put_forward(app: Flask, forum: UUID, world: World) -> None:
    asha = born(app, "Asha Marlowe", 14)
    address = f"{MANAGE}forum/put-forward/{asha}"
    for role in ("worker", "local_admin", "decision_maker", "young_person", "parent_carer"):
        assert world.browser(role).get(address).status_code == 404, role


def test_an_age_outside_the_range_is_a_remark(app: Flask, plant: Plant, practitioner: PageClient) -> None:
    plant("forum", name="Forum", age_min=16, age_max=19)
    older = born(app, "Older Owen", 22)
    address = f"{MANAGE}forum/put-forward/{older}"
    assert "They can still be a member; you decide." in practitioner.get(address).text
    letter_for(practitioner, older)
    assert state(app) == "asked"




def test_codes_are_not_tried_out_without_end(app: Flask, forum: UUID, client: PageClient) -> None:
    said = [client.submit("/ashdown/groups/answer", {"code": "BBBB BBBB BBBB"}).text for _ in range(120)]
    assert "Too many wrong codes were typed here." in said[-1]


def test_somebody_sent_by_another_group_is_named_with_it(
    app: Flask, plant: Plant, practitioner: PageClient
) -> None:
    """N47: young people of projects are sent to a city-wide council."""
    plant("project", name="Oak project")
    plant("forum", name="Forum", join=[{"kind": "delegation"}])
    with app.app_context(), authority_scope(council_id(app)):
        project = db.session.scalars(db.select(Group.id).where(Group.key == "project")).one()
    letter_for(practitioner, born(app, "Asha Marlowe", 14), route="delegation", from_group=str(project))
    assert "Sent by another group, Oak project" in practitioner.get(COMING).text
