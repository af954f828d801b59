"""The clock of a request and the steps that may be taken: the law's dates, as properties over many days."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data_rights.requests import rules
from core.working_days import PARTS, days_off, next_working_day

ENGLAND = days_off("england")
DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))
ONE, TWO = uuid4(), uuid4()


@dataclass(frozen=True)
class Step:
    """A step of a test."""

    step: str
    on: date = date(2026, 3, 2)
    by: UUID | None = ONE


def due(received: date, *steps: Step, kind: str = "access", today: date | None = None) -> date:
    """The day on which a request is due."""
    facts = rules.Facts(kind, received)
    return rules.clock(facts, steps, today or received, ENGLAND).due_on


@pytest.mark.parametrize(
    ("received", "told"),
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # 3 October 2026 is a Saturday
        (date(2026, 3, 31), date(2026, 4, 30)),  # April has no 31st
        (date(2027, 1, 31), date(2027, 3, 1)),  # nor has February; its 28th is a Sunday
        (date(2028, 1, 31), date(2028, 2, 29)),  # a leap year
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas, Boxing Day on a Saturday with its substitute, a Sunday
        (date(2026, 3, 3), date(2026, 4, 7)),  # Good Friday to Easter Monday
    ],
)
def test_one_month_to_the_same_date_or_the_next_working_day(received: date, told: date) -> None:
    assert due(received) == told


def test_a_bank_holiday_counts_where_the_council_is() -> None:
    facts = rules.Facts("access", date(2026, 11, 30))
    due_in = {part: rules.clock(facts, [], facts.received_on, days_off(part)).due_on for part in PARTS}
    assert due_in["england"] == date(2026, 12, 30)
    in_june = rules.Facts("access", date(2026, 6, 13))
    told = {part: rules.clock(in_june, [], in_june.received_on, days_off(part)).due_on for part in PARTS}
    assert told["northern_ireland"] == date(2026, 7, 14)  # the Battle of the Boyne
    assert told["england"] == date(2026, 7, 13)


@given(DAYS)
def test_the_day_is_a_working_day_within_a_month_and_a_few_days(received: date) -> None:
    day, same = due(received), rules.months_later(received, 1)
    assert not ENGLAND(day)
    assert same <= day <= same + timedelta(days=6)
    assert day == next_working_day(same, ENGLAND)
    assert same.day == min(received.day, monthrange(same.year, same.month)[1])


@given(DAYS, DAYS)
def test_who_asks_later_is_never_due_earlier(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert due(first) <= due(second)


@given(DAYS, st.integers(0, 60), st.integers(0, 60), st.sampled_from(["identity", "clarity"]))
def test_the_clock_waits_for_as_many_days_as_were_waited(received: date, before: int, waited: int, what: str) -> None:
    asked = received + timedelta(days=before)
    answer = {"identity": "identity_checked", "clarity": "clarity_given"}[what]
    steps = (Step(f"{what}_asked", asked), Step(answer, asked + timedelta(days=waited)))
    moved = rules.months_later(received, 1) + timedelta(days=waited)
    assert due(received, *steps, today=asked + timedelta(days=400)) == next_working_day(moved, ENGLAND)


@given(DAYS, st.integers(0, 40))
def test_while_it_waits_it_is_never_overdue_and_the_day_moves(received: date, waited: int) -> None:
    facts, today = rules.Facts("access", received), received + timedelta(days=waited)
    clock = rules.clock(facts, [Step("identity_asked", received)], today, ENGLAND)
    assert clock.waits_for == "identity" and clock.paused_days == waited
    assert not clock.is_overdue(today + timedelta(days=500))


@given(DAYS)
def test_a_longer_time_is_two_months_more_once_and_within_the_first(received: date) -> None:
    facts, longer = rules.Facts("access", received), Step("extended", received)
    assert due(received, longer) == next_working_day(rules.months_later(received, 3), ENGLAND)
    last = due(received)
    steps = [Step("received", received), Step("identity_checked", received)]
    assert rules.why_not(facts, steps, "extended", ONE, last, ENGLAND) == ""
    assert "first month is over" in rules.why_not(facts, steps, "extended", ONE, last + timedelta(days=1), ENGLAND)
    again = rules.why_not(facts, [*steps, longer], "extended", ONE, received, ENGLAND)
    assert "allows it once" in again


def test_a_complaint_is_acknowledged_within_30_days_and_never_made_longer() -> None:
    received = date(2026, 6, 22)
    facts = rules.Facts("complaint", received)
    assert due(received, kind="complaint") == date(2026, 7, 22)
    assert rules.clock(facts, [], date(2026, 7, 23), ENGLAND).is_overdue(date(2026, 7, 23))
    taken = [Step("acknowledged", date(2026, 7, 22))]
    assert not rules.clock(facts, taken, date(2026, 9, 1), ENGLAND).is_overdue(date(2026, 9, 1))
    assert rules.why_not(facts, [], "extended", ONE, received, ENGLAND)
    assert rules.why_not(facts, [], "refused", ONE, received, ENGLAND)


ACCESS = rules.Facts("access", date(2026, 3, 2))
WAY = ["received", "identity_checked", "gathered", "redacted", "released", "sent"]


def taken(*names: str, by: UUID = ONE) -> list[Step]:
    """Steps of one person on one day."""
    return [Step(name, by=by) for name in names]


def may(steps: list[Step], step: str, by: UUID | None = ONE, facts: rules.Facts = ACCESS) -> bool:
    """Whether the step may be taken."""
    return rules.why_not(facts, steps, step, by, date(2026, 3, 2), ENGLAND) == ""


def test_access_goes_its_way_and_skips_no_step() -> None:
    for number, name in enumerate(WAY[1:], start=1):
        before = taken(*WAY[:number])
        assert may(before, name, TWO)
        for later in WAY[number + 1 :]:
            assert not may(before, later, TWO), f"{later} after {WAY[:number]}"
    assert rules.state_of(ACCESS, taken(*WAY)) == "sent"


def test_whoever_did_the_work_does_not_look_it_over() -> None:
    before = taken("received", "identity_checked", "gathered", "redacted")
    assert not may(before, "released", ONE) and not may(before, "released", None)
    assert may(before, "released", TWO)
    assert "Somebody else" in rules.why_not(ACCESS, before, "released", ONE, date(2026, 3, 2), ENGLAND)
    erasure = rules.Facts("erasure", date(2026, 3, 2))
    ready = taken("received", "identity_checked", "rehearsed")
    assert not may(ready, "approved", ONE, erasure) and may(ready, "approved", TWO, erasure)
    assert not may(ready, "erased", TWO, erasure), "nothing is erased unapproved"


def test_sent_back_is_gone_through_again_by_anybody() -> None:
    before = [*taken("received", "identity_checked", "gathered", "redacted"), *taken("sent_back", by=TWO)]
    assert rules.state_of(ACCESS, before) == "redaction"
    again = [*before, *taken("redacted", by=TWO)]
    assert may(again, "released", ONE) and not may(again, "released", TWO)


def test_on_behalf_waits_for_a_person_s_decision() -> None:
    facts = rules.Facts("access", date(2026, 3, 2), on_behalf=True)
    steps = taken("received", "identity_checked")
    assert rules.state_of(facts, steps) == "entitlement"
    assert not may(steps, "gathered", ONE, facts) and may(steps, "entitled", ONE, facts)
    assert may([*steps, *taken("entitled")], "gathered", ONE, facts)


def test_while_somebody_is_waited_for_only_waiting_ends() -> None:
    steps = taken("received", "identity_checked", "clarity_asked")
    assert not may(steps, "gathered") and may(steps, "clarity_given") and may(steps, "withdrawn") and may(steps, "note")
    assert "waits for clarity" in rules.why_not(ACCESS, steps, "gathered", ONE, date(2026, 3, 2), ENGLAND)
    assert not may(taken("received"), "clarity_given")


CHOICES = st.lists(st.sampled_from(rules.STEPS), max_size=14)


@given(st.sampled_from(rules.KINDS), st.booleans(), CHOICES)
def test_nothing_but_the_allowed_steps_closes_a_request_and_closed_stays_closed(
    kind: str, on_behalf: bool, wanted: list[str]
) -> None:
    facts, steps = rules.Facts(kind, date(2026, 3, 2), on_behalf), [Step("received")]
    for number, name in enumerate(wanted):
        by = (ONE, TWO)[number % 2]
        before = rules.state_of(facts, steps)
        if rules.why_not(facts, steps, name, by, date(2026, 3, 2), ENGLAND) == "":
            steps.append(Step(name, by=by))
            after = rules.state_of(facts, steps)
            assert before not in rules.CLOSED or after == before
    state = rules.state_of(facts, steps)
    names = [one.step for one in steps]
    if state == "sent":
        redactor = [one.by for one in steps if one.step == "redacted"][-1]
        assert [one.by for one in steps if one.step == "released"][-1] != redactor
    if on_behalf and kind != "complaint" and state in ("sent", "done"):
        assert "entitled" in names
    if kind == "erasure" and state == "done":
        assert "approved" in names
