"""Giving an answer: what is refused and in which words, what is kept, and what follows from it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import given as drawn
from hypothesis import strategies as st

from core.clock import local_today
from core.db import db
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.influence.answers.giving import AnswerRefused, give
from plugins.influence.answers.needed import Given, NewPromise, problems
from plugins.influence.models import Answer, Ask, Change, Owner, Promise
from plugins.influence.rules import missing_of
from plugins.influence.vocabulary import OUTCOMES
from tests.plugins.influence.planting import Asking, add_rows, in_days, read, record_of
from tests.plugins.influence.working import at_work

DONE: dict[str, Any] = {"outcome": "done", "words": "The bus waits now.", "words_easy": "The bus waits."}
TODAY = date(2027, 3, 3)
TOMORROW = NewPromise("Ask the bus firm", "Head of Transport", TODAY + timedelta(days=1))


def answer(app: Flask, ask_id: UUID, **values: Any) -> Answer:
    """Let the first owner of an ask answer, as the pages do."""
    with at_work(app) as here:
        owner = db.session.scalars(db.select(Owner).where(Owner.ask_id == ask_id).order_by(Owner.id)).first()
        assert owner is not None
        made = give(owner, authority=here, **(DONE | {"by_words": "Head of Transport", "how": "page"} | values))
        db.session.commit()
        db.session.refresh(made)
        db.session.expunge_all()
        return made


def one(**fields: Any) -> Given:
    """An answer in which nothing is missing, but for `fields`."""
    return Given(**({"by_words": "Head of Transport"} | DONE | fields))


def test_a_whole_answer_lacks_nothing() -> None:
    assert problems(one(), today=TODAY, easy=True) == {}
    assert problems(one(outcome="doing", promises=(TOMORROW,)), today=TODAY, easy=True) == {}


@pytest.mark.parametrize(
    ("fields", "box", "said"),
    [
        ({"outcome": ""}, "outcome", "Choose one of the four answers."),
        ({"outcome": "cannot"}, "reason", "Write why."),
        ({"outcome": "partly", "reason": "  "}, "reason", "Write why."),
        ({"outcome": "doing"}, "promise", "Write what will be done, who does it and by which day."),
        ({"words": " "}, "words", "Write the answer in plain words."),
        ({"words_easy": ""}, "words_easy", "Easy Read too"),
        ({"how": "worker", "by_words": ""}, "by_words", "Say whose answer it is."),
        ({"promises": (TOMORROW._replace(what=""),)}, "promise_1", "Write what will be done."),
        ({"promises": (NewPromise(), TOMORROW._replace(who=" "))}, "promise_2", "Write who does it"),
        ({"promises": (TOMORROW._replace(due_on=None),)}, "promise_1", "by which day"),
        ({"promises": (TOMORROW._replace(due_on=TODAY - timedelta(days=1)),)}, "promise_1", "has passed"),
        ({"words": "x" * 5001}, "words", "5,000 characters"),
    ],
    ids=lambda value: None if isinstance(value, dict) else value.replace(" ", "_")[:20],
)
def test_each_thing_that_is_missing_has_its_sentence(fields: dict[str, Any], box: str, said: str) -> None:
    found = problems(one(**fields), today=TODAY, easy=True)
    assert list(found) == [box] and said in found[box] and found[box].endswith(".")


def test_easy_read_is_asked_for_only_where_the_council_offers_it() -> None:
    assert problems(one(words_easy=""), today=TODAY, easy=False) == {}


@drawn(
    outcome=st.sampled_from([*OUTCOMES, "", "yes"]),
    reason=st.sampled_from(["", "  ", "No money."]),
    promises=st.lists(st.sampled_from([NewPromise(), TOMORROW]), max_size=3),
)
def test_the_rule_and_the_form_agree(outcome: str, reason: str, promises: list[NewPromise]) -> None:
    found = problems(one(outcome=outcome, reason=reason, promises=tuple(promises)), today=TODAY, easy=True)
    assert set(found) == missing_of(outcome, reason, promises.count(TOMORROW))


@pytest.mark.both_databases
def test_an_answer_is_kept_with_what_was_promised_and_moves_the_question(app: Flask, asked: Asking) -> None:
    id = asked()
    promise = NewPromise("Ask the bus firm", "Head of Transport", in_days(30))
    made = answer(app, id, outcome="doing", promises=[promise, NewPromise()])
    (kept,) = read(app, Promise)
    assert (kept.what, kept.who, kept.due_on, kept.answer_id) == (*promise, made.id)
    (owner,), (ask,) = read(app, Owner), read(app, Ask)
    assert (owner.state, owner.outcome, owner.answered_on) == ("answered", "doing", local_today())
    assert (ask.status, ask.answered_on, ask.due_on) == ("doing", local_today(), None)
    (change,) = read(app, Change)
    assert (change.kind, change.detail, change.owner_id) == ("answered", "doing", owner.id)


def test_a_later_answer_stands_beside_the_first(app: Flask, asked: Asking) -> None:
    id = asked()
    answer(app, id, outcome="cannot", reason="There is no money.", words="No.")
    answer(app, id)
    first, second = sorted(read(app, Answer), key=lambda row: row.number)
    assert (first.number, first.outcome, first.words, first.reason) == (1, "cannot", "No.", "There is no money.")
    assert (second.number, second.outcome) == (2, "done") and read(app, Ask)[0].status == "done"


def test_the_day_of_the_answer_is_when_nobody_is_waited_for_any_more(app: Flask, asked: Asking) -> None:
    id = asked(owners=({"title": "One"}, {"title": "Two"}))
    answer(app, id)
    assert (read(app, Ask)[0].status, read(app, Ask)[0].answered_on) == ("waiting", None)


@pytest.mark.both_databases
def test_the_same_form_twice_is_one_answer(app: Flask, asked: Asking) -> None:
    id, form = asked(), UUID(int=7)
    assert answer(app, id, id=form).id == answer(app, id, id=form).id
    assert len(read(app, Answer)) == 1 and len(read(app, Change)) == 1


@pytest.mark.parametrize(
    ("columns", "said"),
    [({"status": "withdrawn"}, "taken back"), ({"status": "draft"}, "not been sent")],
    ids=["withdrawn", "draft"],
)
def test_a_question_that_is_not_open_is_not_answered(
    app: Flask, asked: Asking, columns: dict[str, Any], said: str
) -> None:
    id = asked(**columns)
    with pytest.raises(AnswerRefused, match=said):
        answer(app, id)
    assert read(app, Answer) == [] and read(app, Change) == []


def test_who_passed_it_on_does_not_answer(app: Flask, asked: Asking) -> None:
    id = asked(owners=({"title": "One", "state": "passed_on"},))
    with pytest.raises(AnswerRefused, match="passed on to somebody else"):
        answer(app, id)


def mine(world: World, **columns: Any) -> dict[str, Any]:
    """An owner that is the decision-maker who can sign in."""
    return {"title": "Head of Transport", "person_id": record_of(world, "decision_maker")} | columns


def to_answer(world: World) -> tuple[PageClient, str]:
    """The decision-maker's browser, and the page of their one question."""
    (owner,) = read(world.app, Owner)
    return world.browser("decision_maker"), f"/ashdown/what-happened/to-answer/{owner.id}"


