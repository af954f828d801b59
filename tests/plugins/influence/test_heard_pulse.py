"""Did we listen? Asked of young people who may see it, once each, changeable for two weeks, shown only in numbers."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from core.people.models import Person
from core.testing.apps import World
from plugins.influence.heard import pulse
from plugins.influence.models import Pulse
from tests.plugins.influence.planting import add_rows, in_days, read, record_of
from tests.plugins.meetings.planting import meeting_planner

ALL = {"space": "4", "voice": "3", "audience": "2", "influence": "1", "words": "They talked a lot."}


@pytest.fixture
def meeting(app: Flask, world: World, plant: Any) -> Any:
    """Return held(days) -> id of a meeting of the signed-in young person's group."""
    plant("council", members=[record_of(world, "young_person")], workers=[record_of(world, "worker")])
    plan = meeting_planner(app)
    return lambda days=-1: plan("council", on=in_days(days))


def listened(id: UUID) -> str:
    return f"/ashdown/what-happened/listened/meetings/meeting/{id}"


def others(app: Flask, about: UUID, number: int, **answers: Any) -> None:
    people = add_rows(app, *(Person(name=f"Member {one}", kind="young_person") for one in range(number)))
    where = {"about_plugin": "meetings", "about_kind": "meeting", "about_id": about}
    add_rows(app, *(Pulse(person_id=one, **where, **answers) for one in people))


def test_one_answer_each_that_can_be_changed(app: Flask, world: World, meeting: Any) -> None:
    held, young = meeting(), world.browser("young_person")
    assert "Four short questions" in young.get(f"/ashdown/meetings/{held}").text
    assert young.submit(listened(held), ALL).status_code == 302
    assert young.submit(listened(held), {"space": "1"}).status_code == 302
    (row,) = read(app, Pulse)
    assert (row.space, row.voice, row.words) == (1, 3, "They talked a lot.")
    assert "Change my answers" in young.get(f"/ashdown/meetings/{held}").text


@pytest.mark.parametrize("days", [3, -20])
def test_not_before_it_took_place_and_not_for_ever(world: World, meeting: Any, days: int) -> None:
    held = meeting(days)
    assert world.browser("young_person").get(listened(held)).status_code == 404
    assert "Four short questions" not in world.browser("young_person").get(f"/ashdown/meetings/{held}").text


@pytest.mark.parametrize("role", ["worker", "decision_maker", "parent_carer"])
def test_nobody_else_is_asked(world: World, meeting: Any, role: str) -> None:
    assert world.browser(role).get(listened(meeting())).status_code == 404


def test_numbers_are_shown_when_enough_have_answered_and_nobody_can_watch(
    app: Flask, world: World, meeting: Any
) -> None:
    fresh, old, few = meeting(-3), meeting(-20), meeting(-30)
    answers = {"space": 4, "voice": 4, "audience": 1, "influence": 0, "words": "Nobody asked me."}
    for held, number in ((fresh, 8), (old, 6), (few, 3)):
        others(app, held, number, **answers)
    pages = [world.browser("worker").get(f"/ashdown/meetings/{one}").text for one in (fresh, old, few)]
    assert ["Yes, a lot" in one for one in pages] == [False, True, False]
    assert "Not enough answers to show" in pages[1], "of the question that nobody answered"
    assert "Member" not in pages[1]


def test_without_the_councils_wish_nobody_is_asked(app: Flask, world: World, meeting: Any, monkeypatch: Any) -> None:
    held = meeting()
    monkeypatch.setattr("plugins.influence.heard.pulse_views.chosen", lambda: type("Off", (), {"pulse": False}))
    assert world.browser("young_person").get(listened(held)).status_code == 404


def test_who_said_something_there_is_asked_on_the_first_page(app: Flask, world: World, meeting: Any, said: Any) -> None:
    held, me, young = meeting(), record_of(world, "young_person"), world.browser("young_person")
    said(person=me, said_on=in_days(-1), where_plugin="meetings", where_kind="meeting", where_id=held)
    assert "Did we listen?" in young.get("/ashdown/home").text
    young.submit(listened(held), ALL)
    assert "Did we listen?" not in young.get("/ashdown/home").text


@given(st.lists(st.integers(0, 4), max_size=30), st.integers(1, 10))
def test_a_face_stands_for_enough_answers(answers: list[int], least: int) -> None:
    found, given_ = pulse.face_of(answers, least), [one for one in answers if one]
    assert (found is None) == (len(given_) < least or not given_)
    if found is not None:
        assert min(given_) <= found <= max(given_)
