"""Places, organisations and terms of a council's file reach the database and come back as declared."""

from datetime import date
from typing import Any, cast

import pytest
from sqlalchemy import select

from core.authority.plan import Change, declared_by, diff
from core.authority.sections import Organisation as DeclaredOrganisation
from core.authority.sections import Place as DeclaredPlace
from core.authority.sections import Term as DeclaredTerm
from core.db import db
from core.people.content import PeopleContent
from core.people.models import Organisation, Place

COUNCIL = cast(Any, None)  # content is asked inside the council's scope and reads nothing else of it
DECLARED = PeopleContent(
    places=(
        DeclaredPlace(key="north", kind="district", name="North Ashdown"),
        DeclaredPlace(key="mill", kind="ward", name="Mill", inside="north", code="E05000001"),
    ),
    organisations=(DeclaredOrganisation(key="larkfield", kind="school", name="Larkfield", place="mill"),),
    terms=(
        DeclaredTerm(key="autumn-2026", name="Autumn 2026", starts_on=date(2026, 9, 3), ends_on=date(2026, 12, 18)),
    ),
)


def _apply(content: PeopleContent) -> int:
    plan = diff(declared_by(content), PeopleContent.current(COUNCIL), {})
    for change in plan.changes:
        PeopleContent.apply(COUNCIL, change)
    return len(plan.changes)


@pytest.mark.both_databases
def test_what_is_declared_is_applied_once(council: object) -> None:
    assert _apply(DECLARED) == 4
    assert _apply(DECLARED) == 0
    mill = db.session.scalars(select(Place).where(Place.key == "mill")).one()
    larkfield = db.session.scalars(select(Organisation)).one()
    assert larkfield.place_id == mill.id
    assert mill.parent_id is not None


def test_a_changed_name_is_changed_in_place(council: object) -> None:
    _apply(DECLARED)
    before = db.session.scalars(select(Organisation)).one()
    fields = {"kind": "school", "name": "Larkfield Academy", "place": None}
    PeopleContent.apply(COUNCIL, Change("change", "organisations", "larkfield", fields, ("name",)))
    after = db.session.scalars(select(Organisation)).one()
    assert (after.id, after.name, after.place_id) == (before.id, "Larkfield Academy", None)


def test_what_staff_added_is_none_of_the_file_s_business(council: object) -> None:
    db.session.add(Organisation(kind="school", name="Added on screen"))
    db.session.flush()
    assert PeopleContent.current(COUNCIL) == {}
