"""When a keeping time ends: never a day too soon, the same by arithmetic and by asking a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data_rights.retention.rules import LAST, Life, Start, ends, latest_start, start_of

DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
MONTHS = st.integers(1, 12 * 110)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 3, 10), 24, date(2026, 3, 10)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2028, 1, 31), 1, date(2028, 3, 1)),
        (date(2026, 8, 31), 1, date(2026, 10, 1)),
        (date(2026, 11, 30), 3, date(2027, 3, 1)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(1999, 2, 28), 1320, date(2109, 2, 28)),
        (date(9990, 1, 1), 1320, LAST),
    ],
)
def test_the_day_on_which_a_time_is_over(start: date, months: int, end: date) -> None:
    assert ends(start, months) == end


@given(DAYS, MONTHS)
def test_it_ends_on_the_same_day_of_the_month_or_on_the_first_of_the_next(start: date, months: int) -> None:
    end = ends(start, months)
    whole = (end.year - start.year) * 12 + end.month - start.month
    assert (end.day == start.day and whole == months) or (end.day == 1 and start.day > 28 and whole == months + 1)


@given(DAYS, DAYS, MONTHS)
def test_what_begins_later_never_ends_sooner(one: date, other: date, months: int) -> None:
    earlier, later = sorted((one, other))
    assert ends(earlier, months) <= ends(later, months) <= ends(later, months + 1)


@given(DAYS, DAYS, MONTHS)
def test_arithmetic_and_database_agree(start: date, today: date, months: int) -> None:
    assert (start <= latest_start(today, months)) == (ends(start, months) <= today)


@given(DAYS, MONTHS)
def test_the_latest_start_is_the_latest(today: date, months: int) -> None:
    latest = latest_start(today, months)
    assert ends(latest, months) <= today < ends(latest + timedelta(days=1), months)


def test_no_time_reaches_behind_the_calendar() -> None:
    assert latest_start(date(2, 1, 1), 600) == date.min


MADE, TALKED, BORN, LEFT = date(2020, 1, 1), date(2023, 5, 5), date(2009, 2, 28), date(2024, 7, 1)


@pytest.mark.parametrize(
    ("trigger", "born", "left", "start"),
    [
        ("created", BORN, LEFT, Start(MADE, True)),
        ("left", BORN, LEFT, Start(LEFT, True)),
        ("left", BORN, None, Start(TALKED, False)),
        ("closed", None, LEFT, Start(LEFT, True)),
        ("closed", None, None, Start(TALKED, False)),
        ("birth", BORN, LEFT, Start(BORN, True)),
        ("birth", None, LEFT, Start(TALKED, False)),
        ("last_contact", None, None, Start(TALKED, True)),
        ("last_contact", None, LEFT, Start(LEFT, True)),
    ],
)
def test_from_when_a_record_counts(trigger: str, born: date | None, left: date | None, start: Start) -> None:
    assert start_of(trigger, Life(MADE, TALKED, born, left)) == start
