"""A question put back to young people: who is asked, what they can say, and which numbers come out of it."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from core.db import authority_scope, db
from core.notify.models import Message
from core.safeguarding.models import Concern
from core.testing.apps import World, add_person
from plugins.influence.answers import checks
from plugins.influence.answers.results import results
from plugins.influence.models import Ask, Change, Check, CheckAnswer, Owner
from plugins.influence.vocabulary import CHECK_ANSWERS
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.influence.planting import Asking, Say, add_rows, in_days, read, record_of
from tests.plugins.influence.test_answers_giving import mine
from tests.plugins.influence.working import at_work

BASE = "/ashdown/what-happened"
PLAN = "Did you get your plan?"
counts = st.fixed_dictionaries({key: st.integers(0, 14) for key in CHECK_ANSWERS})


def open_check(app: Flask, ask_id: UUID, opened: int = -3, closes: int = 10, **columns: Any) -> UUID:
    """A check that was opened."""
    days = {"opens_on": in_days(opened), "closes_on": in_days(closes)}
    return add_rows(app, Check(ask_id=ask_id, **({"question": PLAN} | days | columns)))[0]


def answered(app: Flask, check_id: UUID, **numbers: int) -> None:
    """So many different people gave each answer."""
    with app.app_context():
        people = [add_person(f"Somebody {number}") for number in range(sum(numbers.values()))]
    given_answers = [key for key, number in numbers.items() for _ in range(number)]
    rows = zip(people, given_answers, strict=True)
    add_rows(app, *(CheckAnswer(check_id=check_id, person_id=one, answer=key) for one, key in rows))


@given(numbers=counts, least=st.integers(5, 10))
def test_no_small_number_is_shown_and_none_follows_from_the_others(numbers: dict[str, int], least: int) -> None:
    found = results(numbers, least)
    if sum(numbers.values()) < least:
        assert found == (None, ())
    if found.total is None:
        return
    shown = {line.answer: line.number for line in found.lines if line.number is not None}
    assert all(number == 0 or number >= least for number in shown.values())
    left_out = found.total - sum(shown.values())
    assert len(found.lines) - len(shown) != 1, "one number alone is what is left of the total"
    assert left_out == 0 or left_out > 1


def test_enough_answers_are_shown_as_they_are() -> None:
    found = results({"yes": 12, "partly": 6, "no": 5}, 5)
    assert found.total == 23 and not found.hides
    assert [(line.answer, line.number) for line in found.lines] == [
        ("yes", 12),
        ("partly", 6),
        ("no", 5),
        ("not_me", 0),
    ]


@pytest.mark.both_databases
def test_a_young_person_answers_and_changes_it(world: World, said: Say, asked: Asking) -> None:
    child = record_of(world, "young_person")
    ask = asked(views=[said(person=child)], status="done")
    url = f"{BASE}/checks/{open_check(world.app, ask)}"
    young = world.browser("young_person")
    assert f"Did it happen? {PLAN}" in young.get("/ashdown/home").text
    refused = young.submit(url, {"words": "Mine"})
    assert refused.status_code == 400 and "Choose one of the four." in refused.text and "Mine" in refused.text
    assert young.submit(url, {"answer": "no"}).status_code == 302
    assert young.submit(url, {"answer": "partly", "words": "Half of it."}).status_code == 302
    (row,) = read(world.app, CheckAnswer)
    assert (row.person_id, row.answer, row.words) == (child, "partly", "Half of it.")
    assert PLAN not in young.get("/ashdown/home").text
    assert "You have answered." in young.get(url).text


def test_words_with_a_sign_of_harm_reach_a_lead(world: World, said: Say, asked: Asking) -> None:
    ask = asked(views=[said(person=record_of(world, "young_person"))], status="done")
    url = f"{BASE}/checks/{open_check(world.app, ask)}"
    world.browser("young_person").submit(url, {"answer": "no", "words": "My dad hits me and I want to kill myself."})
    assert len(read(world.app, Concern)) == 1


def test_only_those_who_are_asked_find_it(world: World, said: Say, asked: Asking, plant: Plant) -> None:
    worker = record_of(world, "worker")
    group = plant("forum", name="Forum", members=[], workers=[worker])
    ask = asked(status="done", group_id=group)
    url = f"{BASE}/checks/{open_check(world.app, ask)}"
    for role in ("young_person", "worker", "decision_maker", "parent_carer"):
        assert world.browser(role).get(url).status_code == 404
    proposal = f"{BASE}/checks/{open_check(world.app, ask, opens_on=None, closes_on=None)}"
    plant("other", name="Other", members=[record_of(world, "young_person")])
    assert world.browser("young_person").get(proposal).status_code == 404


def test_members_of_the_group_that_is_asked_as_well_are_told_and_answer(
    world: World, asked: Asking, plant: Plant
) -> None:
    child = record_of(world, "young_person")
    group = plant("forum", name="Forum", members=[child], workers=[record_of(world, "worker")])
    ask, day = asked(status="done"), in_days(14)
    typed = {"question": PLAN, "group": str(group), "closes_on": [str(day.day), str(day.month), str(day.year)]}
    worker = world.browser("worker")
    assert worker.submit(f"{BASE}/asks/{ask}/checks/new", typed).status_code == 302
    (check,), (change,) = read(world.app, Check), read(world.app, Change)
    assert (check.question, check.closes_on, check.group_id, change.kind) == (PLAN, day, group, "check")
    assert [(row.person_id, row.notice) for row in read(world.app, Message)] == [(child, "influence.check")]
    url = f"{BASE}/checks/{check.id}"
    assert world.browser("young_person").submit(url, {"answer": "yes"}).status_code == 302
    assert worker.get(url).status_code == 404, "whoever helps a group is not asked in its place"


@pytest.mark.parametrize("days", [0, -1, 91], ids=["today", "past", "too_long"])
def test_a_check_is_open_for_some_days(world: World, asked: Asking, days: int) -> None:
    day = in_days(days)
    typed = {"question": PLAN, "closes_on": [str(day.day), str(day.month), str(day.year)]}
    refused = world.browser("worker").submit(f"{BASE}/asks/{asked(status='done')}/checks/new", typed)
    assert refused.status_code == 400 and "tomorrow at the earliest" in refused.text
    assert read(world.app, Check) == [] and read(world.app, Change) == []


def test_whoever_must_answer_proposes_and_staff_open(world: World, asked: Asking) -> None:
    ask = asked(owners=[mine(world, state="answered", outcome="done")], status="done")
    owner = read(world.app, Owner)[0].id
    deciding, worker = world.browser("decision_maker"), world.browser("worker")
    assert deciding.submit(f"{BASE}/to-answer/{owner}/check", {"question": PLAN}).status_code == 302
    (check,) = read(world.app, Check)
    assert check.opens_on is None and read(world.app, Change) == []
    page = worker.get(f"{BASE}/asks/{ask}").text
    assert "Proposed to ask young people:" in page and PLAN in page
    assert PLAN not in deciding.get(f"{BASE}/asks/{ask}").text
    day = in_days(7)
    typed = {"closes_on": [str(day.day), str(day.month), str(day.year)]}
    assert worker.submit(f"{BASE}/checks/{check.id}/open", typed).status_code == 302
    assert read(world.app, Check)[0].closes_on == day
    assert deciding.get(f"{BASE}/checks/{check.id}/open").status_code in (403, 404)


def page_after(world: World, ask: UUID, role: str = "decision_maker") -> str:
    """The ask's page for one role."""
    return world.browser(role).get(f"{BASE}/asks/{ask}").text


