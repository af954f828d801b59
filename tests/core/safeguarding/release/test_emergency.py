"""Emergency access in a browser: opened with a password, shown on every page, recorded, ended, reviewed, told."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from core.db import current_authority_id, db, utcnow
from core.outgoing import Outgoing
from core.safeguarding.models import CaseGrant, CaseGrantStep, CaseLook
from core.safeguarding.release import sealing
from core.safeguarding.store import ALLEGATIONS, CONCERNS
from core.testing.apps import PASSWORD, World
from core.testing.browsing import PageClient
from core.users.models import Membership
from core.web.house import house

HOME = "/ashdown/emergency-access/"
RELEASES = "/ashdown/safeguarding/releases"
WORDS = "A neighbour heard it again last night."
OPEN = {"reason": "danger", "words": "The hospital rang about them", "minutes": "30", "password": PASSWORD}
WRONG = {**OPEN, "password": "wrong-otter-lantern"}
Inside = Callable[[], AbstractContextManager[None]]
CaseOf = Callable[[Any], UUID]


@pytest.fixture
def practitioner(world: World) -> PageClient:
    return world.browser("practitioner")


@pytest.fixture
def now(inside: Inside) -> Callable[[], CaseGrant]:
    """The one opening there is, as it is now."""

    def found() -> CaseGrant:
        with inside():
            row = db.session.scalars(select(CaseGrant)).one()
            db.session.expunge(row)
            return row

    return found


@pytest.fixture
def put(inside: Inside) -> Callable[..., None]:
    """Change the one opening."""

    def change(**values: Any) -> None:
        with inside():
            row = db.session.scalars(select(CaseGrant)).one()
            for name, value in values.items():
                setattr(row, name, value)

    return change


def opened(browser: PageClient, child: UUID) -> None:
    answer = browser.submit(f"{HOME}{child}", OPEN)
    assert answer.status_code == 302, answer.text


def test_it_opens_with_the_password_and_shows_the_childs_concerns(
    practitioner: PageClient, child: UUID, case_of: CaseOf
) -> None:
    concern, allegation = case_of(CONCERNS), case_of(ALLEGATIONS)
    url = f"/ashdown/safeguarding/concerns/{concern}"
    assert practitioner.get(url).status_code == 404
    opened(practitioner, child)
    assert f"/concerns/{concern}" in practitioner.get(HOME).text
    assert WORDS in practitioner.get(url).text
    assert practitioner.get(f"/ashdown/safeguarding/allegations/{allegation}").status_code == 404
    assert practitioner.get(f"{url}/step/note").status_code == 404, "it is for reading only"


def test_each_row_is_logged_with_the_opening(
    practitioner: PageClient, child: UUID, now: Callable[[], CaseGrant], inside: Inside
) -> None:
    opened(practitioner, child)
    practitioner.get(HOME)
    with inside():
        found = set(db.session.scalars(select(CaseLook.grant_id)))
    assert found == {now().id}


def test_a_wrong_password_opens_nothing_and_keeps_what_was_typed(practitioner: PageClient, child: UUID) -> None:
    answer = practitioner.submit(f"{HOME}{child}", WRONG)
    assert answer.status_code == 200 and "This is not your password" in answer.text
    assert OPEN["words"] in answer.text and WRONG["password"] not in answer.text
    for _ in range(6):
        answer = practitioner.submit(f"{HOME}{child}", WRONG)
    assert "Too many tries" in answer.text
    assert "Too many tries" in practitioner.submit(f"{HOME}{child}", OPEN).text, "the right one waits as well"


def test_a_banner_stands_on_every_page_and_ends_it(
    practitioner: PageClient, child: UUID, now: Callable[[], CaseGrant]
) -> None:
    assert "Emergency access is open" not in practitioner.get("/ashdown/home").text
    opened(practitioner, child)
    for url in ("/ashdown/home", "/ashdown/people/", "/ashdown/me/account"):
        said = practitioner.get(url).text
        assert "Emergency access is open until" in said and "Robin" not in said.split("<main")[0], url
    assert practitioner.submit("/ashdown/home", action="emergency-access/end").status_code == 302
    assert "Emergency access is open" not in practitioner.get("/ashdown/home").text
    assert now().ended_at is not None


def test_it_ends_by_itself(
    practitioner: PageClient, child: UUID, case_of: CaseOf, put: Callable[..., None]
) -> None:
    url = f"/ashdown/safeguarding/concerns/{case_of(CONCERNS)}"
    opened(practitioner, child)
    assert practitioner.get(url).status_code == 200
    put(until=utcnow() - timedelta(seconds=1))
    assert practitioner.get(url).status_code == 404


def test_the_same_form_twice_opens_one(
    practitioner: PageClient, child: UUID, now: Callable[[], CaseGrant]
) -> None:
    page = practitioner.get(f"{HOME}{child}").text
    main = page.split("<main")[1]
    once, token = (main.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("once", "csrf_token"))
    for _ in range(2):
        practitioner.post(f"{HOME}{child}", data={**OPEN, "once": once, "csrf_token": token})
    assert now().opened_at is not None


def test_the_reason_is_not_in_the_database_as_written(practitioner: PageClient, child: UUID, inside: Inside) -> None:
    opened(practitioner, child)
    with inside():
        assert all(OPEN["words"] not in step.sealed for step in db.session.scalars(select(CaseGrantStep)))
        kinds = [step.kind for step in sealing.read(db.session.scalars(select(CaseGrant)).one())]
    assert kinds == ["asked", "opened"]


def test_every_lead_hears_and_another_reviews(
    world: World, practitioner: PageClient, child: UUID, now: Callable[[], CaseGrant]
) -> None:
    opened(practitioner, child)
    practitioner.get(HOME)
    lead = world.browser("safeguarding_lead")
    assert "Emergency access" in lead.get("/ashdown/home").text
    said = lead.get(RELEASES).text
    assert "Practitioner Tester" in said and "Robin Vale" in said
    one = f"{RELEASES}/{now().id}"
    shown = lead.get(one).text
    assert OPEN["words"] in shown
    assert re.search(r">Concern [0-9A-F]{8}<", shown), "the case that was looked at, by its own name"
    lead.submit(one, action="/end")
    assert lead.submit(f"{one}/review", {"answer": "yes", "words": "It was right"}).status_code == 302
    lead.submit(f"{one}/tell", {"told": "told", "words": "In a letter"})
    assert (now().reviewed_at is not None, now().told) == (True, "told")


def test_a_late_review_freezes_the_right_to_open_until_it_is_done(
    world: World, practitioner: PageClient, child: UUID, now: Callable[[], CaseGrant], put: Callable[..., None]
) -> None:
    opened(practitioner, child)
    put(ended_at=utcnow(), review_by=utcnow() - timedelta(hours=1))
    assert "has not been reviewed in time" in practitioner.get(f"{HOME}{child}").text
    lead = world.browser("safeguarding_lead")
    lead.submit(f"{RELEASES}/{now().id}/review", {"answer": "no", "words": "Ask next time"})
    assert "has not been reviewed in time" not in practitioner.get(f"{HOME}{child}").text


def test_nobody_reviews_their_own(
    world: World, second_lead: PageClient, child: UUID, now: Callable[[], CaseGrant], inside: Inside
) -> None:
    lead = world.browser("safeguarding_lead")
    opened(lead, child)
    one = f"{RELEASES}/{now().id}"
    lead.submit(one, action="/end")
    assert lead.get(f"{one}/review").status_code == 302 and "Review it" not in lead.get(one).text
    assert second_lead.submit(f"{one}/review", {"answer": "yes", "words": "Looked"}).status_code == 302
    assert now().reviewed_by_user_id == user_of("Sam Second", inside)


def test_a_lead_grants_more_and_allegations(
    world: World, practitioner: PageClient, child: UUID, case_of: CaseOf, now: Callable[[], CaseGrant]
) -> None:
    opened(practitioner, child)
    more = {"may_write": "y", "allegations": "y", "words": "The police are there"}
    world.browser("safeguarding_lead").submit(f"{RELEASES}/{now().id}/widen", more)
    assert practitioner.get(f"/ashdown/safeguarding/allegations/{case_of(ALLEGATIONS)}").status_code == 200
    assert practitioner.get(f"/ashdown/safeguarding/concerns/{case_of(CONCERNS)}/step/note").status_code == 200


def test_a_local_admin_asks_for_another_and_learns_nothing(
    world: World, practitioner: PageClient, child: UUID, now: Callable[[], CaseGrant], inside: Inside
) -> None:
    admin = world.browser("local_admin")
    assert admin.get(f"{HOME}{child}").status_code == 404 and admin.get(HOME).status_code == 404
    form = admin.get(f"{HOME}ask/{child}").text.split("<main")[1]
    assert "Practitioner Tester" in form and ">Local admin Tester" not in form
    colleague = str(user_of("Practitioner Tester", inside))
    asked = {"colleague": colleague, "reason": "missing", "words": "They rang me"}
    assert admin.submit(f"{HOME}ask/{child}", asked).status_code == 302
    assert "Passed on" in admin.get("/ashdown/home").text
    assert now().opened_at is None
    lead = world.browser("safeguarding_lead")
    lead.submit(f"{RELEASES}/{now().id}/answer", {"answer": "yes", "words": "Yes"})
    assert "A lead has said yes" in practitioner.get(f"{HOME}{child}").text
    practitioner.submit(f"{HOME}{child}", {"password": PASSWORD})
    assert now().opened_at is not None


def test_a_lead_who_is_barred_hears_nothing_of_it(
    world: World, practitioner: PageClient, child: UUID, case_of: CaseOf, now: Callable[[], CaseGrant], inside: Inside
) -> None:
    case_id, lead_id = case_of(ALLEGATIONS), user_of("Safeguarding lead Tester", inside)
    with inside():
        db.session.add(ALLEGATIONS.bar(case_id=case_id, user_id=lead_id, why="named"))
    opened(practitioner, child)
    lead = world.browser("safeguarding_lead")
    assert "Practitioner Tester" not in lead.get(RELEASES).text
    assert lead.get(f"{RELEASES}/{now().id}").status_code == 404
    assert "Emergency access" not in lead.get("/ashdown/home").text


@pytest.mark.parametrize(
    "role", ["worker", "young_person", "parent_carer", "decision_maker", "data_protection_officer"]
)
def test_nobody_else_finds_it(world: World, child: UUID, role: str) -> None:
    browser = world.browser(role)
    for url in (HOME, f"{HOME}{child}", f"{HOME}ask/{child}", RELEASES):
        assert browser.get(url).status_code == 404, url


def user_of(name: str, inside: Inside) -> UUID:
    """The user behind a member of Ashdown."""
    with inside():
        here = Membership.authority_id == current_authority_id()
        return db.session.scalars(select(Membership.user_id).where(here, Membership.name == name)).one()


def test_leads_and_the_officer_are_written_to_at_once_by_two_ways_and_told_nothing(
    world: World, child: UUID
) -> None:
    with world.app.app_context():
        here = house()
        sent = Outgoing(mail="file", site="https://heard.example")
        replace(here, deployment=here.deployment.model_copy(update={"outgoing": sent})).build_into(world.app)
        folder = here.deployment.data / "mail"
    opened(world.browser("practitioner"), child)
    letters = [file.read_text() for file in folder.rglob("*") if file.is_file()]
    to = "\n".join(line for letter in letters for line in letter.splitlines() if line.startswith("To:"))
    assert "safeguarding.lead@ashdown.example" in to and "447700900111@texts.example" in to
    assert "taking-part@ashdown.example" in to, "the contact for data protection, here the council's first"
    assert not any("Robin" in letter or OPEN["words"] in letter for letter in letters)
