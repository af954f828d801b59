"""Who looked at whom: written down before the page leaves, once in ten minutes, and told to the person."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from core import audit
from core.access.actor import Actor
from core.access.roles import COUNCIL_ROLES, ROLES
from core.audit import AuditEntry, Sighting, verify
from core.db import authority_scope, db, utcnow
from core.hooks.values import Ref
from core.people import sightings
from core.people.models import Person
from core.testing.apps import World, add_person
from core.web.house import house


def council_id() -> UUID:
    found = house().authorities.find("ashdown")
    assert found is not None
    return found.id


def rows(world: World, person_id: UUID) -> list[Sighting]:
    with world.app.app_context(), authority_scope(council_id()):
        query = select(Sighting).where(Sighting.person_id == person_id).order_by(Sighting.at, Sighting.what)
        return list(db.session.scalars(query))


@pytest.fixture
def amara(world: World) -> UUID:
    """A young person of Ashdown."""
    with world.app.app_context():
        return add_person("Amara Okoye")


@pytest.fixture
def ada(world: World, amara: UUID) -> Any:
    """A worker's browser."""
    return world.browser("worker")


def test_opening_a_record_is_written_down_with_reader_role_page_and_entry(world: World, amara: UUID, ada: Any) -> None:
    assert ada.get(f"/ashdown/people/{amara}/").status_code == 200
    (row,) = rows(world, amara)
    assert (row.kind, row.what, row.by_role, row.number, row.secret) == ("seen", "The record", "worker", 1, False)
    with world.app.app_context(), authority_scope(council_id()):
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.seq == row.entry_seq)).one()
        assert (entry.action, entry.about_id, entry.by_user_id) == ("person.seen", str(amara), row.by_user_id)
        assert entry.detail == {"what": "The record", "role": "worker", "people": 1, "person_ids": [str(amara)]}
    with world.app.app_context():
        assert verify(council_id()).breaks == ()


def test_the_same_page_again_within_ten_minutes_is_one_reading(
    world: World, amara: UUID, ada: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        ada.get(f"/ashdown/people/{amara}/")
    ada.get(f"/ashdown/people/{amara}/edit")
    world.browser("practitioner").get(f"/ashdown/people/{amara}/")
    assert len(rows(world, amara)) == 3  # two pages of the worker, one of the practitioner
    monkeypatch.setattr(sightings, "TEN_MINUTES", timedelta(0))
    ada.get(f"/ashdown/people/{amara}/")
    assert len(rows(world, amara)) == 4


def test_looking_at_oneself_is_no_reading(world: World) -> None:
    me = world.people["ashdown", "worker"].person_id
    assert me is not None
    assert world.browser("worker").get(f"/ashdown/people/{me}/").status_code == 200
    assert [row for row in rows(world, me) if row.kind == "seen"] == []


def test_a_page_that_is_not_there_is_no_reading(world: World, amara: UUID) -> None:
    assert world.browser("decision_maker").get(f"/ashdown/people/{amara}/").status_code == 404
    assert rows(world, amara) == []


def test_a_page_whose_reading_cannot_be_recorded_does_not_leave(
    world: World, amara: UUID, ada: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("INSERT", None, Exception("database is locked"))

    monkeypatch.setattr(audit, "record", locked)
    answer = ada.get(f"/ashdown/people/{amara}/")
    assert answer.status_code == 503 and b"Amara" not in answer.data


def test_what_a_page_left_undone_is_not_saved_with_the_reading(world: World, amara: UUID, ada: Any) -> None:
    """A form with a fault shows the record; the reading is kept, and nothing that the form said."""
    page = f"/ashdown/people/{amara}/edit"
    answer = ada.submit(page, {"name": "", "kind": "worker"})
    assert answer.status_code in {200, 400}
    with world.app.app_context(), authority_scope(council_id()):
        assert db.session.get_one(Person, amara).name == "Amara Okoye"
    assert [row.what for row in rows(world, amara)] == ["The form that changes the record"]


def test_an_export_writes_everybody_down_each_time(world: World, amara: UUID, ada: Any) -> None:
    for _ in range(2):
        answer = ada.submit("/ashdown/people/export/", {"why": "the summer letter"})
        assert answer.mimetype == "text/csv"
    found = rows(world, amara)
    assert [row.what for row in found] == ["A list that was taken out as a spreadsheet"] * 2
    assert found[0].number > 5


def test_a_long_list_is_several_entries(bare_app: Flask, council: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sightings, "MOST_IN_AN_ENTRY", 10)
    sightings.saw("A list", [uuid4() for _ in range(25)])
    db.session.commit()
    assert [len(one.detail["person_ids"]) for one in audit.entries()] == [5, 10, 10]
    assert verify(council).breaks == ()


def test_a_change_of_a_record_about_somebody_is_found_by_the_person(council: UUID) -> None:
    child = uuid4()
    audit.record("groups.member_left", Ref("groups", "membership", uuid4()), people=(child, None))
    audit.record("people.changed", Ref("core", "person", child))
    found = db.session.execute(select(Sighting.kind, Sighting.what).where(Sighting.person_id == child)).all()
    assert sorted(map(tuple, found)) == [("changed", "groups.member_left"), ("changed", "people.changed")]


READINGS = st.lists(
    st.tuples(
        st.frozensets(st.sampled_from(COUNCIL_ROLES), min_size=1, max_size=3),
        st.booleans(),
        st.sampled_from(["The record", "Whom to call, and what to know"]),
    ),
    max_size=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(readings=READINGS)
def test_a_person_is_told_of_everybody_but_leads_and_secrets(
    app: Flask, readings: list[tuple[frozenset[str], bool, str]]
) -> None:
    """S4 readings and those of a safeguarding lead never show, whatever other roles they hold; all others do."""
    child = uuid4()
    with app.test_request_context("/ashdown/"), authority_scope(council_id(), write=True):
        for roles, secret, what in readings:
            reader = Actor(user_id=uuid4(), roles=roles)
            sightings._write(sightings.Glance(what, frozenset({child}), secret=secret), reader)
        told = sightings.told(child)
    expected = sorted(
        (what, ROLES[sightings.leading_role(Actor(roles=roles))].title)
        for roles, secret, what in readings
        if not secret and "safeguarding_lead" not in roles
    )
    assert sorted((one.what, one.role) for one in told) == expected


def test_the_child_is_told_what_the_parent_sees(app: Flask) -> None:
    child = uuid4()
    with app.test_request_context("/ashdown/"), authority_scope(council_id(), write=True):
        parent = Actor(user_id=uuid4(), roles=frozenset({"parent_carer"}))
        sightings._write(sightings.Glance("The record", frozenset({child})), parent)
        (look,) = sightings.told(child)
    assert (look.what, look.role) == ("The record", "Parent or carer") and look.at <= utcnow()
