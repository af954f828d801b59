"""The five real councils in a database, and a planter of groups."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from core.app import create_app
from core.db import db
from core.testing.apps import apply_councils
from core.testing.databases import copied_sqlite
from tests.plugins.groups.planting import Plant, planter

REAL = Path(__file__).parents[3] / "authorities"


@pytest.fixture(scope="module")
def real_councils(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with the five councils' own files applied."""
    deployment = copied_sqlite(sqlite_template, tmp_path_factory.mktemp("real"))
    app = create_app(deployment.model_copy(update={"authorities": (REAL,)}))
    apply_councils(app)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def plant(app: Flask) -> Plant:
    """Make a group from declared fields."""
    return planter(app)
