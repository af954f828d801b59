"""Reports to boards: all of them, answered by the group, late ones flagged, and what the board did (W54)."""

from uuid import UUID

import pytest
from flask import Flask, g

from core.db import authority_scope, db
from core.testing.apps import World
from core.web.house import house
from plugins.groups.models import BoardReport
from plugins.influence.models import View
from plugins.youth_voice.models import Consultation
from plugins.youth_voice.reports import opening
from tests.plugins.groups.board_planting import ashdown, board_id, give_date
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.planting import in_days, read
from tests.plugins.youth_voice.planting import put

REPORTS = "/ashdown/youth-voice/reports"
ASKED = {"board": "big-board", "role": "consulted"}


@pytest.fixture
def group(world: World, plant: Plant) -> UUID:
    """A group that the board asks about all its papers; who belongs to it is hidden."""
    young, worker = (world.people["ashdown", role].person_id for role in ("young_person", "worker"))
    made: UUID = plant(
        "care", name="Care Voices", members=[young], workers=[worker], members_hidden=True, seats=[ASKED]
    )
    return made


def announce(app: Flask, days: int, easy: str = "You can say what is good.") -> UUID:
    """A report that the board reads so many days from now."""
    date_id = give_date(app, "big-board", days)
    with ashdown(app):
        row = BoardReport(board_id=board_id("big-board"), date_id=date_id, title="Short breaks", about_easy=easy)
        db.session.add(row)
        db.session.flush()
        return row.id


def test_a_report_goes_from_the_board_to_the_group_and_back(app: Flask, world: World, group: UUID) -> None:
    report = announce(app, 30)
    page = f"{REPORTS}/{report}/care"
    young, chair = world.browser("young_person"), world.browser("decision_maker")
    assert "To be answered" in young.get(REPORTS).text and "You can say what is good." in young.get(page).text
    assert young.submit(f"{page}/answer", {"answer": "Ask us which day suits."}).status_code == 302
    assert "Ask us which day suits." in chair.get(page).text
    assert chair.get(f"{page}/did").status_code == 404, "the board has not met yet"
    (view,) = read(app, View)
    assert (view.words, view.voice, view.permission) == ("Ask us which day suits.", "group", "decision_makers")


def test_after_the_board_somebody_says_what_it_did(app: Flask, world: World, group: UUID) -> None:
    report = announce(app, -3)
    with ashdown(app):
        board = board_id("big-board")
    row = Consultation(report_id=report, group_id=group, board_id=board, title="Short breaks", opened_on=in_days(-40))
    row.answer, row.answered_on, row.board_on = "More of them.", in_days(-9), in_days(-3)
    put(app, row)
    chair, page = world.browser("decision_maker"), f"{REPORTS}/{report}/care"
    assert "Say what" in chair.get("/ashdown/home").text
    short = chair.submit(f"{page}/did", {"did": "not_changed", "did_words": ""})
    assert "A no is a full answer, with its reason." in short.text and short.status_code == 400
    told = {"did": "partly", "did_words": "Two more weekends."}
    assert chair.submit(f"{page}/did", told).status_code == 302
    assert "Two more weekends." in world.browser("young_person").get(page).text


def test_late_and_missed_reports_are_flagged_and_stay_visible(app: Flask, world: World, group: UUID) -> None:
    announce(app, 3, easy="")
    worker = world.browser("worker")
    page = worker.get(REPORTS).text
    assert "It came late" in page and "Nobody has written it in easy words" in page
    missed = announce(app, -2)
    assert "Not consulted" in worker.get(REPORTS).text
    address = f"{REPORTS}/{missed}/care"
    assert worker.get(f"{address}/answer").status_code == 404, "too late to answer"
    empty = worker.submit(f"{address}/without", {"without_why": ""})
    assert "It stays visible that the group was not asked." in empty.text
    worker.submit(f"{address}/without", {"without_why": "It came the day before."})
    assert "It came the day before." in worker.get(address).text


def test_strangers_learn_whether_the_board_asked_and_no_answer(app: Flask, world: World, group: UUID) -> None:
    report = announce(app, 30)
    world.browser("young_person").submit(f"{REPORTS}/{report}/care/answer", {"answer": "Ours alone."})
    page = app.test_client().get(REPORTS).text
    assert "Did they ask?" in page and "Ours alone." not in page and "The queue" not in page
    assert world.browser("parent_carer").get(f"{REPORTS}/{report}/care").status_code == 404


def test_each_morning_a_report_is_opened_once(app: Flask, world: World, group: UUID) -> None:
    announce(app, 30)
    with app.app_context():
        council = house().authorities.find("ashdown")
    assert council is not None
    for _ in range(2):
        with app.test_request_context("/ashdown/"), authority_scope(council.id, write=True):
            g.authority = council
            opening.open_reports(council, {})
            db.session.commit()
    (row,) = read(app, Consultation)
    assert row.opened_on == in_days(0) and row.answered_on is None
