"""Ways for tests to let staff write and publish evidence through its own pages, and somebody to agree to it."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.db import db
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.evidence.models import Story
from tests.plugins.influence.planting import read
from tests.plugins.influence.working import agree, at_work, contributor

HERE = "/ashdown/difference"
WORDS = {
    "title": "A warm room in winter",
    "summary": "Young people asked for a warm room. It opened.",
    "part.what": "They had nowhere warm to wait.",
    "part.how": "They drew a plan.",
    "part.difference.children": "They wait together now.",
    "part.next": "It stays open all year.",
    "counts": "41 young people came\n3 parents came",
    "contact": "participation",
}


@pytest.fixture
def worker(world: World) -> PageClient:
    """The browser of the worker of Ashdown."""
    return world.browser("worker")


@pytest.fixture
def robin(app: Flask) -> UUID:
    """Somebody of 17 called Robin Vale, who agrees that others read of them without their name."""
    found = contributor(app, "Robin Vale", later=None)
    agree(app, found, "core.share", "anonymous")
    return found


def told(app: Flask, worker: PageClient, **changed: Any) -> Story:
    """A story that the worker has written."""
    made = worker.submit(f"{HERE}/desk/stories/new", WORDS | changed)
    assert made.status_code == 302, made.text
    return read(app, Story)[-1]


def looked_through(worker: PageClient, url: str) -> dict[str, Any]:
    """What somebody sends who ticks everything that a desk marks."""
    page = worker.get(url).text
    ticks = [part.split('"')[0] for part in page.split('name="looked" value="')[1:]]
    return {"looked": ticks, "do": "publish"}


def published(app: Flask, worker: PageClient, **changed: Any) -> Story:
    """A story that everybody may read."""
    story = told(app, worker, **changed)
    url = f"{HERE}/desk/stories/{story.id}/publish"
    assert worker.submit(url, looked_through(worker, url)).status_code == 302
    return story


def about(app: Flask, model: type, id: UUID, **columns: Any) -> None:
    """Set columns of one row."""
    with at_work(app):
        row = db.session.get_one(model, id)
        for name, value in columns.items():
            setattr(row, name, value)
        db.session.commit()
