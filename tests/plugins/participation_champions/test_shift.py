"""The shift from consultative to child-led, read from what adults said of their meetings (LA47)."""

import pytest

from core.db import authority_scope
from core.testing.apps import World
from plugins.influence.api import shares_by_term
from tests.plugins.groups.planting import Plant, council_id, planter
from tests.plugins.influence.moding import Running
from tests.plugins.participation_champions.conftest import HERE

SHIFT = f"{HERE}shift"


@pytest.fixture
def running(world: World) -> Running:
    """The application with a way to say how meetings were run."""
    plant: Plant = planter(world.app)
    return Running(world, plant)


def test_the_shift_says_what_is_missing_until_something_is_said(running: Running) -> None:
    worker = running.world.browser("worker")
    assert "The model is not in use" in worker.get(SHIFT).text
    running.use("who-leads")
    assert "Nothing is said yet" in worker.get(SHIFT).text
    with running.app.test_request_context("/ashdown/"), authority_scope(council_id(running.app)):
        assert shares_by_term("no-such-model") is None


def test_what_was_said_elsewhere_is_in_no_share_of_this_council(running: Running) -> None:
    running.use("who-leads")
    running.use("who-leads", slug="brackwell")
    with running.app.test_request_context("/brackwell/"), authority_scope(council_id(running.app, "brackwell")):
        chart = shares_by_term("who-leads")
        assert chart is not None and list(chart.lines) == []
