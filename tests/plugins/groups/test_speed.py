"""The list page asks the database as often for fifty groups as for one, and draws no row through a macro."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from core.db import authority_scope, bulk_insert, db
from core.testing.apps import World
from plugins.groups.models import Group
from tests.plugins.groups.planting import Plant, council_id

MOST = 8  # statements of the whole page: who asks, the council's version and choices, the menu, the list


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SELECTs that reach the database."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def fill(app: Flask, number: int) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        rows = [{"key": f"forum-{at}", "name": f"Forum {at:03}", "kind": "forum"} for at in range(number)]
        bulk_insert(Group, rows)
        db.session.commit()


@pytest.mark.parametrize("path", ["manage/", "", "boards/"])
def test_the_number_of_queries_does_not_depend_on_rows(world: World, plant: Plant, path: str) -> None:
    browser = world.browser("worker")
    plant("first", name="A First", seats=[{"board": "big-board"}])
    url = f"/ashdown/groups/{path}"
    browser.get(url)
    with statements(world.app) as few:
        browser.get(url)
    fill(world.app, 49)
    with statements(world.app) as many:
        assert browser.get(url).status_code == 200
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= MOST, "\n".join(many)


def test_a_kept_public_page_reads_the_version_only(world: World, plant: Plant) -> None:
    plant("first", name="A First")
    stranger = world.app.test_client()
    stranger.get("/ashdown/groups/")
    with statements(world.app) as asked:
        assert stranger.get("/ashdown/groups/").status_code == 200
    assert not [statement for statement in asked if "groups_group" in statement]
