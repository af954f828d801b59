"""Clocks: by the council's hours, its bank holidays and closed days, and the night on which the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.authority.duties import Safeguarding
from core.safeguarding.clocks import NAMES, STEPS, due, is_in_hours, next_in_hours, next_step
from core.safeguarding.states import STATES

WEEK = [{"days": list(NAMES[:5]), "opens": time(9), "closes": time(17)}]
CLOCKS = {
    "acknowledge_minutes": 30,
    "to_deputy_minutes": 60,
    "referral_working_days": 1,
    "lado_working_days": 1,
    "review_working_days": 20,
}


def section(**more: Any) -> Safeguarding:
    """A council's section with these parts instead of the usual ones."""
    posts = [{"post": "Lead", "rank": "lead", "email": "lead@ashdown.example"}]
    given = {
        "hours": WEEK,
        "contacts": [{"name": "Duty", "when": "always", "phone": "01632 960103"}],
        "leads": posts,
        "duty": {"name": "Duty", "text": "07700 900113"},
        "lado": {"name": "Officer", "phone": "01632 960104", "email": "lado@ashdown.example"},
        "clocks": CLOCKS,
        **more,
    }
    return Safeguarding.model_validate(given)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# In March 2027: Good Friday is 26, Easter Monday 29; the clocks go forward on Sunday 28, so 9.00 is 8.00 UTC after it.
TABLE = [
    ("acknowledge", "2027-03-10 12:00", "2027-03-10 12:30"),  # a Wednesday noon
    ("acknowledge", "2027-03-10 16:50", "2027-03-11 09:20"),  # ten minutes today, twenty tomorrow
    ("acknowledge", "2027-03-10 20:00", "2027-03-11 09:30"),  # at night the clock waits for the opening
    ("acknowledge", "2027-03-12 23:00", "2027-03-15 09:30"),  # over the weekend
    ("acknowledge", "2027-03-25 16:50", "2027-03-30 08:20"),  # over Easter, into summer time
    ("triage", "2027-03-10 12:00", "2027-03-10 17:00"),
    ("triage", "2027-03-10 18:00", "2027-03-11 17:00"),
    ("decide", "2027-03-10 12:00", "2027-03-11 12:00"),
    ("decide", "2027-03-12 15:00", "2027-03-15 15:00"),  # Friday to Monday
    ("decide", "2027-03-13 15:00", "2027-03-16 09:00"),  # on a Saturday: begins on Monday at nine
    ("lado", "2027-03-25 10:00", "2027-03-30 09:00"),  # ten o'clock, in winter and in summer time
    ("review", "2027-03-01 10:00", "2027-03-31 09:00"),  # twenty working days with two bank holidays
]


@pytest.mark.parametrize(("step", "since", "until"), TABLE)
def test_a_step_is_due_by_the_councils_hours(step: str, since: str, until: str) -> None:
    assert due(step, at(since), section(), "england") == at(until)


def test_bank_holidays_are_those_of_the_councils_part_of_the_country() -> None:
    since = at("2027-03-26 10:00")  # Good Friday; Easter Monday is none in Scotland
    assert due("decide", since, section(), "england").date() == date(2027, 3, 31)
    assert due("decide", since, section(), "scotland").date() == date(2027, 3, 30)


def test_closed_days_of_the_council_do_not_count() -> None:
    closed = [{"from": date(2027, 3, 11), "to": date(2027, 3, 12), "why": "Moving"}]
    assert due("decide", at("2027-03-10 12:00"), section(closed=closed), "england") == at("2027-03-15 12:00")
    assert next_in_hours(at("2027-03-11 10:00"), section(closed=closed), "england") == at("2027-03-15 09:00")


def test_somebody_who_watches_always_is_there_at_night() -> None:
    night, always = at("2027-03-13 03:00"), section(watched_always=True)
    assert is_in_hours(night, always, "england") and next_in_hours(night, always, "england") == night
    assert due("acknowledge", night, always, "england") == night + timedelta(minutes=30)
    assert not is_in_hours(night, section(), "england")


