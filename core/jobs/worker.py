"""The worker: a process beside the web server that plans, hands work to the engine, and takes over from the dead."""

import logging
import math
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Event
from time import monotonic, sleep
from uuid import UUID

import sqlalchemy as sa
from flask import Flask

from core.config import Deployment
from core.db import db, platform_scope, utcnow
from core.jobs.beating import USUAL, Times, beat, leave, take_over
from core.jobs.due import AT_ONCE, let_go, own_name, plan
from core.jobs.engine import Engine, EngineFault
from core.jobs.models import JobRow
from core.jobs.running import run

log = logging.getLogger("heard.jobs")
THREADS = {True: 4, False: 2}  # on PostgreSQL or not: SQLite has one writer at a time
GIVES_WAY = 0.02  # seconds between two pieces on SQLite, so that people's own writing comes in between
ROUND = 20  # pieces of work, at most, that are done one after the other
REMEMBERED = timedelta(days=2)  # how long the engine keeps what it did
AWAY = "the database does not answer, or is not set up: run heard db upgrade"
PATIENCE = 8  # seconds for what is being done when a stop is asked for; less than the supervisor's


class Worker:
    """One worker over one application. `work` runs until `stop` is set."""

    def __init__(self, app: Flask, deployment: Deployment, stop: Event, times: Times = USUAL) -> None:
        self.name = own_name("worker")
        self.app = app
        self.stop = stop
        self.times = times
        self.threads = THREADS[deployment.on_postgresql]
        self.between = 0.0 if deployment.on_postgresql else GIVES_WAY
        self.engine = Engine(deployment, self.name, self._do, self.threads)
        self._last: dict[str, float] = {}
        self._busy: list[list[UUID]] = []

    def work(self) -> None:
        """Look for work until a stop is asked for; what is being done then is finished, within PATIENCE."""
        if not self._started():
            return
        while not self.stop.is_set():
            self._look()
            self.stop.wait(self.times.look)
        self._finish()

    def _finish(self) -> None:
        """Wait for what is being done, but not for ever: it is released, and cannot be settled here any more."""
        until = monotonic() + PATIENCE
        while self._busy and monotonic() < until:
            sleep(0.05)
        with self.app.app_context():
            leave(self.name)

    def _started(self) -> bool:
        """Wait for a database that is away or not set up yet; False when asked to stop meanwhile."""
        told = ""
        while not self.stop.is_set():
            try:
                with self.app.app_context():
                    beat(self.name, utcnow())
                self.engine.start()
                return True
            except (sa.exc.DBAPIError, EngineFault) as fault:
                reason = str(fault) if isinstance(fault, EngineFault) else AWAY
                if reason != told:
                    log.error("timed work waits: %s", reason)
                told = reason
                self.stop.wait(self.times.beat)
        return False

    def _look(self) -> None:
        """One look round; a database that is away is told once and asked again at the next."""
        try:
            with self.app.app_context():
                now = utcnow()
                for what in self._due():
                    what(now)
        except sa.exc.DBAPIError as error:
            log.error("timed work could not be looked after: %s", type(error).__name__)

    def _due(self) -> Iterator[Callable[[datetime], None]]:
        steps = (
            ("beat", self.times.beat, self._beat),
            ("plan", self.times.plan, self._plan),
            ("tidy", self.times.tidy, self._tidy),
            ("hand", 0.0, self._hand),
        )
        for name, every, step in steps:
            if monotonic() - self._last.get(name, -math.inf) >= every:
                self._last[name] = monotonic()
                yield step

    def _beat(self, now: datetime) -> None:
        beat(self.name, now)
        dead = take_over(now, self.times.dead)
        if dead:
            rounds = self.engine.take_over(dead)
            log.warning("took over from %d workers that died, %d rounds", len(dead), rounds)

    def _plan(self, now: datetime) -> None:
        plan(now)
        let_go()

    def _tidy(self, now: datetime) -> None:
        self.engine.forget(now - REMEMBERED)

    def _hand(self, now: datetime) -> None:
        """Give what is due to the engine; what it had for long and nobody began is given again."""
        taken = mark_handed(now, now - timedelta(seconds=self.times.handed_again))
        size = min(ROUND, max(1, math.ceil(len(taken) / (2 * self.threads))))
        for first in range(0, len(taken), size):
            pieces = taken[first : first + size]
            self.engine.hand(f"{pieces[0][0]}.{pieces[0][1]}", [piece for piece, _ in pieces])

    def _do(self, pieces: list[UUID]) -> None:
        """Called by the engine in its threads. What is left when a stop is asked for waits for another worker."""
        self._busy.append(pieces)
        try:
            with self.app.app_context():
                for piece in pieces:
                    if self.stop.is_set():
                        return
                    run(piece, self.name)
                    self.stop.wait(self.between)
        finally:
            self._busy.remove(pieces)


def mark_handed(now: datetime, long_ago: datetime) -> list[tuple[UUID, int]]:
    """Mark what is due, and not with the engine, as given to it: ids, and how often each was given now."""
    fresh = sa.or_(JobRow.handed_at.is_(None), JobRow.handed_at < long_ago)
    asked = sa.select(JobRow.id, JobRow.handed).where(JobRow.state == "waiting", JobRow.due_at <= now, fresh)
    with platform_scope(reason="is there work to hand to the engine?"):
        if db.session.execute(asked.limit(1)).first() is None:
            return []
    with platform_scope(reason="hand work to the engine", write=True):
        ordered = asked.order_by(JobRow.due_at, JobRow.id).limit(AT_ONCE)
        rows = db.session.execute(ordered.with_for_update(skip_locked=True)).all()
        ids = [row.id for row in rows]
        marked: dict[str, object] = {"handed_at": now, "handed": JobRow.handed + 1}
        db.session.execute(sa.update(JobRow).where(JobRow.id.in_(ids)).values(marked))
        db.session.commit()
    return [(row.id, row.handed + 1) for row in rows]
