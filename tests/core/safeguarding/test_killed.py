"""Processes killed outright and a database that goes away: nothing that was acknowledged is lost or doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from flask import Flask
from sqlalchemy import select

from core.authority.resolve import Authority
from core.config import Deployment
from core.db import authority_scope, db
from core.safeguarding.record import chronology
from core.safeguarding.store import CONCERNS
from core.safeguarding.telling import receipts, spool
from core.safeguarding.telling.draining import drain
from core.web.house import house

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 1800.0  # seconds; other tests share the machine
CROWD = ("tell", "tell", "drain")


@dataclass(frozen=True)
class Size:
    """How many receipts, how many are killed on the way, and how long the database is away, in seconds."""

    receipts: int
    kills: int
    away: float


SAMPLE, WHOLE = Size(90, 4, 1.0), Size(20_000, 100, 30.0)


class Crowd:
    """Processes that tell and drain; one is killed and another takes its place."""

    def __init__(self, deployment: Deployment, councils: Path) -> None:
        self.acknowledged = deployment.data / "receipts"
        self.away = deployment.data / "away"
        self.acknowledged.mkdir()
        settings = {
            "HEARD_ENV": "test",
            "HEARD_SECRET_KEY": deployment.secret_key,
            "HEARD_DATA": str(deployment.data),
            "HEARD_DATABASE_URL": deployment.database_url,
            "HEARD_AUTHORITIES": str(councils),
        }
        command = [sys.executable, "-m", "tests.core.safeguarding.tellers"]
        self.source = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._line() == "ready"
        self.members: dict[str, list[int]] = {"tell": [], "drain": []}
        for kind in CROWD:
            self.members[kind].append(self._start(kind))

    def _line(self) -> str:
        assert self.source.stdout
        return self.source.stdout.readline().strip()

    def _start(self, kind: str) -> int:
        into: IO[str] | None = self.source.stdin
        assert into
        into.write(f"{kind}\n")
        into.flush()
        return int(self._line())

    def lines(self) -> list[str]:
        """What was acknowledged; a line that was being written when its process died was not."""
        texts = (one.read_text() for one in self.acknowledged.iterdir())
        return [line for text in texts for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def kill_one(self) -> None:
        kind = random.choice(CROWD)
        victim = self.members[kind].pop(0)
        os.kill(victim, signal.SIGKILL)
        self.members[kind].append(self._start(kind))

    def end(self) -> None:
        for pids in self.members.values():
            for pid in pids:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        self.source.kill()
        self.source.communicate()


@pytest.fixture
def crowd(app: Flask, deployment: Deployment) -> Iterator[Crowd]:
    with app.app_context():
        made = Crowd(house().deployment, house().deployment.authorities[0])
    yield made
    made.end()


@pytest.mark.parametrize("size", [SAMPLE, pytest.param(WHOLE, marks=pytest.mark.drill)], ids=["sample", "whole"])
def test_every_receipt_is_kept_once(app: Flask, crowd: Crowd, size: Size) -> None:
    _storm(crowd, size)
    crowd.end()
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council
        drain(council)
        assert spool.is_empty("ashdown") and not (spool.root() / "ashdown" / spool.ASIDE).exists()
        found = _words_by_code(council)
    lost = [line for line in crowd.lines() if tuple(line.split()) not in found]
    doubled = [words for words, times in Counter(words for words, _ in found.elements()).items() if times > 1]
    assert (lost, doubled) == ([], [])


def _storm(crowd: Crowd, size: Size) -> None:
    """Let them tell until there are enough receipts; kill one now and then; take the database away in the middle."""
    until, killed, back_at = time.monotonic() + PATIENCE, 0, 0.0
    while (count := len(crowd.lines())) < size.receipts or killed < size.kills:
        assert time.monotonic() < until, f"only {count} receipts and {killed} kills"
        if count >= size.receipts // 3 and not back_at:
            crowd.away.touch()
            back_at = time.monotonic() + size.away
        if back_at and time.monotonic() > back_at:
            crowd.away.unlink(missing_ok=True)
        if count >= killed * size.receipts // (size.kills + 1):
            crowd.kill_one()
            killed += 1
        time.sleep(0.05)
    crowd.away.unlink(missing_ok=True)


def _words_by_code(council: Authority) -> Counter[tuple[str, str]]:
    """(words, code) of every report that was taken in, by each entry that holds words."""
    found: Counter[tuple[str, str]] = Counter()
    with authority_scope(council.id):
        for case in db.session.scalars(select(CONCERNS.case)).all():
            for one in chronology.read(CONCERNS, case):
                if one.body and "words" in one.body:
                    found[str(one.body["words"]), receipts.code_for(case.id)] += 1
    return found