def test_the_page_shows_what_is_asked_promised_and_answered(world: World, asked: Asking) -> None:
    late = asked("Can the bus wait?", owners=[mine(world, due_on=in_days(-2))])
    asked("May we paint the bus?", owners=[mine(world, due_on=in_days(6))])
    asked("Somebody else's", owners=[{"title": "Mayor"}])
    page = world.browser("decision_maker").get("/ashdown/what-happened/to-answer/").text
    assert page.index("Can the bus wait?") < page.index("May we paint the bus?") and "Somebody else" not in page
    assert "2 days ago" in page and "in 6 days" in page
    answer(world.app, late, outcome="doing", promises=[NewPromise("Ask the firm", "Me", in_days(1))])
    page = world.browser("decision_maker").get("/ashdown/what-happened/to-answer/").text
    to_do, rest = page.split("What you promised")
    assert "Can the bus wait?" not in to_do and "Ask the firm" in rest
    assert "Not enough of those who asked have said yet" in rest


def test_an_answer_is_given_in_one_page_and_a_mistake_keeps_what_was_typed(world: World, asked: Asking) -> None:
    asked(owners=[mine(world)])
    browser, url = to_answer(world)
    refused = browser.submit(url, {"outcome": "cannot", "words": "No, sorry.", "words_easy": "No."})
    assert refused.status_code == 400 and "Write why." in refused.text and "No, sorry." in refused.text
    assert read(world.app, Answer) == []
    sent = browser.submit(url, DONE)
    assert sent.status_code == 302 and sent.location.endswith("/to-answer/")
    (made,) = read(world.app, Answer)
    assert (made.how, made.by_words, made.words_easy) == ("page", "Head of Transport", "The bus waits.")
    (change,) = read(world.app, Change)
    assert change.by_id == record_of(world, "decision_maker")
    assert "The bus waits now." in browser.get(url).text


def test_another_row_for_a_promise_needs_no_script(world: World, asked: Asking) -> None:
    asked(owners=[mine(world)])
    browser, url = to_answer(world)
    more = browser.submit(url, {"words": "Kept words", "what_1": "First", "more": "1"})
    assert more.status_code == 200 and 'name="what_2"' in more.text and 'name="what_3"' not in more.text
    assert "Kept words" in more.text and 'value="First"' in more.text and read(world.app, Answer) == []


def test_long_easy_sentences_are_pointed_out_once(world: World, asked: Asking) -> None:
    asked(owners=[mine(world)])
    browser, url = to_answer(world)
    typed = DONE | {"words_easy": "word " * 20}
    hinted = browser.submit(url, typed)
    assert hinted.status_code == 200 and "more than 15 words" in hinted.text and read(world.app, Answer) == []
    assert browser.submit(url, typed | {"seen_hint": "1"}).status_code == 302


def test_only_who_is_asked_finds_the_page(world: World, asked: Asking) -> None:
    asked(owners=[{"title": "Mayor"}])
    browser, url = to_answer(world)
    assert browser.get(url).status_code == 404
    assert world.browser("decision_maker", "brackwell").get(url.replace("ashdown", "brackwell")).status_code == 404
    assert world.browser("worker").get("/ashdown/what-happened/to-answer/").status_code in (403, 404)


def test_the_first_page_says_what_waits(world: World, asked: Asking) -> None:
    id = asked("Can the bus wait?", owners=[mine(world)])
    browser = world.browser("decision_maker")
    assert "Answer: Can the bus wait?" in browser.get("/ashdown/home").text
    answer(world.app, id)
    add_rows(world.app, Promise(ask_id=id, owner_id=read(world.app, Owner)[0].id, what="Paint it", who="Me",
                                due_on=in_days(3)))  # fmt: skip
    home = browser.get("/ashdown/home").text
    assert "Answer: Can" not in home and "You promised: Paint it" in home
