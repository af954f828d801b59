"""Being in a group: sent by a school, pausing, leaving without a reason, coming back, terms of office, induction."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.db import authority_scope, db
from core.people.models import Organisation
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.groups.models import Membership
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.groups.test_members import born
from tests.plugins.groups.ways import MANAGE, letter_for, memberships, say, send, state, way_id

MEMBERS = MANAGE + "forum/members/"
BODIES = MANAGE + "forum/bodies"
MINE = "/ashdown/groups/mine"
PLAIN = {"name": "Forum", "induction": ["Meet the others", "How decisions are made"], "code_of_conduct": "We listen."}


@pytest.fixture
def worker(world: World) -> PageClient:
    return world.browser("worker")


@pytest.fixture
def young(world: World) -> PageClient:
    return world.browser("young_person")


@pytest.fixture
def forum(plant: Plant, world: World) -> UUID:
    """A group that the young person is in, run by the worker."""
    people = world.people
    return plant(
        "forum",
        members=[people["ashdown", "young_person"].person_id],
        workers=[people["ashdown", "worker"].person_id],
        members_hidden=True,
        listing="hidden",
        **PLAIN,
    )


def school(app: Flask, name: str = "Oak School") -> UUID:
    with app.app_context(), authority_scope(council_id(app), write=True):
        made = Organisation(kind="school", name=name)
        db.session.add(made)
        db.session.commit()
        return made.id


def place(app: Flask) -> Membership:
    """The only membership of somebody who supports nothing."""
    with app.app_context(), authority_scope(council_id(app)):
        return db.session.scalars(db.select(Membership).where(Membership.supports.is_(False))).one()


@pytest.mark.both_databases
def test_leaving_is_one_tap_and_one_page_without_a_reason(
    app: Flask, forum: UUID, young: PageClient, worker: PageClient
) -> None:
    asked = young.get(f"{MINE}/forum/leave").text
    assert "Nobody asks you why" in asked
    assert "<textarea" not in asked
    assert place(app).status == "active"  # the page alone changes nothing
    young.submit(f"{MINE}/forum/leave")
    assert (place(app).status, place(app).left_on) == ("left", local_today())
    assert "Groups you left" in young.get(MINE).text
    assert "Have left" in worker.get(MEMBERS).text
    assert young.get(f"{MINE}/forum").status_code == 404


def test_who_left_asks_to_come_back_and_is_put_in_again(
    app: Flask, forum: UUID, young: PageClient, worker: PageClient
) -> None:
    young.submit(f"{MINE}/forum/leave")
    assert young.submit(MINE, action="/ask-back").status_code == 302
    assert state(app) == "interested"
    way = f"{MANAGE}forum/coming-in/{way_id(app)}"
    worker.submit(way, {"move": "welcome", "words": "Good to have you back."}, action=way)
    worker.submit(way + "/put-in", {"role": "Chair"})
    assert memberships(app) == [("active", "advert", "Chair")]


def test_a_break_and_its_end(app: Flask, forum: UUID, young: PageClient, worker: PageClient) -> None:
    young.submit(f"{MINE}/forum", action="/pause")
    assert place(app).status == "paused"
    memberships(app)  # the count follows
    assert "Having a break" in worker.get(MEMBERS).text
    young.submit(f"{MINE}/forum", action="/back")
    assert place(app).status == "active"


def test_staff_note_a_break_too(app: Flask, forum: UUID, worker: PageClient) -> None:
    worker.submit(f"{MEMBERS}{place(app).id}", action="/pause")
    assert place(app).status == "paused"
    worker.submit(MEMBERS, action="/return")
    assert place(app).status == "active"


def test_others_and_workers_cannot_leave_for_somebody(forum: UUID, world: World) -> None:
    for role in ("worker", "parent_carer", "local_admin"):
        assert world.browser(role).get(f"{MINE}/forum/leave").status_code == 404, role


def test_the_code_of_conduct_is_agreed_by_the_member_alone(
    app: Flask, forum: UUID, young: PageClient, worker: PageClient
) -> None:
    assert "Code of conduct not agreed yet" in worker.get(MEMBERS).text
    young.submit(f"{MINE}/forum", action="/agree")
    assert place(app).code_agreed_on == local_today()
    assert "You agreed on" in young.get(f"{MINE}/forum").text
    assert "not agreed yet" not in worker.get(MEMBERS).text


def test_the_induction_is_ticked_by_staff_and_seen_by_both(
    app: Flask, forum: UUID, young: PageClient, worker: PageClient
) -> None:
    tick = f"{MEMBERS}{place(app).id}/induction"
    worker.submit(tick, {"done": ["Meet the others"], "on": ["3", "3", "2026"]})
    assert place(app).induction == {"Meet the others": "2026-03-03"}
    assert "1 of 2" in worker.get(MEMBERS).text
    assert "3 March 2026" in young.get(f"{MINE}/forum").text
    worker.submit(tick, {"done": ["Meet the others", "How decisions are made"], "on": ["4", "3", "2026"]})
    assert place(app).induction == {"Meet the others": "2026-03-03", "How decisions are made": "2026-03-04"}
    worker.submit(tick, {"done": []})
    assert place(app).induction == {}


def test_a_school_sends_members_each_with_their_own_yes(
    app: Flask, plant: Plant, worker: PageClient, client: PageClient
) -> None:
    plant("forum", **PLAIN)
    oak = school(app)
    worker.submit(BODIES + "/new", {"organisation": str(oak), "places": "1", "note": "Office"})
    asha, bea = born(app, "Asha Marlowe", 14), born(app, "Bea Orr", 14)
    assert "Oak School (1 place free)" in worker.get(f"{MANAGE}forum/put-forward/{asha}").text
    code = letter_for(worker, asha, route="school", body=str(oak))
    say(client, f"/ashdown/groups/answer/{code}", "yes")
    worker.submit(f"{MANAGE}forum/coming-in/{way_id(app)}/put-in")
    assert "for Oak School" in worker.get(MEMBERS).text
    assert "Oak School (no place free)" in worker.get(f"{MANAGE}forum/put-forward/{bea}").text
    letter_for(worker, bea, route="school", body=str(oak))  # over the number is a warning, never a stop
    assert "1 more than its place. You decide." in worker.get(BODIES).text


def test_a_school_is_there_once_and_can_be_changed_and_taken_away(
    app: Flask, plant: Plant, worker: PageClient
) -> None:
    plant("forum", **PLAIN)
    oak = str(school(app))
    worker.submit(BODIES + "/new", {"organisation": oak, "places": "2"})
    again = worker.submit(BODIES + "/new", {"organisation": oak, "places": "3"})
    assert (again.status_code, "This one sends members already." in again.text) == (400, True)
    body = worker.get(BODIES).text.split("/bodies/")[2].split('"')[0]
    assert send(worker, f"{BODIES}/{body}", {"organisation": oak, "places": "5"}).status_code == 302
    assert 'data-label="Places">5</td>' in worker.get(BODIES).text
    worker.submit(f"{BODIES}/{body}", action="/remove")
    assert "Nobody sends members yet" in worker.get(BODIES).text


def test_a_term_that_ends_soon_is_on_the_workers_home(app: Flask, forum: UUID, worker: PageClient) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        soon = local_today() + timedelta(days=20)
        member = db.update(Membership).where(Membership.supports.is_(False))
        db.session.execute(member.values(term_to=soon, role="Chair"))
        db.session.commit()
    assert "Term of office ends: Young person Tester, Chair of Forum" in worker.get("/ashdown/home").text


def test_an_earlier_term_stays_in_view(app: Flask, forum: UUID, worker: PageClient) -> None:
    id = place(app).id
    chair = {"role": "Chair", "route": ""}
    first = chair | {"term_from": ["1", "9", "2024"], "term_to": ["31", "8", "2025"]}
    later = chair | {"term_from": ["1", "9", "2026"], "term_to": ["31", "8", "2099"]}
    for term in (first, later):
        assert send(worker, f"{MEMBERS}{id}", term).status_code == 302
    assert "Before: Chair, Sep 2024 to Aug 2025" in worker.get(MEMBERS).text


def test_nobody_is_added_without_their_own_yes_but_staff_groups_appoint(
    app: Flask, plant: Plant, worker: PageClient
) -> None:
    plant("forum", **PLAIN)
    plant("network", name="Network", participants="staff")
    asha = born(app, "Asha Marlowe", 30)
    refused = worker.submit(f"{MEMBERS}add/{asha}")
    assert (refused.status_code, "Tick this once they have said yes themselves." in refused.text) == (400, True)
    assert worker.submit(f"{MANAGE}network/members/add/{asha}").status_code == 302
