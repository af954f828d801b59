"""Staff make and change groups on screen: no code, no file, nothing lost, nothing made twice."""

import re

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.groups.models import Board, BoardDate, BoardSeat, Group, JoinRoute
from plugins.groups.patterns import PATTERNS
from tests.plugins.groups.planting import Plant, choose, council_id

MANAGE = "/ashdown/groups/manage/"


@pytest.fixture
def worker(world: World) -> PageClient:
    return world.browser("worker")


def groups(app: Flask) -> list[str]:
    with app.app_context(), authority_scope(council_id(app)):
        return sorted(db.session.scalars(db.select(Group.name)))


@pytest.mark.both_databases
def test_g18_the_forum_for_unaccompanied_asylum_seeking_children(world: World, worker: PageClient) -> None:
    """W67: a worker makes the forum on screen, from a pattern, with languages and an interpreter."""
    start = worker.get(MANAGE + "start").text
    assert "Forum for unaccompanied asylum-seeking children" in start
    name = "Forum for unaccompanied asylum-seeking children"
    made = worker.submit(MANAGE + "new?pattern=newcomers", {"name": name, "age_max": "18"})
    assert made.status_code == 302
    page = worker.get(made.location).text
    for words in (name, "unaccompanied asylum-seeking child", "An interpreter", "Tigrinya", "Being set up", "up to 18"):
        assert words in page, words
    join = made.location + "/join/new"
    assert worker.submit(join, {"kind": "nomination", "by_whom": "Social worker\nFoster carer"}).status_code == 302
    assert "Nominated by: Social worker, Foster carer" in worker.get(made.location).text
    assert worker.get(made.location + "/members/").status_code == 200  # whoever makes it supports it
    assert name not in world.app.test_client().get("/ashdown/groups/").text  # it is hidden
    assert world.browser("decision_maker").get(made.location).status_code == 404


def test_every_pattern_makes_a_group(app: Flask, worker: PageClient) -> None:
    for pattern in PATTERNS:
        made = worker.submit(f"{MANAGE}new?pattern={pattern.key}", {"name": f"Made from {pattern.key}"})
        assert made.status_code == 302, pattern.key
        assert f"Made from {pattern.key}" in groups(app)


