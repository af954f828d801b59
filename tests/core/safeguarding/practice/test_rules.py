"""What safe practice asks, as a table and as properties."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.authority.practice import AdultRatio, Practice
from core.safeguarding.models import AdultCheck
from core.safeguarding.practice.rules import Evening, Standing, adults_needed, ends_on, lacking, standing

TODAY = date(2026, 3, 10)
RATIOS = Practice().ratios
ages = st.lists(st.one_of(st.none(), st.integers(0, 25)), max_size=40)


def check(kind: str = "dbs", done: date = date(2024, 1, 1), ends: date | None = None, gone: bool = False) -> AdultCheck:
    return AdultCheck(kind=kind, done_on=done, expires_on=ends, withdrawn_on=TODAY if gone else None)


def test_a_check_holds_on_its_last_day_and_not_after() -> None:
    held = [check(ends=TODAY)]
    assert standing(held, ["dbs"], TODAY) == Standing((), TODAY)
    [lack] = standing(held, ["dbs"], TODAY + timedelta(days=1)).lacks
    assert lack.ended_on == TODAY and lack.words == "DBS check: ended on 10 March 2026"


def test_what_is_missing_withdrawn_or_still_to_come_does_not_count() -> None:
    for held in ([], [check(gone=True)], [check(done=TODAY + timedelta(days=1))], [check("training")]):
        assert [one.words for one in standing(held, ["dbs"], TODAY).lacks] == ["DBS check: not seen"]


def test_of_two_the_one_that_holds_longest_counts() -> None:
    held = [check(ends=date(2027, 1, 1)), check(done=date(2025, 1, 1), ends=date(2026, 2, 1))]
    assert standing(held, ["dbs"], TODAY).until == date(2027, 1, 1)
    assert standing([*held, check()], ["dbs"], TODAY) == Standing((), None)


def test_nothing_asked_is_nothing_lacking() -> None:
    assert standing([], [], TODAY).is_cleared


def test_a_check_ends_after_the_council_months_also_at_the_end_of_a_month() -> None:
    assert ends_on("dbs", date(2024, 2, 29), {"dbs": 36}) == date(2027, 2, 28)
    assert ends_on("dbs", date(2025, 12, 5), {"dbs": 1}) == date(2026, 1, 5)
    assert ends_on("references", TODAY, {"dbs": 36}) is None


def test_how_many_adults_children_need() -> None:
    table = {
        (): 0,
        (15,): 2,
        (7,) * 12: 2,
        (7,) * 13: 3,
        (11,) * 16: 2,
        (11,) * 17: 3,
        (17,) * 20: 2,
        (17,) * 21: 3,
        (7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15): 2,
        (None,) * 13: 3,
    }
    for children, adults in table.items():
        assert adults_needed(children, RATIOS, 2) == adults, children
    assert adults_needed([None] * 13, RATIOS, 2, unknown=8) == 2


@given(ages, st.integers(0, 25))
def test_one_more_child_or_a_younger_one_never_needs_fewer_adults(here: list[int | None], age: int) -> None:
    needed = adults_needed([*here, age], RATIOS, 2)
    assert needed >= adults_needed(here, RATIOS, 2)
    assert needed >= adults_needed([*here, age + 1], RATIOS, 2)
    assert needed >= 2


@given(st.lists(st.integers(0, 25), min_size=1, max_size=60))
def test_a_mixed_group_lies_between_all_old_and_all_young(here: list[int]) -> None:
    needed = adults_needed(here, RATIOS, 1)
    assert adults_needed([25] * len(here), RATIOS, 1) <= needed <= adults_needed([0] * len(here), RATIOS, 1)


def test_a_meeting_says_what_it_lacks_the_worst_first() -> None:
    unchecked = standing([], ["dbs"], TODAY)
    evening = Evening([("Sam Field", unchecked)], 9, 1, 2, has_lead=False, has_risk=False)
    assert [one.gap for one in lacking(evening)] == ["check", "adults", "lead", "risk"]
    assert [one.says for one in lacking(evening)][:2] == [
        "Sam Field is not cleared on that day. Ask a safeguarding lead or a local admin to see their checks.",
        "9 children need 2 adults; there is 1.",
    ]
    assert lacking(Evening([], 0, 0, 0, has_lead=True, has_risk=True)) == []


def test_the_ratios_of_a_file_must_make_sense() -> None:
    assert Practice(ratios=(AdultRatio(up_to_age=8, children=6), AdultRatio(up_to_age=25, children=6)))
    for wrong in (
        (),
        (AdultRatio(up_to_age=12, children=8), AdultRatio(up_to_age=8, children=6)),
        (AdultRatio(up_to_age=8, children=10), AdultRatio(up_to_age=12, children=6)),
    ):
        try:
            Practice(ratios=wrong)
        except ValueError:
            continue
        raise AssertionError(wrong)
