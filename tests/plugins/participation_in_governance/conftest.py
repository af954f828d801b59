"""A programme with three groups, terms far ahead, several sets of themes, and planters."""

from uuid import UUID

import pytest
from flask import Flask

from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.meetings.agenda import themes
from plugins.participation_in_governance.terms import depends, reading
from tests.plugins.groups.conftest import real_councils
from tests.plugins.groups.planting import Plant, planter
from tests.plugins.meetings.planting import PlanMeeting, meeting_planner
from tests.plugins.participation_in_governance.planting import SETS, add_terms, belong

__all__ = ["real_councils"]


@pytest.fixture
def plant(app: Flask) -> Plant:
    """Make a group from declared fields."""
    return planter(app)


@pytest.fixture
def plan(app: Flask) -> PlanMeeting:
    """Make a meeting of a group."""
    return meeting_planner(app)


@pytest.fixture
def programme(app: Flask, plant: Plant) -> dict[str, UUID]:
    """A programme with a council of young people, a parliament of children and a forum that reads Easy Read."""
    plant("together", name="Together", kind="programme", purpose="Groups and partners meet.")
    made = {
        "council": plant("council", cadence="per_term", cadence_count=1, age_min=11, age_max=18),
        "parliament": plant("parliament", cadence="per_term", cadence_count=2, cadence_target=4, school_years=[5, 6]),
        "forum": plant("forum", cadence="own_calendar", access_offer=["easy_read"]),
    }
    belong(app, "together", *made)
    return made


@pytest.fixture
def terms(app: Flask, programme: dict[str, UUID]) -> dict[str, UUID]:
    """Three terms far ahead, by name."""
    return add_terms(app)


@pytest.fixture
def sets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three sets of themes at once."""
    for module, name in ((themes, "sets"), (reading, "theme_sets"), (depends, "theme_sets")):
        monkeypatch.setattr(module, name, lambda authority: SETS)


@pytest.fixture
def worker(world: World) -> PageClient:
    return world.browser("worker")
