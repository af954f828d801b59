"""The command line: what it offers, and how it refuses."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from core.cli import COMMANDS, heard
from core.cli.doctor import examine
from core.cli.routes import listed
from core.config import Deployment
from core.plugging.registry import Plugins


def run(*words: str) -> Result:
    """The outcome of `heard WORDS`."""
    return CliRunner().invoke(heard, words)


def settings(monkeypatch: pytest.MonkeyPatch, deployment: Deployment, **more: str) -> None:
    """Give the commands the environment of `deployment`."""
    found = {"HEARD_ENV": deployment.env, "HEARD_DATA": str(deployment.data)}
    found["HEARD_DATABASE_URL"] = deployment.database_url
    found["HEARD_AUTHORITIES"] = ":".join(str(folder) for folder in deployment.authorities)
    for name, value in {**found, **more}.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def deployed(app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Deployment:
    """A deployment whose councils are applied, in the environment; its folder of councils is its own."""
    shared: Deployment = app.extensions["heard"].deployment
    own = shutil.copytree(shared.authorities[0], tmp_path / "own-councils")
    found = shared.model_copy(update={"authorities": (own,)})
    settings(monkeypatch, found)
    return found


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert "Usage: heard" in shown.output


def test_an_unknown_command_is_told() -> None:
    assert run("sing").exit_code == 2


def test_a_missing_secret_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_DATA", str(tmp_path))
    refused = run("doctor")
    assert refused.exit_code == 1
    assert refused.output.splitlines() == [
        "Error: HEARD_SECRET_KEY is not set: give this deployment a long random secret"
    ]


def test_faults_of_councils_files_are_listed_without_a_traceback(deployed: Deployment) -> None:
    for slug in ("ashdown", "brackwell"):
        file = deployed.authorities[0] / slug / "authority.toml"
        file.write_text("bogus = 1\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    refused = run("routes")
    assert refused.exit_code == 1
    assert refused.output.count("bogus") == 2
    assert "Traceback" not in refused.output


def test_routes_say_who_may_open_each(deployed: Deployment, app: Flask) -> None:
    shown = json.loads(run("routes", "--json").output)
    assert shown == sorted(listed(app), key=lambda row: (row["path"], row["method"]))
    assert {row["endpoint"] for row in shown} == set(app.view_functions)
    assert all(row["access"] for row in shown)
    assert any(row["plugin"] == "groups" for row in shown)
    assert "/<authority>/" in run("routes").output


def test_doctor_finds_a_good_deployment_well_and_advises_postgresql(deployed: Deployment) -> None:
    shown = run("doctor")
    assert shown.exit_code == 0, shown.output
    assert "fault" not in shown.output
    assert "2 councils share a SQLite file" in shown.output


def test_doctor_tells_of_an_old_database(deployed: Deployment, tmp_path: Path) -> None:
    old = deployed.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'empty.sqlite3'}"})
    states = {finding.state: finding.says for finding in examine(old, Plugins.installed())}
    assert "heard db upgrade" in states["fault"]


def test_doctor_tells_of_a_database_that_is_away(deployed: Deployment, tmp_path: Path) -> None:
    away = deployed.model_copy(update={"database_url": f"sqlite:///{tmp_path}"})
    states = {finding.state: finding.says for finding in examine(away, Plugins.installed())}
    assert "the database does not answer" in states["fault"]


def test_doctor_tells_of_a_council_that_waits(deployed: Deployment) -> None:
    folder = deployed.authorities[0]
    (folder / "ashdown").rename(folder / "carrow")
    text = (folder / "carrow" / "authority.toml").read_text(encoding="utf-8")
    text = text.replace("E99000001", "E99000003").replace('old_slugs = ["ashdown-old"]', "")
    (folder / "carrow" / "authority.toml").write_text(text, encoding="utf-8")
    (folder / "_regions.toml").unlink()
    shown = run("doctor")
    assert shown.exit_code == 1
    assert "not in the database yet: carrow" in shown.output
