"""What is due: schedules turned into pieces of work, held ones let go, and all that is due done in this process."""

import os
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa

from core.authority.models import AuthorityRow
from core.authority.resolve import Authority
from core.db import authority_scope, db, platform_scope, utcnow
from core.jobs.asking import add
from core.jobs.job import Job
from core.jobs.models import JobRow
from core.jobs.running import run
from core.jobs.schedule import due_slot
from core.jobs.table import is_on, job_table

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
AT_ONCE = 100  # pieces of work that are looked up together
Last = dict[tuple[UUID | None, str], datetime]


def run_due(now: datetime | None = None, *, worker: str = "") -> int:
    """Do everything that is due at `now` in this process, schedules included; returns how many pieces were done.

    What the work itself asks for is done too. A piece that fails waits for its next try.
    """
    name, done = worker or own_name("run"), 0
    plan(now or utcnow())
    let_go()
    while waiting := due_ids(now or utcnow()):
        done += sum(run(job_id, name, now) for job_id in waiting)
    return done


def own_name(kind: str) -> str:
    """A name for this process that no other has, and that tells nobody which machine it runs on."""
    return f"{kind}-{os.getpid()}-{secrets.token_hex(4)}"


def due_ids(now: datetime) -> list[UUID]:
    """The pieces of work that wait and are due, the longest waiting first; at most AT_ONCE."""
    asked = sa.select(JobRow.id).where(JobRow.state == "waiting", JobRow.due_at <= now)
    with platform_scope(reason="find work that is due"):
        return list(db.session.scalars(asked.order_by(JobRow.due_at, JobRow.id).limit(AT_ONCE)))


def plan(now: datetime) -> int:
    """Turn each schedule whose slot has come into a piece of work; returns how many. Several workers may do so."""
    timed = [job for job in job_table() if job.every]
    if not timed:
        return 0
    last, since = _last_slots(), _councils()
    added = _plan_for_platform([job for job in timed if job.scope == "platform"], last, now)
    for authority in job_table().authorities.all():
        ours = [(job, last.get((authority.id, job.name), since.get(authority.id, now))) for job in timed]
        wanted = list(_wanted([(job, seen) for job, seen in ours if job.scope == "council"], now))
        added += _plan_for_council(authority, wanted) if wanted else 0
    return added


def let_go() -> int:
    """Let pieces of work that waited for a plugin go on where it is switched on again; returns how many."""
    asked = sa.select(JobRow.authority_id, JobRow.name).where(JobRow.state == "held").distinct()
    with platform_scope(reason="find work that waits for a plugin"):
        held = db.session.execute(asked).all()
    return sum(_let_go(council, name) for council, name in held if council is not None)


def _let_go(council: UUID, name: str) -> int:
    authority, job = job_table().authorities.by_id(council), job_table().get(name)
    if authority is None or job is None:
        return 0
    with authority_scope(authority.id):
        if not is_on(job, authority):
            return 0
    here = (JobRow.authority_id == council, JobRow.name == name, JobRow.state == "held")
    with platform_scope(reason="let work go on", write=True):
        changed = db.session.execute(sa.update(JobRow).where(*here).values(state="waiting", reason="", handed_at=None))
        db.session.commit()
    return int(changed.rowcount)  # type: ignore[attr-defined]


def _last_slots() -> Last:
    latest = sa.func.max(JobRow.slot_at)
    asked = sa.select(JobRow.authority_id, JobRow.name, latest).where(JobRow.scheduled.is_(True))
    with platform_scope(reason="when each schedule was last met"):
        rows = db.session.execute(asked.group_by(JobRow.authority_id, JobRow.name)).all()
    return {(council, name): slot for council, name, slot in rows}


def _councils() -> dict[UUID, datetime]:
    """Since when each council is here: no schedule looks further back."""
    with platform_scope(reason="since when each council is here"):
        rows = db.session.execute(sa.select(AuthorityRow.id, AuthorityRow.created_at)).all()
    return {row.id: row.created_at for row in rows}


def _wanted(timed: Iterable[tuple[Job, datetime]], now: datetime) -> Iterator[tuple[Job, datetime]]:
    for job, last in timed:
        slot = due_slot(job.every, last, now) if job.every else None
        if slot is not None:
            yield job, slot


def _plan_for_platform(timed: list[Job], last: Last, now: datetime) -> int:
    wanted = list(_wanted([(job, last.get((None, job.name), LONG_AGO)) for job in timed], now))
    if not wanted:
        return 0
    with platform_scope(reason="plan the platform's upkeep", write=True):
        for job, slot in wanted:
            add(job, None, {}, _key(slot), slot, scheduled=True)
        db.session.commit()
    return len(wanted)


def _plan_for_council(authority: Authority, wanted: list[tuple[Job, datetime]]) -> int:
    with authority_scope(authority.id, write=True):
        now_on = [(job, slot) for job, slot in wanted if is_on(job, authority)]
        for job, slot in now_on:
            add(job, authority.id, {}, _key(slot), slot, scheduled=True)
        db.session.commit()
    return len(now_on)


def _key(slot: datetime) -> str:
    return f"@{slot.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
