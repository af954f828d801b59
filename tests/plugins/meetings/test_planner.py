"""The year planner: a year filled from how often a group meets, twice without twins, gaps and clashes said."""

from datetime import date, time
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event

from core.db import authority_scope, db
from core.people.models import Term
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.testing.pages import Page
from plugins.groups.models import Board, BoardDate, BoardSeat, Group
from plugins.meetings.models import Meeting, Usual, Venue
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.planting import PlanMeeting, read

YEAR = 2030  # no school year of the made-up councils' own files
PLANNER = "/ashdown/meetings/manage/planner"
TERMS = (
    ("Autumn", date(2030, 9, 2), date(2030, 12, 20)),
    ("Spring", date(2031, 1, 6), date(2031, 4, 4)),
    ("Summer", date(2031, 4, 28), date(2031, 7, 23)),
)


@pytest.fixture
def terms(app: Flask) -> None:
    """Three terms of a year far ahead."""
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.add_all(Term(name=name, starts_on=first, ends_on=last) for name, first, last in TERMS)
        db.session.commit()


@pytest.fixture
def worker(world: World, terms: None) -> PageClient:
    return world.browser("worker")


def offered(browser: PageClient, key: str, more: str = "") -> list[str]:
    """The days that the page offers to plan."""
    page = Page(browser.get(f"{PLANNER}/{key}?year={YEAR}{more}").text)
    return [box.get("value") or "" for box in page.all("input") if box.get("name") == "days"]


def fill(browser: PageClient, key: str, more: str = "") -> None:
    """Plan every day that is offered."""
    days = offered(browser, key, more)
    assert browser.submit(f"{PLANNER}/{key}?year={YEAR}{more}", {"days": days}).status_code == 302


@pytest.mark.parametrize(
    ("cadence", "count", "fewest", "most"),
    [
        ("per_term", 1, 3, 3),
        ("per_term", 2, 6, 6),
        ("monthly", None, 9, 11),
        ("every_weeks", 6, 6, 8),
        ("per_year", 2, 2, 2),
    ],
)
def test_a_cadence_becomes_a_year(
    app: Flask, worker: PageClient, plant: Plant, cadence: str, count: int | None, fewest: int, most: int
) -> None:
    """N53, N48, W53, NC31: each way of meeting that the strategies name."""
    plant("forum", cadence=cadence, cadence_count=count)
    fill(worker, "forum")
    made = read(app, Meeting)
    assert fewest <= len(made) <= most
    assert {one.on_date.weekday() for one in made} == {1}, "Tuesdays, until somebody says otherwise"
    assert all(any(first <= one.on_date <= last for _, first, last in TERMS) for one in made)


def test_filling_a_year_twice_adds_nothing(app: Flask, worker: PageClient, plant: Plant) -> None:
    plant("forum", cadence="per_term", cadence_count=1)
    days = offered(worker, "forum")
    for _ in range(2):
        worker.submit(f"{PLANNER}/forum?year={YEAR}", {"days": days})
    assert len(read(app, Meeting)) == len(days) == 3
    page = worker.get(f"{PLANNER}/forum?year={YEAR}").text
    assert "Every day that this group would meet is planned." in page and "Planned already" in page


def test_the_councils_target_can_be_planned(worker: PageClient, plant: Plant) -> None:
    """N55: twice a term, and the council wants four."""
    plant("parliament", cadence="per_term", cadence_count=2, cadence_target=4)
    assert len(offered(worker, "parliament")) == 6
    assert len(offered(worker, "parliament", "&target=yes")) == 12


def test_the_usual_day_is_where_a_plan_starts(app: Flask, worker: PageClient, plant: Plant) -> None:
    plant("forum", cadence="per_term", cadence_count=1)
    said = {"weekday": "3", "at": "5pm", "minutes": "60"}
    assert worker.submit(f"{PLANNER}/forum/usual?year={YEAR}", said).status_code == 302
    assert read(app, Usual)[0].at == "17:00"
    fill(worker, "forum")
    made = read(app, Meeting)
    assert {(one.on_date.weekday(), one.minutes) for one in made} == {(3, 60)}


