"""Who read what is shown to leads, with signs of many; practitioners find the cases that were given to them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from core.db import current_authority_id, db, utcnow
from core.safeguarding.models import CaseLook
from core.safeguarding.release.looks_views import MANY
from core.safeguarding.store import CONCERNS
from core.safeguarding.taking_in import Report, take_in
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.users.models import Membership

LOOKS = "/ashdown/safeguarding/looks"
Inside = Callable[[], AbstractContextManager[None]]


def test_every_reading_is_shown_and_found_by_case_and_reader(
    world: World, second_lead: PageClient, child: UUID, case_of: Callable[[Any], UUID]
) -> None:
    case_id = case_of(CONCERNS)
    world.browser("safeguarding_lead").get(f"/ashdown/safeguarding/concerns/{case_id}")
    said = second_lead.get(f"{LOOKS}?case={case_id}").text
    assert "Safeguarding lead Tester" in said and "The case" in said
    assert "Nothing was read" in second_lead.get(f"{LOOKS}?case={uuid4()}").text


def test_many_cases_in_an_hour_are_shown_to_other_leads_only(
    world: World, second_lead: PageClient, child: UUID, inside: Inside
) -> None:
    with inside():
        here = Membership.authority_id == current_authority_id()
        name = "Safeguarding lead Tester"
        lead = db.session.scalars(select(Membership.user_id).where(here, Membership.name == name)).one()
        now = utcnow().replace(minute=30)
        for _ in range(MANY + 1):
            case, _ = take_in(CONCERNS, Report(id=uuid4(), words="x", how="page", raised_at=now))
            look = CaseLook(
                store="concerns", case_id=case.id, at=now, by_user_id=lead, by_role="safeguarding_lead", what="The case"
            )
            db.session.add(look)
    assert "Many cases in one hour" in second_lead.get(LOOKS).text
    assert "Many cases in one hour" not in world.browser("safeguarding_lead").get(LOOKS).text


def test_a_practitioner_finds_what_was_given_to_them(
    world: World, child: UUID, case_of: Callable[[Any], UUID], inside: Inside
) -> None:
    case_id = case_of(CONCERNS)
    practitioner = world.browser("practitioner")
    assert str(case_id) not in practitioner.get("/ashdown/safeguarding/mine").text
    with inside():
        here = Membership.authority_id == current_authority_id()
        name = "Practitioner Tester"
        who = db.session.scalars(select(Membership.user_id).where(here, Membership.name == name)).one()
        db.session.add(CONCERNS.allocation(case_id=case_id, user_id=who))
    assert str(case_id) in practitioner.get("/ashdown/safeguarding/mine").text
    assert practitioner.get(f"/ashdown/safeguarding/concerns/{case_id}").status_code == 200
    assert "/ashdown/safeguarding/mine" in practitioner.get("/ashdown/home").text
