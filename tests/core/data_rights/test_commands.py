"""`heard person export|erase`, as an operator types them."""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from core.audit import AuditEntry
from core.cli import heard
from core.cli import people as commands
from core.db import authority_scope, db
from core.people.models import Person
from core.testing.apps import Somebody, add_account
from core.web.house import house
from plugins.groups.models import Group
from plugins.groups.models import Membership as InGroup

NAME = "Quillon Featherstonehaugh"


@pytest.fixture
def quillon(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Somebody:
    """A young person with a sign-in and a group; the commands run in the test's own application."""
    monkeypatch.setattr(commands, "create_app", lambda deployment: app)
    monkeypatch.setattr(commands, "deployment", lambda: None)
    with app.app_context():
        who = add_account("young_person", name=NAME)
        with _scope():
            group = Group(key="forum", name="Forum <b>bold</b>")
            db.session.add(group)
            db.session.flush()
            db.session.add(InGroup(group_id=group.id, person_id=who.person_id))
            db.session.commit()
    return who


def _scope() -> Any:
    council = house().authorities.find("ashdown")
    assert council is not None
    return authority_scope(council.id, write=True)


def _run(*words: str) -> Result:
    return CliRunner().invoke(heard, list(words))


def _export(who: str, out: Path) -> Result:
    return _run("person", "export", "--authority", "ashdown", "--person", who, "--out", str(out))


def _erase(who: str, *more: str) -> Result:
    return _run("person", "erase", "--authority", "ashdown", "--person", who, *more)


@pytest.mark.both_databases
def test_an_export_holds_everything_twice_over_to_read_and_as_data(quillon: Somebody, tmp_path: Path) -> None:
    out = tmp_path / "copy.zip"
    done = _export(quillon.username, out)
    assert done.exit_code == 0, done.output
    with ZipFile(out) as bundle:
        names = bundle.namelist()
        page = bundle.read("index.html").decode()
        parts = [json.loads(bundle.read(name)) for name in names if name.startswith("data/")]
    assert {"README.txt", "index.html", "data/01-core-your-record.json"} <= set(names)
    titles = {part["part"] for part in parts}
    assert {"Your record", "Your sign-in", "Your access to this council", "Groups you are or were in"} <= titles
    assert NAME in page and "Forum &lt;b&gt;bold&lt;/b&gt;" in page
    whole = json.dumps(parts)
    assert "password" not in whole.replace("password_changed_at", "") and "token_hash" not in whole
    assert out.stat().st_mode & 0o077 == 0


def test_an_export_of_nobody_writes_nothing(quillon: Somebody, tmp_path: Path) -> None:
    done = _export("nobody.here", tmp_path / "copy.zip")
    assert done.exit_code == 1
    assert "Nobody by that name or id is known here. Nothing was written." in done.output
    assert list(tmp_path.glob("copy*")) == []


def test_a_council_that_is_not_here_is_told(quillon: Somebody, tmp_path: Path) -> None:
    done = _run("person", "erase", "--authority", "elsewhere", "--person", "x")
    assert done.exit_code == 1 and "There is no council elsewhere here" in done.output


@pytest.mark.both_databases
def test_erasing_is_rehearsed_then_done_then_finds_nothing(quillon: Somebody, app: Flask) -> None:
    rehearsed = _erase(quillon.username)
    assert rehearsed.exit_code == 0, rehearsed.output
    assert "1 x group memberships" in rehearsed.output and "Nothing was erased" in rehearsed.output
    with app.app_context(), _scope():
        assert db.session.get(Person, quillon.person_id) is not None
    assert "1 x person" in _erase(quillon.username, "--apply").output
    for who in (quillon.username, str(quillon.person_id)):
        again = _erase(who, "--apply")
        assert again.exit_code == 0 and "Nothing is held about anybody" in again.output
    with app.app_context(), _scope():
        assert db.session.get(Person, quillon.person_id) is None
        actions = set(db.session.scalars(select(AuditEntry.action)))
        assert "person.erased" in actions


def test_erasing_is_refused_while_a_plugin_s_tables_remain_without_it(
    quillon: Somebody, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "uninstalled", lambda deployment, plugins: ("surveys",))
    refused = _erase(quillon.username, "--apply")
    assert refused.exit_code == 1 and "Nothing was erased" in refused.output
    with app.app_context(), _scope():
        assert db.session.get(Person, quillon.person_id) is not None
