"""Gaps and clashes in a year of meetings, as sentences that a planner can act on."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from time import process_time
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.meetings.bank_holidays import bank_holidays_of
from plugins.meetings.cadence import Cadence, Usual, propose
from plugins.meetings.moments import moment
from plugins.meetings.terms import Span, Unplannable, school_year
from plugins.meetings.warnings import Planned, PlanWarning, Promise, Sitting, Surroundings, clashes, gaps, warnings

YEAR = school_year(2025)
TERMS = (
    Span("autumn", "Autumn term 2025", date(2025, 9, 1), date(2025, 12, 19)),
    Span("spring", "Spring term 2026", date(2026, 1, 5), date(2026, 3, 27)),
    Span("summer", "Summer term 2026", date(2026, 4, 13), date(2026, 7, 22)),
)
YOUTH, CARE = UUID(int=1), UUID(int=2)
HALL, HART, BOARD = UUID(int=11), UUID(int=12), UUID(int=13)
TERMLY = Promise(YOUTH, "Youth Council", Cadence("per_term", 2), target=4)
CARING = Promise(CARE, "Care Council", Cadence("monthly"), sends_to=frozenset({BOARD}))
AROUND = Surroundings(YEAR, TERMS, names={HALL: "Ashdown Hall", HART: "Robin Hart"})


def meeting(number: int, on: date, at: time = time(16, 30), group: UUID = YOUTH, **more: Any) -> Planned:
    return Planned(UUID(int=100 + number), group, moment(on, at), more.pop("minutes", 90), **more)


def on_days(*days: date, group: UUID = YOUTH) -> list[Planned]:
    return [meeting(number, on, group=group) for number, on in enumerate(days)]


def says(found: Sequence[PlanWarning]) -> list[str]:
    return [one.says for one in found]


def test_a_term_without_a_meeting_and_one_with_too_few() -> None:
    plan = on_days(date(2025, 9, 30), date(2026, 5, 5), date(2026, 6, 9))
    found = gaps([TERMLY], plan, AROUND)
    assert [(one.kind, one.tone, one.says) for one in found] == [
        ("fewer", "warn", "Youth Council has 1 meeting in Autumn term 2025, and promises 2."),
        ("none", "bad", "Youth Council has no meeting in Spring term 2026. It meets twice a term."),
        ("below_target", "neutral", "Youth Council has 2 meetings in Summer term 2026. The council wants 4."),
    ]
    assert found[1].on == date(2026, 1, 5) and found[1].group_id == YOUTH and found[1].meeting_ids == ()


def test_a_cancelled_meeting_does_not_fill_a_term() -> None:
    once = replace(TERMLY, cadence=Cadence("per_term"), target=None)
    plan = on_days(date(2025, 9, 30), date(2026, 2, 3), date(2026, 6, 9))
    assert gaps([once], plan, AROUND) == []
    plan[1] = replace(plan[1], cancelled=True)
    (found,) = gaps([once], plan, AROUND)
    assert found.says == "Youth Council has no meeting in Spring term 2026. It meets once a term."


def test_a_stretch_longer_than_one_and_a_half_intervals() -> None:
    six = replace(TERMLY, cadence=Cadence("every_weeks", 6))
    autumn, later = [date(2025, 9, 9), date(2025, 10, 21)], [date(2026, 2, 3), date(2026, 3, 17)]
    (found,) = gaps([six], on_days(*autumn, *later, date(2026, 5, 19), date(2026, 6, 30)), AROUND)
    assert found.says == "No meeting of Youth Council from 21 October 2025 to 3 February 2026. It meets every 6 weeks."
    assert (found.kind, found.tone, found.on) == ("long_gap", "warn", date(2025, 10, 21))


def test_holidays_make_no_gap_long_unless_the_group_meets_in_them() -> None:
    usual = Usual(1, time(16, 30), 90)
    days = [one.on for one in propose(Cadence("monthly"), usual, TERMS, YEAR)]
    plan = on_days(*days, group=CARE)
    assert gaps([CARING], plan, AROUND) == []
    without_may = [one for one in plan if one.starts_at.month not in (5, 6)]
    assert says(gaps([CARING], without_may, AROUND)) == [
        "No meeting of Care Council from 14 April 2026 to 7 July 2026. It meets every month."
    ]
    all_year = replace(CARING, term_time_only=False)
    assert says(gaps([all_year], plan, AROUND)) == [
        "No meeting of Care Council from 7 July 2026 to 31 August 2026. It meets every month."
    ]


def test_the_ends_of_a_year_count_too() -> None:
    weekly = replace(TERMLY, cadence=Cadence("every_weeks", 1))
    plan = on_days(*[date(2025, 11, 4) + timedelta(weeks=number) for number in range(45)])
    assert says(gaps([weekly], plan, AROUND)) == [
        "No meeting of Youth Council from 1 September 2025 to 4 November 2025. It meets every week."
    ]


@pytest.mark.parametrize(
    ("cadence", "says_so"),
    [
        (Cadence("per_year", 2), "Youth Council has 1 meeting in 2025 to 2026, and promises 2."),
        (Cadence("per_year", 1), "Youth Council has 1 meeting in 2025 to 2026. The council wants 4."),
    ],
)
def test_a_number_a_year_is_counted_over_it(cadence: Cadence, says_so: str) -> None:
    assert says_so in says(gaps([replace(TERMLY, cadence=cadence)], on_days(date(2026, 2, 3)), AROUND))


@pytest.mark.parametrize(
    ("cadence", "promised"),
    [
        (Cadence("monthly"), "It meets every month."),
        (Cadence("every_weeks", 1), "It meets every week."),
        (Cadence("per_year", 3), "It meets 3 times a year."),
    ],
)
def test_a_year_without_any_meeting_is_said_once(cadence: Cadence, promised: str) -> None:
    found = gaps([replace(TERMLY, cadence=cadence)], [], AROUND)
    assert says(found) == [f"Youth Council has no meeting in 2025 to 2026. {promised}"] and found[0].tone == "bad"


@pytest.mark.parametrize("kind", ["own_calendar", "not_stated"])
def test_a_group_that_promises_nothing_has_no_gaps(kind: str) -> None:
    assert gaps([replace(TERMLY, cadence=Cadence(kind))], [], AROUND) == []


def test_two_groups_in_one_place() -> None:
    on = date(2026, 3, 3)
    first = meeting(1, on, venue_id=HALL)
    second = meeting(2, on, time(17), CARE, venue_id=HALL, minutes=60)
    (found,) = clashes([TERMLY, CARING], [second, first], AROUND)
    assert found.says == (
        "Youth Council and Care Council are both in Ashdown Hall on Tuesday 3 March: "
        "4:30pm to 6pm and 5pm to 6pm. Move one of them."
    )
    assert (found.kind, found.tone, found.on) == ("same_venue", "bad", on)
    assert found.group_ids == (YOUTH, CARE) and found.meeting_ids == (first.id, second.id)


def test_one_after_the_other_is_no_clash() -> None:
    on = date(2026, 3, 3)
    plan = [meeting(1, on, venue_id=HALL), meeting(2, on, time(18), CARE, venue_id=HALL)]
    assert clashes([TERMLY, CARING], plan, AROUND) == []
    assert clashes([TERMLY, CARING], [plan[0], replace(plan[0], id=UUID(int=9), cancelled=True)], AROUND) == []


def test_a_group_and_a_worker_wanted_twice_at_a_time() -> None:
    on = date(2026, 3, 3)
    hart = frozenset({HART})
    plan = [meeting(1, on, workers=hart), meeting(2, on, time(17), workers=hart)]
    plan.append(meeting(3, on, time(17, 45), CARE, workers=hart))
    found = clashes([TERMLY, CARING], plan, AROUND)
    assert [one.kind for one in found] == ["same_group", "same_worker"]
    assert found[0].says == (
        "Youth Council meets twice at the same time on Tuesday 3 March: "
        "4:30pm to 6pm and 5pm to 6:30pm. Move or cancel one of them."
    )
    assert found[0].group_ids == (YOUTH,)
    assert found[1].says == (
        "Robin Hart is wanted at Youth Council and at Care Council on Tuesday 3 March: "
        "5pm to 6:30pm and 5:45pm to 7:15pm. Change one of them."
    )


def test_a_long_meeting_clashes_with_each_that_it_holds() -> None:
    on = date(2026, 3, 3)
    plan = [meeting(1, on, time(9), venue_id=HALL, minutes=480), meeting(2, on, time(10), CARE, venue_id=HALL)]
    plan.append(meeting(3, on, time(15), CARE, venue_id=HALL))
    assert [one.meeting_ids for one in clashes([TERMLY, CARING], plan, AROUND)] == [
        (plan[0].id, plan[1].id),
        (plan[0].id, plan[2].id),
    ]


def test_a_place_needs_some_time_between_two_meetings() -> None:
    """The council's setting: half an hour to tidy up and to lay the tables again."""
    hall, on = UUID(int=77), date(2026, 3, 3)
    first, then = meeting(1, on, venue_id=hall), meeting(2, on, time(18), CARE, venue_id=hall)
    later = meeting(3, on, time(20), CARE, venue_id=hall)
    assert clashes([TERMLY, CARING], [first, then, later], AROUND) == []
    (found,) = clashes([TERMLY, CARING], [first, then, later], replace(AROUND, between=30))
    assert found.kind == "same_venue" and "one right after the other" in found.says
    assert found.meeting_ids == (first.id, then.id)


