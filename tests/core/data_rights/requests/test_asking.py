"""The ways in: a parent about a child, somebody without an account, a letter; and what each of them is never told."""

from datetime import date, timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select

from core.clock import local_today
from core.data_rights.requests.models import Restriction, RightsRequest, RightsStep
from core.data_rights.requests.restricting import is_restricted
from core.db import db
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.users import tries
from tests.core.data_rights.requests.conftest import DESK, Desk, another, said

STRANGER = {"kind": "access", "asker_name": "Ros Marlow", "asker_contact": "01632 960123"}
CHILD = {"whose": "child", "about_name": "Young person Tester", "asker_is": "mother", "words": "What do you hold?"}


@pytest.fixture
def nobody(desk: Desk) -> PageClient:
    """A browser without an account."""
    return desk.world.app.test_client()  # type: ignore[return-value]


def young(desk: Desk) -> UUID:
    """The young person's record."""
    found = desk.world.people["ashdown", "young_person"].person_id
    assert found is not None
    return found


def named(desk: Desk) -> None:
    """The officer says whose record it is about."""
    page = desk.officer.get(desk.one("/identity")).get_data(as_text=True)
    assert str(young(desk)) in page
    answer = desk.officer.submit(desk.one("/identity"), {"how": "known", "person": str(young(desk))})
    assert answer.status_code == 302, said(answer)


def test_a_stranger_gets_a_number_and_a_day_at_once_and_nothing_else(desk: Desk, nobody: PageClient) -> None:
    answer = nobody.submit("/ashdown/privacy/ask", STRANGER)
    page = said(answer)
    assert answer.status_code == 200 and "Your number is R-" in page and "hear from us" in page
    known = said(nobody.submit("/ashdown/privacy/ask", {**STRANGER, "asker_name": "Young person Tester"}))
    assert len(known) - len(page) == 0, "known or not, the answer is the same"
    assert "Ros Marlow" in said(desk.officer.get(f"{DESK}/"))


def test_a_stranger_who_leaves_something_out_is_told_what(nobody: PageClient) -> None:
    page = said(nobody.submit("/ashdown/privacy/ask", {}))
    assert "Choose one." in page and "Write your name." in page and "Write how we can reach you." in page


def test_a_flood_has_to_wait(desk: Desk, nobody: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "FREE", 2)
    pages = [said(nobody.submit("/ashdown/privacy/ask", STRANGER)) for _ in range(4)]
    assert "Your number is" in pages[1] and "Too many tries" in pages[3]


def test_the_clock_of_a_letter_runs_from_the_day_it_came(desk: Desk) -> None:
    worker = desk.world.browser("worker")
    came = local_today() - timedelta(days=10)
    typed = {
        "kind": "access", "way": "letter", "asker_name": "Young person Tester", "words": "All of it",
        "received_on": [str(came.day), str(came.month), str(came.year)],
    }  # fmt: skip
    page = said(worker.submit(f"{DESK}/enter", typed))
    assert "The officer has it" in page and "It must be answered by" in page
    with desk.scope():
        assert desk.request().received_on == came
    named(desk)
    assert "Search for everything" in said(desk.officer.get(desk.one()))
    late = {**typed, "received_on": ["1", "1", "2040"]}
    assert "Give a day that has been" in said(worker.submit(f"{DESK}/enter", late))


def test_whose_record_is_said_by_a_person_and_nobody_is_an_answer(desk: Desk, nobody: PageClient) -> None:
    nobody.submit("/ashdown/privacy/ask", STRANGER)
    desk.take("identity_asked")
    assert "clock stopped: waits for identity" in said(desk.officer.get(f"{DESK}/"))
    answer = desk.officer.submit(desk.one("/identity"), {"how": "call_back", "person": "nobody"})
    assert answer.status_code == 302
    assert "no record chosen" in said(desk.officer.get(desk.one()))
    desk.take("refused", "We hold nothing under your name.")


@pytest.mark.both_databases
def test_a_parent_s_request_goes_to_a_person_and_tells_the_parent_nothing(desk: Desk) -> None:
    parent = desk.world.browser("parent_carer")
    with desk.scope():
        me = desk.world.people["ashdown", "parent_carer"].person_id
        db.session.add(Relationship(child_id=young(desk), adult_id=me, kind="parent", parental_responsibility=True))
        person = db.session.get(Person, young(desk))
        assert person is not None
        person.access_needs, person.is_protected = "S3-PLANTED", True
        db.session.commit()
    mine = parent.submit("/ashdown/me/ask/access", CHILD).headers["Location"]
    before = said(parent.get(mine))
    with desk.scope():
        assert desk.request().person_id is None, "no record is looked up for a parent"
    page = said(desk.officer.get(desk.one()))
    assert "Asked on behalf of somebody else" in page and "A person decides this" in page
    assert desk.officer.get(f"{DESK}/looking-over/{desk.id()}").status_code == 404, "a lead's decision"
    assert "S3-PLANTED" not in before and "protected" not in before
    with desk.scope():
        request = desk.request()
        request.person_id = young(desk)
        db.session.commit()
    assert "parent with parental responsibility, not checked" in said(desk.lead.get(f"{DESK}/looking-over/{desk.id()}"))
    typed = {"basis": "child_agrees", "why": "We spoke"}
    assert desk.lead.submit(f"{DESK}/looking-over/{desk.id()}", typed).status_code == 302
    desk.officer.submit(desk.one(), action="/gather")
    desk.work()
    during = said(parent.get(mine))
    assert "S3-PLANTED" not in during and "protected" not in during and "Download" not in during
    desk.take("redacted")
    assert desk.second.submit(f"{DESK}/looking-over/{desk.id()}").status_code == 302
    desk.take("handed_over", "To the mother, in person")
    assert parent.get(f"{mine}/download").status_code == 302, "never to be downloaded, always handed over"


