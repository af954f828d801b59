"""Dates of boards on screen: several at once, papers, called off and back, and every slip answered in words."""

import re

import pytest
from flask import Flask

from core.db import db
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.groups import stored
from plugins.groups.models import BoardDate, BoardReport
from tests.plugins.groups.board_planting import BOARDS, ashdown, board_id, give_date, on, rows, typed
from tests.plugins.groups.planting import Plant, choose

BIG = BOARDS + "big-board"
MANY = BIG + "/dates/many"


@pytest.fixture
def worker(world: World, plant: Plant) -> PageClient:
    plant("forum", name="Forum", seats=[{"board": "big-board"}])
    return world.browser("worker")


def days(app: Flask) -> list[str]:
    return sorted(row.on_date.isoformat() for row in rows(app, BoardDate))


def test_every_quarter_is_written_out_looked_at_and_added(app: Flask, worker: PageClient) -> None:
    asked = {"from_on": typed(on(30)), "every": "3", "times": "4", "do": "show"}
    shown = worker.submit(MANY, asked)
    assert shown.status_code == 200 and days(app) == []
    assert shown.text.count('>New</span>') == 4 and "Papers are due 7 days before" in shown.text
    lines = shown.text.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0].strip()
    assert worker.submit(MANY, {"lines": lines, "do": "add"}).status_code == 302
    assert len(days(app)) == 4 and days(app)[0] == on(30).isoformat()


def test_a_pasted_list_with_a_fault_adds_nothing(app: Flask, worker: PageClient) -> None:
    answer = worker.submit(MANY, {"lines": f"{on(10):%d/%m/%Y}\n31 June 2027\nnext week", "do": "add"})
    assert answer.status_code == 400 and days(app) == []
    assert "Nothing is added yet" in answer.text and "“31 June 2027”, “next week”" in answer.text
    assert f"{on(10):%d/%m/%Y}" in answer.text and "Write it like 27 March 2026" in answer.text


def test_a_day_in_the_list_twice_or_there_already_is_added_once(app: Flask, worker: PageClient) -> None:
    give_date(app, "big-board", 10)
    lines = "\n".join(f"{on(n):%d %B %Y}" for n in (10, 20, 20))
    shown = worker.submit(MANY, {"lines": lines, "do": "show"}).text
    assert "There already" in shown and "Twice in your list" in shown
    for _ in range(2):
        assert worker.submit(MANY, {"lines": lines, "do": "add"}).status_code == 302
    assert days(app) == [on(10).isoformat(), on(20).isoformat()]


def test_an_empty_list_a_past_start_and_too_many_are_refused(app: Flask, worker: PageClient) -> None:
    assert "Write at least one date" in worker.submit(MANY, {"lines": "", "do": "add"}).text
    assert "This day is over" in worker.submit(MANY, {"from_on": typed(on(-1)), "do": "show"}).text
    lines = "\n".join(f"{on(n):%Y-%m-%d}" for n in range(1, 63))
    assert "add at most 60 at a time" in worker.submit(MANY, {"lines": lines, "do": "add"}).text
    assert days(app) == []


@pytest.mark.both_databases
def test_the_same_day_twice_is_refused_and_papers_come_before(app: Flask, worker: PageClient) -> None:
    new = BIG + "/dates/new"
    late = worker.submit(new, {"on_date": typed(on(10)), "papers_due_on": typed(on(11))})
    assert late.status_code == 400 and "after the board has met" in late.text
    assert worker.submit(new, {"on_date": typed(on(10)), "papers_due_on": typed(on(2))}).status_code == 302
    again = worker.submit(new, {"on_date": typed(on(10)), "note": "kept"})
    assert again.status_code == 400 and "sits on this day already" in again.text and "kept" in again.text
    assert [row.papers_due_on for row in rows(app, BoardDate)] == [on(2)]


def test_the_councils_usual_is_shown_where_a_date_says_nothing(app: Flask, worker: PageClient) -> None:
    give_date(app, "big-board", 30)
    assert f"Papers are due on {on(23):%-d %B %Y}" in worker.get(BIG).text
    choose(app, board_papers_days=0)
    assert "Papers are due" not in worker.get(BIG).text


def test_a_cancelled_date_stays_and_says_why(app: Flask, world: World, worker: PageClient) -> None:
    first, second = give_date(app, "big-board", 10), give_date(app, "big-board", 20)
    cancel = f"{BIG}/dates/{first}/cancel"
    assert worker.submit(cancel, {"note": "The chair is ill."}).status_code == 302
    page = world.app.test_client().get(BIG).text
    assert ">Cancelled</span>" in page and "The chair is ill." in page
    following = page.partition("Next meeting")[2].partition("<h2")[0]
    assert on(20).isoformat() in following and on(10).isoformat() not in following
    assert f"Next: {on(20):%-d %B %Y}" in world.app.test_client().get(BOARDS).text
    worker.submit(f"{BIG}/dates/{first}", action="/restore")
    assert ">Cancelled</span>" not in world.app.test_client().get(BIG).text
    assert worker.submit(f"{BIG}/dates/{second}", action="/remove").status_code == 302
    assert days(app) == [on(10).isoformat()]


def test_a_date_moves_but_not_onto_another(app: Flask, worker: PageClient) -> None:
    first, _ = give_date(app, "big-board", 10), give_date(app, "big-board", 20)
    change = f"{BIG}/dates/{first}"
    moved = worker.get(change).text
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', moved)
    assert token
    refused = worker.post(change, data={"csrf_token": token[1], "on_date": typed(on(20))})
    assert "on this day already" in refused.text
    assert worker.post(change, data={"csrf_token": token[1], "on_date": typed(on(15))}).status_code == 302
    assert days(app) == [on(15).isoformat(), on(20).isoformat()]


def test_only_those_who_keep_boards_change_them(app: Flask, world: World, worker: PageClient) -> None:
    date_id = give_date(app, "big-board", 10)
    for role in ("young_person", "decision_maker", "practitioner"):
        for path in ("/dates/many", "/dates/new", f"/dates/{date_id}", f"/dates/{date_id}/cancel"):
            assert world.browser(role).get(BIG + path).status_code == 404, (role, path)


def test_a_file_that_is_applied_again_keeps_what_staff_called_off(app: Flask, worker: PageClient) -> None:
    """The file's change of one field must not take away or bring back a date that was cancelled."""
    give_date(app, "big-board", 10, cancelled=True)
    give_date(app, "big-board", 20)
    with ashdown(app):
        stored.save("board", "big-board", stored.current()["board", "big-board"] | {"about": "New words"})
    found = {row.on_date: row.cancelled for row in rows(app, BoardDate)}
    assert found == {on(10): True, on(20): False}


def test_a_date_that_the_file_drops_is_cancelled_where_a_report_waits_for_it(app: Flask, worker: PageClient) -> None:
    date_id = give_date(app, "big-board", 10)
    give_date(app, "big-board", 20)
    with ashdown(app):
        db.session.add(BoardReport(board_id=board_id("big-board"), date_id=date_id, title="Short breaks"))
        db.session.flush()
        stored.save("board", "big-board", stored.current()["board", "big-board"] | {"dates": []})
    assert [(row.on_date, row.cancelled) for row in rows(app, BoardDate)] == [(on(10), True)]
    refused = worker.submit(f"{BIG}/dates/{date_id}", action="/remove")
    assert "The date stays. A report is waiting for it." in worker.get(refused.location).text
