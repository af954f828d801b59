"""How timed work stands: what pages and checks show of it. Hidden work is in no list and in no count."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from core.authority.models import AuthorityRow
from core.db import db, platform_scope
from core.jobs.models import STATES, JobRow, WorkerRow
from core.jobs.table import job_table

ALIVE = timedelta(seconds=60)
LATE = timedelta(minutes=5)
MOST = 100  # lines of a page
SHOWN = JobRow.hidden.is_(False)


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work as a page shows it: no payload, no key."""

    id: UUID
    name: str
    state: str
    reason: str
    due_at: datetime
    ended_at: datetime | None
    attempt: int
    tries: int
    council: str

    @property
    def title(self) -> str:
        """What it does, in words; its name where what declared it is gone."""
        job = job_table().get(self.name)
        return job.title if job and job.title else self.name


def counts(authority_id: UUID | None = None) -> dict[str, int]:
    """How many pieces are in each state, at one council or (None) everywhere."""
    asked = sa.select(JobRow.state, sa.func.count()).where(SHOWN, *_at(authority_id)).group_by(JobRow.state)
    found = {row[0]: int(row[1]) for row in db.session.execute(asked).all()}
    return {state: found.get(state, 0) for state in STATES}


def lines(states: tuple[str, ...], authority_id: UUID | None = None, most: int = MOST) -> list[Line]:
    """Pieces of work in these states, those that changed last first."""
    columns = (JobRow.id, JobRow.name, JobRow.state, JobRow.reason, JobRow.due_at, JobRow.ended_at, JobRow.attempt)
    asked = (
        sa.select(*columns, AuthorityRow.name.label("council"))
        .join(AuthorityRow, AuthorityRow.id == JobRow.authority_id, isouter=True)
        .where(SHOWN, JobRow.state.in_(states), *_at(authority_id))
        .order_by(sa.func.coalesce(JobRow.ended_at, JobRow.due_at).desc(), JobRow.id)
        .limit(most)
    )
    return [_line(row) for row in db.session.execute(asked).all()]


def oldest_waiting(now: datetime) -> datetime | None:
    """Since when the piece that waits longest has been due; None where nothing is."""
    asked = sa.select(sa.func.min(JobRow.due_at)).where(SHOWN, JobRow.state == "waiting", JobRow.due_at <= now)
    found: datetime | None = db.session.scalar(asked)
    return found


def workers() -> list[tuple[str, datetime, datetime]]:
    """Each worker: its name, since when, its last beat."""
    asked = sa.select(WorkerRow.name, WorkerRow.started_at, WorkerRow.beat_at).order_by(WorkerRow.started_at)
    return [(row.name, row.started_at, row.beat_at) for row in db.session.execute(asked).all()]


def is_looked_after(now: datetime) -> bool:
    """Say whether a worker lives and nothing has been due for long, hidden work included."""
    with platform_scope(reason="is timed work looked after?"):
        last = db.session.scalar(sa.select(sa.func.max(WorkerRow.beat_at)))
        due = sa.select(JobRow.id).where(JobRow.state == "waiting", JobRow.due_at < now - LATE).limit(1)
        return last is not None and last > now - ALIVE and db.session.scalar(due) is None


def try_again(job_id: UUID, authority_id: UUID | None, now: datetime, *, anywhere: bool = False) -> str | None:
    """Let a failed piece be tried from the start; its name, or None where there is none. The caller commits."""
    here = () if anywhere else (JobRow.authority_id == authority_id,)
    wanted = (JobRow.id == job_id, JobRow.state == "failed", SHOWN, *here)
    name: str | None = db.session.scalar(sa.select(JobRow.name).where(*wanted).with_for_update())
    if name is not None:
        fresh: dict[str, Any] = {"state": "waiting", "attempt": 0, "due_at": now, "handed_at": None, "ended_at": None}
        db.session.execute(sa.update(JobRow).where(*wanted).values(fresh))
    return name


def _at(authority_id: UUID | None) -> tuple[sa.ColumnElement[bool], ...]:
    return () if authority_id is None else (JobRow.authority_id == authority_id,)


def _line(row: Any) -> Line:
    job = job_table().get(row.name)
    return Line(
        row.id, row.name, row.state, row.reason, row.due_at, row.ended_at, row.attempt,
        job.tries if job else row.attempt, row.council or "",
    )  # fmt: skip
