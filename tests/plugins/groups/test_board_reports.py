"""Reports to come: staff write them down, and the groups that are asked hear of them in time (W54)."""

import re

import pytest
from flask import Flask

from core.testing.apps import World
from plugins.groups.models import BoardReport
from tests.plugins.groups.board_planting import BOARDS, give_date, on, rows, typed
from tests.plugins.groups.planting import Plant

BIG = BOARDS + "big-board"
NEW = BIG + "/reports/new"
ASKED = {"board": "big-board", "role": "consulted"}
SHORT = {"title": "Short breaks", "about": "A long account.", "about_easy": "You can say what you like."}


@pytest.mark.both_databases
def test_a_report_reaches_the_groups_that_are_asked(app: Flask, world: World, plant: Plant) -> None:
    young, me = (world.people["ashdown", role].person_id for role in ("young_person", "worker"))
    plant("asked", name="Asked Forum", members=[young], workers=[me], seats=[ASKED])
    plant("other", name="Other Forum", seats=[{"board": "big-board", "role": "meets"}])
    date_id, worker = give_date(app, "big-board", 30), world.browser("worker")
    said = SHORT | {"from_whom": "Head of service", "date_id": str(date_id), "ask_by": typed(on(9))}
    assert worker.submit(NEW, said).status_code == 302
    day = f"{on(9):%-d %B %Y}"
    assert "Ask Asked Forum about “Short breaks”" in worker.get("/ashdown/home").text
    assert "Short breaks" in worker.get("/ashdown/groups/manage/asked").text
    assert "Short breaks" not in worker.get("/ashdown/groups/manage/other").text
    reader = world.browser("young_person")
    assert "Tell your worker what you think about “Short breaks”" in reader.get("/ashdown/home").text
    for path in ("groups/asked", "groups/mine/boards"):
        page = reader.get(f"/ashdown/{path}").text
        assert "You can say what you like." in page and f"Tell your worker what you think by {day}" in page, path
    assert "Short breaks" in app.test_client().get(BIG).text
    assert "Short breaks" not in world.browser("parent_carer").get("/ashdown/groups/asked").text


def test_nobody_is_asked_when_it_is_too_late_or_the_meeting_is_cancelled(
    app: Flask, world: World, plant: Plant
) -> None:
    plant("asked", members=[world.people["ashdown", "young_person"].person_id], seats=[ASKED])
    worker, reader = world.browser("worker"), world.browser("young_person")
    worker.submit(NEW, SHORT | {"ask_by": typed(on(-1))})
    off = give_date(app, "big-board", 20)
    worker.submit(NEW, {"title": "Money", "date_id": str(off)})
    assert "“Money”" in reader.get("/ashdown/home").text
    worker.submit(f"{BIG}/dates/{off}/cancel", {"note": ""})
    page = reader.get("/ashdown/home").text
    assert "Money" not in page and "Short breaks" not in page
    assert "Its meeting is cancelled" in worker.get(BIG).text


def test_asking_after_the_board_has_read_it_is_refused(app: Flask, world: World, plant: Plant) -> None:
    plant("asked", seats=[ASKED])
    date_id = give_date(app, "big-board", 9)
    answer = world.browser("worker").submit(NEW, SHORT | {"date_id": str(date_id), "ask_by": typed(on(10))})
    assert answer.status_code == 400 and "Ask young people before that day." in answer.text
    assert "Short breaks" in answer.text and rows(app, BoardReport) == []


def test_two_at_once_lose_nothing(app: Flask, world: World, plant: Plant) -> None:
    plant("asked", seats=[ASKED])
    worker = world.browser("worker")
    worker.submit(NEW, SHORT)
    (row,) = rows(app, BoardReport)
    change = f"{BIG}/reports/{row.id}"
    shown = worker.get(change).text
    hidden = {name: value(shown, name) for name in ("csrf_token", "once", "version")}
    other = world.browser("local_admin")
    theirs = {name: value(other.get(change).text, name) for name in ("csrf_token", "once", "version")}
    assert other.post(change, data=theirs | {"title": "Their title", "date_id": ""}).status_code == 302
    mine = hidden | {"title": "My title", "date_id": ""}
    answer = worker.post(change, data=mine)
    assert answer.status_code == 409 and "Their title" in answer.text and "My title" in answer.text
    assert worker.post(change, data=mine | {"version": value(answer.text, "version")}).status_code == 302
    assert [row.title for row in rows(app, BoardReport)] == ["My title"]
    assert worker.submit(change, action="/remove").status_code == 302 and rows(app, BoardReport) == []


def value(page: str, name: str) -> str:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert tag, name
    found = re.search(r'value="([^"]*)"', tag[0])
    return found[1] if found else ""
