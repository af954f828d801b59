"""Sign-ins are tidied at night: what is of no use any more goes, what is in use stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from core.app import CORE_JOBS
from core.db import db, platform_scope, utcnow
from core.jobs import run_due
from core.jobs.models import JobRow
from core.testing.apps import add_account
from core.users.models import AccessLink, SignInFailure, User, UserSession


@pytest.mark.both_databases
def test_links_sessions_and_failures_of_long_ago_are_deleted_and_no_others(app: Flask) -> None:
    with app.app_context():
        add_account("operator", None)
        now = utcnow()
        with platform_scope(reason="test", write=True):
            user = db.session.scalars(sa.select(User)).one()
            db.session.add_all([*_links(user, now), *_sessions(user, now), *_failures(now)])
            db.session.commit()
        run_due(now + timedelta(days=1))
        with platform_scope(reason="test"):
            for column in (AccessLink.token_hash, UserSession.token_hash, SignInFailure.key):
                left = set(db.session.scalars(sa.select(column)))
                assert left, column
                assert not any(name.startswith("old") for name in left), column
                assert {"new", "used lately"} & left, column
            failed = sa.select(JobRow.name, JobRow.reason).where(JobRow.state != "done", JobRow.authority_id.is_(None))
            assert db.session.execute(failed).all() == []


def _links(user: User, now: datetime) -> list[Any]:
    old, week = now - timedelta(days=40), timedelta(days=7)
    made = {"kind": "invite", "user_id": user.id}
    return [
        AccessLink(token_hash="old used", made_at=old, expires_at=old + week, used_at=old, **made),
        AccessLink(token_hash="old never used", made_at=old, expires_at=old + week, **made),
        AccessLink(token_hash="used lately", made_at=now, expires_at=now + week, used_at=now, **made),
        AccessLink(token_hash="new", expires_at=now + week, **made),
    ]


def _sessions(user: User, now: datetime) -> list[Any]:
    old = now - timedelta(days=40)
    return [
        UserSession(token_hash="old ended", user_id=user.id, created_at=old, last_seen_at=old, ended_at=old),
        UserSession(token_hash="old", user_id=user.id, created_at=old, last_seen_at=old),
        UserSession(token_hash="new", user_id=user.id),
    ]


def _failures(now: datetime) -> list[Any]:
    rows = [SignInFailure(key="old", failures=3, last_at=now - timedelta(hours=30))]
    return [*rows, SignInFailure(key="new", failures=3, last_at=now + timedelta(hours=12))]


def test_the_platforms_own_jobs_say_what_they_do() -> None:
    assert [job.name for job in CORE_JOBS if not job.title and not job.hidden] == []
