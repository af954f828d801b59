"""What groups count for comparison: at a quarter's end, each young person once."""

from datetime import date
from uuid import UUID

from flask import Flask

from core.api import Quarter, db
from core.db import authority_scope
from core.people.models import Place
from core.testing.apps import add_person
from core.web.house import house
from plugins.groups.indicators import INDICATORS, groups, members
from plugins.groups.models import Group, Membership

Q1 = Quarter(2026, 1)
BEFORE, INSIDE, AFTER = date(2025, 5, 1), date(2026, 2, 1), date(2026, 4, 2)


def test_a_member_counts_once_from_joining_to_leaving(app: Flask) -> None:
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id, write=True):
            people = [add_person(name) for name in ("Ayo", "Bea", "Cy", "Dot", "Eve")]
            worker = add_person("Wren", kind="worker")
            one, other, ended = (Group(key=key, name=key) for key in ("one", "other", "ended"))
            ended.ended_on = INSIDE
            db.session.add_all([one, other, ended])
            db.session.flush()
            _join(one, people[0], BEFORE)
            _join(other, people[0], INSIDE)
            _join(one, people[1], None)
            _join(one, people[2], BEFORE, left=INSIDE)
            _join(one, people[3], AFTER)
            _join(one, people[4], BEFORE, left=AFTER)
            _join(one, worker, BEFORE, supports=True)
            db.session.flush()
            counted = list(members(council, Q1))
            assert {one.by for one in counted} == {people[0], people[1], people[4]}
            assert len(counted) == 3
            assert {row.by for row in groups(council, Q1)} == {one.id, other.id}


def _join(group: Group, person: UUID, joined: date | None, left: date | None = None, *, supports: bool = False) -> None:
    status = "left" if left else "active"
    row = Membership(group_id=group.id, person_id=person, joined_on=joined, left_on=left, status=status)
    row.supports = supports
    db.session.add(row)


def test_groups_are_told_for_so_many_young_people_and_by_place(app: Flask) -> None:
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id, write=True):
            place = Place(kind="ward", name="Northfold", key="northfold")
            db.session.add(place)
            db.session.flush()
            here, nowhere = Group(key="here", name="here", place_id=place.id), Group(key="nowhere", name="nowhere")
            db.session.add_all([here, nowhere])
            db.session.flush()
            found = {row.by: row.place for row in groups(council, Q1)}
    assert found == {here.id: "northfold", nowhere.id: "not-known"}
    (one,) = [one for one in INDICATORS if one.name == "groups.groups"]
    assert (one.per, one.breakdowns) == (100_000, ("place",))
