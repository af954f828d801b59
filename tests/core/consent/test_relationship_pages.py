"""Who stands in for a child, on screen: added, checked, changed, kept away; each with what it does to agreements."""

from uuid import UUID

import pytest
from sqlalchemy import select

from core.audit import AuditEntry
from core.consent.reading import standing_of
from core.db import db
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.testing.apps import World
from core.testing.browsing import PageClient
from tests.core.consent.conftest import PHOTOS, Family, Open, person, says, stands_in


@pytest.fixture
def worker(world: World) -> PageClient:
    return world.browser("worker")


@pytest.fixture
def practitioner(world: World) -> PageClient:
    return world.browser("practitioner")


def around(who: UUID) -> str:
    return f"/ashdown/people/{who}/relationships"


def link(child: UUID, adult: UUID) -> Relationship:
    query = select(Relationship).where(Relationship.child_id == child, Relationship.adult_id == adult)
    return db.session.scalars(query).one()


def test_a_new_parent_decides_once_somebody_has_checked(worker: PageClient, within: Open) -> None:
    with within():
        child = person("Noor Haddad", 9)
        db.session.commit()
    new = {"adult": "new", "name": "Sami Haddad", "kind": "parent", "parental_responsibility": "y"}
    refused = worker.submit(f"{around(child)}/add", new | {"checked": "y"})
    assert "Say how it was checked" in refused.text
    worker.submit(f"{around(child)}/add", new)
    assert "Not checked yet" in worker.get(around(child)).text
    with within():
        father = db.session.scalars(select(Person.id).where(Person.name == "Sami Haddad")).one()
        found = link(child, father).id
        assert not db.session.scalars(select(Relationship).where(Relationship.id == found)).one().verified_on
    change = {"kind": "parent", "parental_responsibility": "y", "checked": "y", "verified_how": "Birth certificate"}
    worker.submit(f"/ashdown/people/relationships/{found}", change)
    assert "Birth certificate" in worker.get(around(child)).text
    with within():
        assert says(child, True, voice="adult", adult_id=father).holds


def test_somebody_recorded_already_is_found_and_not_made_twice(worker: PageClient, within: Open) -> None:
    with within():
        child, aunt = person("Lena Marsh", 8), person("Ruth Marsh", kind="parent_carer")
        db.session.commit()
    assert "Ruth Marsh" in worker.get(f"{around(child)}/add?find=ruth").text
    carer = {"adult": str(aunt), "kind": "carer", "delegated": [PHOTOS], "checked": "y", "verified_how": "Care plan"}
    worker.submit(f"{around(child)}/add?find=ruth", carer)
    again = worker.submit(f"{around(child)}/add?find=ruth", carer)
    assert "recorded in this place already" in again.text
    with within():
        assert says(child, True, voice="adult", adult_id=aunt).holds


def test_an_adult_kept_away_stops_counting_at_once_and_nothing_tells_them(
    worker: PageClient, practitioner: PageClient, family: Family, within: Open
) -> None:
    with within():
        assert says(family.child, True, voice="adult", adult_id=family.father).holds
        found = link(family.child, family.father).id
    address = f"/ashdown/people/relationships/{found}/kept-away"
    assert worker.get(address).status_code == 404, "a worker reads it and does not decide it"
    practitioner.submit(address, {"no_contact": "y", "flag_note": "Order of 3 May 2026"})
    with within():
        assert not standing_of(family.child, PHOTOS).holds
        written = db.session.scalars(select(AuditEntry).where(AuditEntry.about_id == str(found))).all()
        assert "Order of 3 May" not in str([entry.detail for entry in written])
    said = worker.get(around(family.child)).text
    assert "Kept away" in said and "Order of 3 May 2026" in said


def test_the_council_as_corporate_parent(worker: PageClient, within: Open) -> None:
    with within():
        child = person("Jo Fell", 11)
        db.session.commit()
    council = {"adult": "council", "kind": "parent"}
    assert "Choose “The council” both" in worker.submit(f"{around(child)}/add", council).text
    told = council | {"kind": "corporate_parent", "delegated": [PHOTOS], "checked": "y", "verified_how": "Care order"}
    worker.submit(f"{around(child)}/add", told)
    with within():
        assert says(child, True, voice="council").holds


def test_two_who_change_one_entry_are_told(worker: PageClient, family: Family, within: Open) -> None:
    with within():
        found = link(family.child, family.mother)
        address, stale = f"/ashdown/people/relationships/{found.id}", found.version
        found.emergency_contact = True
        db.session.commit()
    change = {"kind": "parent", "checked": "y", "verified_how": "Known", "version": str(stale)}
    assert "Somebody else has just changed this" in worker.submit(address, change).text


@pytest.mark.parametrize("role", ["young_person", "parent_carer", "local_admin", "decision_maker"])
def test_nobody_else_sees_who_stands_in(world: World, family: Family, role: str) -> None:
    assert world.browser(role).get(around(family.child)).status_code == 404


def test_another_council_finds_nothing(world: World, within: Open, family: Family) -> None:
    with within("brackwell"):
        other = person("Sky Brook", 9)
        adult = person("Ann Brook", kind="parent_carer")
        stands_in(other, adult)
        found = link(other, adult).id
        db.session.commit()
    worker = world.browser("worker")
    assert worker.get(around(other)).status_code == 404
    assert worker.get(f"/ashdown/people/relationships/{found}").status_code == 404
