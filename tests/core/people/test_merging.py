"""Merging twins moves everything that points at them, and can be undone without loss."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from core.audit import AuditEntry
from core.db import db
from core.people import merging
from core.people.links import movable_links, person_links
from core.people.merging import MergeRefused, kept_record, merge, preview, twins_folded_into, undo
from core.people.models import Person
from core.users.models import Membership, User
from plugins.groups.models import Group
from plugins.groups.models import Membership as InGroup


def told(kept_id: UUID, gone_id: UUID) -> None:
    """Nobody has anything stored that would have to follow."""


@pytest.fixture
def membership(council: UUID, twin: Person) -> Membership:
    """A sign-in that belongs to the twin."""
    user = User(username="mara", name="Mara", home_authority_id=council)
    db.session.add(user)
    db.session.flush()
    made = Membership(authority_id=council, user_id=user.id, person_id=twin.id, name="Mara")
    db.session.add(made)
    db.session.flush()
    return made


@pytest.mark.both_databases
def test_a_merge_fills_gaps_and_moves_what_points_at_the_twin(
    amara: Person, twin: Person, membership: Membership
) -> None:
    seen = preview(amara, twin)
    assert seen.filled == ("known_as", "external_ref")
    assert ("membership", 1) in seen.follows
    merge(amara, twin, uuid4(), None, told, why="their worker knows")
    assert (amara.known_as, amara.external_ref, str(amara.born_on)) == ("Mara", "K-17", "2011-03-09")
    assert membership.person_id == amara.id
    assert kept_record(twin) is amara
    assert twins_folded_into(amara.id) == [twin.id]


@pytest.mark.both_databases
def test_an_undone_merge_leaves_both_as_they_were(amara: Person, twin: Person, membership: Membership) -> None:
    made = merge(amara, twin, uuid4(), None, told)
    amara.heard_how = "written after the merge"
    undo(made, None, told)
    assert (amara.known_as, amara.external_ref) == ("", None)
    assert (twin.known_as, twin.external_ref, twin.merged_into_id) == ("Mara", "K-17", None)
    assert membership.person_id == twin.id
    assert amara.heard_how == "written after the merge"
    with pytest.raises(MergeRefused, match="undone already"):
        undo(made, None, told)


def test_what_staff_changed_after_the_merge_stays_changed(amara: Person, twin: Person) -> None:
    made = merge(amara, twin, uuid4(), None, told)
    amara.known_as = "Amz"
    undo(made, None, told)
    assert amara.known_as == "Amz"


def test_a_merge_is_refused_for_one_record_and_for_one_that_is_merged(amara: Person, twin: Person) -> None:
    with pytest.raises(MergeRefused, match="same record"):
        merge(amara, amara, uuid4(), None, told)
    merge(amara, twin, uuid4(), None, told)
    with pytest.raises(MergeRefused, match="merged already"):
        preview(twin, amara)


def test_chains_follow_to_the_record_that_stands(amara: Person, twin: Person) -> None:
    third = Person(name="A. Okoye")
    db.session.add(third)
    db.session.flush()
    first = merge(amara, twin, uuid4(), None, told)
    merge(third, amara, uuid4(), None, told)
    assert kept_record(twin) is third
    assert set(twins_folded_into(third.id)) == {amara.id, twin.id}
    with pytest.raises(MergeRefused, match="Undo that merge first"):
        undo(first, None, told)


@pytest.mark.both_databases
def test_a_row_that_both_have_is_set_aside_and_comes_back(amara: Person, twin: Person) -> None:
    group = Group(key="forum", name="Forum")
    db.session.add(group)
    db.session.flush()
    both = [InGroup(group_id=group.id, person_id=one.id, joined_on=date(2026, 1, day)) for day, one in
            enumerate((amara, twin), start=1)]  # fmt: skip
    db.session.add_all(both)
    db.session.flush()
    twins_row = both[1].id
    made = merge(amara, twin, uuid4(), None, told)
    assert [row.person_id for row in db.session.scalars(select(InGroup))] == [amara.id]
    undo(made, None, told)
    back = db.session.get_one(InGroup, twins_row)
    assert (back.person_id, back.joined_on) == (twin.id, date(2026, 1, 2))
    assert len(db.session.scalars(select(InGroup)).all()) == 2


@pytest.mark.both_databases
def test_it_is_told_once_the_rows_lie_as_they_will_stay(amara: Person, twin: Person, membership: Membership) -> None:
    heard: list[tuple[UUID, UUID, UUID | None]] = []

    def tell(kept_id: UUID, gone_id: UUID) -> None:
        heard.append((kept_id, gone_id, db.session.scalar(select(Membership.person_id))))

    made = merge(amara, twin, uuid4(), None, tell)
    undo(made, None, tell)
    assert heard == [(amara.id, twin.id, amara.id), (amara.id, twin.id, twin.id)]


@pytest.mark.both_databases
def test_the_audit_trail_names_the_merge_by_ids_only(amara: Person, twin: Person) -> None:
    made = merge(amara, twin, uuid4(), None, told, why="Amara told me")
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.about_id) == ("people.merged", str(amara.id))
    assert entry.detail == {"merge": str(made.id), "twin": str(twin.id), "person_ids": [str(twin.id)]}
    assert "Amara" not in entry.why


def test_every_link_to_a_person_is_found_in_the_metadata() -> None:
    found = {(link.table, link.column) for link in person_links()}
    expected = {
        (table.name, element.parent.name)
        for table in db.metadata.tables.values()
        for constraint in table.foreign_key_constraints
        for element in constraint.elements
        if element.target_fullname == "core_person.id"
    }
    assert found == expected
    assert {link.table for link in movable_links()} == {t for t, _ in expected} - {"core_person", "core_merge"}


def test_fields_that_a_merge_fills_are_columns_of_a_person() -> None:
    assert set(merging.FILLED_IN) <= set(Person.__table__.columns.keys())
