"""Tasks: made once, seen by those with the right, closed by one of them for all."""

from collections.abc import Iterator

import pytest
from flask import Flask

from core import tasks
from core.authority.resolve import Authority
from core.clock import local_today
from core.db import authority_scope, db
from core.testing.apps import World
from core.web.house import house


@pytest.fixture
def ashdown(app: Flask) -> Iterator[Authority]:
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        with authority_scope(found.id, write=True):
            yield found


def make(key: str, permission: str = "consent.record", title: str = "Ask Robin again") -> tasks.Task:
    return tasks.make("test", title, "/ashdown/people/", permission=permission, key=key, due_on=local_today())


def test_the_same_key_makes_one_task_and_done_stays_done(ashdown: Authority) -> None:
    first = make("a")
    assert make("a").id == first.id
    assert tasks.done("a") and not tasks.done("a")
    assert make("a").done_at is not None


def test_a_task_is_seen_and_closed_by_those_with_its_right_only(world: World) -> None:
    with world.app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id, write=True):
            mine, theirs = make("mine").id, make("theirs", "admin.settings", "Look at a setting").id
            db.session.commit()
    worker = world.browser("worker")
    said = worker.get("/ashdown/tasks/").text
    assert "Ask Robin again" in said and "Look at a setting" not in said
    assert "Ask Robin again" in worker.get("/ashdown/home").text
    refused = worker.submit("/ashdown/tasks/", action=f"/ashdown/tasks/{mine}/done")
    assert refused.status_code == 302
    assert "Ask Robin again" not in worker.get("/ashdown/tasks/").text
    token = worker.get("/ashdown/tasks/")
    assert token.status_code == 200
    assert world.browser("young_person").get("/ashdown/tasks/").status_code == 404
    with world.app.app_context(), authority_scope(council.id):
        assert db.session.get(tasks.Task, (council.id, theirs)).done_at is None
