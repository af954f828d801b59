"""`heard plugin list`, `check` and `remove`."""

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask import Flask

from core.cli.plugins import plugin as commands
from core.config import Deployment
from core.db import authority_scope, db
from core.plugging import removal
from core.plugging.manifest import Plugin
from core.plugging.registry import Plugins
from core.testing.apps import add_person, make_app, sqlite_in
from core.web.house import house
from plugins.example.models import Note
from plugins.example.plugin import plugin as example


@pytest.fixture
def world(tmp_path: Path) -> Iterator[tuple[Deployment, Flask]]:
    """A deployment of its own with a note on each council's board."""
    here = sqlite_in(tmp_path)
    app = make_app(tmp_path, deployment=here)
    with app.app_context():
        for authority in house().authorities.all():
            person_id = add_person("Robin Example", authority=authority.slug)
            with authority_scope(authority.id, write=True):
                note = Note(to="The forum", words=f"Thank you, {authority.slug}", person_id=person_id)
                note.written_on = sa.func.current_date()
                db.session.add(note)
                db.session.commit()
    yield here, app
    with app.app_context():
        db.engine.dispose()


def test_list_and_check_name_what_is_installed() -> None:
    listed = CliRunner().invoke(commands, ["list"])
    assert listed.exit_code == 0 and "example: Kind words" in listed.output
    assert "plugins are sound." in CliRunner().invoke(commands, ["check"]).output


def test_remove_keeps_every_row_in_a_file_and_drops_the_tables(
    world: tuple[Deployment, Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _ = world
    councils = here.data / "councils"
    for name, value in {
        "ENV": "test", "DATA": here.data, "DATABASE_URL": here.database_url, "AUTHORITIES": councils
    }.items():  # fmt: skip
        monkeypatch.setenv(f"HEARD_{name}", str(value))
    unsure = CliRunner().invoke(commands, ["remove", "example"], input="n\n")
    assert unsure.exit_code == 1 and not (here.data / "removed").exists()
    done = CliRunner().invoke(commands, ["remove", "example", "--yes"])
    assert done.exit_code == 0, done.output
    assert "2 rows are kept in" in done.output and "the tables of example are gone" in done.output
    (file,) = (here.data / "removed").iterdir()
    with ZipFile(file) as kept:
        row = json.loads(kept.read("brackwell/example_note.jsonl"))
    assert row["words"] == "Thank you, brackwell"
    assert not [name for name in _tables(here) if name.startswith("example") or name.endswith("_example")]


def test_remove_says_when_there_is_no_such_plugin(
    world: tuple[Deployment, Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _ = world
    monkeypatch.setenv("HEARD_ENV", "test")
    monkeypatch.setenv("HEARD_DATA", str(here.data))
    monkeypatch.setenv("HEARD_AUTHORITIES", str(here.data / "councils"))
    refused = CliRunner().invoke(commands, ["remove", "nothing", "--yes"])
    assert refused.exit_code == 1 and "No plugin 'nothing' is installed." in refused.output


def test_what_others_require_is_not_removed() -> None:
    tea = Plugin(name="tea", title="Tea", description="Hot.", package="core.testing.councils", requires=("example",))
    with pytest.raises(removal.RemovalRefused, match="tea: requires example. Remove that first. Nothing was changed."):
        removal.refuse_if_needed(Plugins([tea, example]), example)


def _tables(here: Deployment) -> list[str]:
    engine = sa.create_engine(here.database_url)
    try:
        return sa.inspect(engine).get_table_names()
    finally:
        engine.dispose()
