"""Five made-up councils with the comparison switched on, their releases, and who looks at them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from flask import Flask

from core.app import create_app
from core.db import db
from core.indicators import Quarter
from core.plugging.manifest import Plugin
from core.releases import sealing
from core.releases.making import make
from core.testing.apps import Somebody, add_account, apply_councils, sign_in_as
from core.testing.browsing import PageClient
from core.testing.databases import copied_sqlite
from plugins.regional.plugin import plugin as regional
from tests.core.releases.conftest import Table, _councils, counted, indicator, reach, seat
from tests.core.releases.test_making import FULL, LATER, SOMEBODY

FIVE = "/regions/five/compare"
Q1 = f"{FIVE}/2026-Q1"
Tally = dict[tuple[str, str], int]


@pytest.fixture
def table() -> Table:
    """What each council counts."""
    return Table()


@pytest.fixture
def app(request: pytest.FixtureRequest, table: Table, tmp_path: Path) -> Iterator[Flask]:
    """The application with the five councils; nobody has given anything yet, but where a test asks for `released`."""
    ready: Path = request.getfixturevalue("ready" if "released" in request.fixturenames else "applied")
    app = application(ready / "councils", ready / "heard.sqlite3", tmp_path, table)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def applied(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the councils' files and a database to which they were applied, made once for each process."""
    folder = tmp_path_factory.mktemp("five")
    councils = _councils(folder)
    for file in councils.glob("*/authority.toml"):
        file.write_text(f"{file.read_text()}\n[plugins.regional]\noffer = 'optional'\nstart = true\n")
    app = application(councils, sqlite_template, folder, Table())
    apply_councils(app)
    with app.app_context():
        db.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def ready(applied: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the first quarter of 2026 signed: 100 said yes, 65 no."""
    folder, table = tmp_path_factory.mktemp("released"), Table()
    shutil.copytree(applied / "councils", folder / "councils")
    app = application(folder / "councils", applied / "heard.sqlite3", folder, table)
    with app.app_context():
        seat("2026-Q1")
    release(app, table)
    with app.app_context():
        db.engine.dispose()
    return folder


def application(councils: Path, database: Path, folder: Path, table: Table) -> Flask:
    """An application over a copy of `database`, with a plugin that counts what is on the table."""
    counts = Plugin(
        name="tallies",
        title="Tallies",
        description="Counts.",
        package="core.testing.councils",
        indicators=(indicator(table), reach(table)),
    )
    here = copied_sqlite(database, folder).model_copy(update={"authorities": (councils,)})
    app = create_app(here, [counts, regional])
    app.test_client_class = PageClient
    return app


@pytest.fixture
def seated(app: Flask) -> None:
    """All five take part from the first quarter of 2026."""
    with app.app_context():
        seat("2026-Q1")


@pytest.fixture
def released(app: Flask) -> None:
    """The first quarter of 2026 is counted and signed."""


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser of nobody in particular."""
    return cast(PageClient, app.test_client())


def draft(app: Flask, table: Table, quarter: str = "2026-Q1", numbers: Tally | None = None, *slugs: str) -> None:
    """Let these councils (all) have counted this, and make the draft."""
    with app.app_context():
        table.fill(quarter, numbers or FULL, *slugs)
        counted(quarter)
        make("five", Quarter.read(quarter), LATER)


def release(app: Flask, table: Table, quarter: str = "2026-Q1", numbers: Tally | None = None, *slugs: str) -> None:
    """The same, and sign it."""
    draft(app, table, quarter, numbers, *slugs)
    with app.app_context():
        sealing.seal("five", Quarter.read(quarter), SOMEBODY)


def browser(app: Flask, role: str, slug: str | None = "ashdown", region: str = "five") -> PageClient:
    """Somebody of a council, or (slug None) of the platform, signed in."""
    with app.app_context():
        who: Somebody = add_account(role, slug, region=region)
    found = cast(PageClient, app.test_client())
    sign_in_as(found, who, slug)
    return found
