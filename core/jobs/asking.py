"""Asking for work: one row in the caller's own transaction, so that it is there exactly when what asked for it is."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import g

from core.db import current_scope, db, utcnow
from core.jobs.job import Job, Payload
from core.jobs.models import JobRow
from core.jobs.table import JobFault, job_table

PLAIN = (str, int, float, bool, UUID, type(None))
ACTING = "acting_user_id"  # of the job that is running, for what it asks for in turn
LONGEST = 200  # characters of a word in a payload: an id, a kind, a day; never what somebody wrote


def enqueue(name: str, payload: Payload | None = None, *, key: str | None = None, at: datetime | None = None) -> str:
    """Ask for the job `name` of the open scope's council, now or `at`; returns the id of its row.

    The caller commits; rolled back, it was never asked for. The same council, name and key twice is once, also after
    it is done. The payload holds ids and plain words only, never personal data. Raises JobFault.
    """
    job, council = job_table()[name], current_scope().authority_id
    if (council is None) != (job.scope == "platform"):
        raise JobFault(f"{name} works for {'the platform' if job.scope == 'platform' else 'a council'}: open its scope")
    return str(add(job, council, _plain(name, payload or {}), key, at or utcnow()).id)


def add(
    job: Job, council: UUID | None, payload: Payload, key: str | None, at: datetime, *, scheduled: bool = False
) -> JobRow:
    """Add the row, or give the one that has this key already; another transaction may add it at the same moment."""
    there = _there(job.name, council, key) if key is not None else None
    if there is not None:
        return there
    new_id = uuid4()
    row = JobRow(id=new_id, authority_id=council, name=job.name, key=key or str(new_id), payload=payload)
    row.by_user_id = getattr(g.get("actor"), "user_id", None) or g.get(ACTING)
    row.hidden, row.scheduled, row.due_at, row.slot_at = job.hidden, scheduled, at, at
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except sa.exc.IntegrityError:
        found = _there(job.name, council, row.key)
        if found is None:
            raise
        return found
    return row


def _there(name: str, council: UUID | None, key: str | None) -> JobRow | None:
    asked = sa.select(JobRow).where(JobRow.name == name, JobRow.key == key, JobRow.authority_id == council)
    found: JobRow | None = db.session.scalar(asked)
    return found


def _plain(name: str, payload: Payload) -> Payload:
    """The payload as it is stored; raises JobFault for what is no id, number, or short word."""
    return {key: _plain_value(name, key, value) for key, value in payload.items()}


def _plain_value(name: str, key: str, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain_value(name, key, one) for one in value]
    if not isinstance(value, PLAIN) or (isinstance(value, str) and len(value) > LONGEST):
        raise JobFault(f"{name}: {key} is no id, number or short word")
    return str(value) if isinstance(value, UUID) else value
