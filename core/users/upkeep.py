"""The platform's timed work on sign-ins: what is of no use any more is deleted."""

from datetime import time, timedelta

import sqlalchemy as sa

from core.db import db, utcnow
from core.jobs.job import HOURLY, Every, Job, Payload
from core.users.models import AccessLink, SignInFailure, UserSession
from core.users.sessions import ABSOLUTE, KEPT

USED = timedelta(days=30)  # long enough to ask who used a link
A_DAY = timedelta(days=1)


def forget_links(payload: Payload) -> None:
    """Delete one-time links that were used or ran out long ago."""
    old = utcnow() - USED
    db.session.execute(sa.delete(AccessLink).where(sa.or_(AccessLink.used_at < old, AccessLink.expires_at < old)))


def forget_sessions(payload: Payload) -> None:
    """Delete sessions that ended, or that nobody can use any more, long ago."""
    now = utcnow()
    old = sa.or_(UserSession.ended_at < now - KEPT, UserSession.created_at < now - ABSOLUTE - KEPT)
    db.session.execute(sa.delete(UserSession).where(old))


def forget_failures(payload: Payload) -> None:
    """Delete what is remembered of sign-ins that failed more than a day ago."""
    db.session.execute(sa.delete(SignInFailure).where(SignInFailure.last_at < utcnow() - A_DAY))


JOBS = (
    Job(
        "users.forget_links",
        forget_links,
        every=Every(at=time(2, 10)),
        scope="platform",
        title="Delete one-time links of long ago",
    ),
    Job(
        "users.forget_sessions",
        forget_sessions,
        every=Every(at=time(2, 20)),
        scope="platform",
        title="Delete sessions of long ago",
    ),
    Job(
        "users.forget_failures",
        forget_failures,
        every=HOURLY,
        scope="platform",
        title="Forget sign-ins that failed more than a day ago",
    ),
)