def test_a_form_sent_twice_makes_one_group(app: Flask, worker: PageClient) -> None:
    page = worker.get(MANAGE + "new").text
    typed = {name: value(page, name) for name in ("csrf_token", "once")} | {"name": "Once Only", **plain()}
    first, second = (worker.post(MANAGE + "new", data=typed) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first.location == second.location
    assert groups(app) == ["Once Only"]


def test_two_groups_of_one_name_get_two_addresses(app: Flask, worker: PageClient) -> None:
    places = {worker.submit(MANAGE + "new", {"name": "Youth Forum"}).location for _ in range(2)}
    assert places == {MANAGE + "youth-forum", MANAGE + "youth-forum-2"}


def test_a_bad_form_comes_back_with_everything_typed(app: Flask, worker: PageClient) -> None:
    bad = {
        "name": "",
        "purpose": "We plant trees.",
        "age_min": "sixteen",
        "age_max": "12",
        "cadence": "every_weeks",
        "posts": "two youth MPs",
        "does": "Digs\nWaters",
    }
    answer = worker.submit(MANAGE + "new", bad)
    page = answer.text
    assert answer.status_code == 400
    assert groups(app) == []
    assert "There is a problem" in page
    for words in ("We plant trees.", "sixteen", "two youth MPs", "Digs\nWaters"):
        assert words in page, words
    for words in ("Give the group a name.", "Type a whole number, such as 16.", "Say how many", "Write each post like"):
        assert words in page, words
    assert 'href="#name"' in page


def test_the_oldest_age_is_not_under_the_youngest(worker: PageClient) -> None:
    page = worker.submit(MANAGE + "new", {"name": "Forum", "age_min": "18", "age_max": "12"}).text
    assert "The oldest age is under the youngest age." in page


def test_changing_a_group_keeps_what_was_not_touched(app: Flask, worker: PageClient, plant: Plant) -> None:
    fields = {
        "purpose": "Trees",
        "age_min": 11,
        "age_max": 18,
        "school_years": [7, 8],
        "eligibility": ["in care", "a word taken off the list"],
        "cadence": "per_term",
        "cadence_count": 2,
        "posts": [{"role": "Youth MP", "number": 2}],
        "does": ["One", "Two"],
        "decision_rights": "shared",
        "access_offer": ["step_free"],
        "members_hidden": True,
    }
    plant("forum", name="Forum", **fields)
    assert worker.submit(MANAGE + "forum/edit", {"name": "New Name"}).status_code == 302
    with app.app_context(), authority_scope(council_id(app)):
        group = db.session.scalars(db.select(Group)).one()
        assert group.name == "New Name"
        assert {name: getattr(group, name) for name in fields} == fields


@pytest.mark.both_databases
def test_two_at_once_lose_nothing(app: Flask, world: World, worker: PageClient, plant: Plant) -> None:
    plant("forum", name="Forum", purpose="Old words")
    page = worker.get(MANAGE + "forum/edit").text
    mine = {name: value(page, name) for name in ("csrf_token", "once", "version")} | plain()
    mine |= {"name": "Forum", "purpose": "My words"}
    world.browser("local_admin").submit(MANAGE + "forum/edit", {"purpose": "Their words"})
    answer = worker.post(MANAGE + "forum/edit", data=mine)
    assert answer.status_code == 409
    assert "My words" in answer.text
    assert "Their words" in answer.text
    again = mine | {"version": value(answer.text, "version")}
    assert worker.post(MANAGE + "forum/edit", data=again).status_code == 302
    with app.app_context(), authority_scope(council_id(app)):
        assert db.session.scalar(db.select(Group.purpose)) == "My words"


def test_parts_are_added_changed_and_taken_away(app: Flask, worker: PageClient, plant: Plant) -> None:
    plant("forum", name="Forum", seats=[{"board": "big-board"}])
    worker.submit(MANAGE + "forum/events/new", {"name": "Annual meeting", "month": "7"})
    worker.submit(MANAGE + "forum/affiliates/new", {"name": "School councils"})
    page = worker.get(MANAGE + "forum").text
    assert "Annual meeting" in page
    assert "July" in page
    assert "School councils" in page
    seat = re.search(r"forum/seats/[0-9a-f-]{36}", page)
    assert seat
    shown = worker.get(MANAGE + seat[0]).text
    typed = {name: value(shown, name) for name in ("csrf_token", "once")} | {"board_id": chosen(shown)}
    typed |= {"role": "seat", "seats": "2", "counted": "each", "times_per_year": "4"}
    assert worker.post(MANAGE + seat[0], data=typed).status_code == 302
    with app.app_context(), authority_scope(council_id(app)):
        row = db.session.scalars(db.select(BoardSeat)).one()
        assert (row.seats, row.counted, row.times_per_year) == (2, "each", 4)
    worker.submit(MANAGE + seat[0], action="/remove")
    assert "big-board" not in worker.get(MANAGE + "forum").text


@pytest.mark.both_databases
def test_the_same_way_to_join_twice_is_refused_kindly(app: Flask, worker: PageClient, plant: Plant) -> None:
    plant("forum", name="Forum", join=[{"kind": "open"}])
    answer = worker.submit(MANAGE + "forum/join/new", {"kind": "open", "how": "Just come."})
    assert answer.status_code == 400
    assert "The group has this way to join already." in answer.text
    assert "Just come." in answer.text
    with app.app_context(), authority_scope(council_id(app)):
        assert len(db.session.scalars(db.select(JoinRoute)).all()) == 1


def test_a_board_its_dates_and_its_seats(app: Flask, world: World, worker: PageClient, plant: Plant) -> None:
    made = worker.submit("/ashdown/groups/boards/new", {"name": "Big Board", "about": "Decides big things."})
    assert made.location == "/ashdown/groups/boards/big-board"
    on = {"on_date": ["20", "1", "2099"]}
    assert worker.submit(made.location + "/dates/new", on).status_code == 302
    assert "sits on this day already" in worker.submit(made.location + "/dates/new", on).text
    with app.app_context(), authority_scope(council_id(app)):
        assert len(db.session.scalars(db.select(BoardDate)).all()) == 1
    plant("forum", name="Forum", seats=[{"board": "big-board", "seats": 3, "times_per_year": 2}])
    page = world.app.test_client().get(made.location).text
    for words in ("20 January 2099", "Decides big things.", "3 seats", "Twice a year", "Forum"):
        assert words in page, words
    assert "20 January 2099" in world.browser("decision_maker").get("/ashdown/groups/boards/").text
    worker.submit(made.location + "/edit", {"name": "Bigger Board"})
    with app.app_context(), authority_scope(council_id(app)):
        assert db.session.scalar(db.select(Board.name)) == "Bigger Board"


@pytest.mark.both_databases
def test_the_staff_list_filters_and_pages(world: World, worker: PageClient, plant: Plant) -> None:
    plant("all", name="All Together", kind="umbrella")
    for number in range(12):
        plant(f"forum-{number}", name=f"Forum {number:02}", programme="all" if number < 3 else None)
    choose(world.app, page_size=10)
    first = worker.get(MANAGE)
    assert names(first.text) == ["All Together", *(f"Forum {number:02}" for number in range(9))]
    following = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert following
    assert names(worker.get(following[1].replace("&amp;", "&")).text) == ["Forum 09", "Forum 10", "Forum 11"]
    assert names(worker.get(MANAGE + "?words=forum+1").text) == ["Forum 10", "Forum 11"]
    assert names(worker.get(MANAGE + "?programme=all").text) == ["Forum 00", "Forum 01", "Forum 02"]
    assert names(worker.get(MANAGE + "?kind=umbrella").text) == ["All Together"]
    assert "No groups here" in worker.get(MANAGE + "?status=ended").text


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]+">([^<]+)</a>', page)


def value(page: str, name: str) -> str:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert tag, name
    found = re.search(r'value="([^"]*)"', tag[0])
    return found[1] if found else ""


def chosen(page: str) -> str:
    """The value that a drop-down shows as chosen, of the first one that shows a choice."""
    found = re.search(r'<option value="([^"]+)" selected', page)
    assert found
    return found[1]


def plain() -> dict[str, str]:
    """The lists of the form that always send something."""
    return {
        "kind": "forum",
        "status": "active",
        "participants": "young_people",
        "cadence": "not_stated",
        "decision_rights": "",
        "listing": "public",
        "programme_id": "",
        "organisation_id": "",
        "place_id": "",
    }
