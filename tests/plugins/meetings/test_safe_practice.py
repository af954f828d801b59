"""Safe practice of a meeting: what is lacking, who is on duty, risks, and who must not collect a child."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.authority.practice import Practice
from core.clock import local_today
from core.db import authority_scope, db
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.safeguarding.models import AdultCheck
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.meetings.models import Leader, MeetingDuty, RiskAssessment, Safety
from plugins.meetings.personal import person_erase
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.evenings import LATE, page_of, person, said
from tests.plugins.meetings.planting import PlanMeeting, in_days, read

CALL = {"contact_name": "Ada Marlowe, mother", "contact_phone": "07700 900123", "home": "collected"}


@pytest.fixture
def child(world: World) -> UUID:
    return person(world, "young_person")


@pytest.fixture
def forum(world: World, child: UUID, plant: Plant) -> UUID:
    return plant("forum", members=[child], workers=[person(world, "worker")])


@pytest.fixture
def worker(world: World, forum: UUID) -> PageClient:
    return world.browser("worker")


@pytest.fixture
def refusing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ashdown's file says refuse."""
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
    practice = found.file.safeguarding.practice.model_copy(update={"on_gap": "refuse"})
    monkeypatch.setitem(found.file.safeguarding.__dict__, "practice", practice)
    yield


def keep(app: Flask, *rows: object) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.add_all(rows)
        db.session.commit()


def clear(app: Flask, person_id: UUID, until: date | None = None) -> None:
    """Everything that the council asks for was seen."""
    day = local_today() - timedelta(days=30)
    kinds = Practice().needed_checks
    keep(app, *(AdultCheck(person_id=person_id, kind=kind, done_on=day, expires_on=until) for kind in kinds))


def practice_page(id: UUID) -> str:
    return f"{page_of(id)}/safe-practice"


def parts(on: date) -> list[str]:
    return [str(part) for part in (on.day, on.month, on.year)]


def sign(browser: PageClient, id: UUID, **more: object) -> int:
    sent = {"what-0": "A trip over cables", "who-0": "Anybody", "likely-0": "low", "do-0": "Tape them down"}
    blank = {f"{part}-{n}": "" for part in ("what", "who", "do") for n in range(1, 8)}
    return browser.submit(f"{practice_page(id)}/risks", {**blank, **sent, **more}).status_code


@pytest.mark.both_databases
def test_a_meeting_says_what_is_lacking_until_all_is_in_place(
    app: Flask, world: World, worker: PageClient, plan: PlanMeeting
) -> None:
    id, me = plan("forum"), person(world, "worker")
    shown = said(worker, practice_page(id))
    assert "Worker Tester is not cleared on that day" in shown
    assert "Nobody is named as the safeguarding lead on duty" in shown and "no risk assessment" in shown
    clear(app, me)
    assert worker.submit(f"{practice_page(id)}/lead", {"who": str(me), "phone": "07700 900456"}).status_code == 302
    assert sign(worker, id) == 302
    shown = said(worker, practice_page(id))
    assert "All is in place" in shown and "07700 900456" in shown
    assert worker.submit(practice_page(id)).status_code == 302
    assert "Confirmed" in said(worker, practice_page(id))
    [row] = read(app, MeetingDuty)
    assert row.confirmed_at and row.confirmed_why == ""


def test_a_check_that_ends_before_the_meeting_counts_as_none(
    app: Flask, world: World, worker: PageClient, plan: PlanMeeting
) -> None:
    clear(app, person(world, "worker"), until=in_days(5))
    before, after = plan("forum", on=in_days(5)), plan("forum", on=in_days(6))
    assert "not cleared" not in said(worker, practice_page(before))
    assert "Worker Tester is not cleared on that day" in said(worker, practice_page(after))


