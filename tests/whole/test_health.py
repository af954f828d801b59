"""Alive and ready; a database that goes away is told of in plain words, and comes back by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy.engine import make_url

from core.config import Deployment
from core.db import db
from core.testing.apps import make_app, sign_in
from core.testing.browsing import PageClient
from core.testing.postgresql import Cluster


def test_alive_and_ready(client: PageClient) -> None:
    assert client.get("/healthz").json == {"alive": True}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json["ready"] is True


def test_an_empty_database_is_not_ready(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    close(app)
    (tmp_path / "heard.sqlite3").write_bytes(b"")
    assert app.test_client().get("/readyz").status_code == 503


def test_a_file_that_is_away_is_told_and_heals(client: PageClient, deployment: Deployment) -> None:
    with file_away(client.application, Path(make_url(deployment.database_url).database or "")):
        looks_away(client)
    looks_well(client)


def test_a_server_that_is_away_is_told_and_heals(
    pg_deployment: Deployment, postgresql_cluster: Cluster, tmp_path: Path
) -> None:
    app = make_app(tmp_path, deployment=pg_deployment)
    client: PageClient = app.test_client()  # type: ignore[assignment]
    looks_well(client)
    with server_away(postgresql_cluster, make_url(pg_deployment.database_url).database or ""):
        looks_away(client)
    looks_well(client)
    close(app)


def test_what_was_being_saved_is_said_to_be_lost(client: PageClient, deployment: Deployment) -> None:
    sign_in(client, "worker")
    with file_away(client.application, Path(make_url(deployment.database_url).database or "")):
        answer = client.post("/ashdown/sign-out")
    assert answer.status_code in {400, 503}
    if answer.status_code == 503:
        assert "What you sent just now was not saved" in answer.text


def looks_away(client: PageClient) -> None:
    """Pages say so, with when to try again; the process itself is alive."""
    away = client.get("/ashdown/")
    assert away.status_code == 503
    assert "We cannot reach our records just now" in away.text
    assert "Everything saved before is safe" in away.text
    assert away.headers["Retry-After"] == "30"
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def looks_well(client: PageClient) -> None:
    """Pages and readiness answer again without anybody's help."""
    assert client.get("/ashdown/").status_code == 200
    assert client.get("/readyz").status_code == 200


@contextmanager
def file_away(app: Flask, file: Path) -> Iterator[None]:
    """A folder stands where the database file was: nothing can be opened there."""
    close(app)
    hidden = file.rename(file.with_suffix(".away"))
    file.mkdir()
    try:
        yield
    finally:
        close(app)
        file.rmdir()
        hidden.rename(file)


@contextmanager
def server_away(cluster: Cluster, database: str) -> Iterator[None]:
    """The server ends every connection to the database and lets nobody in."""
    cluster.run(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS false')
    cluster.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")  # noqa: S608
    try:
        yield
    finally:
        cluster.run(f'ALTER DATABASE "{database}" ALLOW_CONNECTIONS true')


def close(app: Flask) -> None:
    """Let go of every open connection."""
    with app.app_context():
        db.engine.dispose()

