"""Quarters, declarations and adding up: plain functions over plain values."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.indicators import NOT_KNOWN, Contribution, Indicator, Part, Quarter, age_category
from core.indicators.declared import faults
from core.indicators.tallying import Place, Tally, tally

SOUND = Indicator(
    name="kites.flown",
    title="Kites flown",
    question="How many kites were flown?",
    unit="kites",
    parts=(Part("high", "High"), Part("low", "Low")),
    count=lambda authority, quarter: (),
    numerator=("high",),
)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_lies_in_its_quarter_and_quarters_follow_each_other(day: date) -> None:
    quarter = Quarter.of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter.after.first_day == quarter.last_day + timedelta(days=1)
    assert quarter.after.before == quarter == Quarter.read(str(quarter))
    assert quarter.before < quarter < quarter.after


def test_what_is_no_quarter_is_refused() -> None:
    with pytest.raises(ValueError, match="write it as 2026-Q3"):
        Quarter.read("2026-Q5")


def test_a_year_has_four() -> None:
    assert [str(one) for one in Quarter(2025, 4).until(Quarter(2026, 2))] == ["2025-Q4", "2026-Q1", "2026-Q2"]


@pytest.mark.parametrize(("age", "band"), [(0, "0-9"), (9, "0-9"), (10, "10-12"), (25, "18-25"), (26, NOT_KNOWN)])
def test_age_bands(age: int, band: str) -> None:
    assert age_category(age) == band
    assert age_category(None) == NOT_KNOWN


def test_contributions_are_added_up_and_only_numbers_are_left() -> None:
    one, other = uuid4(), uuid4()
    given_in = [
        Contribution("high", one, 3, age="10-12", cohorts=frozenset({"in-care", "send"})),
        Contribution("high", one, 1, age="13-15"),
        Contribution("high", other, 2, age="elephants"),
    ]
    found = tally(given_in, ("age", "cohort"))
    assert found == {
        Place("all", "all", "high"): Tally(6, 2, 4),
        Place("age", "10-12", "high"): Tally(3, 1, 3),
        Place("age", "13-15", "high"): Tally(1, 1, 1),
        Place("age", NOT_KNOWN, "high"): Tally(2, 1, 2),
        Place("cohort", "in-care", "high"): Tally(3, 1, 3),
        Place("cohort", "send", "high"): Tally(3, 1, 3),
    }


def test_a_sound_declaration_has_no_faults() -> None:
    assert list(faults(SOUND)) == []


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"name": "Kites"}, "is named plugin.figure"),
        ({"question": ""}, "needs a title, a question, a unit and parts"),
        ({"parts": (*SOUND.parts, Part("low", "Low again"))}, "names a part twice"),
        ({"numerator": ("sideways",)}, "has no part sideways to make a rate of"),
        ({"breakdowns": ("shoe",)}, "is broken down by shoe: choose from age, cohort, place, mode"),
        ({"numerator": (), "better": "more"}, "of what rate it does not say"),
    ],
)
def test_each_fault_of_a_declaration_is_said(changed: dict[str, object], fault: str) -> None:
    assert fault in " ".join(faults(replace(SOUND, **changed)))  # type: ignore[arg-type]
