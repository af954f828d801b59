"""The shift from consultative to child-led, read from what adults said of their meetings (LA47)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import g

from core.clock import local_today
from core.db import authority_scope
from core.testing.apps import World
from core.web.house import house
from plugins.influence.api import shares_by_term
from tests.plugins.groups.planting import Plant, planter
from tests.plugins.influence.moding import Running
from tests.plugins.participation_champions.conftest import HERE

SHIFT = f"{HERE}shift"


@pytest.fixture
def running(world: World) -> Running:
    """The application with a way to say how meetings were run."""
    plant: Plant = planter(world.app)
    return Running(world, plant)


@contextmanager
def _within(running: Running, slug: str = "ashdown") -> Iterator[None]:
    """A request of a council, with its scope open."""
    with running.app.app_context():
        found = house().authorities.find(slug)
    assert found is not None
    with running.app.test_request_context(f"/{slug}/"), authority_scope(found.id):
        g.authority = found
        yield


def test_the_shift_says_what_is_missing_until_something_is_said(running: Running) -> None:
    worker = running.world.browser("worker")
    assert "The model is not in use" in worker.get(SHIFT).text
    running.use("who-leads")
    assert "Nothing is said yet" in worker.get(SHIFT).text
    with _within(running):
        assert shares_by_term("no-such-model") is None


def test_what_was_said_elsewhere_is_in_no_share_of_this_council(running: Running) -> None:
    running.use("who-leads")
    running.use("who-leads", slug="brackwell")
    in_term = (date(2027, 2, 1) - local_today()).days
    running.state_by("who-leads", [(in_term, "consultative")] * 3 + [(in_term, "child-led")] * 9)
    page = running.world.browser("worker").get(SHIFT).text
    assert "Spring term 2027" in page and "75% of 12" in page and "25% of 12" in page
    with _within(running, "brackwell"):
        chart = shares_by_term("who-leads")
        assert chart is not None and list(chart.lines) == []
