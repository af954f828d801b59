"""What may not be shown, and what a shown number can stand for."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.releases.cells import Cell, Count, Rules, summed
from core.releases.primary import unsafe
from tests.core.releases.worlds import AGES, counts, empty

RULES = Rules()
HERE = Cell("age", "13-15", "yes")
OTHER = HERE._replace(part="no")


def hides(*numbers: int, largest: int = 1, contributors: int | None = None, other: int = 30) -> bool:
    figures = {
        f"council {place}": {
            HERE: Count(number, number if contributors is None else contributors, min(largest, number)),
            OTHER: Count(other, other, 1),
        }
        for place, number in enumerate(numbers)
    }
    return HERE in unsafe(figures, [HERE, OTHER], RULES, of_people=True)


def test_ten_people_of_four_councils_may_be_shown() -> None:
    assert not hides(2, 3, 3, 2)


@pytest.mark.parametrize("numbers", [(2, 2, 3, 2), (0, 0, 0, 0), (20, 20, 20), (20, 20, 20, 0), (90, 5, 3, 2)])
def test_few_people_few_councils_nobody_and_one_large_council_are_kept_back(numbers: tuple[int, ...]) -> None:
    assert hides(*numbers)


def test_one_person_with_most_of_it_is_kept_back() -> None:
    assert hides(10, 5, 3, 2, largest=11) is hides(10, 5, 3, 2, largest=10) is False
    assert hides(18, 5, 3, 4, largest=16)


def test_few_people_who_did_much_are_few_people() -> None:
    assert hides(5, 5, 5, 5, contributors=2)


def test_everybody_of_a_category_in_one_part_is_kept_back() -> None:
    assert hides(10, 10, 10, 10, other=0)


def test_rules_are_made_stricter_and_never_looser() -> None:
    assert Rules(councils=5, people=20, round_to=10).people == 20
    for loose in ({"councils": 3}, {"people": 9}, {"round_to": 1}, {"share": 0.9}, {"width": 5}, {"person_share": 0.9}):
        with pytest.raises(ValueError, match="stricter, never looser"):
            Rules(**loose)  # type: ignore[arg-type]


@given(st.integers(10, 5000), st.sampled_from([5, 10, 7]))
def test_a_shown_number_says_no_more_than_its_rounding(number: int, step: int) -> None:
    rules = Rules(round_to=step)
    least, most = rules.behind(rules.rounded(number))
    assert least <= number <= most
    assert all(rules.rounded(one) == rules.rounded(number) for one in range(least, most + 1))


@given(st.integers(0, 10_000))
def test_nothing_unsafe_is_ever_missed(seed: int) -> None:
    """A slow look at each cell by itself."""
    figures = counts(Random(seed), ["a", "b", "c", "d"], AGES[:3])
    cells = frozenset(empty("r", "2026-Q1", list(figures), AGES[:3]).values)
    hidden = unsafe(figures, cells, RULES, of_people=True)
    sums = summed(figures, cells)
    for cell in cells - hidden:
        numbers = [one[cell].number for one in figures.values()]
        assert sums[cell] == sum(numbers) >= 10
        assert min(numbers) > 0
        assert max(numbers) <= 0.8 * sum(numbers)
