"""What is valid and what follows, on plain values."""

from datetime import date

import pytest

from plugins.standards.rules import (
    NoUnit,
    Progress,
    audit_year,
    key_of,
    missing_of,
    opening,
    reminders_due,
    state_of,
    with_unit,
)

TODAY = date(2026, 3, 10)
LATER, BEFORE = date(2026, 4, 1), date(2026, 3, 1)


def test_an_action_is_smart_with_a_measure_an_owner_and_a_day() -> None:
    assert missing_of("Visit", "All say so", None, "", True, LATER) == []
    assert missing_of("", " ", 6, "", False, None) == ["title", "measure", "unit", "owner", "due_on"]


@pytest.mark.parametrize(
    ("actions", "state"),
    [
        ([], "empty"),
        ([("ended", BEFORE)], "empty"),
        ([("planned", LATER)], "planned"),
        ([("planned", LATER), ("done", BEFORE)], "doing"),
        ([("doing", BEFORE), ("done", BEFORE)], "late"),
        ([("done", BEFORE), ("ended", BEFORE)], "done"),
    ],
)
def test_a_priority_stands_where_its_actions_stand(actions: list[tuple[str, date]], state: str) -> None:
    assert state_of(actions, TODAY) == state


@pytest.mark.parametrize("unit", ["", "  ", "100", "%"])
def test_a_number_without_a_unit_is_refused_in_words(unit: str) -> None:
    with pytest.raises(NoUnit, match="A target needs its unit: what does the number count"):
        with_unit(unit)


def test_a_unit_keeps_its_words() -> None:
    assert with_unit("  primary   schools ") == "primary schools"


def test_progress_says_what_is_reached_and_what_is_missed() -> None:
    begun = Progress("a", "A", 40, "schools", 30, BEFORE, "typed", 60, "schools", LATER)
    assert (begun.percent, begun.reach, begun.is_reached, begun.is_missed(TODAY)) == (75, 50, False, False)
    assert begun.is_missed(date(2026, 4, 2)) and not Progress("a", "A", 40, "schools", 41, due_on=BEFORE).is_missed(
        TODAY
    )
    unknown = Progress("a", "A", 40, "schools")
    assert unknown.percent is None and unknown.reach is None and not unknown.is_reached


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 9, 1), 2026), (date(2026, 8, 31), 2025), (date(2027, 1, 1), 2026)]
)
def test_a_round_is_called_by_the_year_in_which_it_opened(day: date, year: int) -> None:
    assert audit_year(9, 1, day) == year


def test_the_29th_of_february_opens_on_the_28th_in_other_years() -> None:
    assert opening(2, 29, 2027) == date(2027, 2, 28) and opening(2, 29, 2028) == date(2028, 2, 29)
    assert opening(4, 31, 2026) == date(2026, 4, 30) and opening(12, 31, 2026) == date(2026, 12, 31)


def test_reminders_count_each_day_that_has_come_and_one_for_late() -> None:
    counted = [reminders_due(LATER, [14, 2], day) for day in (date(2026, 3, 1), date(2026, 3, 18), date(2026, 3, 30))]
    assert counted == [0, 1, 2]
    assert reminders_due(LATER, [14, 2], date(2026, 4, 2)) == 3


def test_keys_are_made_of_titles_and_told_apart() -> None:
    assert key_of("Every child, heard!", ["every-child-heard"]) == "every-child-heard-2"
    assert key_of("…", []) == "one"
