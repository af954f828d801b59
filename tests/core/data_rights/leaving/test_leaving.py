"""A council leaves: everything of it in one file, nothing of it left but the closed record, and nobody else touched."""

import hashlib
import json
import tracemalloc
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
import time_machine
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import inspect, select

from core.audit import PlatformAuditEntry, verify
from core.cli import heard, leaving
from core.data_rights.leaving import tables
from core.db import Base, authority_scope, bulk_insert, db, platform_scope
from core.db.keys import AuthorityScoped, is_scoped
from core.people.models import Person
from core.safeguarding.record import leaving as safeguarding
from core.testing.apps import World
from core.users.models import Membership, User, UserSession
from core.web.house import house

MARK = "Zephyrine Quartermaine"
pytestmark = pytest.mark.both_databases


@pytest.fixture
def council(world: World, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Two councils with people; the commands run in the test's own application."""
    monkeypatch.setattr(leaving, "create_app", lambda deployment: world.app)
    monkeypatch.setattr(leaving, "deployment", lambda: None)
    world.browser("worker")
    with world.app.app_context():
        with scope("ashdown"):
            db.session.add(Person(name=MARK))
            db.session.commit()
        files = house().deployment.data / "files" / str(id_of("ashdown")) / "1"
        files.mkdir(parents=True)
        (files / "a.bin").write_bytes(b"\x00\x01picture")
    return world.app


def id_of(slug: str) -> Any:
    """The council's id."""
    found = house().authorities.find(slug)
    assert found is not None
    return found.id


def scope(slug: str) -> Any:
    """The council's rows."""
    return authority_scope(id_of(slug), write=True)


def run(*words: str) -> Result:
    """A command as an operator types it."""
    return CliRunner().invoke(heard, ["authority", *words])


def export(out: Path) -> str:
    """Export ashdown and return the hash that was printed."""
    done = run("export", "ashdown", "--out", str(out))
    assert done.exit_code == 0, done.output
    return next(line for line in done.output.splitlines() if line.startswith("sha256: ")).removeprefix("sha256: ")


def counts(app: Flask, slug: str) -> dict[str, int]:
    """Rows of a council in every council's table."""
    with app.app_context(), scope(slug):
        found = [mapper for mapper in Base.registry.mappers if issubclass(mapper.class_, AuthorityScoped)]
        return {
            str(mapper.local_table.name): db.session.scalar(
                select(sa.func.count()).select_from(mapper.class_)
            ) or 0
            for mapper in found
        }  # fmt: skip


def test_the_file_holds_every_row_of_the_council_and_none_of_another(council: Flask, tmp_path: Path) -> None:
    out = tmp_path / "ashdown.zip"
    digest = export(out)
    assert hashlib.sha256(out.read_bytes()).hexdigest() == digest and out.stat().st_mode & 0o077 == 0
    expected = counts(council, "ashdown")
    with ZipFile(out) as archive:
        names = set(archive.namelist())
        rows = {
            name.split("/")[1].removesuffix(".jsonl"): archive.read(name).decode().splitlines()
            for name in names
            if name.startswith("tables/")
        }
        sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS").decode().splitlines())
        assert {name: hashlib.sha256(archive.read(name)).hexdigest() for name in sums} == sums
        assert names == {*sums, "SHA256SUMS"}
        assert archive.read("files/1/a.bin") == b"\x00\x01picture"
        assert "council/authority.toml" in names and "Ashdown" in archive.read("README.txt").decode()
    closed = {one.__tablename__ for one in safeguarding.closed_models()}
    assert closed and not closed & rows.keys(), "whoever moves a council sees no case, not even that there is a table"
    for table, count in expected.items():
        if table in closed:
            continue
        assert len(rows[table]) in ({count, count - 1} if table.startswith("core_audit") else {count}), table
    everything = "\n".join(line for lines in rows.values() for line in lines)
    assert MARK in everything and "argon2" not in everything and "token_hash" not in everything
    with council.app_context():
        assert str(id_of("brackwell")) not in everything
    assert {row["name"] for row in map(json.loads, rows["core_user"])} >= {"Worker Tester"}


def test_removed_with_a_fresh_export_and_nobody_else_is_touched(council: Flask, tmp_path: Path) -> None:
    before, digest = counts(council, "brackwell"), export(tmp_path / "ashdown.zip")
    done = run("remove", "ashdown", "--export-hash", digest, "--apply")
    assert done.exit_code == 0, done.output
    left = {table: count for table, count in counts(council, "ashdown").items() if count}
    assert left.keys() <= tables.KEPT.keys(), left
    assert counts(council, "brackwell") == before
    with council.app_context():
        ashdown = id_of("ashdown")
        assert verify(ashdown).breaks == ()
        with platform_scope(reason="look at what is left"):
            here = select(Membership.id).where(Membership.authority_id == ashdown)
            assert db.session.scalars(here).all() == []
            assert db.session.scalars(select(User.name).where(User.home_authority_id == ashdown)).all() == []
            assert db.session.scalars(select(UserSession.id)).all() == []
            asked = select(PlatformAuditEntry).where(PlatformAuditEntry.action == "authority.removed")
            certificate = db.session.scalars(asked).one()
            assert certificate.detail["export"] == digest and certificate.detail["rows"]["core_person"] >= 9
            assert MARK not in json.dumps(certificate.detail)
        assert not (house().deployment.data / "files" / str(ashdown)).exists()
        if db.engine.dialect.name == "sqlite":
            file = Path(str(db.engine.url.database))
            db.engine.dispose()
            assert MARK.encode() not in file.read_bytes()
    again = run("remove", "ashdown", "--export-hash", digest, "--apply")
    assert again.exit_code == 0 and "0 rows in all" in again.output


def test_without_apply_it_only_counts(council: Flask) -> None:
    before = counts(council, "ashdown")
    told = run("remove", "ashdown")
    assert told.exit_code == 0 and f"core_person: {before['core_person']}" in told.output
    assert "Nothing was removed" in told.output and counts(council, "ashdown") == before


def test_an_export_that_is_missing_old_or_another_council_s_is_refused(council: Flask, tmp_path: Path) -> None:
    before = counts(council, "ashdown")
    refused = run("remove", "ashdown", "--apply")
    assert refused.exit_code == 1 and "Make one with `heard authority export ashdown" in refused.output
    digest = export(tmp_path / "ashdown.zip")
    elsewhere = run("remove", "brackwell", "--export-hash", digest, "--apply")
    assert elsewhere.exit_code == 1 and "Nothing was removed" in elsewhere.output
    with time_machine.travel("2040-01-01 12:00"):
        old = run("remove", "ashdown", "--export-hash", digest, "--apply")
        assert old.exit_code == 1
    assert counts(council, "ashdown")["core_person"] == before["core_person"]
    twice = run("export", "ashdown", "--out", str(tmp_path / "ashdown.zip"))
    assert twice.exit_code == 1 and "there already" in twice.output
    assert "There is no council elsewhere" in run("export", "elsewhere", "--out", str(tmp_path / "x.zip")).output


def test_somebody_with_a_sign_in_elsewhere_keeps_it(council: Flask, tmp_path: Path) -> None:
    with council.app_context(), scope("brackwell"):
        user = db.session.scalars(select(User).where(User.name == "Worker Tester")).first()
        assert user is not None
        ashdown = id_of("ashdown")
        other = id_of("brackwell") if user.home_authority_id == ashdown else ashdown
        user_id = user.id
    with council.app_context(), authority_scope(other, write=True):
        db.session.add(Membership(authority_id=other, user_id=user_id, name="Also here"))
        db.session.commit()
    run("remove", "ashdown", "--export-hash", export(tmp_path / "ashdown.zip"), "--apply")
    with council.app_context(), platform_scope(reason="look at what is left"):
        assert db.session.get(User, user_id) is not None


def test_a_large_council_takes_no_more_memory(council: Flask, tmp_path: Path) -> None:
    peaks = []
    for number, more in enumerate((2_000, 8_000)):
        with council.app_context(), scope("ashdown"):
            same = {"sort_name": "p", "find_text": "p", "kind": "young_person", "heard_how": "words " * 40}
            bulk_insert(Person, [{"name": f"Person {n}", **same} for n in range(more)])
            db.session.commit()
        tracemalloc.start()
        export(tmp_path / f"{number}.zip")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5, peaks


def test_every_table_is_the_council_s_or_named_as_nobody_s(council: Flask) -> None:
    """A new table with a council's column cannot be forgotten."""
    nobodys = {"core_job_worker", "core_platform_audit_entry", "core_platform_audit_head", "core_sign_in_failure"}
    nobodys |= {"core_platform_grant", "core_authority", "core_council_draft", "core_release"}
    with council.app_context(), scope("ashdown"):
        listed = {one.table for one in tables.held(id_of("ashdown"), [])}
    listed |= {one.__tablename__ for one in safeguarding.closed_models()}
    known = {str(inspect(mapper.class_).local_table.name) for mapper in Base.registry.mappers}
    derived = {table.name for table in Base.metadata.tables.values() if table.info.get("class") == "derived"}
    assert known - listed - nobodys - derived == set()
    for table in Base.metadata.tables.values():
        assert not is_scoped(table) or table.name in listed, table.name
