"""Schools that bring children to a convention: booked once, with adults to children, and counted when they came."""

from uuid import UUID

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.people.models import Organisation
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.testing.pages import Page
from plugins.groups.models import Group
from plugins.meetings.coming import counting
from plugins.meetings.models import Booking
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.evenings import EARLY, page_of, said
from tests.plugins.meetings.planting import PlanMeeting, in_days, read


@pytest.fixture
def school(app: Flask) -> UUID:
    with app.app_context(), authority_scope(council_id(app), write=True):
        return db.session.scalars(db.select(Organisation.id).where(Organisation.name == "Hillside School")).one()


@pytest.fixture
def worker(world: World, plant: Plant) -> PageClient:
    plant("parliament", target_attendances=100, target_unique=40)
    return world.browser("worker")


def book(browser: PageClient, id: UUID, school: UUID, **more: object) -> str:
    sent = {"organisation_id": str(school), "children": "20", "adults": "2", "needs": "2 vegetarian"} | more
    answer = browser.submit(f"{page_of(id)}/bookings/add", sent)
    return said(browser, answer.location) if answer.status_code == 302 else answer.text


@pytest.mark.both_databases
def test_a_school_is_booked_once_however_often_it_is_entered(
    app: Flask, worker: PageClient, school: UUID, plan: PlanMeeting
) -> None:
    id = plan("parliament", kind="convention")
    assert "Schools" in said(worker, page_of(id))
    shown = book(worker, id, school)
    assert "Hillside School is booked." in shown and "1 more adult needed" in shown
    again = book(worker, id, school, children="24", adults="3")
    assert "was booked already. Its numbers are changed, nothing is doubled." in again
    (row,) = read(app, Booking)
    assert (row.children, row.adults, row.needs) == (24, 3, "2 vegetarian")
    assert "Enough adults" in again and "1 school, 24 children, 3 adults." in again


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"organisation_id": ""}, "Choose the school."),
        ({"children": "many"}, "Not a valid integer"),
        ({"children": "0"}, "Type a whole number from 1 to 2,000."),
    ],
)
def test_a_slip_in_a_booking_is_explained(
    app: Flask, worker: PageClient, school: UUID, plan: PlanMeeting, values: dict[str, str], words: str
) -> None:
    shown = book(worker, plan("parliament"), school, **values)
    assert ("whole number" if "integer" in words else words) in shown and "2 vegetarian" in shown
    assert read(app, Booking) == []


def test_schools_count_before_and_on_the_register(
    app: Flask, worker: PageClient, school: UUID, plan: PlanMeeting
) -> None:
    id = plan("parliament", on=in_days(0), at=EARLY, kind="convention")
    book(worker, id, school)
    assert "20 children, 2 adults: you need 1 more adult." in said(worker, page_of(id))
    (row,) = read(app, Booking)
    page = f"{page_of(id)}/register"
    worker.submit(page, {f"n-came_children {row.id}": "18", f"n-came_adults {row.id}": "3"})
    (row,) = read(app, Booking)
    assert (row.came_children, row.came_adults) == (18, 3)
    assert "18 children, 3 adults: enough adults." in said(worker, page)
    shown = said(worker, page_of(id))
    assert "1 of 100" in shown and "1 of 40" in shown


def test_the_same_school_twice_in_a_year_is_two_attendances_of_one_school(
    app: Flask, worker: PageClient, school: UUID, plan: PlanMeeting
) -> None:
    for _ in range(2):
        id = plan("parliament", on=in_days(0), at=EARLY, kind="convention")
        book(worker, id, school)
        (row,) = read(app, Booking, meeting_id=id)
        worker.submit(f"{page_of(id)}/register", {f"n-came_children {row.id}": "10"})
    with app.app_context(), authority_scope(council_id(app)):
        group = db.session.scalars(db.select(Group.id).where(Group.key == "parliament")).one()
        reached = counting.reached(group, in_days(0), "england")
    assert (reached.attendances, reached.different) == (2, 1)


def test_a_school_can_be_changed_and_taken_off(app: Flask, worker: PageClient, school: UUID, plan: PlanMeeting) -> None:
    id = plan("parliament")
    book(worker, id, school)
    (row,) = read(app, Booking)
    page = f"{page_of(id)}/bookings/{row.id}"
    fields = [one for one in Page(worker.get(page).text).all("input") if one.get("type") != "checkbox"]
    typed = {one.get("name", ""): one.get("value", "") for one in fields if one.get("name")}
    assert worker.post(page, data=typed | {"adults": "4"}).status_code == 302
    assert read(app, Booking)[0].adults == 4
    worker.submit(f"{page_of(id)}/bookings/{row.id}", action="/off")
    assert read(app, Booking) == []
    other = plan("parliament")
    assert worker.get(f"{page_of(other)}/bookings/{row.id}").status_code == 404


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"state": "cancelled"}, "This meeting is cancelled, so no school"),
        ({"on": in_days(-2)}, "This meeting is over."),
    ],
)
def test_no_school_is_booked_for_a_meeting_that_is_off_or_over(
    app: Flask, worker: PageClient, school: UUID, plan: PlanMeeting, columns: dict[str, object], words: str
) -> None:
    id = plan("parliament", **columns)
    assert words in said(worker, f"{page_of(id)}/bookings/add")
    assert read(app, Booking) == []
