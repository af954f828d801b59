"""The evening's sheet: who reads it and when, that each reading is kept, and how what stands on it is entered."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.audit import Filter, entries
from core.clock import ZONE
from core.db import authority_scope, db, utcnow
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from core.testing.pages import Page, text
from core.web.house import house
from plugins.meetings.coming.rules import sheet_window
from plugins.meetings.forms.safety import THEMSELVES
from plugins.meetings.models import Coming, Safety
from plugins.meetings.personal import retention_due
from plugins.meetings.views.sheet import SHEET
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.evenings import LATE, page_of, person, said
from tests.plugins.meetings.planting import PlanMeeting, in_days, read

MY_SAFETY = "/ashdown/meetings/my-safety"
CALL = {"contact_name": "Ada Marlowe, mother", "contact_phone": "07700 900123"}


@pytest.fixture
def child(world: World) -> UUID:
    return person(world, "young_person")


@pytest.fixture
def forum(world: World, child: UUID, plant: Plant) -> UUID:
    return plant("forum", members=[child], workers=[person(world, "worker")])


@pytest.fixture
def worker(world: World, forum: UUID) -> PageClient:
    return world.browser("worker")


def keep(app: Flask, person_id: UUID, **values: object) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.add(Safety(person_id=person_id, **values))
        db.session.commit()


def safety_page(person_id: UUID) -> str:
    return f"/ashdown/meetings/safety/{person_id}"


def readings(app: Flask) -> list[object]:
    with app.app_context(), authority_scope(council_id(app)):
        return [(one.about_id, one.detail) for one in entries(Filter(action="person.seen", about_kind="meeting"))]


@pytest.mark.both_databases
def test_whoever_runs_the_group_reads_it_and_each_reading_is_kept(
    app: Flask, child: UUID, worker: PageClient, plan: PlanMeeting
) -> None:
    id = plan("forum", on=in_days(0), at=LATE)
    keep(app, child, **CALL, allergies="Peanuts", home="alone", said_on=in_days(-10), said_by="Their mother")
    for number in (1, 2):
        answer = worker.get(f"{page_of(id)}/sheet")
        assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
        assert len(readings(app)) == number
    shown = text(Page(answer.text).root)
    assert "Peanuts" in shown and "May go home alone" in shown and "Ada Marlowe, mother" in shown
    assert 'href="tel:07700900123"' in answer.text
    seen = {"what": SHEET, "role": "worker", "people": 1, "person_ids": [str(child)]}
    assert readings(app)[0] == (str(id), seen)
    assert "Peanuts" not in str(readings(app))


def test_what_is_needed_tonight_and_what_nobody_knows(
    app: Flask, child: UUID, worker: PageClient, plan: PlanMeeting
) -> None:
    id = plan("forum", on=in_days(0), at=LATE)
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.add(Coming(meeting_id=id, person_id=child, answer="coming", needs=["travel"], note="From school"))
        db.session.commit()
    shown = said(worker, f"{page_of(id)}/sheet")
    assert "Not known: ask before they leave" in shown
    assert "Help with travel, “From school”" in shown
    assert "Ask about 1 person" in shown


def test_what_was_said_long_ago_is_asked_again(
    app: Flask, child: UUID, worker: PageClient, plan: PlanMeeting
) -> None:
    id = plan("forum", on=in_days(0), at=LATE)
    keep(app, child, **CALL, home="collected", said_on=in_days(-400), said_by="Their aunt")
    shown = said(worker, f"{page_of(id)}/sheet")
    assert "Ask again" in shown and "Their aunt" in shown and "Is collected" in shown


@pytest.mark.parametrize(
    ("days", "words"), [(5, "It opens on"), (-5, "It closed at the end of the day after the meeting.")]
)
def test_outside_its_hours_it_says_when_it_opens_and_shows_nobody(
    app: Flask, child: UUID, worker: PageClient, plan: PlanMeeting, days: int, words: str
) -> None:
    id = plan("forum", on=in_days(days))
    keep(app, child, **CALL, allergies="Peanuts")
    shown = worker.get(f"{page_of(id)}/sheet").text
    assert words in shown and "Peanuts" not in shown and "Young person Tester" not in shown
    assert readings(app) == []
    assert "Sheet for the evening" not in worker.get(page_of(id)).text, "the button comes with the hours"


def test_a_cancelled_meeting_has_no_sheet(app: Flask, child: UUID, worker: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum", on=in_days(0), at=LATE, state="cancelled")
    keep(app, child, **CALL)
    shown = worker.get(f"{page_of(id)}/sheet").text
    assert "The meeting is cancelled" in shown and "Ada Marlowe" not in shown
    assert readings(app) == []


def test_nobody_reads_it_by_role_alone(app: Flask, world: World, forum: UUID, child: UUID, plan: PlanMeeting) -> None:
    id = plan("forum", on=in_days(0), at=LATE)
    keep(app, child, **CALL)
    for role in ("practitioner", "safeguarding_lead", "local_admin", "young_person", "parent_carer", "decision_maker"):
        browser = world.browser(role)
        assert browser.get(f"{page_of(id)}/sheet").status_code == 404, role
        assert browser.get(safety_page(child)).status_code == 404, role
    assert world.browser("worker", "brackwell").get(f"/brackwell/meetings/{id}/sheet").status_code == 404
    assert readings(app) == []


def test_a_practitioner_who_leads_that_meeting_reads_it(world: World, forum: UUID, plan: PlanMeeting) -> None:
    mine = plan("forum", on=in_days(0), at=LATE, leaders=[person(world, "practitioner")])
    other = plan("forum", on=in_days(0), at=time(23, 58))
    browser = world.browser("practitioner")
    assert browser.get(f"{page_of(mine)}/sheet").status_code == 200
    assert browser.get(f"{page_of(other)}/sheet").status_code == 404


def test_its_hours_hold_when_the_clocks_change() -> None:
    on = date(2026, 3, 29)
    starts = datetime(2026, 3, 29, 16, 0, tzinfo=ZONE)
    window = sheet_window(starts.astimezone(utcnow().tzinfo), on, 24)
    assert starts - window.opens == timedelta(hours=24)
    assert window.closes.astimezone(ZONE) == datetime(2026, 3, 31, tzinfo=ZONE)
    assert window.holds(window.opens) and not window.holds(window.closes)


@pytest.mark.both_databases
def test_a_worker_writes_down_what_they_were_told(app: Flask, child: UUID, worker: PageClient) -> None:
    missing = worker.submit(safety_page(child), CALL | {"home": "collected"})
    assert "Say who told you." in missing.text and "Ada Marlowe, mother" in missing.text
    done = worker.submit(safety_page(child), CALL | {"home": "collected", "said_by": "Their mother, by telephone"})
    assert "Saved for" in said(worker, done.location)
    (row,) = read(app, Safety)
    assert (row.home, row.said_by, row.said_on) == ("collected", "Their mother, by telephone", in_days(0))
    with app.app_context(), authority_scope(council_id(app)):
        assert "Ada" not in str([one.detail for one in entries(Filter(action="meetings.safety_changed"))])


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"contact_phone": "ask at school"}, "Type a telephone number in figures"),
        ({"said_on": ["1", "1", "2999"]}, "This day is still to come."),
        ({"said_on": ["31", "2", "2026"]}, "Enter a whole date"),
    ],
)
def test_a_slip_on_safety_is_explained(
    app: Flask, child: UUID, worker: PageClient, values: dict[str, object], words: str
) -> None:
    answer = worker.submit(safety_page(child), CALL | {"said_by": "Mother"} | values)
    assert answer.status_code == 400 and words in answer.text
    assert read(app, Safety) == []


def test_two_who_change_it_at_once_see_both(app: Flask, child: UUID, worker: PageClient) -> None:
    for version in ("0", "1"):
        first = CALL | {"said_by": "Mother", "allergies": f"Nuts {version}"}
        assert worker.submit(safety_page(child), first).status_code == 302
    clash = worker.submit(safety_page(child), {"said_by": "Father", "allergies": "Milk", "version": "1"})
    assert clash.status_code == 409
    assert "Nuts 1" in clash.text and ">Milk</textarea>" in clash.text
    (row,) = read(app, Safety)
    assert row.allergies == "Nuts 1"


def test_only_a_worker_of_their_group_changes_it(app: Flask, world: World, worker: PageClient, plant: Plant) -> None:
    with app.app_context():
        stranger = add_person("Somebody Else")
    plant("other", members=[stranger])
    assert worker.get(safety_page(stranger)).status_code == 404
    assert worker.get(safety_page(person(world, "worker"))).status_code == 404


def test_a_young_person_says_it_themselves(app: Flask, world: World, forum: UUID) -> None:
    young = world.browser("young_person")
    assert "May you go home on your own?" in said(young, MY_SAFETY)
    done = young.submit(MY_SAFETY, {"contact_name": "My nan", "contact_phone": "01632 960123", "home": "alone"})
    assert "Thank you." in said(young, done.location)
    (row,) = read(app, Safety)
    assert (row.contact_name, row.home, row.said_by, row.said_on) == ("My nan", "alone", THEMSELVES, in_days(0))


def test_who_is_collected_does_not_go_alone_by_their_own_tick(
    app: Flask, world: World, forum: UUID, child: UUID
) -> None:
    keep(app, child, **CALL, home="collected", said_on=in_days(-3), said_by="Foster carer")
    young = world.browser("young_person")
    done = young.submit(MY_SAFETY, {"home": "alone"})
    assert "A worker asks them before you go home on your own." in said(young, done.location)
    (row,) = read(app, Safety)
    assert row.home == "collected" and "ask" in row.home_note


def test_my_safety_is_for_those_in_a_group(world: World, forum: UUID) -> None:
    for role in ("parent_carer", "decision_maker", "worker"):
        shown = said(world.browser(role), MY_SAFETY)
        assert "You are in no group just now" in shown and "May you go home" not in shown
    assert "sign-in" in world.app.test_client().get(MY_SAFETY).location


def test_what_was_said_of_somebody_who_left_long_ago_is_due_to_go(
    app: Flask, world: World, forum: UUID, child: UUID
) -> None:
    with app.app_context():
        gone = add_person("Gone Long Ago")
    for one in (child, gone):
        keep(app, one, **CALL, said_on=date(1990, 1, 1), said_by="Mother")
    with app.app_context(), authority_scope(council_id(app)):
        council = house().authorities.find("ashdown")
        assert council is not None
        due = retention_due(council, in_days(0))
        wanted = db.session.scalar(db.select(Safety.id).where(Safety.person_id == gone))
    assert [(one.kind, list(one.ids)) for one in due] == [("meeting emergency contacts", [wanted])]
