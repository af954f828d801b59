"""Calendars: what a public one and one's own show, when they end, and that programs can follow every change."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from core.authority import effective
from core.clock import local_today
from core.db import authority_scope, db
from core.people.models import Person
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.users.models import Membership as SignIn
from core.web.house import house
from plugins.groups.models import Group, Membership
from plugins.meetings.models import Feed, Meeting
from plugins.meetings.settings import MeetingsSettings
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.planting import PlanMeeting, in_days, read

FEEDS = "/ashdown/meetings/feeds"
SPRING = date(local_today().year + 1, 3, 2)  # before the clocks go forward
SUMMER = date(local_today().year + 1, 7, 6)


def events(answer: Any) -> list[Any]:
    """The events of a feed, soonest first, as a calendar library reads them."""
    assert answer.status_code == 200 and answer.mimetype == "text/calendar"
    return sorted(Calendar.from_ical(answer.get_data()).walk("VEVENT"), key=lambda event: event.decoded("dtstart"))


@pytest.fixture
def member(world: World, plant: Plant) -> PageClient:
    """A young person of 15 who is in a group of the directory."""
    person = world.people["ashdown", "young_person"].person_id
    change(world.app, Person, person, born_on=date(local_today().year - 15, 1, 1))
    plant("forum", members=[person])
    return world.browser("young_person")


def change(app: Flask, model: type, id: UUID | None, **values: Any) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        row = db.session.scalars(db.select(model).where(model.id == id)).one()
        for name, value in values.items():
            setattr(row, name, value)
        db.session.commit()


def new_feed(browser: PageClient) -> str:
    """Make an address on the page, and return its path."""
    page = browser.submit(FEEDS, action="").text
    address = page.split("<code dir=\"ltr\">")[1].split("</code>")[0]
    return "/" + address.split("/", 3)[3]


def test_a_public_group_has_a_feed_that_stays_right_across_the_clocks(
    client: PageClient, plant: Plant, plan: PlanMeeting
) -> None:
    plant("forum")
    for day in (SPRING, SUMMER):
        plan("forum", on=day, where_note="Room 4")
    found = events(client.get("/ashdown/meetings/group/forum.ics"))
    assert [event.decoded("dtstart").time() for event in found] == [time(16, 30)] * 2
    assert [event.decoded("dtstart").astimezone(UTC).hour for event in found] == [16, 15]
    assert all(str(event["summary"]) == "Spring meeting" and "location" not in event for event in found)


def test_a_moved_and_a_cancelled_meeting_reach_every_feed(
    world: World, member: PageClient, plan: PlanMeeting
) -> None:
    id, worker = plan("forum", on=SPRING), world.browser("worker")
    own = new_feed(member)
    stranger, paths = world.app.test_client(), ("/ashdown/meetings/group/forum.ics", "/ashdown/meetings/all.ics", own)
    before = {path: events(stranger.get(path))[0]["uid"] for path in paths}
    assert worker.submit(f"/ashdown/meetings/{id}/edit", {"at": "18:00"}).status_code == 302
    for path in paths:
        (event,) = events(stranger.get(path))
        assert (event["uid"], event["sequence"], event["status"]) == (before[path], 1, "CONFIRMED")
        assert event.decoded("dtstart").time() == time(18)
    worker.submit(f"/ashdown/meetings/{id}/cancel", {"why": "Snow."})
    for path in paths:
        (event,) = events(stranger.get(path))
        assert (event["uid"], event["sequence"], event["status"]) == (before[path], 2, "CANCELLED")
    assert len(set(before.values())) == 1


def test_a_program_that_asks_again_gets_nothing_new(client: PageClient, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum")
    plan("forum")
    first = client.get("/ashdown/meetings/all.ics")
    again = client.get("/ashdown/meetings/all.ics", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_what_is_hidden_or_unknown_has_no_feed(client: PageClient, plant: Plant, plan: PlanMeeting) -> None:
    plant("secret", listing="hidden")
    plant("careful", members_hidden=True)
    plant("own", listing="members")
    for key in ("secret", "careful", "own"):
        plan(key, title=f"Evening of {key}")
    answers = {client.get(f"/ashdown/meetings/group/{key}.ics").data for key in ("secret", "careful", "own", "none")}
    assert len(answers) == 1 and b"VEVENT" not in answers.pop()
    assert events(client.get("/ashdown/meetings/all.ics")) == []


def test_ones_own_feed_tells_nothing_but_when(world: World, member: PageClient, plan: PlanMeeting) -> None:
    plan("forum", title="Forum on buses", where_note="Room 4", about="Buses", online_url="https://meet.example/1")
    body = world.app.test_client().get(new_feed(member)).text
    (event,) = Calendar.from_ical(body).walk("VEVENT")
    assert str(event["summary"]) == "Meeting"
    for word in ("Forum", "buses", "Room", "meet.example", "LOCATION", "DESCRIPTION", "forum"):
        assert word not in body, word


def test_the_secret_is_shown_once_and_not_kept(app: Flask, member: PageClient) -> None:
    path = new_feed(member)
    secret = path.removesuffix(".ics").rpartition("/")[2]
    assert secret not in member.get(FEEDS).text
    (feed,) = read(app, Feed)
    assert secret not in feed.token_hash and feed.ends_on == local_today() + timedelta(days=365)


def test_an_address_can_be_taken_back_at_once(world: World, member: PageClient) -> None:
    path, stranger = new_feed(member), world.app.test_client()
    assert stranger.get(path).status_code == 200
    assert member.submit(FEEDS, action="/end").status_code == 302
    gone, never = stranger.get(path), stranger.get("/ashdown/meetings/feed/never.ics")
    assert gone.status_code == 404 and gone.data == never.data


def test_somebody_elses_address_cannot_be_taken_back(world: World, member: PageClient) -> None:
    path = new_feed(member)
    (feed,) = read(world.app, Feed)
    other = world.browser("worker")
    token = other.get(FEEDS).text.split('name="csrf_token" value="')[1].split('"')[0]
    assert other.post(f"{FEEDS}/{feed.id}/end", data={"csrf_token": token}).status_code == 404
    assert world.app.test_client().get(path).status_code == 200


def test_three_addresses_are_enough(member: PageClient) -> None:
    for _ in range(3):
        new_feed(member)
    assert "You have three calendar addresses." in member.submit(FEEDS, action="").text


@pytest.mark.parametrize(
    "values",
    [
        {"is_protected": True},
        {"born_on": date(local_today().year - 12, 12, 31)},
        {"born_on": None},
    ],
    ids=["protected", "under 13", "age not known"],
)
def test_who_may_have_no_feed_gets_none_and_loses_theirs(
    world: World, member: PageClient, values: dict[str, Any]
) -> None:
    path = new_feed(member)
    change(world.app, Person, world.people["ashdown", "young_person"].person_id, **values)
    assert world.app.test_client().get(path).status_code == 404
    assert "You cannot have a calendar of your own yet." in member.get(FEEDS).text


def test_a_feed_ends_after_a_year(world: World, member: PageClient) -> None:
    path = new_feed(member)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=366), tick=False):
        assert world.app.test_client().get(path).status_code == 404


def test_a_feed_ends_with_the_sign_in_and_with_the_groups(world: World, member: PageClient, plan: PlanMeeting) -> None:
    plan("forum")
    path, stranger = new_feed(member), world.app.test_client()
    assert len(events(stranger.get(path))) == 1
    change(world.app, Membership, read(world.app, Membership)[0].id, status="left")
    assert events(stranger.get(path)) == []
    person = world.people["ashdown", "young_person"].person_id
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        held = db.session.scalars(db.select(SignIn).where(SignIn.person_id == person)).one()
        held.ended_at = datetime.now(UTC)
        db.session.commit()
    assert stranger.get(path).status_code == 404


def test_a_council_that_offers_no_own_calendars_ends_them(world: World, member: PageClient) -> None:
    path = new_feed(member)
    with world.app.app_context():
        authority = house().authorities.find("ashdown")
    assert authority is not None
    with world.app.app_context(), authority_scope(authority.id, write=True):
        effective.save_choice(authority, "meetings", settings=MeetingsSettings(private_feeds=False))
        db.session.commit()
    assert world.app.test_client().get(path).status_code == 404


def test_another_council_knows_nothing_of_an_address(world: World, member: PageClient) -> None:
    path = new_feed(member).replace("/ashdown/", "/brackwell/")
    assert world.app.test_client().get(path).status_code == 404


def test_one_meeting_can_be_saved_as_a_file(world: World, member: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum", on=in_days(3))
    answer = member.get(f"/ashdown/meetings/{id}.ics")
    assert str(events(answer)[0]["summary"]) == "Spring meeting"
    assert answer.headers["Content-Disposition"] == "attachment; filename=meeting.ics"


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    groups=st.lists(
        st.tuples(st.sampled_from(["public", "members", "hidden"]), st.booleans(), st.booleans()), max_size=5
    )
)
def test_no_feed_ever_holds_a_hidden_meeting(
    world: World, member: PageClient, groups: list[tuple[str, bool, bool]]
) -> None:
    """On random worlds: own feeds hold no hidden group, the public one only what a stranger may see."""
    person = world.people["ashdown", "young_person"].person_id
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        for model in (Meeting, Membership, Feed, Group):
            db.session.execute(db.delete(model))
        made = [_world(number, person, *one) for number, one in enumerate(groups)]
        db.session.commit()
    stranger, path = world.app.test_client(), new_feed(member)
    seen = {str(event["uid"]).split("@")[0] for event in events(stranger.get(path))}
    assert seen == {str(id) for id, listing, hidden, inside in made if inside and listing != "hidden" and not hidden}
    all_seen = {str(event["uid"]).split("@")[0] for event in events(stranger.get("/ashdown/meetings/all.ics"))}
    assert all_seen == {str(id) for id, listing, hidden, _ in made if listing == "public" and not hidden}


def _world(number: int, person: UUID | None, listing: str, hidden: bool, inside: bool) -> tuple[UUID, str, bool, bool]:
    group = Group(key=f"g{number}", name=f"Group {number}", listing=listing, members_hidden=hidden)
    db.session.add(group)
    db.session.flush()
    starts = datetime.now(UTC) + timedelta(days=5)
    held = Meeting(group_id=group.id, title="Evening", starts_at=starts, on_date=starts.date())
    db.session.add(held)
    if inside:
        db.session.add(Membership(group_id=group.id, person_id=person))
    db.session.flush()
    return held.id, listing, hidden, inside