def test_numbers_stand_on_the_page_after_the_last_day_and_never_small_ones(world: World, asked: Asking) -> None:
    ask = asked(owners=[mine(world)], status="done")
    check = open_check(world.app, ask)
    answered(world.app, check, yes=6, partly=5, no=2)
    during = page_after(world, ask)
    assert PLAN in during and "The numbers stand here after that." in during and "13 answered" not in during
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        db.session.execute(db.update(Check).values(closes_on=in_days(-1), opens_on=in_days(-9)))
        db.session.commit()
    after = page_after(world, ask)
    assert "13 answered." in after and "not shown" in after and "Small numbers are not shown" in after


def test_too_few_answers_show_nothing(world: World, asked: Asking) -> None:
    ask = asked(owners=[mine(world)], status="done")
    answered(world.app, open_check(world.app, ask, -9, -1), yes=4)
    page = page_after(world, ask)
    assert "Not enough young people answered" in page and "4 answered" not in page


def test_what_is_published_has_the_higher_threshold(app: Flask, asked: Asking) -> None:
    ask = asked(status="done")
    few, many = open_check(app, ask, -9, -1), open_check(app, ask, -9, -1, question="Does the bus wait?")
    answered(app, few, yes=9)
    answered(app, many, yes=12)
    with at_work(app):
        row = db.session.get(Ask, ask)
        assert row is not None
        (found,) = checks.public_results(row)
    assert found[0] == "Does the bus wait?" and found[1].total == 12


def test_after_the_last_day_nobody_answers(world: World, said: Say, asked: Asking) -> None:
    ask = asked(views=[said(person=record_of(world, "young_person"))], status="done")
    url, young = f"{BASE}/checks/{open_check(world.app, ask)}", world.browser("young_person")
    token = young.get(url).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        db.session.execute(db.update(Check).values(closes_on=in_days(-1), opens_on=in_days(-9)))
        db.session.commit()
    late = young.post(url, data={"csrf_token": token, "answer": "yes"})
    assert late.status_code == 409 and "The time to answer this is over." in late.text
    assert read(world.app, CheckAnswer) == []
