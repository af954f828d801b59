"""Doing one piece of work: taken by one worker, done in its council's scope, settled in the same transaction.

A worker that was thought dead and lost its work to another cannot settle it any more, and what it did is rolled back.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from random import SystemRandom
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import current_app, g

from core.authority.resolve import Authority
from core.db import authority_scope, db, platform_scope, utcnow
from core.jobs.asking import ACTING
from core.jobs.job import Job, Payload
from core.jobs.models import JobRow
from core.jobs.table import is_on, job_table
from core.jobs.trying import wait_after

log = logging.getLogger("heard.jobs")
CHANCE = SystemRandom()
NO_SUCH_JOB = "What this belonged to was removed from this deployment."
NO_SUCH_COUNCIL = "No council's file names this council any more."
SWITCHED_OFF = "This part is switched off here. It runs when it is switched on again."
BROKE = "Something in it went wrong ({kind})."
AWAY = "Another machine that it needs did not answer ({kind})."
BUSY = "The database was busy or did not answer ({kind})."
LEFT = "The worker ended before it was done."


class TakenOver(Exception):
    """Another worker has this piece of work now; what this one did of it is rolled back."""


@dataclass(frozen=True)
class Taken:
    """A piece of work that this worker has begun."""

    id: UUID
    name: str
    authority_id: UUID | None
    payload: Payload
    attempt: int
    worker: str
    by_user_id: UUID | None


def run(job_id: UUID, worker: str, now: datetime | None = None) -> bool:
    """Do the piece of work if it is still waiting; False when somebody else has it, or it must wait."""
    taken = take(job_id, worker, now or utcnow())
    if taken is None:
        return False
    job = job_table().get(taken.name)
    if job is None:
        return _hold(taken, NO_SUCH_JOB)
    return _run_for_platform(job, taken) if taken.authority_id is None else _run_for_council(job, taken)


def take(job_id: UUID, worker: str, now: datetime) -> Taken | None:
    """Begin the piece of work, if nobody else has."""
    free = (JobRow.id == job_id, JobRow.state == "waiting", JobRow.due_at <= now)
    begun: Any = {"state": "running", "worker": worker, "attempt": JobRow.attempt + 1, "started_at": utcnow()}
    wanted = (JobRow.id, JobRow.name, JobRow.authority_id, JobRow.payload, JobRow.attempt, JobRow.worker)
    with platform_scope(reason="take a piece of work", write=True):
        changed: Any = db.session.execute(sa.update(JobRow).where(*free).values(begun))
        if changed.rowcount == 0:
            return None
        row = db.session.execute(sa.select(*wanted, JobRow.by_user_id).where(JobRow.id == job_id)).one()
        db.session.commit()
    return Taken(*row)


def _run_for_council(job: Job, taken: Taken) -> bool:
    authority = job_table().authorities.by_id(taken.authority_id) if taken.authority_id else None
    if authority is None or job.scope != "council":
        return _hold(taken, NO_SUCH_COUNCIL)
    with _place(authority, taken):
        with authority_scope(authority.id):
            on = is_on(job, authority)
        if not on:
            return _hold(taken, SWITCHED_OFF)
        with _settling(taken), authority_scope(authority.id, write=True):
            job.run(authority, dict(taken.payload))
            _settle(taken)
    return True


def _run_for_platform(job: Job, taken: Taken) -> bool:
    with _place(None, taken), _settling(taken), platform_scope(reason=f"job {job.name}", write=True):
        job.run(dict(taken.payload))
        _settle(taken)
    return True


@contextmanager
def _place(authority: Authority | None, taken: Taken) -> Iterator[None]:
    """Where work is done: nobody is signed in, and addresses and words are those of the council."""
    with current_app.test_request_context(f"/{authority.slug}/" if authority else "/"):
        g.slug = authority.slug if authority else None
        g.authority = authority
        setattr(g, ACTING, taken.by_user_id)
        yield


def _settle(taken: Taken) -> None:
    """Mark it done together with what it did; raises TakenOver."""
    db.session.flush()
    done: Any = {"state": "done", "reason": "", "ended_at": utcnow()}
    changed: Any = db.session.execute(_still_mine(taken).values(done))
    if changed.rowcount == 0:
        raise TakenOver
    db.session.commit()


@contextmanager
def _settling(taken: Taken) -> Iterator[None]:
    """What goes wrong is kept as a reason without values, and tried again while tries are left."""
    try:
        yield
    except TakenOver:
        log.warning("job %s was taken over by another worker", taken.id)
    except Exception as error:
        # The kind of error only: its text may hold a name or an answer.
        log.error("job %s stopped: %s", taken.id, type(error).__name__, exc_info=current_app.testing)
        _try_again(taken, _reason(error))


def _reason(error: Exception) -> str:
    """Why it stopped, in plain words and without a value of anybody's: the kind of error alone is named."""
    if isinstance(error, (ConnectionError, TimeoutError)):
        sentence = AWAY
    else:
        sentence = BUSY if isinstance(error, sa.exc.OperationalError) else BROKE
    return sentence.format(kind=type(error).__name__)


def _try_again(taken: Taken, reason: str) -> None:
    job = job_table().get(taken.name)
    if job is None or taken.attempt >= job.tries:
        _leave(taken, {"state": "failed", "reason": reason, "ended_at": utcnow()})
    else:
        due_at = utcnow() + wait_after(taken.attempt, CHANCE)
        _leave(taken, {"state": "waiting", "reason": reason, "due_at": due_at, "handed_at": None})


def _hold(taken: Taken, reason: str) -> bool:
    """Keep it for when it can be done; the attempt does not count."""
    _leave(taken, {"state": "held", "reason": reason, "attempt": JobRow.attempt - 1})
    return False


def _leave(taken: Taken, values: dict[str, Any]) -> None:
    with platform_scope(reason="settle a piece of work", write=True):
        db.session.execute(_still_mine(taken).values(values))
        db.session.commit()


def _still_mine(taken: Taken) -> sa.Update:
    return sa.update(JobRow).where(
        JobRow.id == taken.id,
        JobRow.state == "running",
        JobRow.attempt == taken.attempt,
        JobRow.worker == taken.worker,
    )
