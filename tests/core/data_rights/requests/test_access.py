"""A request for a copy, from the young person's page to the download, with what may go wrong on the way."""

import io
import json
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
import time_machine
from sqlalchemy import select

from core.audit import AuditEntry
from core.data_rights.requests import folders
from core.db import db, utcnow
from core.people.models import Person
from core.safeguarding.record import chronology
from core.safeguarding.store import CONCERNS
from core.safeguarding.taking_in import Report, take_in
from core.testing.apps import PASSWORD, World
from core.testing.browsing import PageClient
from tests.core.data_rights.requests.conftest import DESK, Desk, said

pytestmark = pytest.mark.both_databases


def found_out(desk: Desk) -> None:
    """Asked and searched for."""
    desk.ask("access", words="Everything about the camp")
    assert desk.officer.submit(desk.one(), action="/gather").status_code == 302
    desk.work()


def released(desk: Desk) -> None:
    """Gone through and looked over by the second officer."""
    found_out(desk)
    desk.take("redacted")
    answer = desk.second.submit(f"{DESK}/looking-over/{desk.id()}")
    assert answer.status_code == 302


def downloaded(desk: Desk, browser: PageClient, password: str = PASSWORD) -> Any:
    """What the download answers."""
    return browser.submit(f"/ashdown/me/requests/{desk.id()}/download", {"password": password})


def bundle(answer: Any) -> dict[str, str]:
    """The files of a downloaded copy, as text."""
    with ZipFile(io.BytesIO(answer.data)) as copy:
        return {name: copy.read(name).decode() for name in copy.namelist()}


def test_asked_searched_looked_over_sent_and_downloaded(desk: Desk) -> None:
    mine = desk.ask("access", words="Everything about the camp")
    page = said(desk.asker.get(mine))
    assert "You hear from us by" in page and "R-" in page
    assert "Young person Tester" in said(desk.officer.get(f"{DESK}/"))
    found_out_page = desk.officer.submit(desk.one(), action="/gather")
    assert found_out_page.status_code == 302
    desk.work()
    assert "Your record" in said(desk.officer.get(desk.one("/parts/")))
    desk.take("redacted")
    assert "Waits for somebody else" in said(desk.officer.get(desk.one()))
    assert desk.officer.get(f"{DESK}/looking-over/{desk.id()}").status_code == 404, "not who did the work"
    assert "As the person will read it" in said(desk.second.get(f"{DESK}/looking-over/{desk.id()}"))
    assert desk.second.get(f"{DESK}/looking-over/{desk.id()}/parts/1").status_code == 200
    assert desk.second.submit(f"{DESK}/looking-over/{desk.id()}").status_code == 302
    assert downloaded_before_sent(desk)
    desk.take("sent")
    assert "Something that you asked for is ready." in said(desk.asker.get("/ashdown/me/messages/"))
    assert "Your copy is ready" in said(desk.asker.get(mine))
    wrong = downloaded(desk, desk.asker, "not my password at all")
    assert wrong.status_code == 200 and "This is not your password" in said(wrong)
    files = bundle(downloaded(desk, desk.asker))
    assert "Young person Tester" in files["index.html"]
    assert desk.steps() == [
        "received", "identity_checked", "gathered", "redacted", "released", "sent", "downloaded"
    ]  # fmt: skip
    with desk.scope():
        actions = set(db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.startswith("rights."))))
        assert {f"rights.{step}" for step in ("received", "gathered", "released", "sent", "downloaded")} <= actions
        details = json.dumps([row.detail for row in db.session.scalars(select(AuditEntry))])
        assert "camp" not in details


def downloaded_before_sent(desk: Desk) -> bool:
    """Nothing is to be had before it is sent."""
    return desk.asker.get(f"/ashdown/me/requests/{desk.id()}/download").status_code == 302


def test_nobody_else_opens_or_downloads_it(desk: Desk) -> None:
    released(desk)
    desk.take("sent")
    neutral = desk.asker.get("/ashdown/no-such-page").data
    for browser in (desk.officer, desk.world.browser("worker"), desk.world.browser("parent_carer")):
        for path in ("", "/download"):
            answer = browser.get(f"/ashdown/me/requests/{desk.id()}{path}")
            assert (answer.status_code, answer.data) == (404, neutral)


def test_after_thirty_days_the_copy_is_gone(desk: Desk) -> None:
    released(desk)
    desk.take("sent")
    with desk.scope() as council:
        place = folders.folder(council, desk.request().id)
        assert place.stat().st_mode & 0o077 == 0 and (place / folders.COPY).stat().st_mode & 0o077 == 0
    with time_machine.travel("2040-01-01 12:00"):
        desk.work()
    assert not place.exists()
    assert desk.steps()[-1] == "files_deleted"
    assert downloaded_before_sent(desk)


