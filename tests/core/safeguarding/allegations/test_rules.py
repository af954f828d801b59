"""The harm threshold and the pattern of small worries, as tables."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.safeguarding.allegations.rules import (
    LOW_LEVEL,
    PATTERN,
    TESTS,
    THRESHOLD,
    is_pattern,
    level_of,
    since,
    standing,
)

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MOMENTS = st.lists(st.integers(-800, 40).map(lambda days: NOW + timedelta(days=days)))


@given(st.sets(st.sampled_from(sorted(TESTS))))
def test_any_one_of_the_four_tests_is_enough(tests: set[str]) -> None:
    assert level_of(tests) == (THRESHOLD if tests else LOW_LEVEL)


@pytest.mark.parametrize(
    ("kinds", "level"),
    [([], ""), (["raised", "low_level"], LOW_LEVEL), (["low_level", "threshold", "lado"], THRESHOLD)],
)
def test_the_last_look_counts(kinds: list[str], level: str) -> None:
    assert standing(kinds) == level


@given(MOMENTS)
def test_three_in_twelve_months_are_a_pattern(moments: list[datetime]) -> None:
    within = [one for one in moments if since(NOW) <= one <= NOW]
    assert is_pattern(moments, NOW) is (len(within) >= PATTERN)


def test_a_year_and_a_second_ago_does_not_count() -> None:
    first = since(NOW)
    assert is_pattern([first, NOW, NOW], NOW)
    assert not is_pattern([first - timedelta(seconds=1), NOW, NOW], NOW)


def test_a_year_before_a_leap_day_is_a_day() -> None:
    assert since(datetime(2028, 2, 29, tzinfo=UTC)).date().isoformat() == "2027-02-28"
