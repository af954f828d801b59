"""The age, school year and twin rules, at their edges."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people import rules
from core.people.names import fold
from core.people.rules import Likeness, compare


@dataclass
class Child:
    born_on: date | None = None
    age_band: str | None = None
    age_band_said_on: date | None = None


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2010, 5, 4), date(2026, 5, 3), 15),
        (date(2010, 5, 4), date(2026, 5, 4), 16),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2026, 12, 1), date(2026, 11, 30), -1),
    ],
)
def test_age_turns_on_the_birthday_and_for_29_february_on_1_march(born_on: date, day: date, age: int) -> None:
    assert rules.age_on(Child(born_on), day) == age


def test_without_a_birth_date_there_is_no_age() -> None:
    assert rules.age_on(Child(age_band="11-13"), date(2026, 1, 1)) is None
    assert rules.age_range_on(Child(), date(2026, 1, 1)) is None


def test_an_age_band_widens_with_the_years_since_it_was_said() -> None:
    child = Child(age_band="11-13", age_band_said_on=date(2024, 9, 1))
    assert rules.age_range_on(child, date(2024, 9, 1)) == (11, 13)
    assert rules.age_range_on(child, date(2025, 8, 31)) == (11, 14)
    assert rules.age_range_on(child, date(2026, 11, 21)) == (13, 16)


@pytest.mark.parametrize(
    ("born_on", "group"),
    [
        (date(2021, 9, 1), 0),
        (date(2022, 8, 31), 0),
        (date(2022, 9, 1), None),
        (date(2020, 9, 1), 1),
        (date(2021, 8, 31), 1),
        (date(2015, 8, 31), 7),
        (date(2008, 9, 1), 13),
        (date(2008, 8, 31), None),
    ],
)
def test_the_school_year_turns_on_1_september(born_on: date, group: int | None) -> None:
    assert rules.usual_school_year(born_on, date(2026, 11, 21)) == group


def test_a_child_taught_out_of_year_stays_so_and_moves_up_each_september() -> None:
    born_on = date(2015, 8, 20)
    assert rules.school_year_on(born_on, 6, 2026, date(2027, 8, 31)) == 6
    assert rules.school_year_on(born_on, 6, 2026, date(2027, 9, 1)) == 7
    assert rules.school_year_on(born_on, None, None, date(2027, 9, 1)) == 8
    assert rules.school_year_on(None, 13, 2026, date(2027, 9, 1)) is None


def test_school_years_have_names() -> None:
    assert [rules.school_year_name(group) for group in (None, 0, 7)] == ["", "Reception", "Year 7"]


@given(
    born_on=st.dates(date(1960, 1, 1), date(2026, 1, 1)),
    day=st.dates(date(2026, 1, 2), date(2032, 12, 31)),
)
def test_birth_dates_of_a_band_hold_exactly_the_people_of_that_age(born_on: date, day: date) -> None:
    band = rules.band_of(rules.years_between(born_on, day))
    for name in rules.AGE_BANDS:
        earliest, latest = rules.birth_dates_of(name, day)
        assert (earliest <= born_on <= latest) == (name == band)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë  Ó'Neill-Smith", "zoe oneill smith"),
        ("", ""),
        ("  Ängström ", "angstrom"),
        ("محمد علي", "محمد علي"),
    ],
)
def test_names_fold_for_finding(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_twins_by_name_birth_and_school() -> None:
    school = uuid4()
    one = Likeness(("Amara Okoye", "Mara"), date(2011, 3, 9), school)
    assert compare(one, one).score == 100
    turned = compare(one, Likeness(("Okoye, Amara",), date(2011, 9, 3), school))
    assert turned.likely
    assert "dates of birth one slip apart" in turned.reasons
    assert compare(one, Likeness(("Amarra Okoye",), None, school)).likely
    assert compare(one, Likeness(("Amara Okoye",))).likely
    assert not compare(one, Likeness(("Amara Okoye",), date(2004, 7, 21))).likely
    assert not compare(one, Likeness(("Ben Carter",), date(2011, 3, 9), school)).likely


def test_twins_by_the_name_they_are_called_by() -> None:
    one = Likeness(("Alexander Reed", "Lex Reed"), date(2010, 1, 2))
    assert compare(one, Likeness(("Lex Reed",), date(2010, 1, 2))).likely


def test_two_people_without_names_are_not_twins() -> None:
    assert compare(Likeness(("",)), Likeness(("",))).score == 0


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_the_same_both_ways_in_verdict_of_sameness(one: str, other: str) -> None:
    same = fold(one) == fold(other) and bool(fold(one))
    if same:
        assert compare(Likeness((one,)), Likeness((other,))).score >= 60