def test_what_is_left_out_says_so_or_leaves_no_trace(desk: Desk) -> None:
    with desk.scope():
        person = db.session.get(Person, desk.world.people["ashdown", "young_person"].person_id)
        assert person is not None
        person.heard_how, person.access_needs = "Mirela Okonkwo told me at school", "QUIETLY-PLANTED"
        db.session.add(Person(name="Mirela Okonkwo"))
        db.session.commit()
    found_out(desk)
    parts = said(desk.officer.get(desk.one("/parts/")))
    assert "Other people are named in 1 field" in parts
    record = desk.officer.get(desk.one("/parts/1"))
    assert "names Mirela Okonkwo" in said(record)
    assert desk.officer.submit(desk.one("/parts/"), action="/flags").status_code == 302
    row = next(part for part in record.get_data(as_text=True).split('"') if "/parts/1/rows/" in part)
    assert desk.officer.submit(row, {"field": "access_needs", "reason": "serious_harm"}).status_code == 302
    desk.take("redacted")
    looked = said(desk.second.get(f"{DESK}/looking-over/{desk.id()}"))
    assert "It is about somebody else" in looked and "serious harm" in looked
    assert desk.second.submit(f"{DESK}/looking-over/{desk.id()}").status_code == 302
    desk.take("sent")
    files = bundle(downloaded(desk, desk.asker))
    whole = "".join(files.values())
    assert "Mirela" not in whole and "Left out: it is about somebody else." in whole
    assert "QUIETLY-PLANTED" not in whole and "access_needs" not in whole and "harm" not in whole
    late = desk.officer.get(row)
    assert late.status_code == 302, "after the second look nothing of it can be changed"


def test_what_is_put_back_is_in_the_copy(desk: Desk) -> None:
    found_out(desk)
    record = desk.officer.get(desk.one("/parts/1")).get_data(as_text=True)
    row = next(part for part in record.split('"') if "/parts/1/rows/" in part)
    desk.officer.submit(row, {"field": "", "reason": "privilege"})
    assert "all of it left out" in said(desk.officer.get(desk.one("/parts/1")))
    assert desk.officer.submit(desk.one("/parts/1"), action="/back").status_code == 302
    assert "left out" not in said(desk.officer.get(desk.one("/parts/1")))


def test_what_could_put_somebody_in_danger_needs_a_lead_by_name(desk: Desk) -> None:
    with desk.scope():
        person = db.session.get(Person, desk.world.people["ashdown", "young_person"].person_id)
        assert person is not None
        person.is_protected = True
        db.session.commit()
    found_out(desk)
    assert "protected" not in said(desk.officer.get(desk.one("/parts/")))
    desk.take("grave_asked")
    address = f"{DESK}/looking-over/{desk.id()}"
    assert desk.second.get(address).status_code == 404, "an officer does not decide this"
    assert desk.lead.submit(address).status_code == 302
    desk.officer.submit(desk.one(), action="/gather")
    desk.work()
    assert "especially safe" in said(desk.officer.get(desk.one("/parts/")))
    with desk.scope():
        step = next(one for one in desk.request().steps if one.step == "grave_released")
        assert step.by is not None


def a_case(desk: Desk, words: str) -> Any:
    """The id of a concern about the young person who asks."""
    with desk.scope():
        person = desk.world.people["ashdown", "young_person"].person_id
        assert person is not None
        report = Report(id=uuid4(), words=words, how="page", raised_at=utcnow(), people=((person, "child"),))
        case, _ = take_in(CONCERNS, report)
        db.session.commit()
        return case.id


def test_a_lead_chooses_the_cases_and_nobody_else_learns_that_there_are_any(desk: Desk) -> None:
    in_it, out_of_it = a_case(desk, "canary-in"), a_case(desk, "canary-out")
    found_out(desk)
    desk.take("grave_asked")
    address = f"{DESK}/looking-over/{desk.id()}"
    assert f"Concern {str(in_it)[:8].upper()}, received on" in said(desk.lead.get(address))
    for page in ("", "/parts/"):
        assert "oncern" not in said(desk.officer.get(desk.one(page))).replace("concern or", "")
    assert desk.lead.submit(address, {"cases": [str(in_it)]}).status_code == 302
    desk.officer.submit(desk.one(), action="/gather")
    desk.work()
    with desk.scope() as council_id:
        found = (folders.folder(council_id, desk.id()) / folders.FOUND).read_text()
        assert "canary-in" in found and "canary-out" not in found
        kept = str([(step.step, step.why, step.detail) for step in desk.request().steps])
        kept += str([(row.action, row.detail, row.about_id) for row in db.session.scalars(select(AuditEntry))])
        assert str(in_it) not in kept and str(out_of_it) not in kept and "cases" not in kept
        released = chronology.read(CONCERNS, db.session.get_one(CONCERNS.case, in_it))[-1]
        assert released.kind == "released" and released.body == {"request": str(desk.request().id), "released": True}


