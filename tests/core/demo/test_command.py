"""`heard demo load`: a line for each council, made-up councils beside the others, and never in production."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from core.cli import demo as command
from core.cli import heard
from core.config import Deployment


def load(*words: str) -> Result:
    return CliRunner().invoke(heard, ["demo", "load", *words])


def test_each_council_has_its_line_and_a_second_load_makes_nothing(deployed: Deployment) -> None:
    sizes = ("--councils", "1", "--people", "12", "--years", "2")
    first, again = load(*sizes), load(*sizes)
    assert first.exit_code == again.exit_code == 0, first.output
    lines = first.output.splitlines()
    assert len(lines) == 4
    assert re.fullmatch(r"1 of 3: .+, 21 new people, \d+ new records", lines[0])
    assert lines[2].startswith("3 of 3: ")
    assert lines[3].startswith("Demonstration ready: 63 new people. Who can sign in: ")
    assert again.output.count(", 0 new people, 0 new records") == 3
    assert len([folder for folder in deployed.made_up_councils.iterdir() if folder.is_dir()]) == 1


def test_a_smaller_second_load_keeps_what_is_there(deployed: Deployment) -> None:
    assert load("--councils", "2", "--people", "6").exit_code == 0
    smaller = load("--people", "3")
    assert smaller.output.count(", 0 new people, 0 new records") == 4


def test_production_is_refused_in_one_line(
    deployed: Deployment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HEARD_ENV", "production")
    monkeypatch.setenv("HEARD_SECRET_KEY", "k" * 40)
    refused = load("--councils", "1")
    assert refused.exit_code == 1
    assert "Production takes no demonstration people. Set HEARD_ENV=demo for a demonstration." in refused.output
    assert not deployed.made_up_councils.exists()


@pytest.mark.parametrize(
    ("each", "said"),
    [(1, ""), (30, ", about a minute to go"), (100, ", about 3 minutes to go")],
)
def test_the_line_says_how_long_the_rest_will_take(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], each: int, said: str
) -> None:
    clock = iter(range(0, 10_000, each))
    monkeypatch.setattr(command, "monotonic", lambda: next(clock))
    council = SimpleNamespace(name="Ashdown Council")
    loaded = [SimpleNamespace(authority=council, new_people=1200, planted=3, place=1, of=3)]
    assert command._told(loaded) == 1200  # type: ignore[arg-type]
    assert capsys.readouterr().out == f"1 of 3: Ashdown Council, 1,200 new people, 3 new records{said}\n"
