"""How many have agreed, told so that nobody can be picked out."""

import re

import pytest

from core.consent.counting import counts, share, shown
from core.db import db
from core.testing.apps import World
from tests.core.consent.conftest import PHOTOS, Open, person, says


@pytest.mark.parametrize(
    ("number", "whole", "said"),
    [
        (0, 50, "fewer than 5"),
        (4, 50, "fewer than 5"),
        (5, 50, "about 5"),
        (23, 50, "about 25"),
        (45, 50, "about 45"),
        (46, 50, "all but fewer than 5"),
        (50, 50, "all but fewer than 5"),
        (3, 3, "fewer than 5"),
    ],
)
def test_small_numbers_and_small_rests_are_not_shown(number: int, whole: int, said: str) -> None:
    assert shown(number, whole, 5, 5) == said


@pytest.mark.parametrize(("number", "said"), [(4, ""), (20, "about 40 %"), (48, "")])
def test_a_share_comes_from_rounded_parts(number: int, said: str) -> None:
    assert share(number, 50, 5, 5) == said


def test_the_page_counts_and_names_nobody(world: World, within: Open) -> None:
    with within():
        people = [person(f"Hidden Name {number}", 17) for number in range(30)]
        for number, one in enumerate(people[:18]):
            says(one, number < 11)
        found = next(one for one in counts() if one.purpose.name == PHOTOS)
        assert (found.answered, found.agreed) == ("about 20", "about 10")
        db.session.commit()
    for role in ("local_admin", "data_protection_officer", "worker"):
        said = world.browser(role).get("/ashdown/agreements/counts").text
        assert "about 20" in said and "Hidden Name" not in said
        assert not re.search(r">(18|11|7)<", said)
    neutral = world.browser("young_person").get("/ashdown/no-such-page").data
    assert world.browser("young_person").get("/ashdown/agreements/counts").data == neutral
