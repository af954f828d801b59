"""Two councils of one region: Ashdown tells and offers a story, Brackwell takes a copy of it."""

from typing import Any, NamedTuple
from uuid import UUID

import pytest
from flask import Flask

from core.db import db, platform_scope
from core.offers import Offer
from core.testing.apps import World, sign_in
from core.testing.browsing import PageClient
from plugins.evidence.models import Story, StoryPerson
from plugins.practice_exchange.models import Copy
from tests.plugins.evidence.conftest import published
from tests.plugins.influence.planting import add_rows, read
from tests.plugins.influence.working import agree, contributor

OURS, THEIRS, LEADS = "/ashdown/practice/made-up", "/brackwell/practice/made-up", "/regions/made-up/practice"


class Shared(NamedTuple):
    """A story that Ashdown offers, and who is in it."""

    story: Story
    offer: Offer
    person_id: UUID


@pytest.fixture
def worker(world: World) -> PageClient:
    """The browser of the worker of Ashdown."""
    return world.browser("worker")


@pytest.fixture
def other(world: World) -> PageClient:
    """The browser of the worker of Brackwell."""
    return world.browser("worker", "brackwell")


@pytest.fixture
def lead(app: Flask) -> PageClient:
    """The browser of the region's lead."""
    browser: Any = app.test_client()
    sign_in(browser, "regional_lead", None)
    return browser


@pytest.fixture
def shared(app: Flask, worker: PageClient) -> Shared:
    """The story of Robin, who agrees, published and offered to the region."""
    robin = contributor(app, "Robin Vale", later=None)
    agree(app, robin, "core.share", "anonymous")
    story = published(app, worker)
    add_rows(app, StoryPerson(story_id=story.id, name="Janie", person_id=robin))
    offer_it(worker, "evidence", "story", story.id)
    return Shared(story, of_region(app)[-1], robin)


def offer_it(browser: PageClient, plugin: str, kind: str, id: UUID) -> None:
    """Look everything through and offer it."""
    url = f"{OURS}/offer/{plugin}/{kind}/{id}"
    answer = browser.submit(url, {"looked": ticks(browser.get(url).text)})
    assert answer.status_code == 302, answer.text


def ticks(page: str) -> list[str]:
    """The names of every tick of a page."""
    return [part.split('"')[0] for part in page.split('name="looked" value="')[1:]]


def of_region(app: Flask) -> list[Offer]:
    """Every offer that there is, the oldest first."""
    with app.app_context(), platform_scope(reason="look at what is kept"):
        rows = list(db.session.scalars(db.select(Offer).order_by(Offer.offered_at)))
        db.session.expunge_all()
        return rows


def copied(app: Flask, browser: PageClient, offer: Offer, **typed: str) -> Copy:
    """Take a copy of it as Brackwell."""
    answer = browser.submit(f"{THEIRS}/offers/{offer.id}", typed, action="/copy")
    assert answer.status_code == 302, answer.text
    found: Copy = read(app, Copy, "brackwell")[-1]
    return found
