"""The walls are not in the way of ordinary work."""

import pytest

from core.people.models import Place
from tests.isolation.legitimate import ORDINARY
from tests.isolation.world import World


def test_there_are_twenty_four() -> None:
    assert len(ORDINARY) == 24


@pytest.mark.parametrize("name", sorted(ORDINARY))
def test_ordinary_work_passes(world: World, name: str) -> None:
    assert world.attack(ORDINARY[name]) == "own", world.reason


def test_the_world_is_put_right(world: World) -> None:
    assert world.stored() == world.before
    assert Place.__tablename__ in world.mine
