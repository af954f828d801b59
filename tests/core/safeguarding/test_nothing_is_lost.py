"""Many tell somebody while processes are killed and the database goes away: each is kept, once, with its code."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread

import psutil
import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.engine import make_url

from core.config import Deployment
from core.db import authority_scope, db
from core.jobs import engine
from core.safeguarding.record import chronology
from core.safeguarding.record.verifying import verify
from core.safeguarding.store import CONCERNS
from core.safeguarding.telling import draining, receipts, spool
from core.testing.postgresql import Cluster
from core.web.house import house

ROOT = Path(__file__).resolve().parents[3]
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
CODE = re.compile(r">([A-Z0-9]{4}-[A-Z0-9]{3}-[A-Z0-9]{3})<")
PATIENCE = 120.0  # seconds in which one person tries again and again


class Service:
    """The web server and a worker over the database of a test, each with processes of its own."""

    def __init__(self, deployment: Deployment, councils: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HEARD_")}
        self.environment = kept | {
            "HEARD_ENV": "demo",
            "HEARD_WORKER": "off",
            "HEARD_SECRET_KEY": deployment.secret_key,
            "HEARD_DATA": str(deployment.data),
            "HEARD_DATABASE_URL": deployment.database_url,
            "HEARD_AUTHORITIES": str(councils),
        }
        self.web = self._start("serve", "--port", str(self.port), "--workers", "2")
        self.worker = self._start("jobs", "work")

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "core.cli", *words]
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill_one(self, number: int) -> None:
        """Kill a process of the web server, or the worker in its turn, without a word."""
        if number % 3 == 0:
            self.worker.kill()
            self.worker.wait()
            self.worker = self._start("jobs", "work")
            return
        serving = [one for one in psutil.Process(self.web.pid).children(recursive=True) if not one.children()]
        if serving:
            serving[number % len(serving)].send_signal(signal.SIGKILL)

    def end(self) -> None:
        self.web.terminate()
        self.worker.kill()
        self.web.wait(30)
        self.worker.wait(30)


def ask(url: str, data: bytes | None = None) -> str:
    """One request; whatever fails is tried again, as somebody would, with the same form."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(url, data, timeout=30) as answer:
                return str(answer.read().decode())
        except (OSError, HTTPException):  # refused, cut off, or half an answer
            assert time.monotonic() < until, "nobody answered for long"
            time.sleep(0.05)


def tell(url: str, words: str) -> str:
    """Fill in the form and send it; the code that the receipt shows."""
    token = TOKEN.search(ask(url))
    assert token is not None
    told = ask(url, urllib.parse.urlencode({"csrf_token": token[1], "words": words}).encode())
    code = CODE.search(told)
    assert code is not None, told
    return code[1]


@contextmanager
def away(deployment: Deployment, cluster: Cluster | None) -> Iterator[None]:
    """The database answers nobody: every connection is cut and none let in, or the file is locked by another."""
    if cluster is None:
        held = sqlite3.connect(make_url(deployment.database_url).database or "", timeout=30)
        held.execute("BEGIN EXCLUSIVE")
        yield
        held.rollback()
        held.close()
        return
    name = make_url(deployment.database_url).database
    cluster.run(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS false')
    of_this_one = f"datname = '{name}'"  # other tests have theirs in the same cluster
    cluster.run(" WHERE ".join(("SELECT pg_terminate_backend(pid) FROM pg_stat_activity", of_this_one)))
    yield
    cluster.run(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS true')


@pytest.fixture
def cluster(request: pytest.FixtureRequest, deployment: Deployment) -> Cluster | None:
    found: Cluster | None = request.getfixturevalue("postgresql_cluster") if deployment.on_postgresql else None
    return found


@pytest.fixture
def service(app: Flask, deployment: Deployment) -> Iterator[Service]:
    engine.prepare(deployment)
    with app.app_context():
        made = Service(deployment, house().deployment.authorities[0])
    yield made
    made.end()


@contextmanager
def killing(service: Service, every: float) -> Iterator[None]:
    """Meanwhile, every so many seconds, one process dies."""
    stop = Event()

    def go_on() -> None:
        number = 0
        while not stop.wait(every):
            number += 1
            service.kill_one(number)

    killer = Thread(target=go_on)
    killer.start()
    try:
        yield
    finally:
        stop.set()
        killer.join()


@pytest.mark.both_databases
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("how_many", "outage", "kill_every"), [(24, 1.5, 1.0), pytest.param(10_000, 30.0, 2.0, marks=pytest.mark.drill)]
)
def test_each_is_kept_once_with_its_code(
    app: Flask, deployment: Deployment, cluster: Cluster | None, service: Service,
    how_many: int, outage: float, kill_every: float,
) -> None:  # fmt: skip
    url = f"http://127.0.0.1:{service.port}/ashdown/tell-someone"
    ask(url)
    words = [f"canary {number} of the flood" for number in range(how_many)]
    with killing(service, kill_every), ThreadPoolExecutor(6) as people:
        first = [people.submit(tell, url, one) for one in words[: how_many // 2]]
        first[len(first) // 2].result()
        with away(deployment, cluster):
            then = [people.submit(tell, url, one) for one in words[how_many // 2 :]]
            time.sleep(outage)
        codes = [one.result() for one in (*first, *then)]
    _all_are_there(app, words, codes)


def _all_are_there(app: Flask, words: list[str], codes: list[str]) -> None:
    with app.app_context():
        db.engine.dispose()  # the test's own connections were cut like everybody's
        council = house().authorities.find("ashdown")
        assert council is not None
        while not spool.is_empty("ashdown"):
            draining.drain(council)
        with authority_scope(council.id):
            kept = {}
            for case in db.session.scalars(select(CONCERNS.case)):
                first = chronology.read(CONCERNS, case)[0]
                assert first.body is not None and first.body["words"] not in kept, "taken in twice"
                kept[first.body["words"]] = case.receipt_hash
            assert kept == {one: receipts.hash_of(code) for one, code in zip(words, codes, strict=True)}
        assert not verify(council).breaks
