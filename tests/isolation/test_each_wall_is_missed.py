"""Take one wall away, and an attempt that it stopped ends otherwise: no wall stands there untested."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa
from sqlalchemy import event

import core.db.session
from core.db import db
from core.db.guard import check_statement
from core.db.session import PinnedSession
from core.people.models import Place
from core.testing.tables import catalogue_faults, table_faults
from tests.isolation.legitimate import ORDINARY
from tests.isolation.plain_keys import plain_keys
from tests.isolation.test_attacks import ATTACKS, expected
from tests.isolation.world import World


def missed(world: World, numbers: range) -> set[int]:
    """Return the attempts that no longer end as they should."""
    return {number for number in numbers if world.attack(ATTACKS[number]) not in expected(number, world)}


def test_wall_1_the_scope(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.db.session, "narrow", lambda state: None)
    assert {1, 3, 4, 5, 6, 29, 30} <= missed(world, range(1, 32))


def test_wall_1_alone_keeps_councils_apart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the second wall to catch it, a missing criterion is a leak, on the database that has no fifth."""
    if world.on_postgresql:
        pytest.skip("the fifth wall stops it there")
    with without_the_guard(), monkeypatch.context() as off:
        off.setattr(core.db.session, "narrow", lambda state: None)
        assert {world.attack(ATTACKS[number]) for number in (1, 3, 4, 5, 6)} == {"LEAK"}


def test_wall_2_the_guard(world: World) -> None:
    with without_the_guard():
        assert {18, 19, 20, 21, 24, 25, 27, 28} <= missed(world, range(12, 29))


def test_wall_2_the_pinned_session(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PinnedSession, "check_scope", lambda self: None)
    monkeypatch.setattr(core.db.session, "check_attached", lambda target, scope: None)
    monkeypatch.setattr(PinnedSession, "_full_key", lambda self, entity, ident: (world.other, world.key("theirs")))
    assert missed(world, range(15, 18))


def test_wall_3_the_flush_guard(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.db.session, "check_flush", lambda session, scope: None)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sa.exc.SAWarning)  # that the row has no council
        assert world.attack(ORDINARY["add"]) != "own"
    if not world.on_postgresql:
        with without_the_guard():
            assert world.attack(ATTACKS[39]) != "refused"  # the keys alone are left, where there are any


def test_wall_4_composite_keys(world: World) -> None:
    """Without the council in them, a link to another council's row would be stored."""
    linked = {world.table, Place.__table__}
    with world.without_links() if world.on_postgresql else plain_keys(world.owner, linked):
        assert world.attack(ATTACKS[45]) == "own"
    assert world.attack(ATTACKS[45]) == "database"


def test_wall_4_is_asked_for_of_every_table(world: World) -> None:
    key = sa.Column("id", sa.Uuid(), primary_key=True)
    assert table_faults(sa.Table(world.table.name, sa.MetaData(), key, info={"class": "authority"}))


def test_wall_5_row_level_security(world: World) -> None:
    if not world.on_postgresql:
        pytest.skip("SQLite has four walls")
    with row_security_off(world):
        assert missed(world, range(26, 27)) == {26}
        assert missed(world, range(56, 57)) == {56}
        with world.owner.connect() as connection:
            assert catalogue_faults(connection, world.table)


@contextmanager
def without_the_guard() -> Iterator[None]:
    """Let every statement out, as an engine does that nobody guards, and open the session's closed ways."""
    kept = {name: getattr(PinnedSession, name) for name in ("connection", "bulk_save_objects")}
    for name in kept:
        delattr(PinnedSession, name)
    event.remove(db.engine, "before_cursor_execute", check_statement)
    try:
        yield
    finally:
        event.listen(db.engine, "before_cursor_execute", check_statement)
        for name, closed in kept.items():
            setattr(PinnedSession, name, closed)


@contextmanager
def row_security_off(world: World) -> Iterator[None]:
    """Disable the policies of the table under attack."""
    _as_owner(world, f"ALTER TABLE {world.table.name} DISABLE ROW LEVEL SECURITY")
    try:
        yield
    finally:
        _as_owner(world, f"ALTER TABLE {world.table.name} ENABLE ROW LEVEL SECURITY")


def _as_owner(world: World, statement: str) -> None:
    with world.owner.begin() as connection:
        connection.exec_driver_sql(statement)

