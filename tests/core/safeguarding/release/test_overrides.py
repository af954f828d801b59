"""Sharing against a refusal: proposed by one, decided by another lead, done, reviewed, told; never decided alone."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from core.db import db
from core.safeguarding.models import DutyOverride, DutyOverrideStep
from core.safeguarding.record import chronology
from core.safeguarding.release import rules
from core.safeguarding.store import CONCERNS
from core.testing.apps import World
from core.testing.browsing import PageClient

LIST = "/ashdown/safeguarding/overrides"
WHY = {
    "basis": "section_47", "what": "Name and school", "to_whom": "The police", "necessity": "She is in danger",
    "proportionality": "It is the least that helps", "days": "7",
}  # fmt: skip
Inside = Callable[[], AbstractContextManager[None]]
CaseOf = Callable[[Any], UUID]


@pytest.fixture
def the_one(inside: Inside) -> Callable[[], UUID]:
    """The id of the one override there is."""

    def found() -> UUID:
        with inside():
            return UUID(str(db.session.scalars(select(DutyOverride.id)).one()))

    return found


def state(inside: Inside) -> str:
    with inside():
        return str(db.session.scalars(select(DutyOverride.state)).one())


def propose(browser: PageClient, person_id: UUID, **more: str) -> None:
    answer = browser.submit(f"{LIST}/about/{person_id}", {**WHY, "person": str(person_id), **more})
    assert answer.status_code == 302, answer.text


def test_one_proposes_another_approves_it_is_done_reviewed_and_shown(
    world: World, inside: Inside, the_one: Callable[[], UUID]
) -> None:
    young = world.people["ashdown", "young_person"]
    assert young.person_id is not None
    practitioner, lead = world.browser("practitioner"), world.browser("safeguarding_lead")
    propose(practitioner, young.person_id)
    one = f"{LIST}/{the_one()}"
    assert practitioner.get(f"{one}/approved").status_code == 302 and state(inside) == "proposed"
    assert WHY["necessity"] in lead.get(one).text
    lead.submit(f"{one}/approved", {"words": "Yes"})
    practitioner.submit(f"{one}/done", {"receipt": "Ref 12"})
    own = world.browser("young_person")
    for_them = {"words": "It helped", "shown": "y", "for_them": "We told the police where you go to school."}
    assert for_them["for_them"] not in own.get("/ashdown/me/agreements/").text
    lead.submit(f"{one}/reviewed", for_them)
    assert state(inside) == "reviewed"
    assert for_them["for_them"] in own.get("/ashdown/me/agreements/").text
    assert "in spite of a no" in lead.get(f"/ashdown/people/{young.person_id}/agreements").text
    assert "shared or kept" not in world.browser("worker").get(f"/ashdown/people/{young.person_id}/agreements").text


def test_a_lead_does_not_approve_their_own(
    world: World, second_lead: PageClient, child: UUID, inside: Inside, the_one: Callable[[], UUID]
) -> None:
    lead = world.browser("safeguarding_lead")
    propose(lead, child, is_emergency="y")
    one = f"{LIST}/{the_one()}"
    assert lead.get(f"{one}/agreed_after").status_code == 302 and state(inside) == "acted"
    second_lead.submit(f"{one}/agreed_after", {"words": "It was right"})
    assert state(inside) == "done"


def test_what_belongs_to_a_case_is_in_its_chronology_and_shown_to_nobody(
    world: World, child: UUID, case_of: CaseOf, inside: Inside, the_one: Callable[[], UUID]
) -> None:
    lead, case_id = world.browser("safeguarding_lead"), case_of(CONCERNS)
    lead.submit(f"/ashdown/safeguarding/concerns/{case_id}/override", {**WHY, "person": str(child)})
    with inside():
        kinds = [entry.kind for entry in chronology.read(CONCERNS, db.session.get(CONCERNS.case, case_id))]
    assert "override" in kinds
    practitioner = world.browser("practitioner")
    assert practitioner.get(f"{LIST}/{the_one()}").status_code == 404
    assert str(the_one()) not in practitioner.get(LIST).text


def test_no_word_of_it_lies_open_in_the_database(world: World, child: UUID, inside: Inside) -> None:
    propose(world.browser("practitioner"), child)
    with inside():
        assert all(WHY["necessity"] not in step.sealed for step in db.session.scalars(select(DutyOverrideStep)))


@pytest.mark.parametrize("role", ["worker", "local_admin", "data_protection_officer", "young_person"])
def test_nobody_else_finds_it(world: World, child: UUID, role: str) -> None:
    browser = world.browser(role)
    assert browser.get(LIST).status_code == 404 and browser.get(f"{LIST}/about/{child}").status_code == 404


def test_a_second_person_decides_in_every_state() -> None:
    for stands in rules.STANDS:
        open_to = rules.next_steps(stands, is_lead=True, is_proposer=True, was_answered_by_me=False)
        assert not set(open_to) & {*rules.ANSWERS, "reviewed"}
