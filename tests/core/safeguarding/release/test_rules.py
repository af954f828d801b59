"""How long an opening lasts, when its review is late, and who must say yes."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from core.safeguarding.release import rules
from core.working_days import days_off

FRIDAY = datetime(2026, 3, 6, 15, tzinfo=UTC)


def test_two_working_days_leave_the_weekend_out() -> None:
    assert rules.review_by(FRIDAY, days_off("england")).date() == date(2026, 3, 11)  # the end of Tuesday


def test_a_late_review_freezes() -> None:
    assert rules.is_frozen([FRIDAY], FRIDAY + timedelta(seconds=1)) and not rules.is_frozen([FRIDAY], FRIDAY)


@pytest.mark.parametrize(
    ("policy", "by_lead", "for_another", "runs", "asks"),
    [
        ("alone", False, False, False, False),
        ("with_a_lead", False, False, False, True),
        ("with_a_lead", True, False, False, False),
        ("alone", True, True, False, True),
        ("alone", True, False, True, True),
    ],
)
def test_who_needs_a_yes(policy: str, by_lead: bool, for_another: bool, runs: bool, asks: bool) -> None:
    must = rules.must_ask(policy=policy, by_lead=by_lead, for_another=for_another, runs_the_platform=runs)
    assert must is asks


def test_a_yes_that_nobody_used_lapses() -> None:
    asked = SimpleNamespace(
        reviewed_at=None, opened_at=None, refused=False, needs_yes=True, answered_at=FRIDAY, asked_at=FRIDAY
    )
    assert rules.standing(asked, FRIDAY + timedelta(hours=1)) == "approved"
    assert rules.standing(asked, FRIDAY + timedelta(hours=25)) == "lapsed"
