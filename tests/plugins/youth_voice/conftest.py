"""Planters of groups, of meetings and of what youth_voice keeps."""

import pytest
from flask import Flask

from tests.plugins.groups.conftest import real_councils
from tests.plugins.groups.planting import Plant, planter
from tests.plugins.meetings.planting import PlanMeeting, meeting_planner

__all__ = ["real_councils"]


@pytest.fixture
def plant(app: Flask) -> Plant:
    """Make a group from declared fields."""
    return planter(app)


@pytest.fixture
def plan(app: Flask) -> PlanMeeting:
    """Make a meeting of a group."""
    return meeting_planner(app)
