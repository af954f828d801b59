"""The clock on the wall: moments in UTC, and the two nights on which it jumps."""

from datetime import UTC, date, datetime, time

import pytest

from core.clock import local_moment


def test_a_summer_and_a_winter_moment() -> None:
    assert local_moment(date(2026, 7, 1), time(9, 30)) == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert local_moment(date(2026, 12, 1), time(9, 30)) == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def test_the_missing_hour_of_march_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"On 29 March 2026 the clocks go forward: 01:30 does not exist that night\."):
        local_moment(date(2026, 3, 29), time(1, 30))
    assert local_moment(date(2026, 3, 29), time(2, 0)) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_the_hour_that_comes_twice_in_october_is_its_first() -> None:
    assert local_moment(date(2026, 10, 25), time(1, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
