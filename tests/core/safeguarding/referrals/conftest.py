"""The desk of Ashdown and its leads."""

import pytest

from core.testing.apps import World
from core.testing.browsing import PageClient
from tests.core.safeguarding.desk.conftest import Desk


@pytest.fixture
def desk(world: World) -> Desk:
    """The desk of Ashdown."""
    return Desk(world)


@pytest.fixture
def lead(world: World) -> PageClient:
    """A browser of Ashdown's safeguarding lead."""
    return world.browser("safeguarding_lead")
