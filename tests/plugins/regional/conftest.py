"""Five made-up councils with the comparison switched on, their releases, and who looks at them."""

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
def app(table: Table, sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application with the five councils, none of which has given anything yet."""
    counts = Plugin(
        name="tallies",
        title="Tallies",
        description="Counts.",
        package="core.testing.councils",
        indicators=(indicator(table), reach(table)),
    )
    folder = _councils(tmp_path)
    for file in folder.glob("*/authority.toml"):
        file.write_text(f"{file.read_text()}\n[plugins.regional]\noffer = 'optional'\nstart = true\n")
    here = copied_sqlite(sqlite_template, tmp_path).model_copy(update={"authorities": (folder,)})
    app = create_app(here, [counts, regional])
    app.test_client_class = PageClient
    apply_councils(app)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def seated(app: Flask) -> None:
    """All five take part from the first quarter of 2026."""
    with app.app_context():
        seat("2026-Q1")


@pytest.fixture
def released(app: Flask, table: Table, seated: None) -> None:
    """The first quarter of 2026 is counted and signed: 100 said yes, 65 no."""
    release(app, table)


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
