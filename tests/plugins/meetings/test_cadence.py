"""From a cadence and the council's terms to the days of a school year."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.meetings.bank_holidays import bank_holidays, bank_holidays_of
from plugins.meetings.cadence import Board, Cadence, Proposed, Usual, propose
from plugins.meetings.terms import Span, Unplannable, days_of, school_year

YEAR = school_year(2025)
TERMS = (
    Span("autumn", "Autumn term 2025", date(2025, 9, 1), date(2025, 12, 19)),
    Span("spring", "Spring term 2026", date(2026, 1, 5), date(2026, 3, 27)),
    Span("summer", "Summer term 2026", date(2026, 4, 13), date(2026, 7, 22)),
)
HALF_TERMS = (
    Span("", "October half-term", date(2025, 10, 25), date(2025, 11, 2)),
    Span("", "February half-term", date(2026, 2, 14), date(2026, 2, 22)),
    Span("", "May half-term", date(2026, 5, 23), date(2026, 5, 31)),
)
AVOID = frozenset(bank_holidays_of([2025, 2026])) | days_of(HALF_TERMS)
TUESDAY = Usual(weekday=1, at=time(16, 30), minutes=90)
WEEK = timedelta(days=7)


def days(found: list[Proposed]) -> list[date]:
    return [one.on for one in found]


def test_each_term_meets_near_its_middle_and_not_in_half_term() -> None:
    found = propose(Cadence("per_term", 1), TUESDAY, TERMS, YEAR, AVOID)
    assert days(found) == [date(2025, 10, 21), date(2026, 2, 10), date(2026, 6, 2)]
    assert [one.term for one in found] == ["autumn", "spring", "summer"]
    assert found[0] == Proposed(date(2025, 10, 21), time(16, 30), "autumn", "Near the middle of Autumn term 2025")


def test_twice_a_term_meets_in_each_half() -> None:
    found = propose(Cadence("per_term", 2), TUESDAY, TERMS, YEAR, AVOID)
    assert days(found)[:2] == [date(2025, 9, 30), date(2025, 11, 25)]
    assert [one.why for one in found[:2]] == ["First half of Autumn term 2025", "Second half of Autumn term 2025"]
    assert [one.term for one in found] == [key for key in ("autumn", "spring", "summer") for _ in range(2)]


def test_a_number_each_term_is_spread_evenly() -> None:
    found = propose(Cadence("per_term", 4), TUESDAY, TERMS[:1], YEAR, AVOID)
    gaps = [later - earlier for earlier, later in zip(days(found), days(found)[1:], strict=False)]
    assert len(found) == 4 and min(gaps) >= 3 * WEEK and max(gaps) <= 5 * WEEK
    assert found[3].why == "4 of 4 in Autumn term 2025"


def test_the_first_week_is_used_only_where_the_term_is_too_short() -> None:
    short = Span("short", "Short term", date(2026, 1, 5), date(2026, 1, 14))
    assert days(propose(Cadence("per_term", 1), TUESDAY, [short], YEAR)) == [date(2026, 1, 13)]
    assert days(propose(Cadence("per_term", 2), TUESDAY, [short], YEAR)) == [date(2026, 1, 6), date(2026, 1, 13)]
    assert len(propose(Cadence("per_term", 5), TUESDAY, [short], YEAR)) == 2


def test_a_usual_week_of_the_month_is_kept_within_the_term() -> None:
    first_tuesday = Usual(1, time(17), 60, week_of_month=1)
    found = propose(Cadence("per_term", 2), first_tuesday, TERMS, YEAR, AVOID)
    assert all(on.day <= 7 for on in days(found)) and len(found) == 6
    last = propose(Cadence("per_term", 1), Usual(1, time(17), 60, week_of_month=5), TERMS, YEAR, AVOID)
    assert [(on + WEEK).month != on.month for on in days(last)] == [True] * 3


def test_every_six_weeks_counts_on_and_skips_holidays() -> None:
    found = propose(Cadence("every_weeks", 6), TUESDAY, TERMS, YEAR, AVOID, last_held=date(2025, 7, 22))
    assert days(found) == [
        date(2025, 9, 2),
        date(2025, 10, 14),
        date(2025, 11, 25),
        date(2026, 1, 6),
        date(2026, 2, 24),
        date(2026, 4, 14),
        date(2026, 6, 2),
        date(2026, 7, 14),
    ]
    assert found[0].why == "6 weeks after 22 July 2025"
    assert found[4].why == "6 weeks after 6 January 2026 is not free, so the next Tuesday that is"


def test_every_six_weeks_without_a_last_meeting_starts_after_the_first_week() -> None:
    found = propose(Cadence("every_weeks", 6), TUESDAY, TERMS, YEAR, AVOID)
    assert found[0].on == date(2025, 9, 9) and found[0].why == "The first free day of the year"


def test_every_weeks_starts_from_the_usual_weekday_nearest() -> None:
    met_on_thursday = date(2025, 9, 4)
    found = propose(Cadence("every_weeks", 2), TUESDAY, TERMS, YEAR, AVOID, last_held=met_on_thursday)
    assert found[0].on == date(2025, 9, 16)


def test_every_weeks_may_go_on_through_the_holidays() -> None:
    found = propose(Cadence("every_weeks", 4), TUESDAY, TERMS, YEAR, term_time_only=False, last_held=date(2025, 8, 26))
    assert {later - earlier for earlier, later in zip(days(found), days(found)[1:], strict=False)} == {4 * WEEK}
    assert {one.term for one in found} == {"autumn", "spring", "summer", None}


def test_nothing_is_proposed_before_the_last_meeting_or_after_the_year() -> None:
    found = propose(Cadence("every_weeks", 6), TUESDAY, TERMS, YEAR, AVOID, last_held=date(2026, 5, 5))
    assert days(found) == [date(2026, 6, 16)]
    assert propose(Cadence("every_weeks", 6), TUESDAY, TERMS, YEAR, AVOID, last_held=date(2026, 7, 21)) == []


def test_monthly_is_the_first_tuesday_and_skips_august() -> None:
    found = propose(Cadence("monthly"), TUESDAY, TERMS, YEAR, AVOID)
    assert [on.month for on in days(found)] == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7]
    assert days(found)[:2] == [date(2025, 9, 2), date(2025, 10, 7)] and found[1].why == "First Tuesday of October"
    april = next(one for one in found if one.on.month == 4)
    assert april.on == date(2026, 4, 14)
    assert april.why == "First Tuesday of April is not free, so the nearest one that is"


def test_monthly_all_year_and_on_the_last_monday() -> None:
    last_monday = Usual(0, time(18), 60, week_of_month=5)
    found = propose(Cadence("monthly"), last_monday, TERMS, YEAR, AVOID, term_time_only=False)
    assert len(found) == 12 and date(2026, 6, 29) in days(found) and found[0].why == "Last Monday of September"
    assert date(2026, 8, 24) in days(found)  # the last Monday of August is a bank holiday


def test_without_known_terms_august_stands_for_the_holidays() -> None:
    assert [one.on.month for one in propose(Cadence("monthly"), TUESDAY, (), YEAR)] == [9, 10, 11, 12, *range(1, 8)]


def test_a_number_each_year_is_spread_over_it() -> None:
    found = propose(Cadence("per_year", 3), TUESDAY, TERMS, YEAR, AVOID)
    assert [one.term for one in found] == ["autumn", "spring", "summer"] and found[2].why == "3 of 3 in 2025 to 2026"
    assert len(propose(Cadence("per_year", 1), TUESDAY, TERMS, YEAR, AVOID)) == 1
    assert len(propose(Cadence("per_year", 12), TUESDAY, TERMS, YEAR, AVOID)) == 12


def test_twice_a_year_with_a_board_prepares_two_weeks_before() -> None:
    dates = (date(2025, 9, 18), date(2025, 11, 20), date(2026, 1, 22), date(2026, 3, 19), date(2026, 6, 18))
    board = Board("Corporate Parenting Board", dates)
    found = propose(Cadence("per_year", 2, board), TUESDAY, TERMS, YEAR, AVOID)
    assert days(found) == [date(2025, 11, 4), date(2026, 6, 2)]
    assert found[0].why == "To prepare for Corporate Parenting Board on 20 November 2025"


def test_a_preparing_meeting_moves_earlier_and_else_later() -> None:
    after_easter = Board("Board", (date(2026, 4, 21),))
    found = propose(Cadence("per_year", 1, after_easter), TUESDAY, TERMS, YEAR, AVOID)
    assert days(found) == [date(2026, 3, 24)]
    early = Board("Board", (date(2025, 9, 11),))
    assert days(propose(Cadence("per_year", 1, early), TUESDAY, TERMS, YEAR, AVOID)) == [date(2025, 9, 2)]
    at_once = Board("Board", (date(2025, 9, 2),))
    assert propose(Cadence("per_year", 1, at_once), TUESDAY, TERMS, YEAR, AVOID) == []


@pytest.mark.parametrize("kind", ["own_calendar", "not_stated"])
def test_nothing_is_guessed_for_a_group_that_did_not_say(kind: str) -> None:
    assert propose(Cadence(kind), TUESDAY, TERMS, YEAR, AVOID) == []


def test_a_term_that_ends_before_it_starts_is_refused() -> None:
    wrong = Span("spring", "Spring term 2026", date(2026, 4, 2), date(2026, 1, 5))
    for refusing in (lambda: propose(Cadence("monthly"), TUESDAY, [wrong], YEAR), lambda: days_of([wrong])):
        with pytest.raises(ValueError) as refused:
            refusing()
        assert str(refused.value) == (
            "Spring term 2026 ends on 5 January 2026, before it starts on 2 April 2026. "
            "Put its dates right, then plan again."
        )


@pytest.mark.parametrize(
    ("cadence", "says"),
    [
        (Cadence("every_weeks"), "Say how many: for example 2 for twice a term, or 6 for every six weeks."),
        (Cadence("per_term", 0), "Say how many"),
        (Cadence("per_year", -1), "Say how many"),
        (Cadence("fortnightly"), "fortnightly is not a way of meeting that Heard knows. Choose another"),
    ],
)
def test_what_cannot_be_planned_says_why(cadence: Cadence, says: str) -> None:
    with pytest.raises(Unplannable, match=says):
        propose(cadence, TUESDAY, TERMS, YEAR)


def test_each_term_without_terms_asks_for_them() -> None:
    with pytest.raises(Unplannable, match="No term dates are known for 2030 to 2031. Put them in first"):
        propose(Cadence("per_term", 1), TUESDAY, TERMS, school_year(2030))


@pytest.mark.parametrize(("weekday", "week"), [(7, None), (-1, None), (1, 0), (1, 6)])
def test_a_weekday_or_week_that_does_not_exist_is_refused(weekday: int, week: int | None) -> None:
    with pytest.raises(Unplannable, match="Choose a weekday from Monday to Sunday"):
        Usual(weekday, time(16), 60, week)


def test_school_years_by_jurisdiction() -> None:
    assert school_year(2025) == Span("2025", "2025 to 2026", date(2025, 9, 1), date(2026, 8, 31))
    assert school_year(2027, "scotland").starts_on == date(2027, 8, 1)
    assert school_year(2027, "scotland").ends_on == date(2028, 7, 31)


# From the gov.uk and mygov.scot lists of bank holidays.
@pytest.mark.parametrize(
    ("year", "jurisdiction", "expected"),
    [
        (2025, "england", "0101 0418 0421 0505 0526 0825 1225 1226"),
        (2027, "wales", "0101 0326 0329 0503 0531 0830 1227 1228"),
        (2025, "scotland", "0101 0102 0418 0505 0526 0804 1201 1225 1226"),
        (2025, "northern_ireland", "0101 0317 0418 0421 0505 0526 0714 0825 1225 1226"),
        (2022, "england", "0103 0415 0418 0502 0602 0603 0829 0919 1226 1227"),
    ],
)
def test_bank_holidays_are_the_announced_ones(year: int, jurisdiction: str, expected: str) -> None:
    working = [f"{on:%m%d}" for on in bank_holidays(year, jurisdiction) if on.weekday() < 5]
    weekend = [on for on in bank_holidays(year, jurisdiction) if on.weekday() >= 5]
    assert working == expected.split()
    assert all(on.month in (1, 7, 11, 12) for on in weekend)  # the day itself, beside its substitute


def test_bank_holidays_have_the_names_people_know() -> None:
    names = bank_holidays(2027)
    assert names[date(2027, 5, 3)] == "Early May bank holiday" and names[date(2027, 8, 30)] == "Summer bank holiday"
    assert names[date(2027, 12, 27)] == "Christmas Day (substitute day)"
    with pytest.raises(KeyError):
        bank_holidays(2027, "mercia")


USUALS = st.builds(
    Usual, st.integers(0, 6), st.just(time(16, 30)), st.just(90), st.one_of(st.none(), st.integers(1, 5))
)
BUSY = st.frozensets(st.dates(YEAR.starts_on, YEAR.ends_on), max_size=60)
COUNTED = st.builds(Cadence, st.sampled_from(["per_term", "per_year", "every_weeks"]), st.integers(1, 20))
CADENCES = st.one_of(COUNTED, st.just(Cadence("monthly")))


@settings(deadline=None)  # other work on the machine is no fault
@given(CADENCES, USUALS, BUSY, st.booleans(), st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2026, 12, 31))))
def test_every_proposal_is_a_free_day_of_the_usual_weekday(
    cadence: Cadence, usual: Usual, busy: frozenset[date], term_time_only: bool, last_held: date | None
) -> None:
    how: dict[str, Any] = {"term_time_only": term_time_only, "last_held": last_held}
    found = propose(cadence, usual, TERMS, YEAR, busy, **how)
    again = propose(cadence, usual, TERMS[::-1], YEAR, sorted(busy), **how)
    assert found == again and days(found) == sorted(set(days(found)))
    for one in found:
        held_in = [term.key for term in TERMS if term.holds(one.on)]
        assert YEAR.holds(one.on) and one.on.weekday() == usual.weekday and one.on not in busy
        assert one.term == (held_in[0] if held_in else None) and one.why
        assert one.term or not term_time_only


@settings(deadline=None)  # other work on the machine is no fault
@given(st.integers(1, 20), USUALS, BUSY)
def test_a_term_gets_what_was_promised_if_it_has_the_days(number: int, usual: Usual, busy: frozenset[date]) -> None:
    found = propose(Cadence("per_term", number), usual, TERMS, YEAR, busy)
    for term in TERMS:
        all_days = [term.starts_on + timedelta(days=n) for n in range((term.ends_on - term.starts_on).days + 1)]
        free = [on for on in all_days if on.weekday() == usual.weekday and on not in busy]
        chosen = [one.on for one in found if one.term == term.key]
        settled = [on for on in free if on >= term.starts_on + WEEK]
        assert len(chosen) == min(number, len(free))
        assert len(settled) < number or min(chosen) >= term.starts_on + WEEK


@settings(deadline=None)  # other work on the machine is no fault
@given(st.integers(1, 12), USUALS, BUSY)
def test_every_weeks_never_meets_sooner_than_it_says(weeks: int, usual: Usual, busy: frozenset[date]) -> None:
    found = days(propose(Cadence("every_weeks", weeks), usual, TERMS, YEAR, busy))
    assert all(later - earlier >= weeks * WEEK for earlier, later in zip(found, found[1:], strict=False))
