"""Scopes, sessions and what may be written through them."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask, current_app

from core.authority.models import AuthorityRow, touch
from core.db import (
    CrossAuthority,
    NoScope,
    StatementRefused,
    UTCDateTime,
    authority_scope,
    begin_write,
    bulk_insert,
    current_scope,
    db,
    personal,
    platform_scope,
    scoped_fk,
)
from core.people.models import Place

ROOT = Path(__file__).resolve().parents[2]

# Everything that opens a scope without a council, and why: a new one is added here on purpose or not at all.
PLATFORM_SCOPES = {
    "core/audit/verifying.py": "check the platform's audit chain",
    "core/authority/apply.py": "register a council",
    "core/authority/resolve.py": "find a council",
    "core/cli/audit.py": "list the councils whose chains are checked",
    "core/cli/releases.py": "who signs a release",
    "core/cli/doctor.py": "ask whether the database answers",
    "core/cli/users.py": "open an account outside any council",
    "core/data_rights/leaving/exporting.py": "note that a council was exported",
    "core/data_rights/leaving/removing.py": "look for a council's export, and remove what is its own",
    "core/demo/guard.py": "look for demonstration accounts",
    "core/demo/load.py": "open the demonstration's accounts",
    "core/demo/releases.py": "who signs the demonstration's releases",
    "core/jobs/beating.py": "workers say that they live, and take over from those that died",
    "core/jobs/due.py": "find work that is due in any council, and plan the platform's upkeep",
    "core/jobs/looking.py": "is timed work looked after?",
    "core/jobs/running.py": "take and settle a piece of work; do the platform's own",
    "core/jobs/worker.py": "hand work that is due to the engine",
    "core/notify/looking.py": "ask whether messages wait too long in any council",
    "core/offers/asking.py": "ask a council whether what it offers may still be told",
    "core/releases/making.py": "keep a draft; is a quarter signed already?",
    "core/releases/sealing.py": "sign what was tried",
    "core/releases/sign_off.py": "who signed a region's releases, and its drafts",
    "core/releases/stored.py": "read releases: fixed, and of no council alone",
    "core/releases/timed.py": "which drafts a region has",
    "core/releases/verifying.py": "hold releases against their signatures",
    "core/safeguarding/alarms/probing.py": "can letters go out: the same whether or not anybody waits for one",
    "core/safeguarding/alarms/standing.py": "does a worker live who repeats alarms?",
    "core/testing/apps.py": "open an account for a test",
    "core/users/sessions.py": "note that a session is in use",
    "core/web/request.py": "pages that belong to no council",
}


@pytest.fixture
def councils(bare_app: Flask) -> tuple[UUID, UUID]:
    with platform_scope(reason="test", write=True):
        rows = [AuthorityRow(slug=name, name=name) for name in ("ashdown", "brackwell")]
        db.session.add_all(rows)
        db.session.commit()
        return rows[0].id, rows[1].id


def place(name: str = "North") -> Place:
    return Place(kind="ward", name=name)


def test_outside_a_scope_there_is_no_session(bare_app: Flask) -> None:
    with pytest.raises(NoScope, match="no scope is open"):
        db.session.scalars(sa.select(Place))


def test_a_platform_scope_reaches_no_councils_rows(councils: tuple[UUID, UUID]) -> None:
    with platform_scope(reason="test"):
        assert len(db.session.scalars(sa.select(AuthorityRow)).all()) == 2
        with pytest.raises(NoScope, match="open authority_scope"):
            db.session.scalars(sa.select(Place)).all()
        db.session.add(place())
        with pytest.raises(NoScope, match="writes no council's rows"):
            db.session.flush()


def test_a_platform_scope_needs_a_reason(bare_app: Flask) -> None:
    with pytest.raises(ValueError, match="needs a reason"), platform_scope(reason=" "):
        pass


def test_every_platform_scope_is_listed() -> None:
    found = {
        str(file.relative_to(ROOT))
        for folder in ("core", "plugins")
        for file in (ROOT / folder).rglob("*.py")
        if "platform_scope(" in file.read_text() and "core/db/" not in str(file) and "scaffold" not in str(file)
    }
    assert found == set(PLATFORM_SCOPES)


def test_the_same_council_joins_the_open_scope(councils: tuple[UUID, UUID]) -> None:
    with authority_scope(councils[0]) as outer:
        with authority_scope(councils[0], write=True) as inner:
            assert inner is outer
        assert outer.write
        assert current_scope() is outer


def test_another_council_cannot_be_nested(councils: tuple[UUID, UUID]) -> None:
    with authority_scope(councils[0]):
        refused = pytest.raises(CrossAuthority, match="leave it first")
        with refused, authority_scope(councils[1]):
            pass


def test_platform_work_loops_over_councils(councils: tuple[UUID, UUID]) -> None:
    with platform_scope(reason="test"):
        for council in db.session.scalars(sa.select(AuthorityRow.id)).all():
            with authority_scope(council, write=True):
                db.session.add(place())
                db.session.commit()
                assert len(db.session.scalars(sa.select(Place)).all()) == 1


def test_leaving_rolls_back_and_forgets(councils: tuple[UUID, UUID]) -> None:
    with authority_scope(councils[0], write=True):
        kept = db.session()
        db.session.add(place())
        db.session.flush()
    with authority_scope(councils[0]):
        assert db.session.scalars(sa.select(Place)).all() == []
        with pytest.raises(CrossAuthority, match="another scope"):
            kept.get(Place, uuid4())


def test_a_new_object_knows_its_id_at_once() -> None:
    assert isinstance(place().id, UUID)


def test_bulk_insert_sets_the_council_itself(councils: tuple[UUID, UUID]) -> None:
    with authority_scope(councils[0], write=True):
        assert bulk_insert(Place, []) == []
        ids = bulk_insert(Place, [{"kind": "ward", "name": str(number)} for number in range(3)])
        assert {row.authority_id for row in db.session.scalars(sa.select(Place))} == {councils[0]}
        assert db.session.get(Place, ids[1]) is not None
        with pytest.raises(CrossAuthority):
            bulk_insert(Place, [{"kind": "ward", "name": "x", "authority_id": councils[1]}])
        with pytest.raises(TypeError, match="no council's table"):
            bulk_insert(AuthorityRow, [{"slug": "x"}])


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (sa.text("select 1"), "text"),
        (sa.select(sa.literal_column("1+1")), "literal column"),
        (sa.select(Place.id).prefix_with("/* all */"), "prefix"),
        (sa.select(Place.id).with_statement_hint("/* all */"), "hint"),
        (sa.select(Place.name.op("|| (select 1) ||")("x")), "operator"),
        (sa.select(sa.func.query_to_xml("select 1")), "function query_to_xml"),
        (sa.select(sa.func.set_config("heard.authority_id", "x", True)), "function set_config"),
        (sa.select(sa.table("core_place", sa.column("id"))), "no owner has declared"),
        (sa.select(sa.Table("core_place", sa.MetaData(), sa.Column("id", sa.Uuid()))), "no owner has declared"),
        (sa.update(Place).where(Place.id == AuthorityRow.id).values(name="x"), "several tables"),
        (sa.insert(Place).from_select(["name"], sa.select(Place.name)), "bulk_insert"),
        (sa.update(Place).values(authority_id=uuid4()), "moved"),
        (sa.select(Place.__table__), "mapped class"),
    ],
)
def test_what_cannot_be_vouched_for_is_refused(
    councils: tuple[UUID, UUID], statement: sa.Executable, words: str
) -> None:
    refused = pytest.raises((StatementRefused, CrossAuthority), match=words)
    with authority_scope(councils[0]), refused:
        db.session.execute(statement)


def test_the_engine_changes_no_schema_and_translates_none(councils: tuple[UUID, UUID]) -> None:
    with pytest.raises(StatementRefused, match="migration"), authority_scope(councils[0]):
        db.session.execute(sa.schema.DropTable(Place.__table__))  # type: ignore[arg-type]
    translated = {"schema_translate_map": {None: "main"}}
    with pytest.raises(StatementRefused, match="translated"), authority_scope(councils[0]):
        db.session.execute(sa.select(Place), execution_options=translated)


def test_begin_write_ends_a_read_first(councils: tuple[UUID, UUID]) -> None:
    with authority_scope(councils[0]):
        row = db.session.scalars(sa.select(AuthorityRow).where(AuthorityRow.id == councils[0])).one()
        _elsewhere(lambda: _touch(councils[0]))
        begin_write()
        assert row.version == 2
        touch(councils[0])
        db.session.commit()
        assert row.version == 3


def test_eight_writers_never_find_the_database_locked(councils: tuple[UUID, UUID]) -> None:
    faults: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for _ in range(5):
                _touch(councils[0])
        except BaseException as fault:
            faults.append(fault)

    threads = [_started(lambda number=number: work(number)) for number in range(8)]
    for thread in threads:
        thread.join()
    assert faults == []
    with platform_scope(reason="test"):
        assert db.session.scalar(sa.select(sa.func.max(AuthorityRow.version))) == 41


def _touch(council: UUID) -> None:
    with authority_scope(council, write=True):
        touch(council)
        db.session.commit()


def _elsewhere(work: Callable[[], None]) -> None:
    _started(work).join()


def _started(work: Callable[[], None]) -> threading.Thread:
    app = current_app._get_current_object()  # type: ignore[attr-defined]

    def inside() -> None:
        with app.app_context():
            work()

    thread = threading.Thread(target=inside)
    thread.start()
    return thread


def test_moments_are_kept_in_utc_and_naive_ones_refused() -> None:
    kind = UTCDateTime()
    dialect = sa.create_engine("sqlite://").dialect
    with pytest.raises(ValueError, match="time zone"):
        kind.process_bind_param(datetime(2026, 1, 1), dialect)  # noqa: DTZ001
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    stored = kind.process_bind_param(moment, dialect)
    assert kind.process_result_value(stored, dialect) == moment


def test_columns_refuse_what_would_empty_the_council() -> None:
    with pytest.raises(ValueError, match="CASCADE or RESTRICT"):
        scoped_fk("core_place", ondelete="SET NULL")
    with pytest.raises(ValueError, match="unknown class"):
        personal("x", "S9", "member")