def test_the_other_parent_and_the_child_do_not_see_it(desk: Desk) -> None:
    parent = desk.world.browser("parent_carer")
    other = another(desk.world, "parent_carer", "Other Parent")
    mine = parent.submit("/ashdown/me/ask/access", CHILD).headers["Location"]
    with desk.scope():
        desk.request().person_id = young(desk)
        db.session.commit()
    for browser in (other, desk.asker):
        assert browser.get(mine).status_code == 404
        assert "R-" not in said(browser.get("/ashdown/me/requests/"))
        assert "mother" not in said(browser.get("/ashdown/home"))


def test_a_young_person_is_not_asked_about_a_child(desk: Desk) -> None:
    assert "look after" not in said(desk.asker.get("/ashdown/me/ask/access"))
    assert desk.asker.get("/ashdown/me/ask/nothing").status_code == 404


def test_a_correction_says_what_is_wrong_and_what_is_right_and_is_answered(desk: Desk) -> None:
    empty = said(desk.asker.submit("/ashdown/me/ask/correction", {}))
    assert "Write a few words" in empty and "Write what would be right" in empty
    mine = desk.ask("correction", words="My name is spelt wrong", right_words="Yung Purson")
    assert "Yung Purson" in said(desk.officer.get(desk.one()))
    desk.take("done", "Your name is right now.")
    assert "Your name is right now." in said(desk.asker.get(mine))
    assert "You have an answer" in said(desk.asker.get("/ashdown/home"))


def test_a_restriction_holds_until_it_is_lifted(desk: Desk) -> None:
    desk.ask("restriction", words="Stop until it is right")
    desk.take("done", "Put away.")
    with desk.scope():
        assert is_restricted(young(desk))
    desk.take("lifted", "It is right now.")
    with desk.scope():
        assert not is_restricted(young(desk))
        assert len(db.session.scalars(select(Restriction)).all()) == 1


def test_a_complaint_is_acknowledged_looked_into_and_answered(desk: Desk) -> None:
    mine = desk.ask("complaint", words="You showed my photo")
    assert "To be acknowledged" in said(desk.officer.get(f"{DESK}/"))
    desk.take("acknowledged")
    assert "we are looking into it" in said(desk.asker.get(mine))
    desk.take("outcome", "It is taken down, and we are sorry.")
    assert "It is taken down, and we are sorry." in said(desk.asker.get(mine))
    assert desk.steps() == ["received", "identity_checked", "acknowledged", "outcome"]


def test_an_unacknowledged_complaint_is_seen_to_be_overdue(desk: Desk) -> None:
    with time_machine.travel("2026-01-05 12:00", tick=True):
        nobody: PageClient = desk.world.app.test_client()  # type: ignore[assignment]
        nobody.submit("/ashdown/privacy/ask", {**STRANGER, "kind": "complaint"})
    assert "overdue" in said(desk.officer.get(f"{DESK}/"))
    with desk.scope():
        assert desk.request().received_on == date(2026, 1, 5)


def test_no_story_stands_in_the_record_of_what_was_done(desk: Desk, world: World) -> None:
    desk.ask("complaint", words="MY-STORY")
    desk.take("acknowledged", "THEIR-STORY")
    with desk.scope():
        kept = set(db.session.scalars(select(RightsStep.why)))
        assert "THEIR-STORY" in kept
        assert db.session.scalars(select(RightsRequest.words)).one() == "MY-STORY"
    trail = said(desk.officer.get("/ashdown/admin/audit"))
    assert "MY-STORY" not in trail and "THEIR-STORY" not in trail


def test_the_officer_assigns_it_to_a_colleague(desk: Desk) -> None:
    desk.ask("access")
    page = desk.officer.get(desk.one("/assign")).get_data(as_text=True)
    second = page.split("Olu Second")[0].rsplit('value="', 1)[1].split('"')[0]
    assert desk.officer.submit(desk.one("/assign"), {"to": second}).status_code == 302
    assert "Olu Second" in said(desk.officer.get(desk.one()))
