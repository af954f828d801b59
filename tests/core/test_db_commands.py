"""`heard db` and `heard audit`: what an operator sees."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from core.audit import record
from core.authority.models import AuthorityRow
from core.cli.audit import audit
from core.cli.db import db as commands
from core.config import Deployment
from core.db import authority_scope, db, platform_scope


@pytest.fixture
def runner(tmp_path: Path) -> CliRunner:
    return CliRunner(env={"HEARD_ENV": "demo", "HEARD_DATA": str(tmp_path)})


def test_upgrade_then_check(runner: CliRunner) -> None:
    assert runner.invoke(commands, ["check"]).exit_code == 1
    said = runner.invoke(commands, ["upgrade"])
    assert (said.exit_code, "up to date: core" in said.output) == (0, True)
    said = runner.invoke(commands, ["check"])
    assert (said.exit_code, said.output) == (0, "The database matches the installed version.\n")


def test_roles_are_printed_as_sql(runner: CliRunner) -> None:
    said = runner.invoke(commands, ["roles", "--database", "council"])
    assert "CREATE ROLE heard_app LOGIN NOSUPERUSER" in said.output
    assert "GRANT CONNECT ON DATABASE council TO heard_app;" in said.output
    assert runner.invoke(commands, ["roles", "--database", "x; drop"]).exit_code == 1


def test_audit_verify_prints_each_chain(bare_app: Flask, deployment: Deployment, runner: CliRunner) -> None:
    with platform_scope(reason="test", write=True):
        council = AuthorityRow(slug="ashdown", name="Ashdown")
        db.session.add(council)
        db.session.commit()
        own = council.id
    with authority_scope(own, write=True):
        record("people.edited", "person")
        db.session.commit()
    said = runner.invoke(audit, ["verify"], env={"HEARD_DATABASE_URL": deployment.database_url})
    assert said.exit_code == 0, said.output
    assert "platform: 0 entries, whole, head none" in said.output
    assert "ashdown: 1 entries, whole, head " in said.output
