"""The map of silence: nothing said stands out, no small number shows, and none can be worked out."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from core.authority.sections import Population, Vocabulary, VocabularyItem
from core.db import authority_scope, utcnow
from core.testing.apps import World
from plugins.influence.maps.silence import Figure, Heard, Row, rows
from plugins.influence.maps.silence_picture import picture, words_of
from plugins.influence.maps.silence_reading import by_cohort, by_place
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.planting import Say, in_days, record_of

LEAST = 5
PAGE = "/ashdown/what-happened/silence/"


def of(said: int, people: int = 0, first: int = 0) -> Heard:
    return Heard(frozenset(range(first, first + said)), frozenset(range(first, first + people)))


def line(found: list[Row], key: str) -> Row:
    [row] = [one for one in found if one.key == key]
    return row


def test_the_least_heard_stand_first_and_nothing_said_before_all() -> None:
    titles = {key: key.title() for key in ("much", "few", "none", "some")}
    heard = {"much": of(50, 9), "few": of(3, first=100), "some": of(6, first=200)}
    figures = {key: Figure(1000, 2024, "Made up") for key in titles}
    found = rows(titles, heard, figures, LEAST)
    assert [row.key for row in found] == ["none", "few", "some", "much"]
    assert [(row.said, row.rate) for row in found] == [(0, 0.0), (None, None), (6, 6.0), (50, 50.0)]


def test_people_are_told_only_where_they_are_enough() -> None:
    found = rows({"a": "A", "b": "B"}, {"a": of(20, 4), "b": of(3, 3, first=100)}, {}, LEAST)
    assert (line(found, "a").said, line(found, "a").people) == (20, None)
    assert (line(found, "b").said, line(found, "b").people) == (None, None)


def test_without_a_figure_there_is_no_rate() -> None:
    [row] = rows({"a": "A"}, {"a": of(20)}, {}, LEAST)
    assert (row.said, row.figure, row.rate) == (20, None, None)
    assert words_of(row) == "20 said"


def test_a_line_that_another_holds_but_for_a_few_is_kept_back() -> None:
    """All that care leavers said, and three things more: the two numbers together would tell of three."""
    found = rows({"care": "In care", "left": "Care leavers"}, {"care": of(23), "left": of(20)}, {}, LEAST)
    assert line(found, "care").said == 23
    assert line(found, "left").said is None
    apart = rows({"care": "In care", "left": "Care leavers"}, {"care": of(30), "left": of(20)}, {}, LEAST)
    assert (line(apart, "care").said, line(apart, "left").said) == (30, 20)


def test_a_chain_of_lines_is_kept_back_as_far_as_it_tells() -> None:
    found = rows({key: key for key in "abc"}, {"a": of(20), "b": of(22), "c": of(24)}, {}, LEAST)
    shown = [row.said for row in found if row.said is not None]
    assert all(abs(one - other) >= LEAST for one, other in combinations(shown, 2))
    assert 24 in shown


@given(st.lists(st.sets(st.integers(0, 24)), max_size=6))
def test_no_small_number_and_no_small_difference_ever_shows(sets: list[set[int]]) -> None:
    heard = {str(at): Heard(frozenset(one), frozenset(one)) for at, one in enumerate(sets)}
    found = rows({key: key for key in heard}, heard, {}, LEAST)
    assert all(row.said is None or row.said == 0 or row.said >= LEAST for row in found)
    shown = [heard[row.key].views for row in found if row.said]
    for one, other in combinations(shown, 2):
        for part, whole in ((one, other), (other, one)):
            assert not (part < whole and len(whole) - len(part) < LEAST)


def test_the_picture_has_a_bar_for_each_rate_and_the_longest_fills_the_line() -> None:
    titles = {"a": "A", "b": "B", "c": "C"}
    heard = {"a": of(50), "b": of(25, first=100)}
    drawn = picture(rows(titles, heard, {key: Figure(100, 2024, "Made up") for key in ("a", "b")}, LEAST))
    assert sorted(bar.long for bar in drawn.bars) == [drawn.room // 2, drawn.room]
    assert {letter.text for letter in drawn.letters if not letter.is_title} == {
        "50 said, 500 for every 1,000",
        "25 said, 250 for every 1,000",
        "nothing was said",
    }
    assert picture(rows({"a": "A"}, {}, {"a": Figure(9, 2024, "Made up")}, LEAST)).bars[0].long == 0


@pytest.fixture
def council(world: World) -> Iterator[World]:
    """Ashdown with two cohorts and a figure for one of them and for one place."""
    with world.app.app_context():
        authority = world.app.extensions["heard"].authorities.find("ashdown")
    cohorts = Vocabulary(
        key="cohorts",
        kind="cohorts",
        title="Whose voice is missing",
        items=(
            VocabularyItem(key="in-care", title="In care"),
            VocabularyItem(key="carers", title="Young carers", also=("young carer",)),
        ),
    )
    figure = Population(key="care", title="In care", count=1000, year=2024, source="Made up", cohort="in-care")
    before = authority.file
    changed = before.model_copy(update={"vocabularies": (*before.vocabularies, cohorts), "population": (figure,)})
    object.__setattr__(authority, "file", changed)
    yield world
    object.__setattr__(authority, "file", before)


def test_what_groups_say_is_counted_for_whom_they_are(council: World, app: Flask, plant: Plant, said: Say) -> None:
    care = plant(
        key="care", name="Children in Care Council", eligibility=["in care", "young carer"], members_hidden=True
    )
    plant(key="other", name="Youth Forum")
    me = record_of(council, "young_person")
    for number in range(7):
        said(f"Secret words {number}", me if number else None, group_id=care)
    said("An hour more", group_id=care, permission="my_worker")
    said("Long ago", group_id=care, said_on=in_days(-500))
    said("For nobody", group_id=care, permission="nobody")
    said("", group_id=care, taken_back_at=utcnow())
    for _ in range(6):
        said("The park", tags=[("place", "north")])
    text = council.browser("worker").get(PAGE).get_data(as_text=True)
    assert "7 said, 7 for every 1,000" in text
    assert "Young carers" in text
    assert "no figure" in text
    assert "Secret words" not in text and "Children in Care Council" not in text


def test_nothing_said_is_said_plainly(council: World) -> None:
    text = council.browser("worker").get(PAGE).get_data(as_text=True)
    assert "<strong>nothing</strong>" in text
    assert "Ways to reach them" in text


@pytest.mark.parametrize("role", ["young_person", "parent_carer", "decision_maker", "local_admin"])
def test_it_is_for_those_who_follow_what_was_asked(council: World, role: str) -> None:
    browser = council.browser(role)
    neutral = browser.get("/ashdown/no-such-page").data
    answer = browser.get(PAGE)
    assert (answer.status_code, answer.data) == (404, neutral)


def test_another_councils_voices_are_not_counted(council: World, app: Flask, said: Say) -> None:
    for _ in range(9):
        said("Theirs", authority="brackwell", tags=[("place", "north")])
    with app.app_context():
        authority = app.extensions["heard"].authorities.find("ashdown")
    with app.app_context(), authority_scope(authority.id):
        assert by_place(in_days(-365)) == {}
        assert all(not one.views for one in by_cohort(authority, in_days(-365)).values())
