"""Months of the calendar: their days, their neighbours, and how far somebody can turn."""

from datetime import date

import pytest

from plugins.meetings.dates.months import Month, asked_for, neighbours

TODAY = date(2026, 12, 31)


def test_a_month_knows_its_days_across_the_year() -> None:
    assert Month.of(TODAY) == (2026, 12)
    assert (Month(2026, 12).step(1), Month(2026, 1).step(-1)) == ((2027, 1), (2025, 12))
    assert Month(2028, 2).last == date(2028, 2, 29) and Month(2026, 12).last == TODAY


@pytest.mark.parametrize("key", ["2026-13", "2026-00", "x", "2026-1", "2029-01", "2024-11", "99999-01", "２０２６-12"])
def test_what_is_no_month_or_too_far_is_not_there(key: str) -> None:
    assert asked_for(key, TODAY) is None


def test_the_present_month_comes_first_and_two_years_around_it_can_be_reached() -> None:
    assert asked_for("", TODAY) == asked_for("2026-12", TODAY) == Month(2026, 12)
    assert neighbours(Month(2026, 12), TODAY) == (Month(2026, 11), Month(2027, 1))
    assert neighbours(Month(2028, 12), TODAY) == (Month(2028, 11), None)
    assert neighbours(Month(2024, 12), TODAY) == (None, Month(2025, 1))
