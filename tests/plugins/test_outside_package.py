"""A plugin in a separate pip package: built, installed beside Heard, switched on for one council only."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OUTSIDE = Path(__file__).parent / "outside"
OFFLINE = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel of the package was installed."""
    folder = tmp_path_factory.mktemp("outside")
    shutil.copytree(OUTSIDE, folder / "source")
    _run(folder, "-m", "pip", "wheel", *OFFLINE, "--no-build-isolation", "-w", str(folder), str(folder / "source"))
    (wheel,) = folder.glob("heard_picnics-*.whl")
    _run(folder, "-m", "pip", "install", *OFFLINE, "--target", str(folder / "site"), str(wheel))
    return folder


def test_it_is_switched_on_for_one_council_only(installed: Path) -> None:
    """Off for both at first; then a page here, the neutral page there."""
    script = (OUTSIDE / "switch_on_for_one.py").read_text()
    said = _run(installed, "-c", script, str(installed / "data"), site=installed / "site")
    assert said.splitlines() == ["before 404 404", "after 200 404", "menu True False", "neutral True"]


def test_it_passes_the_kit_from_the_installed_packages(installed: Path) -> None:
    """The conformance kit needs nothing of this repository's tests."""
    tests = installed / "tests"
    tests.mkdir()
    shutil.copyfile(OUTSIDE / "conformance.py", tests / "test_picnics.py")
    said = _run(installed, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tests), site=installed / "site")
    assert " passed" in said and "failed" not in said


def _run(folder: Path, *arguments: str, site: Path | None = None) -> str:
    """Run Python elsewhere; `site` stands before what is installed here."""
    paths = [str(site), str(ROOT)] if site else []
    # It has another plugin than this run's workers, so it must not share their PostgreSQL.
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment = {**ours, "PYTHONPATH": os.pathsep.join(paths)}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=200
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-3000:]
    return done.stdout
