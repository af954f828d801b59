"""A verdict is given by those who asked, once there is an answer; it is added, never altered, and shown in numbers."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from core.db import db
from core.testing.apps import World
from plugins.influence.heard import judging, verdicts
from plugins.influence.models import Ask, AskView, Change, Verdict
from tests.plugins.influence.planting import add_rows, read, record_of
from tests.plugins.influence.working import at_work, contributor

ANSWERED = {"status": "done", "owners": ({"state": "answered", "outcome": "done", "title": "Head of Transport"},)}
NOON = datetime(2027, 3, 10, 12, tzinfo=UTC)


@pytest.fixture
def mine(world: World, app: Flask, said: Any, asked: Any) -> UUID:
    """An answered question that rests on what the signed-in young person said."""
    view = said(person=record_of(world, "young_person"))
    ask: UUID = asked(views=[view], **ANSWERED)
    return ask


def page(ask: UUID) -> str:
    return f"/ashdown/what-happened/asks/{ask}"


def judge(browser: Any, ask: UUID, verdict: str = "partly", words: str = "") -> Any:
    return browser.submit(f"{page(ask)}/verdict", {"verdict": verdict, "words": words})


def crowd(app: Flask, ask: UUID, *counted: tuple[str, int]) -> None:
    """Plant verdicts of others."""
    add_rows(app, *(Verdict(ask_id=ask, verdict=one) for one, number in counted for _ in range(number)))


def test_who_asked_says_it_and_says_it_again(app: Flask, world: World, mine: UUID) -> None:
    young = world.browser("young_person")
    assert judge(young, mine, "yes").status_code == 302
    assert judge(young, mine, "no", "It stopped again.").status_code == 302
    assert {(row.verdict, row.words, row.on_status) for row in read(app, Verdict)} == {
        ("yes", "", "done"), ("no", "It stopped again.", "done"),
    }  # fmt: skip
    with at_work(app):
        ask = db.session.get(Ask, mine)
        assert ask and [row.verdict for row in verdicts.standing(ask).values()] == ["no"]
        assert verdicts.counts(ask) == {"yes": 0, "partly": 0, "no": 1}
    assert "You said: No." in young.get(page(mine)).text


def test_the_same_form_sent_twice_is_one_verdict(app: Flask, world: World, mine: UUID) -> None:
    young = world.browser("young_person")
    shown = young.get(f"{page(mine)}/verdict").text
    once = shown.split('name="once"')[1].split('value="')[1].split('"')[0]
    for _ in range(2):
        judge(young, mine) if not once else young.submit(f"{page(mine)}/verdict", {"verdict": "yes", "once": once})
    assert len(read(app, Verdict)) == 1 and len(read(app, Change, kind="verdict")) == 1


@pytest.mark.parametrize("role", ["worker", "decision_maker", "parent_carer", "local_admin"])
def test_who_did_not_ask_finds_nothing(app: Flask, world: World, mine: UUID, role: str) -> None:
    assert world.browser(role).get(f"{page(mine)}/verdict").status_code == 404
    assert read(app, Verdict) == []


def test_who_took_it_back_did_not_ask(app: Flask, world: World, mine: UUID) -> None:
    (link,) = read(app, AskView, ask_id=mine)
    world.browser("young_person").submit(
        f"/ashdown/what-happened/mine/said/{link.view_id}",
        action="take-back",
    )
    assert world.browser("young_person").get(f"{page(mine)}/verdict").status_code == 404


def test_an_adult_who_supports_the_group_did_not_ask(app: Flask, world: World, plant: Any, asked: Any) -> None:
    young, worker = record_of(world, "young_person"), record_of(world, "worker")
    ask = asked(group_id=plant("council", members=[young], workers=[worker]), **ANSWERED)
    assert world.browser("worker").get(f"{page(ask)}/verdict").status_code == 404
    assert judge(world.browser("young_person"), ask).status_code == 302


def test_before_there_is_an_answer_there_is_nothing_to_judge(app: Flask, world: World, said: Any, asked: Any) -> None:
    ask = asked(views=[said(person=record_of(world, "young_person"))])
    answer = judge(world.browser("young_person"), ask)
    assert answer.status_code == 200 and "There is no answer yet" in answer.text
    assert read(app, Verdict) == []


def test_the_trail_has_numbers_only_where_everybody_may_read_them(app: Flask, world: World, mine: UUID) -> None:
    judge(world.browser("young_person"), mine)
    crowd(app, mine, ("yes", 20), ("partly", 19))
    judge(world.browser("young_person"), mine, "partly")
    assert [row.detail for row in sorted(read(app, Change, kind="verdict"), key=lambda one: one.position)] == [
        "", "yes 20, partly 20, no 0",
    ]  # fmt: skip
    assert {row.by_id for row in read(app, Change, kind="verdict")} == {None}, (
        "nobody's verdict has a name in the trail"
    )


def test_small_numbers_are_not_shown_inside(app: Flask, world: World, mine: UUID) -> None:
    crowd(app, mine, ("yes", 3))
    assert "Not enough have answered" in world.browser("worker").get(page(mine)).text
    crowd(app, mine, ("yes", 3))
    assert "Yes, that happened: 6." in world.browser("worker").get(page(mine)).text
    crowd(app, mine, ("no", 1))
    assert "Yes, that happened: 6." not in world.browser("worker").get(page(mine)).text, "the one no could be told"


def test_words_are_read_by_the_team_and_by_those_who_decide_where_the_asker_lets_them(
    app: Flask, world: World, said: Any, asked: Any
) -> None:
    decides = record_of(world, "decision_maker")
    owners = ({"state": "answered", "outcome": "done", "person_id": decides, "title": "Head of Transport"},)
    for permission, reads in (("team", False), ("decision_makers", True)):
        person = contributor(app)
        ask = asked(views=[said(person=person, permission=permission)], status="done", owners=owners)
        add_rows(app, Verdict(ask_id=ask, person_id=person, verdict="no", words="Only on paper."))
        assert "Only on paper." in world.browser("worker").get(page(ask)).text
        assert ("Only on paper." in world.browser("decision_maker").get(page(ask)).text) is reads


def test_what_a_group_said_together_is_typed_in_after_they_met(
    app: Flask, world: World, plant: Any, asked: Any
) -> None:
    ask = asked(group_id=plant("council"), **ANSWERED)
    worker, typed = world.browser("worker"), {"verdict": "partly", "voices": "12", "words": "Half of it."}
    assert worker.submit(f"{page(ask)}/group-verdict", typed).status_code == 302
    (row,) = read(app, Verdict)
    assert (row.person_id, row.voices, row.verdict) == (None, 12, "partly") and row.group_id
    assert "Half of it." in worker.get(page(ask)).text
    assert worker.get(f"{page(asked(**ANSWERED))}/group-verdict").status_code == 404
    assert world.browser("young_person").get(f"{page(ask)}/group-verdict").status_code == 404


SAID = st.builds(
    judging.Said,
    id=st.uuids(),
    asker=st.sampled_from(["a", "b", "c"]),
    verdict=st.sampled_from(["yes", "partly", "no"]),
    voices=st.integers(0, 30),
    made_at=st.integers(0, 4).map(lambda hours: NOON + timedelta(hours=hours)),
)


@given(st.lists(SAID, unique_by=lambda one: one.id), st.randoms())
def test_the_last_word_of_each_stands_whatever_the_order(said: list[judging.Said], chance: Any) -> None:
    found = judging.standing(said)
    assert set(found) == {one.asker for one in said}
    for one in said:
        assert (found[one.asker].made_at, found[one.asker].id) >= (one.made_at, one.id)
    chance.shuffle(mixed := list(said))
    assert judging.standing(mixed) == found
    assert sum(judging.counts(said).values()) == sum(max(one.voices, 1) for one in found.values())


@given(st.lists(SAID), st.integers(1, 10))
def test_numbers_are_shown_whole_or_not_at_all(said: list[judging.Said], least: int) -> None:
    counted = judging.counts(said)
    if judging.is_shown(counted, least):
        assert sum(counted.values()) >= least and not any(0 < one < least for one in counted.values())


def test_whose_name_is_gone_still_counts_once() -> None:
    one, other = uuid4(), uuid4()
    assert judging.asker_of(one, None, None, None) != judging.asker_of(other, None, None, None)
    assert judging.asker_of(one, None, other, None) == judging.asker_of(other, None, other, None)