def test_names_that_are_not_known_are_left_out_of_the_sentence() -> None:
    on = date(2026, 3, 3)
    plan = [meeting(1, on, venue_id=UUID(int=77)), meeting(2, on, group=UUID(int=78), venue_id=UUID(int=77))]
    (found,) = clashes([TERMLY], plan, AROUND)
    assert found.says.startswith("Youth Council and Another group are both in the same place on Tuesday 3 March")


def test_days_that_are_not_free() -> None:
    sittings = [Sitting(BOARD, "Corporate Parenting Board", date(2026, 3, 3))]
    avoid = bank_holidays_of([2025, 2026]) | {date(2026, 3, 20): "Eid al-Fitr"}
    around = replace(AROUND, avoid=avoid, sittings=sittings)
    days = [date(2026, 3, 3), date(2026, 3, 20), date(2026, 5, 4), date(2026, 4, 7), date(2027, 9, 7)]
    found = clashes([CARING], on_days(*days, group=CARE), around)
    assert [(one.kind, one.tone, one.says) for one in found] == [
        (
            "board_day",
            "warn",
            "Care Council meets on Tuesday 3 March, when Corporate Parenting Board sits and needs its members. "
            "Choose another day.",
        ),
        ("avoid_day", "warn", "Care Council meets on Friday 20 March: Eid al-Fitr. Is another day better?"),
        ("outside_term", "neutral", "Care Council meets on Tuesday 7 April, outside term. Some members may be away."),
        ("avoid_day", "warn", "Care Council meets on Monday 4 May: Early May bank holiday. Is another day better?"),
    ]


