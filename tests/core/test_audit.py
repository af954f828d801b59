"""The audit record: who did what, chained so that tampering is found."""

import threading
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask, current_app

from core.audit import Filter, entries, record, record_platform, verify, verify_platform
from core.authority.models import AuthorityRow
from core.config import Deployment
from core.db import authority_scope, db, platform_scope

pytestmark = pytest.mark.both_databases


@pytest.fixture
def ashdown(bare_app: Flask) -> UUID:
    """A council."""
    with platform_scope(reason="test", write=True):
        council = AuthorityRow(slug="ashdown", name="Ashdown")
        db.session.add(council)
        db.session.commit()
        return council.id


def write(council: UUID, count: int = 5) -> None:
    """Write some entries, two to a transaction."""
    with authority_scope(council, write=True):
        for number in range(count):
            record("people.edited", "person", detail={"number": number, "words": ["é", 1.5, None]}, by=uuid4())
            if number % 2:
                db.session.commit()
        db.session.commit()


def tamper(deployment: Deployment, *statements: str) -> None:
    """Change the record as somebody who may switch its triggers off could."""
    engine = sa.create_engine(deployment.database_owner_url)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            for verb in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER core_audit_entry_no_{verb}")
        else:
            connection.exec_driver_sql("ALTER TABLE core_audit_entry DISABLE TRIGGER USER")
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def test_an_unharmed_chain_holds(ashdown: UUID) -> None:
    write(ashdown)
    verdict = verify(ashdown)
    assert (verdict.checked, verdict.breaks) == (5, ())


def test_the_platform_has_a_chain_of_its_own(ashdown: UUID) -> None:
    with platform_scope(reason="test", write=True):
        record_platform("council.added", "authority")
        db.session.commit()
    with authority_scope(ashdown, write=True):
        record_platform("access.given", "user")
        db.session.commit()
    assert verify_platform().checked == 2
    assert verify_platform().breaks == ()


def test_what_is_rolled_back_leaves_no_entry(ashdown: UUID) -> None:
    with authority_scope(ashdown, write=True):
        record("people.edited", "person")
    assert verify(ashdown).checked == 0


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("UPDATE core_audit_entry SET why = 'because' WHERE seq = 3", 3),
        ("UPDATE core_audit_entry SET action = 'people.viewed' WHERE seq = 1", 1),
        ("UPDATE core_audit_entry SET by_user_id = NULL WHERE seq = 2", 2),
        ("UPDATE core_audit_entry SET detail = '{}' WHERE seq = 4", 4),
        ("UPDATE core_audit_entry SET at = '2020-01-01 00:00:00' WHERE seq = 4", 4),
        ("DELETE FROM core_audit_entry WHERE seq = 3", 3),
        ("DELETE FROM core_audit_entry WHERE seq = 1", 1),
        ("DELETE FROM core_audit_entry WHERE seq = 5", 5),
        ("DELETE FROM core_audit_entry WHERE seq > 2", 3),
        ("DELETE FROM core_audit_head", 5),
        ("UPDATE core_audit_entry SET seq = 99 WHERE seq = 2", 2),
    ],
)
def test_tampering_is_located(deployment: Deployment, ashdown: UUID, statement: str, seq: int) -> None:
    write(ashdown)
    tamper(deployment, statement)
    assert seq in {found.seq for found in verify(ashdown).breaks}


@pytest.mark.parametrize(
    ("statement", "seq"),
    [
        ("DELETE FROM core_sighting WHERE entry_seq = 2", 2),
        ("UPDATE core_sighting SET entry_seq = 99 WHERE entry_seq = 3", 3),
        ("UPDATE core_sighting SET entry_seq = 99 WHERE entry_seq = 3", 99),
        ("UPDATE core_sighting SET by_user_id = NULL WHERE entry_seq = 1", 1),
        ("UPDATE core_sighting SET what = 'people.viewed' WHERE entry_seq = 4", 4),
        ("UPDATE core_sighting SET at = '2020-01-01 00:00:00' WHERE entry_seq = 5", 5),
        ("UPDATE core_sighting SET secret = (1 = 1) WHERE entry_seq = 5", 5),
    ],
)
def test_tampering_with_the_index_of_people_is_located(
    deployment: Deployment, ashdown: UUID, statement: str, seq: int
) -> None:
    with authority_scope(ashdown, write=True):
        for _ in range(5):
            record("groups.member_left", "group", by=uuid4(), people=(uuid4(), uuid4()))
        db.session.commit()
    assert verify(ashdown).breaks == ()
    tamper(deployment, statement)
    assert seq in {found.seq for found in verify(ashdown).breaks}


@pytest.mark.parametrize("verb", ["UPDATE core_audit_entry SET why = 'x'", "DELETE FROM core_audit_entry"])
def test_nobody_can_change_or_remove_an_entry(deployment: Deployment, ashdown: UUID, verb: str) -> None:
    write(ashdown)
    engine = sa.create_engine(deployment.database_owner_url)
    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="can only be added to"):
        connection.exec_driver_sql(verb)
    engine.dispose()


def test_writers_at_the_same_moment_make_one_chain(ashdown: UUID) -> None:
    write(ashdown, 1)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    faults: list[BaseException] = []

    def work() -> None:
        try:
            with app.app_context():
                write(ashdown, 6)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert (verify(ashdown).checked, verify(ashdown).breaks) == (25, ())


def test_entries_are_found_by_filter_newest_first(ashdown: UUID) -> None:
    write(ashdown)
    with authority_scope(ashdown, write=True):
        record("groups.added", "group", why="asked for")
        assert [entry.seq for entry in entries(limit=2)] == [6, 5]
        assert [entry.seq for entry in entries(Filter(before_seq=5), limit=2)] == [4, 3]
        assert [entry.action for entry in entries(Filter(action="groups."))] == ["groups.added"]
