"""Workers that are killed, stopped, or find the database away: nothing that was acknowledged is lost or done twice."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
import sqlalchemy as sa
from flask import Flask

from core.config import Deployment
from core.db import authority_scope, db, platform_scope
from core.jobs import engine, enqueue
from core.jobs.models import JobRow, WorkerRow
from core.jobs.places import FILE, SCHEMA
from core.jobs.table import EXTENSION
from core.people.models import Place
from core.web.house import house
from tests.core.jobs.workers import EFFECT

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60.0  # seconds; other tests share the machine


def until(true: Callable[[], Any], what: str) -> float:
    """Wait until something holds; returns the seconds it took."""
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < PATIENCE, f"not within {PATIENCE} s: {what}"
        time.sleep(0.03)
    return time.monotonic() - begun


class Workers:
    """Workers over the database of a test, each with a process of its own."""

    def __init__(self, deployment: Deployment, councils: Path) -> None:
        settings = {
            "HEARD_ENV": "test",
            "HEARD_SECRET_KEY": deployment.secret_key,
            "HEARD_DATA": str(deployment.data),
            "HEARD_DATABASE_URL": deployment.database_url,
            "HEARD_AUTHORITIES": str(councils),
        }
        command = [sys.executable, "-m", "tests.core.jobs.workers"]
        self.source = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.pids: list[int] = []
        assert self._read() == "ready"

    def _read(self) -> str:
        assert self.source.stdout
        return self.source.stdout.readline().strip()

    def start(self) -> int:
        assert self.source.stdin
        self.source.stdin.write("\n")
        self.source.stdin.flush()
        self.pids.append(int(self._read()))
        return self.pids[-1]

    def end(self) -> None:
        for pid in self.pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.source.kill()
        self.source.communicate()


@pytest.fixture
def workers(app: Flask, deployment: Deployment, tmp_path: Path) -> Iterator[Workers]:
    engine.prepare(deployment)
    with app.app_context():
        councils = house().deployment.authorities[0]
        app.extensions[EXTENSION] = replace(app.extensions[EXTENSION], by_name={EFFECT.name: EFFECT})
        made = Workers(deployment, councils)
        yield made
        made.end()


def ask(name: str, slug: str = "ashdown", **more: Any) -> str:
    council = house().authorities.find(slug)
    assert council
    with authority_scope(council.id, write=True):
        asked = enqueue("trial.effect", {"name": name, **more}, key=name)
        db.session.commit()
    return asked


def state(asked: str) -> str:
    with platform_scope(reason="test"):
        return str(db.session.scalar(sa.select(JobRow.state).where(JobRow.id == UUID(asked))))


def how_many(*wanted: str) -> int:
    asked = sa.select(sa.func.count()).select_from(JobRow).where(JobRow.state.in_(wanted))
    with platform_scope(reason="test"):
        return int(db.session.scalar(asked) or 0)


def effects(slug: str = "ashdown") -> list[str]:
    council = house().authorities.find(slug)
    assert council
    with authority_scope(council.id):
        return sorted(db.session.scalars(sa.select(Place.name).where(Place.name.startswith("effect"))))


@pytest.mark.both_databases
@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.drill)])
@pytest.mark.timeout(900)
def test_killed_in_the_middle_nothing_is_lost_and_nothing_done_twice(workers: Workers, kills: int) -> None:
    asked = []
    for number in range(kills):
        pid = workers.start()
        asked += [ask(f"effect {number} {piece}", ("ashdown", "brackwell")[piece % 2]) for piece in range(3)]
        until(lambda: how_many("running"), "work is begun")
        time.sleep(number % 5 * 0.03)
        os.kill(pid, signal.SIGKILL)
    workers.start()
    until(lambda: how_many("done") == len(asked), "all is done")
    for slug, pieces in (("ashdown", (0, 2)), ("brackwell", (1,))):
        assert effects(slug) == sorted(f"effect {number} {piece}" for number in range(kills) for piece in pieces)


@pytest.mark.both_databases
def test_the_work_of_a_dead_worker_is_taken_over_by_one_that_lives(workers: Workers) -> None:
    first = workers.start()
    asked = ask("effect long", seconds=3.0)
    until(lambda: state(asked) == "running", "work is begun")
    workers.start()
    os.kill(first, signal.SIGKILL)
    took = until(lambda: state(asked) == "done", "the other did it")
    assert effects() == ["effect long"]
    assert took < 15, "with the usual times: 30 s until a worker counts as dead, and the same seconds more"
    with platform_scope(reason="test"):
        assert len(db.session.scalars(sa.select(WorkerRow.name)).all()) == 1


def test_a_worker_that_is_asked_to_stop_finishes_and_says_goodbye(workers: Workers) -> None:
    pid = workers.start()
    asked = ask("effect last", seconds=1.0)
    until(lambda: state(asked) == "running", "work is begun")
    os.kill(pid, signal.SIGTERM)
    until(lambda: not Path(f"/proc/{pid}").exists(), "it ends")
    assert state(asked) == "done"
    with platform_scope(reason="test"):
        assert db.session.scalars(sa.select(WorkerRow.name)).all() == []


@pytest.mark.both_databases
def test_what_the_engine_keeps_are_ids_and_can_be_made_again(workers: Workers, deployment: Deployment) -> None:
    pid = workers.start()
    marker = uuid4().hex
    asked = ask(f"effect {marker}")
    until(lambda: state(asked) == "done", "it is done")
    os.kill(pid, signal.SIGKILL)
    kept = everything(deployment)
    assert asked in kept
    assert marker not in kept
    assert not any(word in kept for word in ("ashdown", "brackwell", str(council_id())))
    forget_everything(deployment)
    waiting = ask("effect afterwards")
    workers.start()
    until(lambda: state(waiting) == "done", "it is done without what the engine knew")


def council_id() -> UUID:
    found = house().authorities.find("ashdown")
    assert found
    return found.id


def everything(deployment: Deployment) -> str:
    """All rows of all tables of the engine, as text."""
    if deployment.on_postgresql:
        with psycopg.connect(deployment.database_owner_url) as connection:
            tables = connection.execute("select tablename from pg_tables where schemaname = %s", (SCHEMA,)).fetchall()
            return str([connection.execute(f'select * from {SCHEMA}."{one[0]}"').fetchall() for one in tables])  # noqa: S608
    with closing(sqlite3.connect(deployment.data / FILE)) as file:
        return "\n".join(file.iterdump())


def forget_everything(deployment: Deployment) -> None:
    if deployment.on_postgresql:
        with psycopg.connect(deployment.database_owner_url) as connection:
            connection.execute(f"drop schema {SCHEMA} cascade")
    else:
        for file in deployment.data.glob(f"{FILE}*"):
            file.unlink()
    engine.prepare(deployment)
