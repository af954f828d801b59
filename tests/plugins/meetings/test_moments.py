"""The wall clock and UTC across the nights on which the clocks change, and moments in words."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from core.api import ZONE
from core.clock import NoSuchTime
from plugins.meetings.moments import (
    day_starts,
    ends,
    here,
    hours_words,
    length_words,
    minutes_between,
    moment,
    on_day,
    when_words,
)

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("on", "at", "stored"),
    [
        (date(2026, 1, 20), time(16, 30), datetime(2026, 1, 20, 16, 30, tzinfo=UTC)),
        (date(2026, 7, 21), time(16, 30), datetime(2026, 7, 21, 15, 30, tzinfo=UTC)),
        (date(2026, 3, 29), time(0, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (date(2026, 3, 29), time(2, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (date(2026, 10, 25), time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(1, 30, fold=1), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_the_wall_clock_is_stored_as_utc(on: date, at: time, stored: datetime) -> None:
    assert moment(on, at) == stored and moment(on, at).tzinfo is UTC


@pytest.mark.parametrize("at", [time(1, 0), time(1, 30), time(1, 59, 59), time(1, 30, fold=1)])
def test_the_missing_hour_of_march_is_refused_with_what_to_do(at: time) -> None:
    with pytest.raises(NoSuchTime) as refused:
        moment(date(2026, 3, 29), at)
    expected = f"On 29 March 2026 the clocks go forward: {at:%H:%M} does not exist that night. Choose another time."
    assert str(refused.value) == expected


def test_a_time_with_another_zone_is_read_as_the_wall_clock() -> None:
    elsewhere = time(16, 30, tzinfo=timezone(timedelta(hours=5)))
    assert moment(date(2026, 7, 21), elsewhere) == datetime(2026, 7, 21, 15, 30, tzinfo=UTC)


@given(DAYS, TIMES)
def test_what_is_stored_shows_the_same_time_again(on: date, at: time) -> None:
    try:
        stored = moment(on, at)
    except NoSuchTime:
        assert on.month == 3 and on.weekday() == 6 and on.day >= 25 and at.hour == 1
        return
    assert here(stored).replace(tzinfo=None) == datetime.combine(on, at) and on_day(stored) == on


@given(DAYS)
def test_only_one_night_a_year_misses_an_hour(on: date) -> None:
    missing = _refused(on, time(1, 30))
    assert missing == (on.month == 3 and on.weekday() == 6 and on + timedelta(days=7) >= date(on.year, 4, 1))


def _refused(on: date, at: time) -> bool:
    try:
        moment(on, at)
    except NoSuchTime:
        return True
    return False


def test_a_meeting_across_the_change_lasts_its_real_minutes() -> None:
    eve = moment(date(2026, 10, 25), time(0, 30))
    assert here(ends(eve, 120)).time() == time(1, 30) and here(ends(eve, 120)).fold == 1
    assert minutes_between(eve, ends(eve, 120)) == 120
    assert here(ends(moment(date(2026, 3, 29), time(0, 30)), 60)).time() == time(2, 30)


@pytest.mark.parametrize("minutes", [0, -30, 24 * 60 + 1])
def test_a_length_that_cannot_be_is_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="between 1 minute and 24 hours. Change when it starts or ends"):
        ends(datetime(2026, 3, 3, 16, 30, tzinfo=UTC), minutes)


def test_a_day_starts_at_local_midnight() -> None:
    assert day_starts(date(2026, 7, 1)) == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    assert minutes_between(day_starts(date(2026, 10, 25)), day_starts(date(2026, 10, 26))) == 25 * 60
    assert on_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("on", "at", "minutes", "words"),
    [
        (date(2026, 3, 3), time(16, 30), 90, "Tuesday 3 March, 4:30pm to 6pm"),
        (date(2026, 7, 7), time(11), 60, "Tuesday 7 July, 11am to midday"),
        (date(2026, 7, 7), time(12), 65, "Tuesday 7 July, midday to 1:05pm"),
        (date(2026, 7, 7), time(22), 120, "Tuesday 7 July, 10pm to midnight"),
        (date(2026, 7, 7), time(23), 120, "Tuesday 7 July, 11pm to 1am on Wednesday 8 July"),
        (date(2026, 7, 7), time(0, 15), 30, "Tuesday 7 July, 12:15am to 12:45am"),
    ],
)
def test_a_meeting_in_words(on: date, at: time, minutes: int, words: str) -> None:
    assert when_words(moment(on, at), minutes) == words


def test_words_with_the_year_and_without_an_end() -> None:
    starts_at = moment(date(2026, 3, 3), time(16, 30))
    assert when_words(starts_at, 90, "full") == "Tuesday 3 March 2026, 4:30pm to 6pm"
    assert when_words(starts_at) == "Tuesday 3 March, 4:30pm"
    assert hours_words(starts_at, 30) == "4:30pm to 5pm"


def test_lengths_in_words() -> None:
    lengths = {1: "1 minute", 45: "45 minutes", 60: "1 hour", 90: "1 hour 30 minutes", 121: "2 hours 1 minute"}
    assert {minutes: length_words(minutes) for minutes in lengths} == lengths


def test_other_languages_show_their_own_clock(app: Flask) -> None:
    starts_at = moment(date(2026, 3, 3), time(16, 30)).astimezone(ZONE)
    with app.test_request_context("/", headers={"Cookie": "reading=standard.pl"}):
        assert when_words(starts_at).startswith("wtorek 3 marca") and "16:30" in when_words(starts_at, 90)
