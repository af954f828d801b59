"""Drafts of councils are forgotten a month after somebody last worked on them."""

from datetime import time, timedelta

import sqlalchemy as sa

from core.authority.models import CouncilDraft
from core.db import db, utcnow
from core.jobs.job import Every, Job, Payload

KEPT = timedelta(days=30)


def forget_drafts(payload: Payload) -> None:
    """Delete drafts that nobody has touched for a month, written or not."""
    db.session.execute(sa.delete(CouncilDraft).where(CouncilDraft.changed_at < utcnow() - KEPT))


JOBS = (
    Job(
        "admin.forget_drafts",
        forget_drafts,
        every=Every(at=time(2, 50)),
        scope="platform",
        title="Delete drafts of new councils that nobody has touched for a month",
    ),
)
