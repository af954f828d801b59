"""Posts beyond the council: no more than there are places, deputies who step up, reports back, nothing lost."""

from uuid import UUID

import pytest
from flask import Flask

from core.testing.apps import World
from plugins.youth_voice.models import Delegate, DelegateReport, Post
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.planting import in_days, read
from tests.plugins.youth_voice.planting import put
from tests.plugins.youth_voice.test_elected import typed

BEYOND = "/ashdown/youth-voice/beyond"


@pytest.fixture
def post(app: Flask, world: World, plant: Plant) -> UUID:
    """A post of a group with one place and one deputy; the young person is a member."""
    young, worker = (world.people["ashdown", role].person_id for role in ("young_person", "worker"))
    group = plant("council", name="Youth Council", members=[young], workers=[worker])
    return put(app, Post(key="mp", group_id=group, title="Youth MP", places=1, deputies=1))


def hold(app: Flask, post: UUID, person: UUID | None, **values: object) -> UUID:
    return put(app, Delegate(post_id=post, person_id=person, from_on=in_days(-200), **values))


def test_nobody_takes_up_a_post_that_is_full(app: Flask, world: World, post: UUID) -> None:
    young = world.people["ashdown", "young_person"].person_id
    hold(app, post, young)
    answers = {"person_id": str(young), "how": "elected"} | typed("from_on", in_days(0))
    answer = world.browser("worker").submit(f"{BEYOND}/{post}/holders/new", answers)
    assert answer.status_code == 400
    assert "Nothing was changed. The one place is held: Youth MP." in answer.text and len(read(app, Delegate)) == 1


def test_a_deputy_steps_up_when_the_place_is_free(app: Flask, world: World, post: UUID) -> None:
    young, worker = world.people["ashdown", "young_person"].person_id, world.browser("worker")
    deputy = hold(app, post, young, deputy=True)
    assert worker.submit(f"{BEYOND}/{post}", action=f"/holders/{deputy}/step-up").status_code == 302
    assert {(row.deputy, row.how, bool(row.ended_on)) for row in read(app, Delegate)} == {
        (True, "elected", True),
        (False, "stepped_up", False),
    }


def test_a_post_in_use_is_not_taken_away(app: Flask, world: World, post: UUID) -> None:
    hold(app, post, world.people["ashdown", "young_person"].person_id)
    worker = world.browser("worker")
    answer = worker.get(worker.submit(f"{BEYOND}/{post}/edit", action=f"{BEYOND}/{post}/remove").location)
    assert "It stays, and nothing was changed. It is in use: 1 person who holds it" in answer.text
    assert len(read(app, Post)) == 1


def test_whoever_holds_it_reports_back_and_strangers_read_neither_name_nor_words(
    app: Flask, world: World, post: UUID
) -> None:
    somebody = world.people["ashdown", "young_person"]
    hold(app, post, somebody.person_id)
    young = world.browser("young_person")
    assert "Tell your group what happened: Youth MP" in young.get("/ashdown/home").text
    told = {"event": "A sitting", "words": "They listened.", "next_steps": "Ask again."} | typed("on_date", in_days(-2))
    assert young.submit(f"{BEYOND}/{post}/report", told).status_code == 302
    assert "They listened." in young.get(f"{BEYOND}/{post}").text and len(read(app, DelegateReport)) == 1
    page = app.test_client().get(f"{BEYOND}/{post}").text
    assert "1 of 1 filled" in page and "They listened." not in page and somebody.name not in page
    assert world.browser("parent_carer").get(f"{BEYOND}/{post}/report").status_code == 404
