"""Members as staff enter them: from the record or new, soft remarks on age, leaving and coming back."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.db import authority_scope, db
from core.people.models import Person
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.groups.models import Group, Membership
from tests.plugins.groups.planting import Plant, council_id

MEMBERS = "/ashdown/groups/manage/forum/members/"
SAID_YES = {"own_yes": "y"}  # staff say that they were told


@pytest.fixture
def worker(world: World) -> PageClient:
    return world.browser("worker")


@pytest.fixture
def forum(plant: Plant) -> UUID:
    return plant("forum", name="Forum", age_min=16, age_max=19)


def born(app: Flask, name: str, years: int) -> UUID:
    """A young person who is `years` old today."""
    with app.app_context(), authority_scope(council_id(app), write=True):
        person = Person(kind="young_person", name=name, born_on=date(local_today().year - years, 1, 1))
        db.session.add(person)
        db.session.commit()
        return person.id


def count(app: Flask) -> tuple[int, int]:
    """Stored and true number of members."""
    with app.app_context(), authority_scope(council_id(app)):
        true = db.select(db.func.count(Membership.id)).where(
            Membership.status == "active", Membership.supports.is_(False)
        )
        return db.session.scalar(db.select(Group.member_count)) or 0, db.session.scalar(true) or 0


@pytest.mark.both_databases
def test_add_somebody_from_the_record(app: Flask, forum: UUID, worker: PageClient) -> None:
    person = born(app, "Asha Marlowe", 17)
    assert "Asha Marlowe" in worker.get(MEMBERS + "add?words=marl").text
    answer = worker.submit(f"{MEMBERS}add/{person}", {"role": "Chair", "term_to": ["31", "8", "2099"]} | SAID_YES)
    assert answer.status_code == 302
    page = worker.get(MEMBERS).text
    assert "Asha Marlowe" in page
    assert "Chair" in page
    assert "Aug 2099" in page
    assert count(app) == (1, 1)


def test_an_age_outside_the_range_is_a_remark_and_stops_nothing(app: Flask, forum: UUID, worker: PageClient) -> None:
    """G1: a cabinet for ages 16 to 19 had members of 21."""
    person = born(app, "Older Owen", 21)
    remark = "Age 21: this group says 16 to 19. They can still be a member; you decide."
    assert remark in worker.get(f"{MEMBERS}add/{person}").text
    assert worker.submit(f"{MEMBERS}add/{person}", SAID_YES).status_code == 302
    assert remark in worker.get(MEMBERS).text
    assert count(app) == (1, 1)


def test_a_reason_written_down_stands_in_place_of_the_remark(app: Flask, forum: UUID, worker: PageClient) -> None:
    person = born(app, "Older Owen", 21)
    worker.submit(f"{MEMBERS}add/{person}", {"age_reason": "Still at college."} | SAID_YES)
    page = worker.get(MEMBERS).text
    assert "Still at college." in page
    assert "you decide" not in page


@pytest.mark.both_databases
def test_a_double_click_adds_one_member(app: Flask, forum: UUID, worker: PageClient) -> None:
    person = born(app, "Asha Marlowe", 17)
    page = worker.get(f"{MEMBERS}add/{person}").text
    typed = {name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("csrf_token", "once")}
    for _ in range(2):
        answer = worker.post(f"{MEMBERS}add/{person}", data=typed | SAID_YES | {"role": "Member", "route": ""})
        assert answer.status_code == 302
        assert answer.location == MEMBERS
    assert count(app) == (1, 1)


def test_somebody_already_in_the_group_is_not_added_again(app: Flask, forum: UUID, worker: PageClient) -> None:
    person = born(app, "Asha Marlowe", 17)
    worker.submit(f"{MEMBERS}add/{person}", SAID_YES)
    assert "in this group's list already" in worker.get(MEMBERS + "add?words=asha").text
    assert worker.get(f"{MEMBERS}add/{person}").status_code == 302
    assert count(app) == (1, 1)


def test_a_new_person_goes_on_the_record_and_into_the_group(app: Flask, forum: UUID, worker: PageClient) -> None:
    typed = {"name": "Nia Calloway", "known_as": "Nee", "kind": "young_person", "born_on": ["1", "2", "2009"]}
    assert worker.submit(MEMBERS + "new", typed | SAID_YES).status_code == 302
    assert "Nia Calloway (Nee)" in worker.get(MEMBERS).text
    with app.app_context(), authority_scope(council_id(app)):
        person = db.session.scalars(db.select(Person).where(Person.name == "Nia Calloway")).one()
        assert person.born_on == date(2009, 2, 1)


def test_a_namesake_is_asked_about_before_a_second_record_is_made(app: Flask, forum: UUID, worker: PageClient) -> None:
    born(app, "Nia Calloway", 17)
    answer = worker.submit(MEMBERS + "new", {"name": "Nia Calloway"} | SAID_YES)
    assert answer.status_code == 400
    assert "Somebody of this name is on the record" in answer.text
    assert count(app) == (0, 0)
    assert worker.submit(MEMBERS + "new", {"name": "Nia Calloway", "sure": "y"} | SAID_YES).status_code in (302, 400)


@pytest.mark.both_databases
def test_leaving_and_coming_back(app: Flask, forum: UUID, worker: PageClient) -> None:
    person = born(app, "Asha Marlowe", 17)
    worker.submit(f"{MEMBERS}add/{person}", SAID_YES)
    with app.app_context(), authority_scope(council_id(app)):
        member = db.session.scalar(db.select(Membership.id))
    worker.submit(f"{MEMBERS}{member}", action="/leave")
    assert "Have left" in worker.get(MEMBERS).text
    assert count(app) == (0, 0)
    worker.submit(f"{MEMBERS}{member}", action="/return")
    assert "Have left" not in worker.get(MEMBERS).text
    assert count(app) == (1, 1)


@pytest.mark.both_databases
def test_twins_in_one_group_count_once_until_they_are_parted(app: Flask, plant: Plant, worker: PageClient) -> None:
    one, other = born(app, "Asha Marlowe", 17), born(app, "Asha Marlow", 17)
    plant("forum", members=[one, other])
    assert count(app) == (2, 2)
    merged = worker.submit(f"/ashdown/people/{one}/merge/{other}", {"keep": str(one), "why": "Her worker knows"})
    assert (merged.status_code, count(app)) == (302, (1, 1))
    parted = worker.submit(f"/ashdown/people/{one}/", action="/merges/")
    assert (parted.status_code, count(app)) == (302, (2, 2))


def test_a_worker_of_the_group_is_not_counted(app: Flask, world: World, forum: UUID, worker: PageClient) -> None:
    person = world.people["ashdown", "worker"].person_id
    worker.submit(f"{MEMBERS}add/{person}", {"role": "Worker", "supports": "y"})
    assert "Supports the group" in worker.get(MEMBERS).text
    assert count(app) == (0, 0)


def test_a_term_that_ends_before_it_begins_is_explained(app: Flask, forum: UUID, worker: PageClient) -> None:
    person = born(app, "Asha Marlowe", 17)
    dates = {"term_from": ["1", "9", "2026"], "term_to": ["31", "8", "2026"]}
    answer = worker.submit(f"{MEMBERS}add/{person}", dates)
    assert answer.status_code == 400
    assert "The term ends before it begins." in answer.text


def test_somebody_of_another_council_cannot_be_added(app: Flask, forum: UUID, worker: PageClient) -> None:
    with app.app_context(), authority_scope(council_id(app, "brackwell"), write=True):
        person = Person(kind="young_person", name="Far Away")
        db.session.add(person)
        db.session.commit()
        stranger = person.id
    assert worker.get(f"{MEMBERS}add/{stranger}").status_code == 404
    assert "Far Away" not in worker.get(MEMBERS + "add?words=far").text
