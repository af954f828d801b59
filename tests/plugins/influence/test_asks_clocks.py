"""By when an answer is due, over weekends and the bank holidays of the council's own country."""

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.authority.resolve import Authority
from core.working_days import days_off, working_days_after, working_days_before
from plugins.influence.asks import clocks

DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2029, 12, 31))


def council(jurisdiction: str = "england") -> Authority:
    """A council in this country, as far as clocks look at it."""
    return cast(Authority, SimpleNamespace(file=SimpleNamespace(jurisdiction=jurisdiction)))


@pytest.mark.parametrize(
    ("jurisdiction", "asked", "days", "due"),
    [
        ("england", date(2027, 3, 25), 1, date(2027, 3, 30)),  # Good Friday and Easter Monday lie between
        ("scotland", date(2027, 3, 25), 1, date(2027, 3, 29)),  # where Easter Monday is a working day
        ("england", date(2027, 6, 12), 1, date(2027, 6, 15)),  # asked on a Saturday: from Monday on
        ("england", date(2026, 12, 24), 2, date(2026, 12, 30)),  # the 28th stands in for Boxing Day
        ("england", date(2027, 6, 1), 20, date(2027, 6, 29)),
    ],
)
def test_the_answer_is_due_so_many_working_days_after_the_question(
    jurisdiction: str, asked: date, days: int, due: date
) -> None:
    assert clocks.due(council(jurisdiction), asked, None, days) == due


def test_the_clock_of_a_board_starts_when_it_sits() -> None:
    asked, sits = date(2027, 6, 1), date(2027, 6, 15)
    assert clocks.due(council(), asked, sits, 5) == date(2027, 6, 22)
    assert clocks.due(council(), sits, asked, 5) == date(2027, 6, 22)  # the day of sitting is over


def test_reminders_are_counted_by_their_days_and_catch_up() -> None:
    due, before = date(2027, 6, 18), [5, 1]  # a Friday
    counts = [clocks.reminders_due(council(), due, before, date(2027, 6, day)) for day in (10, 11, 16, 17, 18)]
    assert counts == [0, 1, 1, 2, 2]


@pytest.mark.parametrize(("today", "told"), [(18, False), (19, False), (21, False), (22, True), (30, True)])
def test_somebody_above_is_told_so_many_working_days_after_the_day(today: int, told: bool) -> None:
    assert clocks.escalates(council(), date(2027, 6, 18), 2, date(2027, 6, today)) is told


def test_with_no_days_somebody_above_is_told_as_soon_as_it_is_late() -> None:
    friday = date(2027, 6, 18)
    told = [clocks.escalates(council(), friday, 0, date(2027, 6, day)) for day in (18, 19, 21)]
    assert told == [False, True, True]


@given(day=DAYS, number=st.integers(min_value=0, max_value=60))
def test_counting_on_and_back_ends_on_working_days_and_agrees(day: date, number: int) -> None:
    off = days_off("england")
    on: Any = working_days_after(day, number, off)
    assert not off(on) and on >= day
    assert working_days_before(on, number, off) == working_days_after(day, 0, off)
