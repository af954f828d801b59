"""Days of boards, seats and what may be shown of answers, as plain functions."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from plugins.groups.boards.figures import Answer, blocks, figure, filled_to_show
from plugins.groups.boards.rules import (
    Span,
    as_line,
    could_have_been,
    day_remark,
    may_rate,
    membership_span,
    papers_due,
    papers_problem,
    read_dates,
    seat_state,
    series,
    to_replace,
)

DAY = date(2026, 5, 12)  # a Tuesday, the second of its month
MANY: list[UUID] = [uuid4() for _ in range(12)]


def answers(first: int, last: int, value: int = 4) -> list[Answer]:
    return [Answer(person, value) for person in MANY[first:last]]


@pytest.mark.parametrize(
    "line",
    ["12 May 2026", "Tuesday 12 May 2026", "Tue, 12th May 2026", "12/5/2026", "12.05.2026", "2026-05-12", "12 may 2026"]
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(line: str) -> None:
    assert [(one.on, one.fault) for one in read_dates(f"\n  {line}  \n\n")] == [(DAY, "")]


@pytest.mark.parametrize("line", ["31 June 2026", "soon", "5/12", "=HYPERLINK(1)", "12 Mai 2026"])
def test_a_line_that_is_no_day_says_what_to_write(line: str) -> None:
    (found,) = read_dates(line)
    assert found.on is None and "Write it like 27 March 2026" in found.fault


def test_a_day_written_out_is_read_back() -> None:
    assert read_dates(as_line(DAY))[0].on == DAY


def test_a_regular_row_keeps_its_weekday() -> None:
    assert series(DAY, 3, 4) == [DAY, date(2026, 8, 11), date(2026, 11, 10), date(2027, 2, 9)]
    assert series(date(2026, 12, 8), 1, 2)[1] == date(2027, 1, 12)


def test_a_fifth_weekday_becomes_the_last() -> None:
    assert series(date(2026, 3, 31), 1, 3) == [date(2026, 3, 31), date(2026, 4, 28), date(2026, 5, 26)]


def test_papers_are_due_as_stated_or_as_usual() -> None:
    assert papers_due(DAY, None, 7) == date(2026, 5, 5)
    assert papers_due(DAY, date(2026, 5, 1), 7) == date(2026, 5, 1)
    assert papers_due(DAY, None, 0) is None


def test_papers_after_the_meeting_are_a_fault() -> None:
    assert "after the board has met" in papers_problem(DAY, date(2026, 5, 13))
    assert papers_problem(DAY, DAY) == papers_problem(DAY, None) == ""


def test_a_weekend_and_a_day_that_is_over_are_remarked_on() -> None:
    assert day_remark(date(2026, 5, 16), DAY) == "This is a Saturday."
    assert day_remark(date(2026, 5, 11), DAY) == "This day is over." and day_remark(DAY, DAY) == ""


@pytest.mark.parametrize(
    ("start", "end", "status", "state"),
    [(None, None, "active", "holds"), (None, DAY, "paused", "holds"), (date(2026, 5, 13), None, "active", "coming"),
     (None, date(2026, 5, 11), "active", "over"), (None, None, "left", "left"), (None, None, None, "left")],
)  # fmt: skip
def test_whether_a_seat_is_held(start: date | None, end: date | None, status: str | None, state: str) -> None:
    assert seat_state(Span(start, end), status, DAY) == state


def test_only_empty_seats_wait_for_somebody_new() -> None:
    assert to_replace(ended=3, held=1, promised=2) == 1
    assert to_replace(ended=1, held=2, promised=2) == 0
    assert to_replace(ended=2, held=0, promised=None) == 1 and to_replace(ended=2, held=1, promised=None) == 0


@pytest.mark.parametrize(
    ("on", "cancelled", "answer"),
    [(DAY, False, "yes"), (date(2026, 4, 28), False, "yes"), (date(2026, 4, 27), False, "late"),
     (date(2026, 5, 13), False, "early"), (DAY, True, "cancelled")],
)  # fmt: skip
def test_when_a_meeting_can_be_rated(on: date, cancelled: bool, answer: str) -> None:
    assert may_rate(on, cancelled, DAY) == answer


def test_who_could_have_been_there() -> None:
    left = membership_span("left", date(2026, 1, 1), date(2026, 5, 12))
    assert left and could_have_been([left], DAY) and not could_have_been([left], date(2026, 5, 13))
    assert membership_span("left", None, None) is None and membership_span("invited", None, None) is None
    joined = membership_span("active", date(2026, 5, 13), None)
    assert joined and not could_have_been([joined], DAY)


def test_one_person_five_times_is_not_five_people() -> None:
    assert figure([answers(0, 1)] * 5, 5) is None
    assert figure([answers(0, 2), answers(1, 4), answers(3, 5)], 5) == (4.0, 5)


def test_a_later_figure_never_differs_by_a_few() -> None:
    first = [answers(0, 5, 4)]
    assert figure(first, 5) == figure([*first, answers(5, 9, 1)], 5) == (4.0, 5)
    assert figure([*first, answers(5, 9, 1), answers(9, 10, 1)], 5) == (2.5, 10)


def test_what_is_published_is_made_of_what_is_seen_inside() -> None:
    """Else whoever sees both figures takes one from the other and reads the answers of a few."""
    meetings = [answers(0, 3), answers(3, 6), answers(6, 10), answers(10, 11), answers(11, 12)]
    inside, published = blocks(meetings, 5), blocks(blocks(meetings, 5), 10)
    assert [len(block) for block in inside] == [6, 5] and [len(block) for block in published] == [11]
    assert figure(meetings[:3], 5, 10) is None


def test_filled_seats_stay_within_the_promise_and_hidden_members_within_the_threshold() -> None:
    assert filled_to_show(1, 2, True, 5) == 1 and filled_to_show(4, 2, False, 5) == 2
    assert filled_to_show(3, None, True, 5) is None
    assert filled_to_show(3, None, False, 5) == 3 and filled_to_show(0, None, True, 5) == 0
