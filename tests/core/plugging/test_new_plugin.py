"""`heard plugin new`: what it writes is whole, registered, tidy, and passes the conformance kit."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from core.cli.plugins import plugin as commands
from core.plugging.new_plugin import NewPlugin, NewPluginRefused

ROOT = Path(__file__).parents[3]
KEPT = ("core", "plugins", "templates", "setup.cfg", "pyproject.toml", "README.md")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project in which a plugin can be written."""
    target = tmp_path / "project"
    target.mkdir()
    for name in KEPT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copyfile(source, target / name)
    return target


@pytest.mark.timeout(240)
def test_a_new_plugin_passes_the_conformance_kit(copy: Path) -> None:
    """Written by the command into a copy, then tested there as its author would."""
    done = CliRunner().invoke(
        commands, ["new", "reading_club", "--title", "Reading club", "--root", str(copy), "--no-install"]
    )
    assert done.exit_code == 0, done.output
    assert "wrote plugins/reading_club/plugin.py" in done.output
    assert "reading_club = plugins.reading_club.plugin:plugin" in (copy / "setup.cfg").read_text()
    _run(copy, "-m", "ruff", "check", "plugins/reading_club", "tests")
    said = _run(copy, "-m", "pytest", "-p", "no:xdist", "-p", "no:cacheprovider", "-q", "tests/plugins/reading_club")
    assert " passed" in said and "failed" not in said


@pytest.mark.parametrize(
    ("name", "title", "words"),
    [
        ("Bad-Name", "Fine", "A name has small letters, digits and single underscores. Nothing was written."),
        ("core", "Fine", "A name has small letters"),
        ("people", "Fine", "The address 'people' belongs to the core. Nothing was written."),
        ("fine", 'A "quoted" title', "A title begins with a capital and has 2 to 60 letters. Nothing was written."),
        ("example", "Fine", "There is a plugin 'example' already. Nothing was written."),
    ],
)
def test_what_cannot_be_written_is_refused(tmp_path: Path, name: str, title: str, words: str) -> None:
    """Each refusal says why, and leaves no file."""
    (tmp_path / "plugins" / "example").mkdir(parents=True)
    with pytest.raises(NewPluginRefused, match=words.replace("(", r"\(")):
        NewPlugin(name, title, tmp_path).write()
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []


def _run(folder: Path, *arguments: str) -> str:
    """Run Python in the copy, which must not see the project itself."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=220
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    return done.stdout