def test_twice_a_year_with_a_named_board(app: Flask, worker: PageClient, plant: Plant) -> None:
    """W54: besides its own meetings the group meets the board, on days on which the board sits."""
    group = plant("care", cadence="monthly")
    sits = [date(2030, 10, 8), date(2030, 12, 3), date(2031, 2, 11), date(2031, 6, 10)]
    board = board_of(app, group, sits)
    fill(worker, "care")
    together = read(app, Meeting, kind="with_board")
    assert len(together) == 2 and {one.on_date for one in together} <= set(sits)
    assert {one.board_id for one in together} == {board}


def board_of(app: Flask, group: UUID, sits: list[date]) -> UUID:
    with app.app_context(), authority_scope(council_id(app), write=True):
        board = Board(key="parenting", name="Parenting Board")
        db.session.add(board)
        db.session.flush()
        seat = BoardSeat(group_id=group, board_id=board.id, role="meets", times_per_year=2)
        db.session.add_all([seat, *(BoardDate(board_id=board.id, on_date=day) for day in sits)])
        db.session.commit()
        return board.id


def test_a_term_with_a_gap_is_said(worker: PageClient, plant: Plant, plan: PlanMeeting) -> None:
    """N53."""
    plant("forum", cadence="per_term", cadence_count=1)
    plan("forum", on=date(2030, 10, 15))
    page = worker.get(f"{PLANNER}?year={YEAR}").text
    assert "Forum has no meeting in Spring." in page and "Forum has no meeting in Summer." in page
    assert "no meeting in Autumn" not in page


def test_a_place_wanted_twice_is_said(app: Flask, worker: PageClient, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", cadence="own_calendar")
    plant("cabinet", cadence="own_calendar")
    worker.submit("/ashdown/meetings/manage/venues/new", {"name": "Civic Hall"})
    (hall,) = read(app, Venue)
    for key in ("forum", "cabinet"):
        plan(key, on=date(2030, 10, 15), at=time(17), venue_id=hall.id)
    assert "Civic Hall" in worker.get(f"{PLANNER}?year={YEAR}").text.split("To look at")[1]


def test_a_hidden_groups_year_is_for_those_who_see_it(
    world: World, terms: None, plant: Plant, plan: PlanMeeting
) -> None:
    plant("secret", listing="hidden", cadence="per_term", cadence_count=1)
    plan("secret", on=date(2030, 10, 15))
    assert "Secret" not in world.browser("worker").get(f"{PLANNER}?year={YEAR}").text
    assert "Secret" in world.browser("practitioner").get(f"{PLANNER}?year={YEAR}").text
    assert world.browser("worker").get(f"{PLANNER}/secret?year={YEAR}").status_code == 404


@pytest.mark.parametrize("year", ["1066", "next", "99999"])
def test_a_year_that_is_none_is_not_here(worker: PageClient, year: str) -> None:
    assert worker.get(f"{PLANNER}?year={year}").status_code == 404


def test_thirty_groups_need_no_more_queries_than_three(
    app: Flask, worker: PageClient, plant: Plant, plan: PlanMeeting
) -> None:
    def queries() -> int:
        seen: list[str] = []
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note := lambda *given: seen.append(given[2]))
        try:
            assert worker.get(f"{PLANNER}?year={YEAR}").status_code == 200
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])

    for number in range(3):
        plant(f"group-{number}", cadence="per_term", cadence_count=1)
    few = queries()
    for number in range(3, 30):
        plant(f"group-{number}", cadence="per_term", cadence_count=1)
        plan(f"group-{number}", on=date(2030, 10, 15))
    assert queries() <= few
    with app.app_context(), authority_scope(council_id(app)):
        assert db.session.scalar(db.select(db.func.count(Group.id))) == 30