def test_hours_end_when_they_close() -> None:
    assert is_in_hours(at("2027-03-10 09:00"), section(), "england")
    assert not is_in_hours(at("2027-03-10 17:00"), section(), "england")


@pytest.mark.parametrize("state", STATES)
def test_every_state_has_its_clock(state: str) -> None:
    for store in ("concerns", "allegations"):
        step = next_step(state, store)
        assert (step in STEPS) == (state != "closed")
    assert next_step("triaged", "allegations") == "lado"
    assert next_step("triaged", "concerns") == "decide"


DAY = 24 * 60 * 60  # seconds


def moment_after(day: date, seconds: int) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC) + timedelta(seconds=seconds)


SPAN = st.tuples(st.integers(0, 24 * 60 - 1), st.integers(0, 24 * 60 - 1)).filter(lambda pair: pair[0] < pair[1])
HOURS = st.builds(
    lambda days, span: {"days": sorted(days), "opens": minute(span[0]), "closes": minute(span[1])},
    st.sets(st.sampled_from(NAMES), min_size=1),
    SPAN,
)
SECTIONS = st.builds(
    lambda hours, closed, always, minutes: section(
        hours=hours,
        closed=closed,
        watched_always=always,
        clocks={**CLOCKS, "acknowledge_minutes": minutes, "to_deputy_minutes": 24 * 60},
    ),
    st.lists(HOURS, min_size=1, max_size=4),
    st.lists(
        st.builds(
            lambda first, days: {"from": first, "to": first + timedelta(days=days), "why": "Closed"},
            st.dates(date(2026, 12, 20), date(2027, 12, 1)),
            st.integers(0, 30),
        ),
        max_size=3,
    ),
    st.booleans(),
    st.integers(1, 24 * 60),
)
# Most moments are near the two nights on which the clocks change.
MOMENTS = st.one_of(
    st.builds(moment_after, st.just(date(2027, 1, 1)), st.integers(0, 364 * DAY)),
    st.builds(moment_after, st.just(date(2027, 3, 27)), st.integers(0, 2 * DAY)),
    st.builds(moment_after, st.just(date(2027, 10, 30)), st.integers(0, 2 * DAY)),
)


def minute(number: int) -> time:
    return time(number // 60, number % 60)


@settings(max_examples=150, deadline=None)
@given(SECTIONS, st.sampled_from(STEPS), MOMENTS, MOMENTS)
def test_a_clock_never_runs_backwards(chosen: Safeguarding, step: str, one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    first, second = due(step, earlier, chosen, "england"), due(step, later, chosen, "england")
    assert first >= earlier and second >= later
    assert first <= second


@settings(max_examples=150, deadline=None)
@given(SECTIONS, st.sampled_from(STEPS), MOMENTS)
def test_what_is_due_is_due_while_somebody_is_there(chosen: Safeguarding, step: str, since: datetime) -> None:
    until = due(step, since, chosen, "england")
    just_before = until - timedelta(microseconds=1)
    somebody_comes = next_in_hours(since, chosen, "england") != since or is_in_hours(since, chosen, "england")
    assert not somebody_comes or any(is_in_hours(one, chosen, "england") for one in (until, just_before))


@settings(max_examples=150, deadline=None)
@given(SECTIONS, MOMENTS)
def test_whoever_looks_next_looks_in_hours_and_not_before(chosen: Safeguarding, moment: datetime) -> None:
    found = next_in_hours(moment, chosen, "england")
    assert found >= moment
    assert (found == moment) or is_in_hours(found, chosen, "england")
    assert not is_in_hours(moment, chosen, "england") or found == moment


def test_a_council_that_never_opens_has_everything_due_at_once() -> None:
    only_sundays = [{"days": ["sunday"], "opens": time(1, 10), "closes": time(1, 50)}]
    closed = [
        {"from": first, "to": first + timedelta(days=30), "why": "Closed"}
        for first in (date(2027, 1, 1) + timedelta(days=31) * number for number in range(20))
    ]
    never = section(hours=only_sundays, closed=closed)
    since = at("2027-01-02 10:00")
    assert [due(step, since, never, "england") for step in STEPS] == [since] * len(STEPS)
    assert next_in_hours(since, never, "england") == since
