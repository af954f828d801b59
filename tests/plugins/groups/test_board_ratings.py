"""What young members thought of a board's meeting: who may say it, when, and what of it anybody sees."""

import re
from uuid import UUID

import pytest
from flask import Flask

from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.groups.models import BoardRating
from tests.plugins.groups.board_planting import BOARDS, give_date, give_seat, people, rate, rows
from tests.plugins.groups.planting import Plant

BIG = BOARDS + "big-board"
MEETS = {"board": "big-board", "role": "meets"}
KIND = {"welcome": 4, "understood": 3, "listened": 2, "mattered": 1}


@pytest.fixture
def young(world: World, plant: Plant) -> PageClient:
    plant("forum", name="Forum", members=[me(world)], seats=[MEETS])
    return world.browser("young_person")


def me(world: World) -> UUID:
    person = world.people["ashdown", "young_person"].person_id
    assert person
    return person


def rate_url(date_id: UUID) -> str:
    return f"{BIG}/dates/{date_id}/rate"


@pytest.mark.both_databases
def test_four_faces_are_answered_skipped_and_changed(app: Flask, young: PageClient) -> None:
    url = rate_url(give_date(app, "big-board", -2))
    assert "Say what you thought of big-board" in young.get("/ashdown/home").text
    page = young.get(url).text
    assert page.count('type="radio"') == 16 and page.count("<svg") >= 16 and "Nobody sees who said what" in page
    assert young.submit(url, {"welcome": "4", "words": "The chair met us."}).status_code == 302
    assert young.submit(url, {"listened": "1"}).status_code == 302
    (row,) = rows(app, BoardRating)
    assert (row.welcome, row.understood, row.listened, row.words) == (4, 0, 1, "The chair met us.")
    assert "Say what you thought of" not in young.get("/ashdown/home").text
    assert "You have answered" in young.get("/ashdown/groups/mine/boards").text


def test_a_forged_answer_is_refused(app: Flask, young: PageClient) -> None:
    assert young.submit(rate_url(give_date(app, "big-board", -2)), {"welcome": "9"}).status_code == 400
    assert rows(app, BoardRating) == []


@pytest.mark.parametrize(
    ("days", "fields", "said"),
    [(-15, {}, "is over"), (1, {}, "has not been yet"), (-2, {"cancelled": True}, "was cancelled")],
)
def test_too_early_too_late_and_cancelled_are_said(
    app: Flask, young: PageClient, days: int, fields: dict[str, bool], said: str
) -> None:
    answer = young.get(rate_url(give_date(app, "big-board", days, **fields)))
    assert answer.status_code == 302 and said in young.get(answer.location).text


def test_somebody_elses_board_is_not_there(app: Flask, world: World, young: PageClient, plant: Plant) -> None:
    plant("other", members=[], seats=[{"board": "other-board", "role": "meets"}])
    plant("asked", members=[me(world)], seats=[{"board": "third-board", "role": "consulted"}])
    plant("parents", members=[me(world)], participants="parents_carers", seats=[{"board": "fourth", "role": "meets"}])
    for key in ("other-board", "third-board", "fourth"):
        date_id = give_date(app, key, -2)
        assert young.get(f"{BOARDS}{key}/dates/{date_id}/rate").status_code == 404, key
    mine = give_date(app, "big-board", -2)
    assert young.get(f"{BOARDS}other-board/dates/{mine}/rate").status_code == 404
    assert world.browser("parent_carer").get(rate_url(mine)).status_code == 404
    assert world.browser("worker").get(rate_url(mine)).status_code == 404


def test_a_group_with_seats_may_speak_but_only_who_sits_there_is_asked(
    app: Flask, world: World, plant: Plant
) -> None:
    forum = plant("forum", members=[me(world)], seats=[{"board": "big-board", "seats": 2}])
    url, young = rate_url(give_date(app, "big-board", -2)), world.browser("young_person")
    assert young.get(url).status_code == 200
    assert "Say what you thought" not in young.get("/ashdown/home").text
    give_seat(app, forum, "big-board", me(world))
    assert "Say what you thought" in young.get("/ashdown/home").text


def test_figures_need_enough_people_and_a_meeting_that_is_settled(
    app: Flask, world: World, young: PageClient, plant: Plant
) -> None:
    crowd = people(app, *(f"Young {name}" for name in "abcdefghij"))
    plant("crowd", members=crowd, seats=[MEETS])
    old, fresh = give_date(app, "big-board", -30), give_date(app, "big-board", -3)
    for person in crowd[:4]:
        rate(app, "big-board", old, person, **KIND)
        rate(app, "big-board", fresh, person, **KIND)
    assert "Not enough answers yet" in shown(young) and "out of 4" not in shown(young)
    rate(app, "big-board", old, crowd[4], **KIND | {"mattered": 0})
    page = shown(young)
    assert re.findall(r"([\d.]+) out of 4", page) == ["4.0", "3.0", "2.0"] and page.count("5 young people") == 3
    assert page.count("Not enough answers yet") == 1  # one skipped the last question
    assert "out of 4" not in app.test_client().get(BIG).text  # strangers: from ten on
    for person in crowd[5:]:
        rate(app, "big-board", old, person, **KIND)
    assert "10 young people" in app.test_client().get(BIG + "?later").text
    assert "2.0 out of 4, say 10 young people" in world.browser("decision_maker").get("/ashdown/home").text


def test_words_go_to_those_who_see_the_members_and_carry_no_name(app: Flask, world: World, plant: Plant) -> None:
    kit, lee = people(app, "Kit Marlow", "Lee Vale")
    plant("quiet", members=[kit], members_hidden=True, seats=[MEETS])
    plant("open", members=[lee], seats=[MEETS])
    date_id = give_date(app, "big-board", -2)
    rate(app, "big-board", date_id, kit, words="Hidden words")
    rate(app, "big-board", date_id, lee, words="Open words")
    worker, lead = world.browser("worker").get(BIG).text, world.browser("safeguarding_lead").get(BIG).text
    assert "Open words" in worker and "Hidden words" not in worker and "Lee" not in worker
    assert "Open words" in lead and "Hidden words" in lead and "Kit" not in lead
    for role in ("decision_maker", "local_admin", "young_person"):
        assert "words</p>" not in world.browser(role).get(BIG).text
    assert "Open words" not in app.test_client().get(BIG).text


def test_a_rated_meeting_keeps_its_day(app: Flask, world: World, young: PageClient) -> None:
    date_id = give_date(app, "big-board", -2)
    rate(app, "big-board", date_id, me(world), **KIND)
    worker = world.browser("worker")
    kept = worker.submit(f"{BIG}/dates/{date_id}", action="/remove")
    assert "Young people have said what they thought of it." in worker.get(kept.location).text


def shown(client: PageClient) -> str:
    """The part of the board's page that shows what young people say."""
    return client.get(BIG).text.partition("What young people say")[2].partition("</section>")[0]
