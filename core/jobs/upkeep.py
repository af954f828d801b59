"""The platform's own timed work: what ended long ago is forgotten, and the database learns how its rows are spread."""

from datetime import time, timedelta

import sqlalchemy as sa

from core.db import db, learn, utcnow
from core.jobs.job import Every, Job, Payload
from core.jobs.models import JobRow

KEPT = timedelta(days=30)  # what failed stays visible as long, and a key as long is used once
SCHEDULED = timedelta(days=2)  # the last run of each day is enough


def forget(payload: Payload) -> None:
    """Delete rows of work that ended, or that waits for something removed or switched off, long ago."""
    now = utcnow()
    ended = sa.func.coalesce(JobRow.ended_at, JobRow.due_at)
    done = sa.and_(JobRow.state == "done", JobRow.scheduled, ended < now - SCHEDULED)
    over = sa.and_(JobRow.state.in_(("done", "failed", "held")), ended < now - KEPT)
    db.session.execute(sa.delete(JobRow).where(sa.or_(done, over)))


def look_again(payload: Payload) -> None:
    """Let SQLite count how rows are spread; before anything else is asked, so that nothing here is locked."""
    learn(db.engine)


JOBS = (
    Job(
        "jobs.forget",
        forget,
        every=Every(at=time(2, 40)),
        scope="platform",
        title="Forget timed work that ended long ago",
    ),
    Job(
        "jobs.look_again",
        look_again,
        every=Every(at=time(3, 5)),
        scope="platform",
        title="Count how the rows of the database are spread",
    ),
)
