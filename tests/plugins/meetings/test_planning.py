"""Staff plan, move, cancel and take up a meeting; people and calendars can follow every step."""

from datetime import date, time

import pytest
from flask import Flask

from core.clock import local_today
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.meetings.models import Meeting, MeetingChange
from plugins.meetings.moments import moment
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.planting import PlanMeeting, in_days, read

NEW = "/ashdown/meetings/manage/new/forum"
FAR = date(local_today().year + 2, 1, 12)


@pytest.fixture
def worker(world: World, plant: Plant) -> PageClient:
    plant("forum")
    return world.browser("worker")


def typed(on: date, at: str = "4:30pm", **more: str) -> dict[str, object]:
    return {"title": "Winter meeting", "on_date": [str(on.day), str(on.month), str(on.year)], "at": at} | more


@pytest.mark.both_databases
def test_a_meeting_is_planned_at_the_time_on_the_wall(app: Flask, worker: PageClient) -> None:
    summer = date(FAR.year, 7, 3)
    made = worker.submit(NEW, typed(summer))
    assert made.status_code == 302
    (found,) = read(app, Meeting)
    assert (found.title, found.on_date, found.sequence, found.state) == ("Winter meeting", summer, 0, "planned")
    assert (found.starts_at.hour, found.starts_at.minute) == (15, 30), "stored in UTC"
    page = worker.get(made.location).text
    assert "4:30pm to 6pm" in page and f"3 July {FAR.year}" in page
    assert [change.kind for change in read(app, MeetingChange)] == ["planned"]


def test_a_meeting_sent_twice_is_one(app: Flask, worker: PageClient) -> None:
    shown = worker.get(NEW)
    assert shown.status_code == 200
    first = worker.submit(NEW, typed(FAR, once="forged"))
    assert first.status_code == 302
    assert len(read(app, Meeting)) == 1


def test_the_missing_hour_of_march_is_refused(app: Flask, worker: PageClient) -> None:
    spring = date(2027, 3, 28)
    answer = worker.submit(NEW, typed(spring, at="01:30"))
    assert answer.status_code == 400
    assert "the clocks go forward" in answer.text and "Choose another time." in answer.text
    assert 'value="01:30"' in answer.text, "what was typed is kept"
    assert read(app, Meeting) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"at": "half four"}, "Enter a time like 4:30pm or 16:30"),
        ({"minutes": "0"}, "A meeting lasts from 5 minutes"),
        ({"minutes": "60", "formal_minutes": "90"}, "The formal part cannot be longer"),
        ({"online_url": "http://meet.example"}, "begins with https://"),
        ({"title": ""}, "Give it a name"),
    ],
)
def test_a_slip_is_explained_and_nothing_is_made(
    app: Flask, worker: PageClient, more: dict[str, str], said: str
) -> None:
    answer = worker.submit(NEW, typed(FAR) | more)
    assert answer.status_code == 400
    assert said in answer.text
    assert read(app, Meeting) == []


def test_nobody_can_be_asked_to_answer_after_the_meeting(worker: PageClient) -> None:
    late = {"reply_by": [str(FAR.day + 1), str(FAR.month), str(FAR.year)]}
    assert "This day is after the meeting." in worker.submit(NEW, typed(FAR) | late).text


def test_moving_a_meeting_is_told_and_raises_its_sequence(app: Flask, worker: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum", on=FAR)
    moved = worker.submit(f"/ashdown/meetings/{id}/edit", {"at": "18:00"})
    assert moved.status_code == 302
    (found,) = read(app, Meeting)
    assert found.starts_at == moment(FAR, time(18)) and found.sequence == 1
    (change,) = read(app, MeetingChange)
    assert change.kind == "moved" and change.started_at == moment(FAR, time(16, 30))
    assert "their calendars follow" in worker.get(moved.location).text


def test_new_words_only_are_no_move(app: Flask, worker: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum", on=FAR)
    assert worker.submit(f"/ashdown/meetings/{id}/edit", {"title": "Better name"}).status_code == 302
    assert read(app, MeetingChange) == []
    assert read(app, Meeting)[0].sequence == 1, "the title stands in calendars too"


def test_two_at_once_lose_nothing(app: Flask, worker: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum", on=FAR)
    answer = worker.submit(f"/ashdown/meetings/{id}/edit", {"title": "Mine", "version": "0"})
    assert answer.status_code == 409
    assert "Somebody else changed this meeting" in answer.text
    assert 'value="Mine"' in answer.text and "Spring meeting" in answer.text
    assert read(app, Meeting)[0].title == "Spring meeting"


def test_cancelling_says_why_on_the_page_and_can_be_undone(app: Flask, worker: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum", on=FAR)
    page = f"/ashdown/meetings/{id}"
    assert "Say why" in worker.submit(f"{page}/cancel").text
    assert worker.submit(f"{page}/cancel", {"why": "The boiler broke."}).status_code == 302
    assert "The boiler broke." in worker.get(page).text
    refused = worker.submit(f"{page}/edit", {"at": "18:00"})
    assert "Put it on again first" in worker.get(refused.location).text
    assert worker.submit(page, action="on-again").status_code == 302
    (found,) = read(app, Meeting)
    assert (found.state, found.sequence, found.cancelled_why) == ("planned", 2, "")
    assert [change.kind for change in read(app, MeetingChange)] == ["cancelled", "on_again"]


def test_a_meeting_that_took_place_cannot_be_cancelled(app: Flask, worker: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum", on=in_days(-1), state="held")
    refused = worker.submit(f"/ashdown/meetings/{id}/cancel", {"why": "Nobody came."})
    assert "This meeting has taken place" in worker.get(refused.location).text
    assert read(app, Meeting)[0].state == "held"


def test_a_stranger_sees_when_but_not_where(world: World, worker: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum", on=FAR, where_note="Room 4", online_url="https://meet.example/1")
    stranger = world.app.test_client()
    page = stranger.get(f"/ashdown/meetings/{id}").text
    assert "4:30pm to 6pm" in page
    assert "Room 4" not in page and "meet.example" not in page
    assert "Room 4" in worker.get(f"/ashdown/meetings/{id}").text


def test_a_hidden_groups_meeting_is_nowhere(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("secret", listing="hidden", members_hidden=True)
    id = plan("secret", title="Secret evening")
    for browser in (world.app.test_client(), world.browser("young_person"), world.browser("decision_maker")):
        assert browser.get(f"/ashdown/meetings/{id}").status_code == 404
        assert "Secret evening" not in browser.get("/ashdown/meetings/").text
    assert "Secret evening" not in world.browser("worker").get("/ashdown/meetings/manage/").text


def test_the_list_pages_by_day_and_forgets_none(app: Flask, worker: PageClient, plan: PlanMeeting) -> None:
    for number in range(55):
        plan("forum", on=in_days(1 + number // 2), title=f"Number {number:02d}")
    first = worker.get("/ashdown/meetings/manage/").text
    onwards = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = worker.get(onwards).text
    seen = [f"Number {number:02d}" in first or f"Number {number:02d}" in second for number in range(55)]
    assert all(seen)
    assert first.count("<tr>") == 51 and second.count("<tr>") == 6, "fifty and five, and the heads"


def test_places_are_named_once_and_can_be_given_up(app: Flask, worker: PageClient) -> None:
    new = "/ashdown/meetings/manage/venues/new"
    assert worker.submit(new, {"name": "Civic Hall", "access": ["step_free"]}).status_code == 302
    assert "There is a place of this name already" in worker.submit(new, {"name": "Civic Hall"}).text
    assert "Step-free from the street" in worker.get("/ashdown/meetings/manage/venues/").text
