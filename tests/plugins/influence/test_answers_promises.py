"""Promises after they were given, and what shows that they were kept."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.notify.models import Message
from core.testing.apps import World
from plugins.groups.models import Board
from plugins.influence.answers import reminding
from plugins.influence.answers.promises import missing
from plugins.influence.answers.proofs import New, figure_words, is_shown
from plugins.influence.answers.proofs import missing as proof_lacks
from plugins.influence.models import Ask, Change, Owner, Promise, Proof
from tests.core.files.made import pdf
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.planting import Asking, add_rows, in_days, read, record_of
from tests.plugins.influence.test_answers_giving import DONE, answer, mine
from tests.plugins.influence.working import at_work

TODAY = date(2027, 3, 3)
BASE = "/ashdown/what-happened"


def promised(app: Flask, ask_id: UUID, days: int = 5, **columns: Any) -> UUID:
    """A promise of the first owner of an ask."""
    owner = read(app, Owner, ask_id=ask_id)[0]
    values = {"what": "Ask the bus firm", "who": "Head of Transport", "due_on": in_days(days)} | columns
    return add_rows(app, Promise(ask_id=ask_id, owner_id=owner.id, **values))[0]


@pytest.mark.parametrize(
    ("move", "note", "days", "box"),
    [
        ("", "", None, "move"),
        ("dropped", " ", None, "note"),
        ("moved", "", 3, "note"),
        ("moved", "It snowed.", None, "due_on"),
        ("moved", "It snowed.", -1, "due_on"),
        ("moved", "It snowed.", 9, "due_on"),
    ],
    ids=["nothing", "dropped", "moved", "no_day", "past", "same_day"],
)
def test_what_a_change_of_a_promise_needs(move: str, note: str, days: int | None, box: str) -> None:
    day = None if days is None else TODAY + timedelta(days=days)
    found = missing(move, note, day, TODAY + timedelta(days=9), TODAY)
    assert list(found) == [box] and found[box].endswith(".")


@pytest.mark.both_databases
@pytest.mark.parametrize(
    ("typed", "kind", "state"),
    [
        ({"move": "done"}, "promise_done", "done"),
        ({"move": "dropped", "note": "The firm has no drivers."}, "promise_dropped", "dropped"),
        ({"move": "moved", "note": "It snowed.", "due": 40}, "promise_moved", "open"),
    ],
    ids=["done", "dropped", "moved"],
)
def test_whoever_promised_says_how_it_stands(
    world: World, asked: Asking, typed: dict[str, Any], kind: str, state: str
) -> None:
    ask = asked(owners=[mine(world)])
    id, day = promised(world.app, ask), in_days(typed.pop("due", 40))
    if typed["move"] == "moved":
        typed["due_on"] = [str(day.day), str(day.month), str(day.year)]
    sent = world.browser("decision_maker").submit(f"{BASE}/promises/{id}", typed)
    assert sent.status_code == 302
    (row,), (change,) = read(world.app, Promise), read(world.app, Change)
    assert (row.state, change.kind) == (state, kind) and row.note == typed.get("note", "")
    if kind == "promise_moved":
        assert row.due_on == day and change.detail == f"{in_days(5).isoformat()} {day.isoformat()}"
    else:
        assert row.done_on == local_today()


def test_a_promise_given_up_without_a_reason_is_refused(world: World, asked: Asking) -> None:
    id = promised(world.app, asked(owners=[mine(world)]))
    refused = world.browser("decision_maker").submit(f"{BASE}/promises/{id}", {"move": "dropped"})
    assert refused.status_code == 400 and "Write why. Those who asked read it." in refused.text
    assert read(world.app, Change) == [] and read(world.app, Promise)[0].state == "open"


def test_two_at_once_say_so(world: World, asked: Asking) -> None:
    id = promised(world.app, asked(owners=[mine(world)]))
    browser = world.browser("decision_maker")
    page = browser.get(f"{BASE}/promises/{id}").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    assert browser.post(f"{BASE}/promises/{id}", data={"csrf_token": token, "move": "done"}).status_code == 302
    late = browser.post(f"{BASE}/promises/{id}", data={"csrf_token": token, "move": "dropped", "note": "No."})
    assert late.status_code == 409 and "Nothing was changed" in late.text
    assert read(world.app, Promise)[0].state == "done" and len(read(world.app, Change)) == 1


def test_a_promise_is_found_by_whoever_gave_it_and_staff_alone(world: World, asked: Asking, plant: Plant) -> None:
    plant("secret", listing="hidden", members_hidden=True)
    id = promised(world.app, asked(owners=[{"title": "Mayor"}]))
    url = f"{BASE}/promises/{id}"
    assert world.browser("worker").get(url).status_code == 200
    for role in ("decision_maker", "young_person", "parent_carer", "practitioner"):
        assert world.browser(role).get(url).status_code == 404
    assert world.browser("worker", "brackwell").get(url.replace("ashdown", "brackwell")).status_code == 404


def test_proof_is_asked_for_kept_and_shown(world: World, asked: Asking) -> None:
    ask = asked(owners=[mine(world)])
    id, browser = promised(world.app, ask), world.browser("decision_maker")
    after = browser.submit(f"{BASE}/promises/{id}", {"move": "done"}).location
    assert after.endswith("/proof") and "What shows that it was done?" in browser.get(after).text
    assert browser.submit(after, {"words": "The bus waits at nine.", "part": "41", "whole": "52"}).status_code == 302
    (row,) = read(world.app, Proof)
    assert (row.kind, row.part, row.whole) == ("figure", 41, 52) and row.promise_id == id
    page = browser.get(f"{BASE}/asks/{ask}").text
    assert "The bus waits at nine." in page and "41 of 52" in page


def test_a_document_opens_for_those_who_may_read_the_question(world: World, asked: Asking) -> None:
    ask = asked(owners=[mine(world)])
    id, browser = promised(world.app, ask, state="done"), world.browser("decision_maker")
    typed = {"words": "The plan", "file": (BytesIO(pdf()), "plan.pdf")}
    sent = browser.submit(f"{BASE}/promises/{id}/proof", typed)
    assert sent.status_code == 302, sent.text
    page = browser.get(f"{BASE}/asks/{ask}").text
    url = page.split("Open the document")[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    assert browser.get(url).data == pdf()
    assert world.browser("young_person").get(url).status_code == 404


@pytest.mark.parametrize(
    ("new", "box"),
    [(New(), "words"), (New(part=3), "whole"), (New(whole=3), "part"), (New(part=4, whole=3), "part")],
    ids=["nothing", "no_whole", "no_part", "too_great"],
)
def test_what_proof_needs(new: New, box: str) -> None:
    assert list(proof_lacks(new)) == [box]


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(41, 52, True), (52, 52, True), (0, 52, True), (4, 52, False), (49, 52, False), (5, 10, True), (4, 4, False)],
)
def test_a_figure_about_few_is_kept_and_not_shown(part: int, whole: int, shown: bool, app: Flask) -> None:
    assert is_shown(part, whole, 5) is shown
    assert (figure_words(part, whole, 5) == f"{part} of {whole}") is shown


def test_promises_near_their_day_remind_once(world: World, asked: Asking) -> None:
    worker = record_of(world, "worker")
    ask = asked(owners=[mine(world)], worker_id=worker)
    for days in (-70, -1, 3, 30):
        promised(world.app, ask, days)
    promised(world.app, ask, -1, state="done")
    for _ in range(2):
        with at_work(world.app) as here:
            reminding.promises(here, {})
            reminding.db.session.commit()
    told = sorted((row.notice, row.person_id == worker) for row in read(world.app, Message))
    assert told == [
        ("influence.promise_late", False), ("influence.promise_late", True),
        ("influence.promise_soon", False), ("influence.promise_soon", True),
    ]  # fmt: skip


def test_a_boards_page_says_what_is_late(world: World, asked: Asking, plant: Plant) -> None:
    plant("forum", name="Forum", seats=[{"board": "big-board", "role": "meets"}])
    board = read(world.app, Board, key="big-board")[0].id
    ask = asked("Can the bus wait?", owners=[{"kind": "board", "board_id": board, "due_on": in_days(-3)}])
    promised(world.app, ask, -2, what="Talk to the firm")
    promised(world.app, ask, 2, what="Later")
    for role in ("worker", "decision_maker"):
        page = world.browser(role).get("/ashdown/groups/boards/big-board").text
        assert "Can the bus wait?" in page and "Talk to the firm" in page and "Later" not in page
    assert "Talk to the firm" not in world.browser("young_person").get("/ashdown/groups/boards/big-board").text


def test_staff_type_in_an_answer_and_say_whose_it_is(world: World, asked: Asking) -> None:
    ask = asked(owners=[{"title": "Mayor"}])
    (owner,) = read(world.app, Owner)
    url, worker = f"{BASE}/asks/{ask}/answer/{owner.id}", world.browser("worker")
    assert url in worker.get(f"{BASE}/asks/{ask}").text
    refused = worker.submit(url, DONE)
    assert refused.status_code == 400 and "Say whose answer it is." in refused.text
    assert worker.submit(url, DONE | {"by_words": "The mayor, by phone"}).status_code == 302
    (change,) = read(world.app, Change)
    assert change.by_words == "The mayor, by phone" and change.by_id == record_of(world, "worker")
    other = asked("Another")
    assert worker.get(url.replace(str(ask), str(other))).status_code == 404
    assert world.browser("decision_maker").get(url).status_code in (403, 404)


def test_the_page_of_a_question_keeps_earlier_answers_and_speaks_each_band(world: World, asked: Asking) -> None:
    ask = asked(owners=[mine(world)])
    answer(world.app, ask, outcome="cannot", reason="There is no money.", words="No, sorry.", words_easy="No.")
    answer(world.app, ask)
    browser = world.browser("decision_maker")
    page = browser.get(f"{BASE}/asks/{ask}").text
    assert page.index("The bus waits now.") < page.index("No, sorry.") and "There is no money." in page
    worker = world.browser("worker")
    worker.set_cookie("reading", "easy.en")
    easy = worker.get(f"{BASE}/asks/{ask}").text
    assert "The bus waits." in easy and "The bus waits now." not in easy
    assert read(world.app, Ask)[0].status == "done"
