"""Erasing one person: a rehearsal changes nothing, the act leaves nothing that names them, twice finds
nothing.
"""

import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from core.authority.models import AuthorityRow
from core.data_rights import holdings
from core.data_rights.erase import EraseRefused, erase, refuse_uninstalled
from core.data_rights.subject import subject_of
from core.db import db
from core.hooks.dispatcher import HookFailed
from core.hooks.values import Erased
from core.people.models import Person
from core.people.plain import plain_row
from core.users.models import Membership, User
from plugins.groups.models import Group
from plugins.groups.models import Membership as InGroup
from tests.core.data_rights.conftest import Planted


def _erase(planted: Planted, who: str, apply: bool) -> dict[str, int]:
    lines = erase(planted.authority, subject_of(who), planted.hooks, list(planted.plugins), apply)
    db.session.commit()
    return {line.erased.kind: line.erased.count for line in lines}


def _everything() -> str:
    """Every row of every table that the tests can reach, as text."""
    rows = [plain_row(row) for mapper in db.Model.registry.mappers for row in db.session.scalars(select(mapper.class_))]
    return json.dumps(rows, default=str)


@pytest.mark.both_databases
def test_a_rehearsal_says_what_would_go_and_changes_nothing(planted: Planted) -> None:
    before = _everything()
    told = _erase(planted, "quillon", apply=False)
    assert told["person"] == 2
    assert told["sign-in"] == told["access to this council"] == told["merge record"] == 1
    assert _everything() == before


@pytest.mark.both_databases
def test_nothing_that_names_the_person_is_left_and_a_second_time_finds_nothing(planted: Planted) -> None:
    told = _erase(planted, "quillon", apply=False)
    assert _erase(planted, str(planted.person_id), apply=True) == told
    left = _everything()
    assert "uill" not in left
    assert "Q-1" not in left
    assert db.session.get(Person, planted.twin_id) is None
    assert "person.erased" in left
    assert _erase(planted, str(planted.person_id), apply=True) == {}
    assert _erase(planted, "quillon", apply=True) == {}


@pytest.mark.both_databases
def test_plugins_are_emptied_though_no_council_has_them_on(planted: Planted) -> None:
    group = Group(key="forum", name="Forum")
    db.session.add(group)
    db.session.flush()
    db.session.add(InGroup(group_id=group.id, person_id=planted.person_id))
    db.session.commit()
    assert _erase(planted, "quillon", apply=True)["group memberships"] == 1
    assert db.session.scalars(select(InGroup)).all() == []


def test_a_twin_names_the_same_subject_as_the_record_that_was_kept(planted: Planted) -> None:
    assert subject_of(str(planted.twin_id)) == subject_of(str(planted.person_id)) == subject_of("QUILLON")


def test_a_sign_in_that_other_councils_gave_stays(planted: Planted) -> None:
    other = db.session.scalars(select(User)).one()
    from_elsewhere = Membership(authority_id=_another_council(), user_id=other.id, name="Q")
    db.session.add(from_elsewhere)
    db.session.commit()
    lines = erase(planted.authority, subject_of("quillon"), planted.hooks, list(planted.plugins), True)
    kept = next(line.erased for line in lines if line.erased.kind == "sign-in")
    assert "signs in elsewhere" in kept.kept_because
    assert db.session.get(User, planted.user_id) is not None


def test_a_failing_plugin_stops_everything(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **values: Any) -> Any:
        raise HookFailed("groups", "person_erase")

    monkeypatch.setattr(planted.hooks, "call_one", fail)
    with pytest.raises(HookFailed, match="Nothing was changed"):
        _erase(planted, "quillon", apply=True)
    db.session.rollback()
    assert db.session.get(Person, planted.person_id) is not None


def test_a_plugin_that_leaves_rows_behind_is_found_out(planted: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group(key="forum", name="Forum")
    db.session.add(group)
    db.session.flush()
    db.session.add(InGroup(group_id=group.id, person_id=planted.person_id))
    db.session.commit()
    monkeypatch.setattr(planted.hooks, "call_one", lambda *args, **values: [])
    with pytest.raises(EraseRefused, match="groups_membership still holds"):
        _erase(planted, "quillon", apply=True)


def test_what_a_plugin_keeps_by_law_leaves_a_record_of_nobody(
    planted: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Erased("concern", 1, kept_because="safeguarding records are kept by law")
    monkeypatch.setattr(planted.hooks, "call_one", lambda *args, **values: [kept])
    _erase(planted, "quillon", apply=True)
    assert {row.name for row in db.session.scalars(select(Person))} == {"Erased"}
    assert "uill" not in _everything()


def test_tables_of_a_plugin_that_is_gone_refuse_the_erasure() -> None:
    refuse_uninstalled([])
    with pytest.raises(EraseRefused, match="not installed remain: ballots, surveys"):
        refuse_uninstalled(["surveys", "ballots"])


def test_every_table_of_core_with_a_person_in_it_is_shown_or_exempt_with_a_reason() -> None:
    listed = holdings.SHOWN_AND_ERASED | holdings.SHOWN_AND_KEPT.keys() | holdings.NEITHER.keys()
    found = {table.name for table in db.metadata.tables.values() if _is_about_people(table)}
    core_tables = {name for name in found if name.startswith("core_")}
    assert core_tables - listed == set(), "say in core/data_rights/holdings.py how these are shown and erased"
    assert listed - set(db.metadata.tables) == set()


def test_every_plugin_with_a_person_in_its_tables_can_export_and_erase(planted: Planted) -> None:
    for plugin in planted.plugins:
        if any(_is_about_people(model.__table__) for model in plugin.tables):  # type: ignore[attr-defined]
            names = {
                hook
                for hook in ("person_export", "person_erase")
                for one in getattr(planted.plugins.manager.hook, hook).get_hookimpls()
                if one.plugin_name == plugin.name
            }
            assert names == {"person_export", "person_erase"}, plugin.name


def _is_about_people(table: Any) -> bool:
    points = {fk.column.table.name for column in table.columns for fk in column.foreign_keys}
    linked = points & {"core_person", "core_user", "core_membership"}
    return bool(linked) or any(column.info.get("personal") for column in table.columns)


def _another_council() -> UUID:
    row = AuthorityRow(slug="brackwell", name="Brackwell", ons_code="E06999902", old_slugs=[])
    db.session.add(row)
    db.session.flush()
    return row.id