def test_a_meeting_with_the_board_is_on_its_day() -> None:
    """W54: the group meets the board itself, so that day is the right one; another board's day is not."""
    on = date(2026, 3, 3)
    around = replace(AROUND, sittings=[Sitting(BOARD, "Corporate Parenting Board", on)])
    (together,) = on_days(on, group=CARE)
    assert clashes([CARING], [replace(together, board_id=BOARD)], around) == []
    assert [one.kind for one in clashes([CARING], [replace(together, board_id=UUID(int=5))], around)] == ["board_day"]


def test_other_groups_and_holiday_groups_are_left_alone() -> None:
    sittings = [Sitting(BOARD, "Corporate Parenting Board", date(2026, 3, 3))]
    around = replace(AROUND, sittings=sittings)
    assert clashes([TERMLY], on_days(date(2026, 3, 3)), around) == []
    assert clashes([replace(TERMLY, term_time_only=False)], on_days(date(2026, 8, 4)), around) == []
    assert clashes([TERMLY], on_days(date(2026, 8, 4)), replace(AROUND, terms=())) == []


def test_all_of_a_year_in_order_of_days() -> None:
    on = date(2026, 3, 3)
    plan = [meeting(1, on, venue_id=HALL), meeting(2, on, time(17), CARE, venue_id=HALL)]
    found = warnings([TERMLY, CARING], plan, AROUND)
    assert [one.on for one in found] == sorted(one.on for one in found)
    assert {one.kind for one in found} == {"none", "fewer", "long_gap", "same_venue"}


