"""Where meetings show up elsewhere: menus, the pages of groups and boards, a person's page, the council's calendar."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.testing.apps import World, add_person
from core.web.house import house
from plugins.groups.models import Board
from plugins.meetings.models import Attendance
from plugins.meetings.panels import this_year
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.planting import PlanMeeting, in_days

OWN, PUBLIC, STAFF = "/ashdown/groups/mine/forum", "/ashdown/groups/forum", "/ashdown/groups/manage/forum"


def store(app: Flask, *rows: Any) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.add_all(rows)
        db.session.commit()


def board_id(app: Flask) -> UUID:
    with app.app_context(), authority_scope(council_id(app)):
        return db.session.scalars(db.select(Board.id)).one()


def panel(page: str, title: str) -> str:
    """The block of this heading, "" where it is not there."""
    return page.partition(f">{title}</h2>")[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("role", "buttons"),
    [
        ("worker", {"Year planner", "All meetings"}),
        ("local_admin", {"Year planner", "All meetings"}),
        ("practitioner", {"All meetings"}),
        ("decision_maker", set()),
        ("young_person", set()),
    ],
)
def test_staff_have_planning_on_their_first_page(world: World, role: str, buttons: set[str]) -> None:
    page = world.browser(role).get("/ashdown/home").text
    head = page.partition("page-header__actions")[2].partition("</div>")[0]
    assert {name for name in ("Year planner", "All meetings") if f">{name}</a>" in head} == buttons
    assert ">Meetings</a>" in page.partition('id="menu"')[2].partition("</nav>")[0]


def test_a_groups_pages_say_when_it_meets_next(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", members=[world.people["ashdown", "young_person"].person_id])
    for number in range(1, 8):
        plan("forum", on=in_days(number), title=f"Meeting {number}")
    plan("forum", on=in_days(-1), title="Yesterday")
    plant("other")
    plan("other", title="Of another group")
    stranger = panel(world.app.test_client().get(PUBLIC).text, "Next meetings")
    assert re.findall(r">(Meeting \d)</a>", stranger) == [f"Meeting {number}" for number in range(1, 6)]
    assert "Yesterday" not in stranger and "Of another" not in stranger
    assert "follow?group=forum" in stranger and "Plan a meeting" not in stranger
    assert "Meeting 5" in panel(world.browser("young_person").get(OWN).text, "Next meetings")
    assert "manage/new/forum" in panel(world.browser("worker").get(STAFF).text, "Next meetings")


def test_a_group_without_meetings_says_so_to_those_who_plan(world: World, plant: Plant) -> None:
    plant("forum")
    assert "No meeting is planned yet." in panel(world.browser("worker").get(STAFF).text, "Next meetings")
    assert "Next meetings" not in world.app.test_client().get(PUBLIC).text


def test_a_group_that_hides_its_members_tells_its_days_to_its_own(
    world: World, plant: Plant, plan: PlanMeeting
) -> None:
    plant("forum", members_hidden=True, members=[world.people["ashdown", "young_person"].person_id])
    plan("forum")
    others = (world.app.test_client(), world.browser("parent_carer"), world.browser("decision_maker"))
    for browser in others:
        assert "Spring meeting" not in browser.get(PUBLIC).text
    own = panel(world.browser("young_person").get(OWN).text, "Next meetings")
    assert "Spring meeting" in own and "follow?group" not in own


def test_a_boards_page_says_when_it_meets_young_people(
    app: Flask, world: World, plant: Plant, plan: PlanMeeting
) -> None:
    plant("forum", name="Youth Forum", seats=[{"board": "big-board"}])
    plant("secret", name="Secret", listing="hidden")
    plan("forum", title="With the board", board_id=board_id(app))
    plan("forum", title="Without it")
    plan("secret", title="Hidden one", board_id=board_id(app))
    shown = panel(world.app.test_client().get("/ashdown/groups/boards/big-board").text, "Meetings with this board")
    assert "With the board" in shown and "Youth Forum" in shown
    assert "Without it" not in shown and "Hidden one" not in shown


def test_a_kept_page_shows_a_new_meeting_at_once(world: World, plant: Plant) -> None:
    plant("forum")
    stranger, day = world.app.test_client(), in_days(30)
    assert "Brand new" not in stranger.get(PUBLIC).text
    typed = {"title": "Brand new", "on_date": [str(day.day), str(day.month), str(day.year)], "at": "4:30pm"}
    assert world.browser("worker").submit("/ashdown/meetings/manage/new/forum", typed).status_code == 302
    assert "Brand new" in stranger.get(PUBLIC).text


@pytest.mark.both_databases
def test_staff_see_how_often_somebody_was_there(world: World, plant: Plant, plan: PlanMeeting) -> None:
    app = world.app
    with app.app_context():
        who = add_person("Sam Ashdown")
        authority = house().authorities.find("ashdown")
        assert authority is not None
        year = this_year(authority)
    plant("forum", name="Forum", members=[who])
    plant("quiet", name="Quiet", members_hidden=True, members=[who])
    first, last = year.starts_on, year.starts_on + timedelta(days=1)
    days = (first, last, first - timedelta(days=1))
    came = [plan("forum", on=day, state="held") for day in days]
    away, quiet = plan("forum", on=last, state="held"), plan("quiet", on=last, state="held")
    store(app, *(Attendance(meeting_id=id, person_id=who, status="here") for id in [*came, quiet]))
    store(app, Attendance(meeting_id=away, person_id=who, status="apologies"))
    page = panel(world.browser("worker").get(f"/ashdown/people/{who}/").text, "Meetings")
    assert f"Forum: 2 meetings this school year, last on {last.day} {last:%B %Y}" in page
    assert "Quiet" not in page, "who keeps no hidden members cannot tell that they were there"
    lead = world.browser("safeguarding_lead")
    assert "Quiet: 1 meeting" in panel(lead.get(f"/ashdown/people/{who}/").text, "Meetings")
