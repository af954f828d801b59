"""The rule on people gives one answer for a record in hand and for a query."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from core.access.actor import ANONYMOUS, Actor
from core.db import db
from core.people.access import SEES_PERSON
from core.people.models import Person
from core.people.permissions import PEOPLE_PERMISSIONS


def _actor(person: Person | None, *permissions: str) -> Actor:
    return Actor(user_id=uuid4(), person_id=person.id if person else None, permissions=frozenset(permissions))


@pytest.mark.both_databases
def test_row_and_query_agree_for_every_kind_of_actor(amara: Person, twin: Person) -> None:
    actors = [ANONYMOUS, _actor(None), _actor(amara), _actor(None, "people.view"), _actor(twin, "people.view")]
    for actor in actors:
        chosen = set(db.session.scalars(select(Person.id).where(SEES_PERSON.criteria(actor))))
        assert chosen == {one.id for one in (amara, twin) if SEES_PERSON.allows(actor, one)}


def test_somebody_without_the_right_sees_their_own_record_only(amara: Person, twin: Person) -> None:
    assert SEES_PERSON.allows(_actor(amara), amara)
    assert not SEES_PERSON.allows(_actor(amara), twin)


def test_no_right_on_people_belongs_to_those_who_take_part() -> None:
    given = {role for permission in PEOPLE_PERMISSIONS for role in permission.roles}
    assert given == {"worker", "practitioner", "safeguarding_lead", "local_admin", "data_protection_officer"}