def test_a_term_that_ends_before_it_starts_is_refused() -> None:
    wrong = Span("spring", "Spring term 2026", date(2026, 4, 2), date(2026, 1, 5))
    with pytest.raises(Unplannable, match="Put its dates right, then plan again"):
        warnings([TERMLY], [], replace(AROUND, terms=(wrong,)))


def test_thirty_groups_with_twenty_meetings_take_little_time() -> None:
    promises, plan = _world(30, 20)
    best = min(_seconds(promises, plan) for _ in range(5))
    assert best < 0.2  # about 0.01 s on a quiet machine


def _world(groups: int, meetings: int) -> tuple[list[Promise], list[Planned]]:
    promises = [replace(TERMLY, group_id=UUID(int=1000 + number), name=f"Group {number}") for number in range(groups)]
    plan = [
        Planned(UUID(int=10_000 + 100 * group + number), UUID(int=1000 + group), starts_at, 90, HALL, frozenset({HART}))
        for group in range(groups)
        for number in range(meetings)
        for starts_at in [moment(date(2025, 9, 2) + timedelta(days=11 * number + group % 7), time(9 + group % 9))]
    ]
    return promises, plan


def _seconds(promises: list[Promise], plan: list[Planned]) -> float:
    started = process_time()
    warnings(promises, plan, AROUND)
    return process_time() - started


STARTS = st.integers(0, 600).map(lambda half: datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=10 * half))
ROWS = st.lists(st.tuples(STARTS, st.integers(1, 300), st.integers(1, 3), st.booleans()), max_size=25)


@settings(deadline=None)  # other work on the machine is no fault
@given(ROWS)
def test_every_meeting_that_starts_inside_another_is_told(rows: list[tuple[datetime, int, int, bool]]) -> None:
    plan = [
        Planned(UUID(int=number), UUID(int=500 + number), at, minutes, UUID(int=900 + venue), cancelled=off)
        for number, (at, minutes, venue, off) in enumerate(rows)
    ]
    found = clashes([], plan, replace(AROUND, terms=()))
    of_id = {one.id: one for one in plan}
    for one in found:
        first, second = (of_id[key] for key in one.meeting_ids)
        assert _overlap(first, second) and first.venue_id == second.venue_id
        assert not first.cancelled and not second.cancelled
    late = {max(a, b, key=lambda one: (one.starts_at, str(one.id))).id for a in plan for b in plan if _wrong(a, b)}
    assert {one.meeting_ids[1] for one in found} == late


def _wrong(one: Planned, other: Planned) -> bool:
    live = not one.cancelled and not other.cancelled
    return one.id != other.id and live and one.venue_id == other.venue_id and _overlap(one, other)


def _overlap(one: Planned, other: Planned) -> bool:
    ends = [each.starts_at + timedelta(minutes=each.minutes) for each in (one, other)]
    return one.starts_at < ends[1] and other.starts_at < ends[0]


@settings(deadline=None)  # other work on the machine is no fault
@given(
    st.sampled_from([Cadence("per_term", 2), Cadence("every_weeks", 6), Cadence("monthly"), Cadence("per_year", 4)]),
    st.integers(0, 4),
    st.sampled_from([None, 1, 2, 3]),
)
def test_what_the_planner_proposes_has_no_gaps(cadence: Cadence, weekday: int, week: int | None) -> None:
    usual = Usual(weekday, time(16, 30), 90, week)
    plan = on_days(*[one.on for one in propose(cadence, usual, TERMS, YEAR)])
    assert gaps([replace(TERMLY, cadence=cadence, target=None)], plan, AROUND) == []
