"""Alarms leave no trace on any page, in any count and in any log that somebody other than a lead can reach."""

import logging
import re
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.audit.models import AuditEntry
from core.db import authority_scope, db, platform_scope, utcnow
from core.jobs.due import run_due
from core.jobs.models import JobRow
from core.notify.models import Message
from core.safeguarding.arriving import arrived
from core.safeguarding.store import CONCERNS
from core.safeguarding.taking_in import Report
from core.tasks import Task
from core.testing.apps import World
from tests.core.notify.conftest import PostRoom
from tests.core.safeguarding.alarms.conftest import CANARY

PAGES = {
    "local_admin": ("admin/", "admin/jobs", "admin/messages", "admin/audit", "home", "tasks/"),
    "data_protection_officer": ("admin/", "admin/audit", "home"),
    "worker": ("home", "tasks/", "people/"),
}


def seen(world: World) -> dict[tuple[str, str], tuple[int, str]]:
    """Each page, without what changes from one look to the next."""
    found = {}
    for role, addresses in PAGES.items():
        browser = world.browser(role)
        for address in addresses:
            answer = browser.get(f"/ashdown/{address}")
            text = re.sub(r"(\d\d:\d\d)|(value=\"[^\"]*\")|([A-Za-z0-9_-]{30,})", "", answer.text)
            found[role, address] = (answer.status_code, text)
    return found


def test_pages_of_admins_and_workers_read_the_same_with_and_without_a_concern(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    PostRoom(world.app).set(mail="smtp", site="https://heard.example", smtp_url="smtp+plain://127.0.0.1:9",
                            mail_from="a@b.example")  # fmt: skip
    council = world.app.extensions["heard"].authorities
    with world.app.app_context():
        run_due()
        ashdown = council.find("ashdown")
    for _ in range(2):  # signing in leaves its own lines: they are there in both
        before = seen(world)
    with caplog.at_level(logging.DEBUG), world.app.app_context():
        with authority_scope(ashdown.id, write=True):
            caplog.clear()
            arrived(CONCERNS, Report(id=uuid4(), words=CANARY, how="page", raised_at=utcnow()))
            assert caplog.records == []
        with platform_scope(reason="was any work asked for?"):
            assert db.session.scalars(select(JobRow.name).where(JobRow.state == "waiting")).all() == []
    after = seen(world)
    for page in before:
        if page[1] != "admin/audit":  # signing in again is in the trail
            assert before[page] == after[page], page
        assert "safeguarding desk" not in after[page][1] and "canary" not in after[page][1]


def test_no_row_of_the_trail_of_tasks_or_of_messages_is_made(desk: Any) -> None:
    models = (AuditEntry, Task, Message)
    before = [len(db.session.scalars(select(model)).all()) for model in models]
    desk.report()
    desk.look()
    assert [len(db.session.scalars(select(model)).all()) for model in models] == before
