"""`heard import people`, as an operator types it."""

import csv
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import func, select

from core.audit import AuditEntry
from core.cli import heard
from core.cli import people as commands
from core.db import authority_scope, db
from core.people.models import Person
from core.web.house import house

HEAD = "external_ref,name\n"


@pytest.fixture
def here(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The commands run in the test's own application."""
    monkeypatch.setattr(commands, "create_app", lambda deployment: app)
    monkeypatch.setattr(commands, "deployment", lambda: None)
    return app


def _run(*words: object) -> Result:
    return CliRunner().invoke(heard, ["import", "people", *map(str, words)])


def _count(app: Flask) -> int:
    with app.app_context(), _scope():
        return db.session.scalar(select(func.count(Person.id)).where(Person.external_ref.is_not(None))) or 0


def _scope() -> Any:
    council = house().authorities.find("ashdown")
    assert council is not None
    return authority_scope(council.id)


def _sheet(folder: Path, text: str) -> Path:
    file = folder / "people.csv"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.both_databases
def test_more_people_than_a_page_takes_are_imported_once(here: Flask, tmp_path: Path) -> None:
    file = _sheet(tmp_path, HEAD + "".join(f"R{number},Person {number}\n" for number in range(5_001)))
    done = _run("--authority", "ashdown", file)
    assert done.exit_code == 0 and done.output == "5,001 added, 0 here already and left as they are.\n"
    again = _run("--authority", "ashdown", file)
    assert again.output == "0 added, 5,001 here already and left as they are.\n"
    assert _count(here) == 5_001
    with here.app_context(), _scope():
        entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "people.imported")).all()
        assert [entry.detail["added"] for entry in entries] == [5_001, 0]


def test_the_template_is_printed_and_its_example_refused(here: Flask, tmp_path: Path) -> None:
    told = _run("--authority", "ashdown", _sheet(tmp_path, _run("--template").output))
    assert told.exit_code == 1 and "is the example of the template: take this line out" in told.output
    assert _count(here) == 0


def test_what_is_wrong_is_told_and_written_to_a_report(here: Flask, tmp_path: Path) -> None:
    file, report = _sheet(tmp_path, HEAD + "A0,Good Person\n" + "A1,\n" * 300), tmp_path / "report.csv"
    told = _run("--authority", "ashdown", file, "--report", report)
    assert told.exit_code == 1 and "Nothing was imported. What is wrong with the file:" in told.output
    assert "line 3, name: must be filled in" in told.output
    assert "(only the first 200 of 599 are shown)" in told.output
    assert f"All of it stands in {report}." in told.output
    with report.open(encoding="utf-8-sig", newline="") as written:
        lines = list(csv.reader(written))
    assert len(lines) == 600 and lines[1] == ["3", "name", "must be filled in"]
    assert _count(here) == 0


def test_a_council_that_is_not_here_and_a_missing_file_are_told(here: Flask, tmp_path: Path) -> None:
    told = _run("--authority", "elsewhere", _sheet(tmp_path, HEAD))
    assert told.exit_code == 1 and "There is no council elsewhere here" in told.output
    assert _run().exit_code == 2
    assert _run("--authority", "ashdown", tmp_path / "nowhere.csv").exit_code == 2
