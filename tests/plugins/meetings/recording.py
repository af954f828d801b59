"""Ways for tests to write down what happened at a meeting, and to read what stands in the database."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from core.testing.browsing import _values as values_of
from core.testing.pages import Page
from plugins.meetings.models import AgendaItem
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.planting import PlanMeeting, in_days

BUS = "The bus stops running before we finish."


def record_of(world: World, role: str, slug: str = "ashdown") -> UUID:
    """The person of this role."""
    found = world.people[slug, role].person_id
    assert found is not None
    return found


def add_rows(app: Flask, *rows: Any, slug: str = "ashdown") -> list[UUID]:
    """Plant rows; their ids."""
    with app.app_context(), authority_scope(council_id(app, slug), write=True):
        db.session.add_all(rows)
        db.session.commit()
        return [row.id for row in rows]


def add_item(app: Flask, meeting: UUID, title: str, position: int = 1, **columns: Any) -> UUID:
    """Put an item on the agenda."""
    return add_rows(app, AgendaItem(meeting_id=meeting, title=title, position=position, **columns))[0]


def change(browser: PageClient, url: str, data: dict[str, Any]) -> Any:
    """Send the page's own form, which has no address, where buttons with forms of theirs stand beside it."""
    shown = browser.get(url)
    assert shown.status_code == 200, f"{url} answered {shown.status_code}"
    own = next(form for form in Page(shown.text).all("form") if not form.get("action"))
    return browser.post(url, data=values_of(own) | data)


class Evening:
    """One meeting of the forum today, and its worker's browser."""

    def __init__(self, world: World, plant: Plant, plan: PlanMeeting, on: date | None = None, **group: Any) -> None:
        self.world, self.app = world, world.app
        with world.app.app_context():
            self.aisha = add_person("Aisha Bell")
        self.young, self.worker_id = record_of(world, "young_person"), record_of(world, "worker")
        self.group_id = plant("forum", members=[self.young, self.aisha], workers=[self.worker_id], **group)
        self.id = plan("forum", on=on or in_days(0))
        self.url = f"/ashdown/meetings/{self.id}"
        self.worker: PageClient = world.browser("worker")

    def send(self, box: str, data: dict[str, Any], item: str = "end", browser: PageClient | None = None) -> Any:
        """Fill in one box of the room's page and send it."""
        prefix = {"said": "said", "decided": "decided", "promised": "promised", "notes": "notes"}[box]
        typed = {f"{prefix}-{name}": value for name, value in data.items()}
        return (browser or self.worker).submit(f"{self.url}/room?item={item}", typed, action=f"/room/{box}")

    def say(self, words: str, **more: Any) -> Any:
        """Write down what somebody said."""
        return self.send("said", {"words": words} | more)


@pytest.fixture
def evening(world: World, plant: Plant, plan: PlanMeeting) -> Evening:
    """A meeting today."""
    return Evening(world, plant, plan)
