"""Planters of groups."""

import pytest
from flask import Flask

from tests.plugins.groups.planting import Plant, planter


@pytest.fixture
def plant(app: Flask) -> Plant:
    """Make a group from declared fields."""
    return planter(app)
