"""The calendar and the way to follow it: who is told which day, what was moved, and what is nowhere."""

from datetime import date, time
from uuid import UUID

import pytest
from flask import Flask

from core.authority import effective
from core.clock import local_today
from core.db import authority_scope, db
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.groups.models import Board, BoardDate, Group
from plugins.meetings.dates.months import Month
from plugins.meetings.settings import MeetingsSettings
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.planting import PlanMeeting, in_days

NEXT = Month.of(local_today()).step(1)
DAY = date(NEXT.year, NEXT.number, 12)
CALENDAR = f"/ashdown/meetings/calendar?month={NEXT.key}"
FOLLOW = "/ashdown/meetings/follow"


def choose(app: Flask, **chosen: bool) -> None:
    with app.app_context():
        authority = house().authorities.find("ashdown")
    assert authority is not None
    with app.app_context(), authority_scope(authority.id, write=True):
        effective.save_choice(authority, "meetings", settings=MeetingsSettings(**chosen))
        db.session.commit()


def end_group(app: Flask, key: str) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        found = db.session.scalars(db.select(Group).where(Group.key == key)).one()
        found.status, found.ended_on = "ended", local_today()
        db.session.commit()


def main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_a_month_says_what_is_on_day_by_day(client: PageClient, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", name="Youth Forum")
    plan("forum", on=DAY, title="Second meeting", at=time(18))
    plan("forum", on=DAY, title="First meeting", at=time(9, 30))
    plan("forum", on=NEXT.step(1).first, title="Too late")
    page = main(client.get(CALENDAR).text)
    assert page.index("First meeting") < page.index("9:30am") < page.index("Second meeting") < page.index("6pm")
    assert "Youth Forum" in page and "Too late" not in page
    assert f"{DAY:%A}" in page


def test_months_lead_to_each_other(client: PageClient, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum")
    plan("forum", on=DAY)
    page = client.get("/ashdown/meetings/calendar?group=forum").text
    assert f"month={NEXT.key}&amp;group=forum" in page
    empty = client.get(f"/ashdown/meetings/calendar?month={NEXT.step(2).key}").text
    assert "Nothing is planned in this month" in empty
    for wrong in ("month=2026-13", "month=never", "month=1999-01", "group=nobody"):
        assert client.get(f"/ashdown/meetings/calendar?{wrong}").status_code == 404, wrong


def test_an_empty_month_says_where_the_next_meeting_is(client: PageClient, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum")
    plan("forum", on=NEXT.step(2).first)
    page = client.get(CALENDAR).text
    assert "The next meeting is in" in page and f"month={NEXT.step(2).key}" in page


def test_boards_stand_in_it_unless_a_group_is_chosen(
    app: Flask, client: PageClient, plant: Plant, plan: PlanMeeting
) -> None:
    plant("forum", seats=[{"board": "big-board"}])
    plan("forum", on=DAY)
    plant("other")
    plan("other", on=DAY, title="Other meeting")
    with app.app_context(), authority_scope(council_id(app), write=True):
        board = db.session.scalars(db.select(Board.id)).one()
        db.session.add(BoardDate(board_id=board, on_date=DAY))
        db.session.commit()
    everything, one = main(client.get(CALENDAR).text), main(client.get(f"{CALENDAR}&group=forum").text)
    assert "big-board</a>" in everything and "Other meeting" in everything
    assert "big-board</a>" not in one and "Other meeting" not in one and "Spring meeting" in one


@pytest.mark.both_databases
def test_strangers_do_not_learn_of_hidden_groups_nor_when_careful_ones_meet(
    world: World, plant: Plant, plan: PlanMeeting
) -> None:
    me = world.people["ashdown", "young_person"].person_id
    plant("secret", name="Secret Circle", listing="hidden", members=[me])
    plant("careful", name="Careful Circle", members_hidden=True, members=[me])
    for key in ("secret", "careful"):
        plan(key, on=DAY, title=f"Evening of {key}")
    stranger, parent = world.app.test_client(), world.browser("parent_carer")
    elsewhere = world.browser("worker", "brackwell")
    for browser in (stranger, parent, elsewhere):
        for page in (CALENDAR, "/ashdown/meetings/", FOLLOW):
            told = browser.get(page).text
            assert "Evening of" not in told and "Circle" not in told, page
        assert browser.get(f"{CALENDAR}&group=careful").status_code == 404
    own = world.browser("young_person").get(CALENDAR).text
    assert "Evening of secret" in own and "Evening of careful" in own


def test_the_place_is_for_those_inside(world: World, plant: Plant, plan: PlanMeeting) -> None:
    me = world.people["ashdown", "young_person"].person_id
    plant("forum", members=[me])
    plan("forum", on=DAY, where_note="Room 4")
    for page in (CALENDAR, "/ashdown/meetings/", "/ashdown/groups/forum"):
        assert "Room 4" not in world.app.test_client().get(page).text
        assert "Room 4" in world.browser("young_person").get(page).text, page
    choose(world.app, public_place=True)
    assert "Room 4" in world.app.test_client().get(CALENDAR).text


def test_days_can_be_kept_from_strangers(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum")
    plan("forum", on=DAY)
    choose(world.app, public_dates=False)
    stranger = world.app.test_client()
    for page in (CALENDAR, "/ashdown/meetings/", "/ashdown/groups/forum"):
        assert "Spring meeting" not in stranger.get(page).text
        assert "Spring meeting" in world.browser("young_person").get(page).text, page
    assert stranger.get(FOLLOW).status_code == 404
    assert world.browser("young_person").get(FOLLOW).location.endswith("/meetings/feeds")


def test_a_moved_and_a_cancelled_meeting_say_so_at_once(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum")
    moved, off = plan("forum", on=DAY, title="Moved one"), plan("forum", on=DAY, title="Off one")
    stranger, worker = world.app.test_client(), world.browser("worker")
    assert "it was on" not in stranger.get(CALENDAR).text
    worker.submit(f"/ashdown/meetings/{moved}/edit", {"at": "18:00"})
    worker.submit(f"/ashdown/meetings/{off}/cancel", {"why": "Snow."})
    said = f"Moved: it was on {DAY:%A} 12 {DAY:%B}, 4:30pm."
    page = stranger.get(CALENDAR).text
    assert said in page and "Cancelled: Off one" in page
    assert said in stranger.get(f"/ashdown/meetings/{moved}").text
    group = stranger.get("/ashdown/groups/forum").text
    assert said in group and ">Moved</span>" in group and ">Cancelled</span>" in group


def test_a_meeting_that_only_ends_earlier_was_not_moved(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum")
    id = plan("forum", on=DAY)
    world.browser("worker").submit(f"/ashdown/meetings/{id}/edit", {"minutes": "60"})
    assert "it was on" not in world.app.test_client().get(f"/ashdown/meetings/{id}").text


@pytest.mark.both_databases
def test_what_an_ended_group_had_planned_is_not_to_come(
    app: Flask, client: PageClient, plant: Plant, plan: PlanMeeting
) -> None:
    plant("forum")
    ahead = plan("forum", on=DAY)
    past = plan("forum", on=in_days(-40), title="Long ago", state="held")
    end_group(app, "forum")
    for page in (CALENDAR, "/ashdown/meetings/", "/ashdown/groups/forum"):
        assert "Spring meeting" not in main(client.get(page).text), page
    then = Month.of(in_days(-40)).key
    assert "Long ago" in client.get(f"/ashdown/meetings/calendar?month={then}").text
    assert "does not take place" not in client.get(f"/ashdown/meetings/{past}").text
    page = client.get(f"/ashdown/meetings/{ahead}").text
    assert "This group has ended, so this meeting does not take place." in page and ".ics" not in page
    feed = client.get("/ashdown/meetings/group/forum.ics").text
    assert feed.count("STATUS:CANCELLED") == 1 and feed.count("STATUS:CONFIRMED") == 1
    assert "SUMMARY:Cancelled: Spring meeting" in feed and "SEQUENCE:1" in feed


@pytest.mark.parametrize(("query", "feed"), [("", "all.ics"), ("?group=forum", "group/forum.ics")])
def test_following_takes_three_steps(
    client: PageClient, plant: Plant, plan: PlanMeeting, query: str, feed: str
) -> None:
    plant("forum", name="Youth Forum")
    plan("forum")
    page = client.get(FOLLOW + query).text
    assert f'href="webcal://localhost/ashdown/meetings/{feed}"' in page
    assert f'<code dir="ltr">http://localhost/ashdown/meetings/{feed}</code>' in page
    assert page.count("<h2>") >= 3
    assert client.get(f"/ashdown/meetings/{feed}").status_code == 200


def test_members_are_led_to_a_calendar_of_their_own(world: World, plant: Plant, plan: PlanMeeting) -> None:
    me = world.people["ashdown", "young_person"].person_id
    plant("forum", members=[me])
    id = plan("forum")
    young, stranger = world.browser("young_person"), world.app.test_client()
    for page in (FOLLOW, f"/ashdown/meetings/{id}"):
        assert "/ashdown/meetings/feeds" in young.get(page).text, page
        assert "/ashdown/meetings/feeds" not in stranger.get(page).text, page


def test_a_meetings_page_offers_its_day_to_save(client: PageClient, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum")
    plant("careful", members_hidden=True)
    ahead, careful, over = plan("forum"), plan("careful"), plan("forum", on=in_days(-1))
    page = client.get(f"/ashdown/meetings/{ahead}").text
    assert f"/ashdown/meetings/{ahead}.ics" in page and "follow?group=forum" in page
    assert "follow?group" not in client.get(f"/ashdown/meetings/{careful}").text, "it has no calendar for everybody"
    assert ".ics" not in client.get(f"/ashdown/meetings/{over}").text


def test_another_councils_calendar_is_its_own(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum")
    id: UUID = plan("forum", on=DAY)
    assert "Spring meeting" not in world.app.test_client().get(CALENDAR.replace("ashdown", "brackwell")).text
    assert world.app.test_client().get(f"/brackwell/meetings/{id}.ics").status_code == 404
