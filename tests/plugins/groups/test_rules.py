"""Ages, school years, cadences and keys, as plain values."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.groups.rules import (
    Ages,
    age_remark,
    ages_words,
    cadence_problem,
    cadence_words,
    free_slug,
    months_before,
    posts_words,
    school_ages,
    slug,
    target_words,
    term_of_office_over,
    year_remark,
    years_words,
)


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        (Ages(16, 19), "16 to 19"),
        (Ages(None, 18), "up to 18"),
        (Ages(18, None), "18 and over"),
        (Ages(11, 18, 25, "with special needs"), "11 to 18 (25 for some)"),
        (Ages(), ""),
    ],
)
def test_ages_in_words(ages: Ages, words: str) -> None:
    assert ages.words() == words


@pytest.mark.parametrize(("age", "inside"), [(15, False), (16, True), (19, True), (20, False)])
def test_both_ends_of_a_range_are_inside(age: int, inside: bool) -> None:
    assert Ages(16, 19).holds(age) is inside


def test_the_exception_widens_the_range() -> None:
    assert Ages(11, 18, 25).holds(25)
    assert not Ages(11, 18, 25).holds(26)


@given(st.integers(0, 120))
def test_a_group_that_states_no_ages_shuts_nobody_out(age: int) -> None:
    assert Ages().holds(age)
    assert age_remark(Ages(), age) == ""


@given(st.integers(0, 120), st.integers(0, 120), st.integers(0, 120), st.integers(0, 5))
def test_a_remark_comes_exactly_outside_the_ordinary_range(low: int, more: int, age: int, slack: int) -> None:
    ages = Ages(low, low + more)
    outside = age < low - slack or age > low + more + slack
    assert bool(age_remark(ages, age, slack)) is outside


def test_a_remark_leaves_the_decision_to_staff() -> None:
    assert age_remark(Ages(16, 19), 21) == ("Age 21: this group says 16 to 19. They can still be a member; you decide.")


def test_an_age_inside_the_exception_names_the_rule() -> None:
    remark = age_remark(Ages(11, 18, 25, "Up to 25 with special needs."), 22)
    assert "over 18" in remark
    assert "Up to 25 with special needs." in remark


def test_an_unknown_age_needs_no_remark() -> None:
    assert age_remark(Ages(16, 19), None) == ""


def test_school_years() -> None:
    assert years_words([6, 5]) == "Years 5 and 6"
    assert years_words([7]) == "Year 7"
    assert years_words([]) == ""
    assert year_remark([5, 6], 6) == year_remark([], 9) == year_remark([5, 6], None) == ""
    assert "Year 7" in year_remark([5, 6], 7)
    assert school_ages([5, 6]) == Ages(9, 11)
    assert school_ages([]) == Ages()
    assert ages_words(Ages(), [5, 6]) == "Years 5 and 6"


@pytest.mark.parametrize(
    ("kind", "count", "words"),
    [
        ("per_term", 1, "Once a term"),
        ("per_term", 2, "Twice a term"),
        ("per_term", 4, "Four times a term"),
        ("every_weeks", 6, "Every six weeks"),
        ("every_weeks", 1, "Every week"),
        ("monthly", None, "Every month"),
        ("per_year", 2, "Twice a year"),
        ("own_calendar", None, "On its own calendar"),
        ("not_stated", None, ""),
    ],
)
def test_cadences_in_words(kind: str, count: int | None, words: str) -> None:
    assert cadence_words(kind, count) == words


def test_a_counted_cadence_needs_its_number_and_the_others_none() -> None:
    assert "how many" in cadence_problem("every_weeks", None)
    assert "empty" in cadence_problem("monthly", 3)
    assert cadence_problem("per_term", 2) == cadence_problem("monthly", None) == ""
    assert "fortnightly" in cadence_problem("fortnightly", None)


@given(st.text(max_size=200))
def test_a_key_can_always_stand_in_an_address(name: str) -> None:
    made = slug(name)
    assert made
    assert len(made) <= 60
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_taken_key_gets_a_number() -> None:
    assert free_slug("Youth Forum", ["youth-forum", "youth-forum-2"]) == "youth-forum-3"
    assert free_slug("Boards", ["boards"]) == "boards-2"


def test_posts_targets_and_terms_of_office() -> None:
    assert posts_words([{"role": "Youth MP", "number": 2}]) == ["Youth MP: 2"]
    assert target_words(100, 40) == "100 attendances, 40 different"
    assert target_words(None, None) == ""
    assert term_of_office_over(date(2026, 8, 31), date(2026, 9, 1))
    assert not term_of_office_over(None, date(2026, 9, 1))


def test_months_before_keeps_to_short_months() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 12) == date(2025, 1, 15)