def test_a_lead_who_says_no_lets_no_case_in(desk: Desk) -> None:
    case_id = a_case(desk, "canary-in")
    found_out(desk)
    desk.take("grave_asked")
    address = f"{DESK}/looking-over/{desk.id()}"
    shown = desk.lead.get(address).get_data(as_text=True)
    token = shown.split('name="csrf_token"')[-1].split('value="')[1].split('"')[0]
    typed = {"csrf_token": token, "why": "not safe", "cases": [str(case_id)]}
    assert desk.lead.post(f"{address}/no", data=typed).status_code == 302
    desk.officer.submit(desk.one(), action="/gather")
    desk.work()
    with desk.scope() as council_id:
        assert "canary-in" not in (folders.folder(council_id, desk.id()) / folders.FOUND).read_text()


def test_a_lead_may_keep_it_out(desk: Desk) -> None:
    with desk.scope():
        person = db.session.get(Person, desk.world.people["ashdown", "young_person"].person_id)
        assert person is not None
        person.is_protected = True
        db.session.commit()
    found_out(desk)
    desk.take("grave_asked")
    address = f"{DESK}/looking-over/{desk.id()}"
    shown = desk.lead.get(address).get_data(as_text=True)
    token = shown.split('name="csrf_token"')[-1].split('value="')[1].split('"')[0]
    assert desk.lead.post(f"{address}/no", data={"csrf_token": token, "why": "not safe"}).status_code == 302
    desk.officer.submit(desk.one(), action="/gather")
    desk.work()
    assert "especially safe" not in said(desk.officer.get(desk.one("/parts/")))


def test_refused_with_the_reason_on_the_person_s_own_page(desk: Desk) -> None:
    mine = desk.ask("access")
    shown = desk.officer.submit(desk.one("/step/refused"), {"why": " "})
    assert shown.status_code == 200 and "Say why" in said(shown)
    desk.take("refused", "You had the same copy last week.")
    assert "You had the same copy last week." in said(desk.asker.get(mine))


def test_the_clock_stops_and_goes_on(desk: Desk) -> None:
    mine = desk.ask("access")
    desk.take("clarity_asked", "Which camp do you mean?")
    assert "Which camp do you mean?" in said(desk.asker.get(mine))
    assert "clock stopped: waits for clarity" in said(desk.officer.get(f"{DESK}/"))
    late = desk.officer.submit(desk.one("/step/extended"), {"why": "x"})
    assert "The clock waits for clarity" in said(late)
    desk.take("clarity_given")
    assert "days left" in said(desk.officer.get(f"{DESK}/"))


def test_overdue_stands_first_and_on_the_officer_s_home_page(desk: Desk) -> None:
    with time_machine.travel("2026-01-05 12:00", tick=True):
        early = another_ask(desk)
        early.submit("/ashdown/privacy/ask", {"kind": "complaint", "asker_name": "A", "asker_contact": "01632 960001"})
    page = said(desk.officer.get(f"{DESK}/"))
    assert "overdue" in page and "The law's time has passed for 1 request" in page
    assert "Complaint about data, R-" in said(desk.officer.get("/ashdown/home"))


def another_ask(desk: Desk) -> PageClient:
    """A browser of nobody."""
    return desk.world.app.test_client()  # type: ignore[return-value]


def test_twice_pressed_is_asked_once(desk: Desk) -> None:
    first, again = desk.ask("access"), desk.ask("access")
    assert first == again
    assert "You have asked this already" in said(desk.asker.get(again))


def test_taken_back_by_the_asker_while_open(desk: Desk) -> None:
    mine = desk.ask("erasure")
    assert desk.asker.submit(mine, action="/withdraw").status_code == 302
    assert "You took it back" in said(desk.asker.get(mine))
    assert "Nobody waits" in said(desk.officer.get(f"{DESK}/"))


def test_an_officer_handles_nothing_about_themselves(desk: Desk, world: World) -> None:
    assert desk.officer.submit("/ashdown/me/ask/access", {}).status_code == 302
    assert desk.officer.get(desk.one()).status_code == 404
    assert "Nobody waits" in said(desk.officer.get(f"{DESK}/"))
    assert "Data protection officer Tester" in said(desk.second.get(desk.one()))
