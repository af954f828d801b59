"""Who looks after timed work, and what happens to the work of somebody who died: beats, taking over, being late."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any

import sqlalchemy as sa
from flask import Flask

from core.db import db, platform_scope, utcnow
from core.jobs.models import JobRow, WorkerRow
from core.jobs.running import LEFT
from core.jobs.table import job_table


@dataclass(frozen=True)
class Times:
    """How long things take, in seconds: between two looks, two beats, until a worker counts as dead, and so on."""

    look: float = 1.0
    beat: float = 5.0
    dead: float = 30.0
    plan: float = 15.0
    handed_again: float = 60.0
    tidy: float = 3600.0


USUAL = Times()


def beat(worker: str, now: datetime) -> None:
    """Say that the worker lives."""
    with platform_scope(reason="a worker says that it lives", write=True):
        changed: Any = db.session.execute(sa.update(WorkerRow).where(WorkerRow.name == worker).values(beat_at=now))
        if changed.rowcount == 0:
            db.session.add(WorkerRow(name=worker, started_at=now, beat_at=now))
        db.session.commit()


def leave(worker: str) -> None:
    """Say goodbye: what the worker has not finished is everybody's again."""
    with platform_scope(reason="a worker leaves", write=True):
        _release(JobRow.worker == worker)
        db.session.execute(sa.delete(WorkerRow).where(WorkerRow.name == worker))
        db.session.commit()


def take_over(now: datetime, dead: float = USUAL.dead) -> list[str]:
    """Make the work of workers that have been silent for `dead` seconds everybody's again; returns their names."""
    silent = now - timedelta(seconds=dead)
    living = sa.select(WorkerRow.name).where(WorkerRow.beat_at >= silent)
    left = sa.and_(JobRow.worker.not_in(living), JobRow.started_at < silent)
    with platform_scope(reason="look for workers that died"):
        names = set(db.session.scalars(sa.select(WorkerRow.name).where(WorkerRow.beat_at < silent)))
        names |= set(db.session.scalars(sa.select(JobRow.worker).where(JobRow.state == "running", left)))
    if names:
        with platform_scope(reason="take over from workers that died", write=True):
            _release(JobRow.worker.in_(names))
            db.session.execute(sa.delete(WorkerRow).where(WorkerRow.name.in_(names), WorkerRow.beat_at < silent))
            db.session.commit()
    return sorted(names)


def _release(whose: sa.ColumnElement[bool]) -> None:
    """Work that ended its worker again and again is not begun for ever."""
    asked = sa.select(JobRow.id, JobRow.name, JobRow.attempt).where(JobRow.state == "running", whose)
    for row in db.session.execute(asked.with_for_update(skip_locked=True)).all():
        job = job_table().get(row.name)
        spent = job is not None and row.attempt >= job.tries
        values: dict[str, Any] = {"state": "failed" if spent else "waiting", "reason": LEFT, "handed_at": None}
        still = (JobRow.id == row.id, JobRow.state == "running", JobRow.attempt == row.attempt)
        db.session.execute(sa.update(JobRow).where(*still).values(values | ({"ended_at": utcnow()} if spent else {})))


@contextmanager
def alive(app: Flask, worker: str, times: Times = USUAL) -> Iterator[None]:
    """Beat in a thread of its own until the block ends: for a process that does work without being a worker."""
    done = Event()

    def keep_beating() -> None:
        while not done.wait(times.beat):
            with app.app_context():
                beat(worker, utcnow())

    beat(worker, utcnow())
    thread = Thread(target=keep_beating, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        leave(worker)
