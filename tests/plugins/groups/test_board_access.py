"""A board's checklist: what adults say they do, for everyone to read, beside what young people say (LA35)."""

from flask import Flask

from core.db import db
from core.testing.apps import World
from plugins.groups.models import BoardCheck
from plugins.groups.settings import BOARD_CHECKS
from tests.plugins.groups.board_planting import BOARDS, ashdown, on, rows
from tests.plugins.groups.planting import Plant, choose

BIG = BOARDS + "big-board"
FORM = BIG + "/access"
READY = "Nobody has looked whether big-board is easy to take part in"


def test_the_list_is_gone_through_and_everyone_reads_how_far_it_is(app: Flask, world: World, plant: Plant) -> None:
    plant("forum", seats=[{"board": "big-board"}])
    worker = world.browser("worker")
    assert "Nobody has gone through this list yet." in app.test_client().get(BIG).text
    said = {"met-0": "yes", "met-1": "partly", "note-1": "Only for new members.", "met-2": "not_yet"}
    assert worker.submit(FORM, said).status_code == 302
    page = app.test_client().get(BIG).text
    assert "1 of 12 things done, 1 partly." in page and "Only for new members." in page
    assert all(f">{word}</span>" in page for word in ("Yes", "Partly", "Not yet", "Nobody has looked"))
    assert page.index("What the adults say they do") < page.index("What young people say")


def test_a_line_that_stays_keeps_its_day_and_one_taken_back_goes(app: Flask, world: World, plant: Plant) -> None:
    plant("forum", seats=[{"board": "big-board"}])
    worker = world.browser("worker")
    worker.submit(FORM, {"met-0": "yes", "met-1": "yes"})
    with_old_day(app)
    worker.submit(FORM, {"met-1": "nobody", "met-2": "partly"})
    found = {row.item: (row.met, row.checked_on) for row in rows(app, BoardCheck)}
    assert found == {BOARD_CHECKS[0]: ("yes", on(-50)), BOARD_CHECKS[2]: ("partly", on(0))}


def test_a_council_writes_its_own_list(app: Flask, world: World, plant: Plant) -> None:
    plant("forum", seats=[{"board": "big-board"}])
    choose(app, board_checks=["Biscuits", "Biscuits", "A tour of the town hall"])
    world.browser("worker").submit(FORM, {"met-1": "yes"})
    page = app.test_client().get(BIG).text
    assert "1 of 2 things done." in page and "A tour of the town hall" in page and BOARD_CHECKS[0] not in page


def test_a_board_that_nobody_looked_at_is_something_to_set_up(app: Flask, world: World, plant: Plant) -> None:
    plant("forum", seats=[{"board": "big-board"}])
    worker = world.browser("worker")
    assert READY in worker.get("/ashdown/home").text or READY in world.browser("local_admin").get("/ashdown/home").text
    worker.submit(FORM, {"met-0": "yes"})
    assert READY not in worker.get("/ashdown/home").text + world.browser("local_admin").get("/ashdown/home").text


def test_only_those_who_keep_boards_go_through_the_list(world: World, plant: Plant) -> None:
    plant("forum", seats=[{"board": "big-board"}])
    for role in ("young_person", "decision_maker", "practitioner"):
        assert world.browser(role).get(FORM).status_code == 404


def with_old_day(app: Flask) -> None:
    """Let every answer be fifty days old."""
    with ashdown(app):
        for row in db.session.scalars(db.select(BoardCheck)):
            row.checked_on = on(-50)
