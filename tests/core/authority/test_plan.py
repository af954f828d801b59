"""The difference between file and database: the file never takes back what staff changed, and never hides it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from core.authority.plan import Change, Drift, Things, declared_by, diff, overwriting

CHAIR = ("group", "youth-council")


def test_what_the_file_adds_is_added() -> None:
    plan = diff({CHAIR: {"name": "Youth Council"}}, {}, {})
    assert plan.add == (Change("add", *CHAIR, fields={"name": "Youth Council"}),)
    assert plan.snapshot == {CHAIR: {"name": "Youth Council"}}
    assert plan.lines() == ["add group youth-council"]


def test_what_the_file_changes_is_changed_and_the_rest_of_the_thing_is_kept() -> None:
    plan = diff(
        {CHAIR: {"name": "New", "ages": 11}},
        {CHAIR: {"name": "Old", "ages": 11, "extra": 1}},
        {CHAIR: {"name": "Old", "ages": 11}},
    )
    [change] = plan.change
    assert change.fields == {"name": "New", "ages": 11, "extra": 1}
    assert change.changed == ("name",)
    assert plan.drift == ()


def test_what_staff_changed_is_drift_and_stays() -> None:
    last = {CHAIR: {"name": "Youth Council", "ages": 11}}
    plan = diff({CHAIR: {"name": "Youth Council", "ages": 12}}, {CHAIR: {"name": "By hand", "ages": 11}}, last)
    assert plan.drift == (Drift(*CHAIR, fields=("name",)),)
    assert plan.change[0].fields == {"name": "By hand", "ages": 12}
    assert plan.snapshot == {CHAIR: {"name": "Youth Council", "ages": 12}}
    assert plan.lines() == ["change group youth-council (ages)", "drift group youth-council (changed by hand: name)"]


def test_what_staff_removed_is_drift_and_does_not_come_back() -> None:
    last = {CHAIR: {"name": "Youth Council"}}
    plan = diff(last, {}, last)
    assert plan.changes == ()
    assert plan.drift == (Drift(*CHAIR, removed=True),)
    assert diff(last, {}, plan.snapshot or {}).drift == plan.drift


def test_what_the_file_no_longer_names_stays_and_is_said() -> None:
    last = {CHAIR: {"name": "Youth Council"}}
    plan = diff({}, last, last)
    assert (plan.changes, plan.gone) == ((), (CHAIR,))
    assert plan.lines() == ["no longer in the file, left as it is: group youth-council"]


def test_something_staff_made_under_the_same_key_is_theirs() -> None:
    plan = diff({CHAIR: {"name": "File"}}, {CHAIR: {"name": "Staff"}}, {})
    assert plan.changes == ()
    assert plan.drift == (Drift(*CHAIR, fields=("name",)),)


def test_overwriting_takes_drift_back() -> None:
    declared = {CHAIR: {"name": "File"}, ("group", "gone"): {"name": "Back"}}
    current = {CHAIR: {"name": "Staff"}}
    plan = overwriting(diff(declared, current, declared), declared, current)
    assert [(change.action, change.key) for change in plan.changes] == [("add", "gone"), ("change", "youth-council")]
    assert plan.drift == ()


def test_dates_compare_with_what_was_stored() -> None:
    stored = {CHAIR: {"starts_on": "2026-09-01"}}
    assert diff({CHAIR: {"starts_on": date(2026, 9, 1)}}, stored, stored).lines() == []


def test_content_without_an_answer_of_its_own_is_read_from_its_lists() -> None:
    class Item(BaseModel):
        key: str
        name: str

    class Content(BaseModel):
        group: list[Item]

    content = Content(group=[Item(key="youth-council", name="Youth Council")])
    assert declared_by(content) == {CHAIR: {"name": "Youth Council"}}


KEYS = st.tuples(st.just("group"), st.sampled_from("abc"))
WORLD = st.dictionaries(KEYS, st.fixed_dictionaries({"x": st.integers(0, 2), "y": st.integers(0, 2)}))


@given(declared=WORLD, current=WORLD, last=WORLD)
def test_applying_a_plan_leaves_drift_only_and_a_second_time_does_nothing(
    declared: Things, current: Things, last: Things
) -> None:
    plan = diff(declared, current, last)
    after = dict(current) | {(change.kind, change.key): change.fields for change in plan.changes}
    again = diff(declared, after, plan.snapshot or {})
    assert again.changes == ()
    assert again.drift == plan.drift
    for identity, fields in current.items():  # no value that differs from what the file last put there is lost
        for name, value in fields.items():
            if value != dict(last.get(identity, {})).get(name):
                assert after[identity][name] == value