def test_young_people_read_a_first_name_and_a_role_and_no_number(
    world: World, worker: PageClient, plan: PlanMeeting
) -> None:
    id, me = plan("forum"), person(world, "worker")
    fields = {"who": str(me), "role": "Youth worker", "phone": "07700 900456"}
    assert worker.submit(f"{practice_page(id)}/lead", fields).status_code == 302
    young = world.browser("young_person")
    shown = said(young, page_of(id))
    assert "Who to talk to here if you are worried" in shown
    assert "Worker is there for you that evening. Youth worker." in shown
    assert "900456" not in shown and "Worker Tester" not in shown and "lacking" not in shown
    assert '/ashdown/tell-someone/"' in young.get(page_of(id)).text
    for path in ("/safe-practice", "/safe-practice/lead", "/safe-practice/risks", "/risk-assessment"):
        assert young.get(page_of(id) + path).status_code == 404
        assert world.browser("parent_carer").get(page_of(id) + path).status_code == 404


def test_somebody_who_can_only_be_rung_needs_a_number(app: Flask, worker: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum")
    address = f"{practice_page(id)}/lead"
    assert worker.submit(address, {"who": "else", "name": "Bea Holt", "phone": ""}).status_code == 400
    assert worker.submit(address, {"who": "else", "name": "Bea Holt", "phone": "01632 960777"}).status_code == 302
    [row] = read(app, MeetingDuty)
    assert (row.person_id, row.name, row.phone) == (None, "Bea Holt", "01632 960777")


def test_whoever_was_put_down_as_on_duty_is_the_lead(
    app: Flask, world: World, worker: PageClient, plan: PlanMeeting
) -> None:
    id = plan("forum")
    keep(app, Leader(meeting_id=id, person_id=person(world, "worker"), part="on_duty"))
    assert "Nobody is named" not in said(worker, practice_page(id))


def test_risks_begin_from_last_time_and_what_was_signed_stays(
    app: Flask, worker: PageClient, plan: PlanMeeting
) -> None:
    id, next_time = plan("forum"), plan("forum", on=in_days(14))
    assert sign(worker, id, holds_for="meeting") == 302
    assert "no risk assessment" in said(worker, practice_page(next_time))
    assert "A trip over cables" in worker.get(f"{practice_page(next_time)}/risks").text
    assert sign(worker, next_time, **{"what-0": "Somebody gets lost"}) == 302
    assert "Somebody gets lost" in said(worker, f"{page_of(next_time)}/risk-assessment")
    assert "A trip over cables" in said(worker, f"{page_of(id)}/risk-assessment")
    assert len(read(app, RiskAssessment)) == 2


def test_a_risk_without_an_answer_is_not_signed_and_is_not_lost(worker: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum")
    answer = worker.submit(f"{practice_page(id)}/risks", {"what-0": "Deep water", "do-0": ""})
    assert answer.status_code == 400 and "Deep water" in answer.text and "what you do about it" in answer.text
    more = worker.submit(f"{practice_page(id)}/risks", {"what-0": "Deep water", "do-0": "", "more": "yes"})
    assert "Deep water" in more.text and 'name="what-6"' in more.text and "Not signed yet" not in more.text
    past = parts(local_today() - timedelta(days=1))
    assert sign(worker, id, review_on=past) == 400


def test_an_assessment_whose_review_is_past_holds_no_more(app: Flask, worker: PageClient, plan: PlanMeeting) -> None:
    soon, later = plan("forum", on=in_days(5)), plan("forum", on=in_days(20))
    assert sign(worker, soon, review_on=parts(in_days(10))) == 302
    assert "no risk assessment" not in said(worker, practice_page(soon))
    assert "no risk assessment" in said(worker, practice_page(later))


@pytest.mark.usefixtures("refusing")
def test_where_the_council_refuses_nobody_uncleared_is_named_and_nothing_is_confirmed(
    app: Flask, world: World, worker: PageClient, plan: PlanMeeting
) -> None:
    id, me = plan("forum"), person(world, "worker")
    assert "cannot be named here" in worker.submit(f"{page_of(id)}/leaders", {f"part-{me}": "leads"}).text
    assert read(app, Leader) == []
    assert "does not confirm a meeting while something is lacking" in said(worker, practice_page(id))
    shown = worker.get(f"{page_of(id)}/leaders").text
    hidden = dict(re.findall(r'name="(csrf_token|once)"[^>]*value="([^"]+)"', shown))
    answer = worker.post(practice_page(id), data={**hidden, "why": "We go on"}, follow_redirects=True)
    assert "Not confirmed: something is still lacking" in answer.text and read(app, MeetingDuty) == []
    admin = world.browser("local_admin")
    assert admin.submit(practice_page(id), {"why": ""}).status_code == 400
    assert admin.submit(practice_page(id), {"why": "A cleared colleague comes along"}).status_code == 302
    [row] = read(app, MeetingDuty)
    assert row.confirmed_why == "A cleared colleague comes along"
    clear(app, me)
    assert worker.submit(f"{page_of(id)}/leaders", {f"part-{me}": "leads"}).status_code == 302


@pytest.mark.usefixtures("refusing")
def test_on_the_evening_it_only_warns_loudly_and_says_whom_to_ring(
    app: Flask, world: World, worker: PageClient, plan: PlanMeeting
) -> None:
    id, me = plan("forum", on=in_days(0), at=LATE), person(world, "worker")
    assert worker.submit(f"{page_of(id)}/leaders", {f"part-{me}": "leads"}).status_code == 302
    for path in ("register", "sheet"):
        shown = said(worker, f"{page_of(id)}/{path}")
        assert "Before you begin" in shown and "Let the children in." in shown and "01632 960102" in shown
    assert worker.submit(f"{page_of(id)}/register", {f"p-{me}": "here"}).status_code == 302


def apart(app: Flask, child: UUID, adult: UUID, **flags: bool) -> None:
    keep(app, Relationship(child_id=child, adult_id=adult, kind="parent", **flags))


@pytest.mark.parametrize("flag", ["no_contact", "court_order"])
def test_the_sheet_says_to_whom_a_child_must_not_be_handed_and_not_why(
    app: Flask, world: World, child: UUID, worker: PageClient, plan: PlanMeeting, flag: str
) -> None:
    id = plan("forum", on=in_days(0), at=LATE)
    with app.app_context():
        adult = add_person("Ada Marlowe", "parent_carer")
    keep(app, Safety(person_id=child, **CALL, home_note="Ada Marlowe, at 6", said_on=in_days(-10), said_by="A carer"))
    before = said(worker, f"{page_of(id)}/sheet")
    assert "07700 900123" in before and "Must not collect" not in before
    apart(app, child, adult, **{flag: True})
    after = said(worker, f"{page_of(id)}/sheet")
    assert "Must not collect: Ada Marlowe" in after and "Ask the lead on duty whom to call" in after
    assert "900123" not in after and "at 6" not in after and "court" not in after.lower()
    for role, path in (("worker", "register"), ("worker", "coming"), ("young_person", "")):
        assert "Marlowe" not in said(world.browser(role), f"{page_of(id)}/{path}".rstrip("/"))


def test_the_number_alone_is_enough_and_a_first_name_alone_is_not(
    app: Flask, child: UUID, worker: PageClient, plan: PlanMeeting
) -> None:
    id = plan("forum", on=in_days(0), at=LATE)
    with app.app_context():
        adult = add_person("Ada Marlowe", "parent_carer")
    apart(app, child, adult, no_contact=True)
    values = {"contact_name": "Ada, next door", "contact_phone": "07700 900555", "home": "collected"}
    keep(app, Safety(person_id=child, **values, said_on=in_days(-10), said_by="A carer"))
    assert "07700 900555" in said(worker, f"{page_of(id)}/sheet")
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.scalars(db.select(Person).where(Person.id == adult)).one().phone = "+44 7700 900555"
        db.session.commit()
    assert "07700 900555" not in said(worker, f"{page_of(id)}/sheet")


def test_whoever_is_erased_is_named_nowhere(app: Flask, world: World, worker: PageClient, plan: PlanMeeting) -> None:
    id, me = plan("forum"), person(world, "worker")
    worker.submit(f"{practice_page(id)}/lead", {"who": str(me), "phone": "07700 900456"})
    sign(worker, id)
    with app.app_context(), authority_scope(council_id(app), write=True):
        authority = house().authorities.find("ashdown")
        assert authority is not None
        person_erase(authority, me, apply=True)
        db.session.commit()
    [duty], [signed] = read(app, MeetingDuty), read(app, RiskAssessment)
    assert (duty.person_id, duty.phone, signed.signed_by_id, signed.signed_name) == (None, "", None, "")
