"""Schedules by the clock on the wall: every day has its slot, also where the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import ZONE
from core.jobs.job import HOURLY, Every, Job
from core.jobs.schedule import due_slot, latest_slot
from core.jobs.trying import LONGEST, wait_after

DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))
MOMENTS = st.builds(lambda day, at: datetime.combine(day, at, UTC), DAYS, st.times())
TIMES = st.times().map(lambda at: at.replace(microsecond=0))
MINUTES = st.sampled_from([1, 2, 5, 10, 15, 20, 30, 60])
NIGHTS = [date(2026, 3, 29), date(2026, 10, 25)]  # the clocks go forward; they go back


@given(MOMENTS, TIMES)
def test_a_daily_slot_is_past_and_less_than_a_long_day_ago(now: datetime, at: time) -> None:
    slot = latest_slot(Every(at=at), now)
    assert timedelta(0) <= now - slot <= timedelta(hours=25)


@given(DAYS, TIMES)
def test_every_day_has_exactly_one_slot(day: date, at: time) -> None:
    """Looked at each quarter of an hour, from midnight to midnight."""
    begin = datetime.combine(day, time(), ZONE).astimezone(UTC)
    end = datetime.combine(day + timedelta(days=1), time(), ZONE).astimezone(UTC)
    last, slots = begin - timedelta(microseconds=1), []
    moment = begin
    while moment < end + timedelta(minutes=14):
        seen = min(moment, end - timedelta(seconds=1))
        slot = due_slot(Every(at=at), last, seen)
        if slot:
            slots.append(slot)
            last = slot
        moment += timedelta(minutes=15)
    assert len(slots) == 1
    shown = slots[0].astimezone(ZONE)
    assert shown.date() == day
    assert shown.time() == at or (day.month == 3 and at.hour == 1)


@pytest.mark.parametrize("day", NIGHTS)
def test_where_the_clocks_change_a_night_job_runs_once(day: date) -> None:
    slot = latest_slot(Every(at=time(1, 30)), datetime.combine(day, time(12), ZONE))
    again = latest_slot(Every(at=time(1, 30)), datetime.combine(day, time(23), ZONE))
    assert slot == again
    assert slot == datetime(day.year, day.month, day.day, 1 if day.month == 3 else 0, 30, tzinfo=UTC)


@given(MOMENTS, MINUTES)
def test_slots_of_minutes_are_even_and_none_is_left_out(now: datetime, minutes: int) -> None:
    every, step = Every(minutes=minutes), timedelta(minutes=minutes)
    slot = latest_slot(every, now)
    assert timedelta(0) <= now - slot < step
    assert slot.minute % minutes == 0
    assert latest_slot(every, slot + step) == slot + step
    assert latest_slot(every, slot + step - timedelta(seconds=1)) == slot


@given(MOMENTS, st.timedeltas(timedelta(0), timedelta(days=400)), TIMES)
def test_however_long_nothing_ran_it_is_made_up_for_once(last: datetime, away: timedelta, at: time) -> None:
    now = last + away
    slot = due_slot(Every(at=at), last, now)
    if slot is None:
        assert away < timedelta(hours=25)
    else:
        assert last < slot <= now
        assert due_slot(Every(at=at), slot, now) is None


@given(st.integers(1, 40), st.integers())
def test_waits_grow_and_end(attempt: int, seed: int) -> None:
    wait = wait_after(attempt, Random(seed)).total_seconds()
    plain = min(20 * 3 ** (attempt - 1), LONGEST)
    assert 0.8 * plain <= wait <= 1.2 * plain


@pytest.mark.parametrize("said", [{}, {"at": time(1), "minutes": 5}, {"minutes": 7}, {"minutes": 120}, {"minutes": -5}])
def test_a_schedule_that_means_nothing_is_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="schedule"):
        Every(**said)  # type: ignore[arg-type]


def test_schedules_and_jobs_say_what_they_are() -> None:
    assert [str(one) for one in (Every(at=time(0, 5)), HOURLY, Every(minutes=15))] == [
        "every day at 00:05", "every hour", "every 15 minutes",
    ]  # fmt: skip
    for name in ("Remind", "remind", "a b.c", ""):
        with pytest.raises(ValueError, match="a job is named"):
            Job(name, lambda authority, payload: None)
