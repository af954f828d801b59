"""From what was said to a question that somebody must answer: worded, sent, passed on, taken back."""

from datetime import timedelta
from io import BytesIO
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.orm.exc import StaleDataError

from core.clock import local_today
from core.db import authority_scope, db
from core.notify.models import Message
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.groups.models import Board, BoardDate, BoardReport, BoardSeat, SeatHolder
from plugins.influence.asks.numbering import next_number
from plugins.influence.models import Ask, AskView, Change, Owner, View
from plugins.influence.rules import long_sentences
from plugins.influence.voice import keeping
from tests.plugins.groups.planting import council_id, planter
from tests.plugins.influence.asking import DAY, HONEST, add_rows, ask_of, asked_of, read, record_of, say

ASKS = "/ashdown/what-happened/asks"
WORDS = {"title": "A later bus", "words": "Can the last bus go later?"} | HONEST


def make(worker: PageClient, *views: UUID, **typed: Any) -> str:
    """Make a question of these views as a worker does; the address of its page."""
    query = "&".join(f"view={view}" for view in views)
    answer = worker.submit(f"{ASKS}/new?{query}", WORDS | typed)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def name_officer(world: World, worker: PageClient, page: str, **typed: Any) -> Any:
    """Name the decision-maker as one who must answer."""
    who = {"person_id": str(record_of(world, "decision_maker")), "title": "Head of Transport"}
    return worker.submit(f"{page}/owners/new/person", who | typed)


@pytest.mark.both_databases
def test_a_question_is_made_of_views_sent_and_read_by_whoever_must_answer(world: World) -> None:
    worker = world.browser("worker")
    view = say(world.app, person_id=record_of(world, "young_person"), voice="person", permission="decision_makers")
    page = make(worker, view)
    assert "Name somebody who must answer." in worker.get(page).text
    assert name_officer(world, worker, page).status_code == 302
    assert world.browser("decision_maker").get(page).status_code == 404
    assert worker.submit(f"{page}/send").status_code == 302
    (ask,), (owner,) = read(world.app, Ask), read(world.app, Owner)
    assert (ask.status, ask.number, ask.asked_on, ask.due_on) == ("waiting", 1, local_today(), owner.due_on)
    assert [row.kind for row in read(world.app, Change)] == ["asked"]
    text = world.browser("decision_maker").get(page).text
    assert "Can the last bus go later?" in text and "The last bus goes too early." in text
    assert "The fares: the region sets them." in world.browser("young_person").get(page).text


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ({"words": ""}, "Write the question in full."),
        ({"can_change": ""}, "Say what can change"),
        ({"cannot_change": " "}, "Say what cannot change, and why."),
    ],
)
def test_nothing_goes_out_before_the_limits_are_honest(world: World, left_out: dict[str, str], said: str) -> None:
    worker = world.browser("worker")
    id = ask_of(world.app, say(world.app), **left_out)
    asked_of(world.app, id, person_id=record_of(world, "decision_maker"), asked_on=None)
    shown = worker.get(f"{ASKS}/{id}/send")
    assert said in shown.text and "Send the question</button>" not in shown.text
    assert read(world.app, Change) == []


def test_a_question_to_nobody_is_not_sent(world: World) -> None:
    id = ask_of(world.app, say(world.app))
    assert "Name somebody who must answer." in world.browser("worker").get(f"{ASKS}/{id}/send").text


def test_a_question_that_rests_on_nothing_says_why(world: World) -> None:
    worker, id = world.browser("worker"), ask_of(world.app)
    asked_of(world.app, id, person_id=record_of(world, "decision_maker"), asked_on=None)
    refused = worker.submit(f"{ASKS}/{id}/send")
    assert refused.status_code == 409 and "Attach what was said, or say why" in refused.text
    why = {"without_views": "The group decided it together."}
    assert worker.submit(f"{ASKS}/{id}/send", why).status_code == 302
    assert read(world.app, Change)[0].detail == "The group decided it together."


@pytest.mark.parametrize("permission", ["my_worker", "nobody"])
def test_what_was_meant_for_fewer_people_is_not_asked(world: World, permission: str) -> None:
    worker_id = record_of(world, "worker")
    view = say(world.app, "Only for you.", permission=permission, worker_id=worker_id, voice="person")
    worker = world.browser("worker")
    shown = worker.get(f"{ASKS}/new?view={view}")
    assert ("wants fewer people to read it" in shown.text) is (permission == "my_worker")
    make(worker, view)
    assert read(world.app, AskView) == []


def test_a_view_that_was_narrowed_since_stops_the_sending_and_is_hidden_from_those_asked(world: World) -> None:
    worker, worker_id = world.browser("worker"), record_of(world, "worker")
    view = say(world.app, "Not for them.", permission="my_worker", worker_id=worker_id)
    id = ask_of(world.app, view)
    asked_of(world.app, id, person_id=record_of(world, "decision_maker"), asked_on=None)
    assert "now wants fewer people to read it" in worker.get(f"{ASKS}/{id}/send").text
    assert "Not for this" in worker.get(f"{ASKS}/{id}/views").text
    assert worker.submit(f"{ASKS}/{id}/views", action="/remove").status_code == 302
    assert read(world.app, AskView) == []
    sent = ask_of(world.app, view, number=2, status="waiting", asked_on=local_today())
    asked_of(world.app, sent, person_id=record_of(world, "decision_maker"))
    assert "Not for them." not in world.browser("decision_maker").get(f"{ASKS}/{sent}").text


def test_what_was_sent_is_not_worded_anew(world: World) -> None:
    worker, id = world.browser("worker"), ask_of(world.app, status="waiting", asked_on=local_today())
    answer = worker.get(f"{ASKS}/{id}/edit", follow_redirects=True)
    assert "its words stay as they are" in answer.text and "ask anew" in answer.text
    assert worker.get(f"{ASKS}/{id}/send", follow_redirects=True).text.count("Nothing is sent twice.") == 1


def test_two_who_word_it_at_once_lose_nothing(world: World) -> None:
    worker, id = world.browser("worker"), ask_of(world.app)
    assert worker.submit(f"{ASKS}/{id}/edit", {"title": "An earlier bus"}).status_code == 302
    clash = worker.submit(f"{ASKS}/{id}/edit", {"title": "My bus", "version": "1"})
    assert clash.status_code == 409 and "An earlier bus" in clash.text and 'value="My bus"' in clash.text
    assert read(world.app, Ask)[0].title == "An earlier bus"


def test_sending_what_somebody_changed_meanwhile_is_refused(world: World) -> None:
    worker, id = world.browser("worker"), ask_of(world.app, say(world.app))
    asked_of(world.app, id, person_id=record_of(world, "decision_maker"), asked_on=None)
    refused = worker.submit(f"{ASKS}/{id}/send", {"version": "77"})
    assert refused.status_code == 409 and "look at it again" in refused.text
    assert read(world.app, Ask)[0].status == "draft"


def test_several_answer_each_with_a_clock_of_their_own(world: World) -> None:
    worker, page = world.browser("worker"), make(world.browser("worker"), say(world.app))
    assert name_officer(world, worker, page).status_code == 302
    twice = name_officer(world, worker, page)
    assert twice.status_code == 400 and "They are asked already." in twice.text
    assert worker.submit(f"{page}/send").status_code == 302
    board, sits = board_with_day(world, 30)
    answer = worker.submit(f"{page}/owners/new/board/{board}", {"date_id": str(sits)})
    assert answer.status_code == 302
    first, second = sorted(read(world.app, Owner), key=lambda one: one.kind == "board")
    assert second.due_on > first.due_on and second.asked_on == local_today()
    assert [row.kind for row in read(world.app, Change)] == ["asked", "owner_added"]
    assert read(world.app, Ask)[0].due_on == first.due_on


def test_it_is_passed_on_with_a_reason_and_who_had_it_stays_written_down(world: World) -> None:
    worker = world.browser("worker")
    id = ask_of(world.app, say(world.app), status="waiting", asked_on=local_today())
    old = asked_of(world.app, id, due_on=local_today(), title="Head of Parks", kind="person")
    page = f"{ASKS}/{id}"
    refused = name_officer(world, worker, page)
    assert refused.status_code == 302  # added beside
    board, sits = board_with_day(world, 30)
    to = f"{page}/owners/new/board/{board}?instead={old}"
    assert "Say why it goes to somebody else." in worker.submit(to, {"date_id": str(sits)}).text
    assert worker.submit(to, {"date_id": str(sits), "why": "The board decides on buses."}).status_code == 302
    states = {row.title: row.state for row in read(world.app, Owner)}
    assert states == {"Head of Parks": "passed_on", "Head of Transport": "waiting", "Council Board": "waiting"}
    text = worker.get(page).text
    assert "Head of Parks" in text and "Passed on to somebody else" in text
    assert "The board decides on buses." in text


def test_a_question_is_taken_back_with_a_reason(world: World) -> None:
    view = say(world.app, person_id=record_of(world, "young_person"), voice="person")
    worker, id = world.browser("worker"), ask_of(world.app, view, status="waiting", asked_on=local_today())
    owner = asked_of(world.app, id, person_id=record_of(world, "decision_maker"), due_on=local_today())
    assert "Say why" in worker.submit(f"{ASKS}/{id}/withdraw").text
    assert worker.submit(f"{ASKS}/{id}/withdraw", {"reason": "It was decided already."}).status_code == 302
    (ask,) = read(world.app, Ask)
    assert (ask.status, ask.due_on) == ("withdrawn", None)
    assert "They are asked" not in name_officer(world, worker, f"{ASKS}/{id}").text
    assert [row.id for row in read(world.app, Owner)] == [owner]


def test_the_same_form_sent_twice_makes_one_question_and_one_owner(world: World) -> None:
    worker = world.browser("worker")
    shown = worker.get(f"{ASKS}/new").text
    once = shown.split('name="once"')[1].split('value="')[1].split('"')[0]
    for _ in range(2):
        answer = worker.submit(f"{ASKS}/new", WORDS | {"once": once})
        assert answer.status_code == 302
    shown = worker.get(f"{answer.location}/owners/new/person").text
    once = shown.split('name="once"')[1].split('value="')[1].split('"')[0]
    for _ in range(2):
        assert name_officer(world, worker, answer.location, once=once).status_code == 302
    assert len(read(world.app, Owner)) == 1
    assert len(read(world.app, Ask)) == 1


def board_with_day(world: World, days: int) -> tuple[UUID, UUID]:
    """A board and a day on which it sits."""
    (board,) = add_rows(world.app, Board(key="council-board", name="Council Board"))
    (day,) = add_rows(world.app, BoardDate(board_id=board, on_date=local_today() + timedelta(days=days)))
    return board, day


def test_what_waits_to_be_asked_is_found_by_its_words(world: World) -> None:
    worker, id = world.browser("worker"), ask_of(world.app)
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        for words in ("The bus is late.", "The park is dark."):
            keeping.keep(View(words=words, said_on=DAY, permission="team"), by=None)
        db.session.commit()
    page = f"{ASKS}/{id}/views"
    assert "The bus is late." in worker.get(page).text and "The park is dark." in worker.get(page).text
    found = worker.get(f"{page}?words=dark").text
    assert "The park is dark." in found and "The bus is late." not in found
    assert "Nothing with these words is waiting." in worker.get(f"{page}?words=zebra").text


def test_the_paper_and_who_presents_it_are_added_later_and_the_presenter_hears_of_it(world: World) -> None:
    worker, young = world.browser("worker"), record_of(world, "young_person")
    group = planter(world.app)("forum", listing="public", members=[young])
    board, sits = board_with_day(world, 30)
    (seat,) = add_rows(world.app, BoardSeat(group_id=group, board_id=board, seats=1))
    add_rows(world.app, SeatHolder(seat_id=seat, person_id=young))
    id = ask_of(world.app, say(world.app), status="waiting", asked_on=local_today())
    owner = asked_of(world.app, id, kind="board", board_id=board, date_id=sits, due_on=local_today())
    page = f"{ASKS}/{id}/owners/{owner}/paper"
    assert "Young person Tester (sits on the board)" in worker.get(page).text
    refused = worker.submit(page, {"paper": (BytesIO(b"no pdf"), "a.pdf"), "presenter_id": str(young)})
    assert refused.status_code == 400 and read(world.app, Owner)[0].presenter_id is None
    assert worker.submit(page, {"presenter_id": str(young)}).status_code == 302
    assert read(world.app, Owner)[0].presenter_id == young
    assert [row.notice for row in read(world.app, Message, person_id=young)] == ["influence.to_present"]
    assert worker.get(f"{ASKS}/{id}/owners/{uuid4()}/paper").status_code == 404


def test_a_board_is_asked_for_its_next_day_and_its_list_of_reports_is_told(world: World) -> None:
    worker, id = world.browser("worker"), ask_of(world.app, say(world.app))
    board, sits = board_with_day(world, 40)
    page = f"{ASKS}/{id}/owners/new/board/{board}"
    assert "Give the report a title" in worker.submit(page, {"report_about": "Buses in the evening."}).text
    typed = {"report_title": "Buses", "report_about": "Young people ask about buses in the evening."}
    assert worker.submit(page, typed).status_code == 302
    (owner,), (report,) = read(world.app, Owner), read(world.app, BoardReport)
    assert (owner.date_id, owner.title, owner.asked_on) == (sits, "Council Board", None)
    assert (report.date_id, report.title, report.from_whom) == (sits, "Buses", "Children and young people")
    assert "Not asked yet" in worker.get(f"{ASKS}/{id}").text
    assert "Buses" in world.app.test_client().get("/ashdown/groups/boards/council-board").text


@pytest.mark.both_databases
def test_two_who_make_a_question_at_once_get_two_numbers(app: Flask) -> None:
    ready, numbers = Barrier(2, timeout=20), list[int]()

    def make_one() -> None:
        with app.app_context(), authority_scope(council_id(app), write=True):
            ready.wait()
            ask = Ask(number=next_number(), title="One")
            db.session.add(ask)
            db.session.commit()
            numbers.append(ask.number)

    both = [Thread(target=make_one) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    assert sorted(numbers) == [1, 2]


def test_the_easy_words_are_looked_at_for_length() -> None:
    long = " ".join(["word"] * 16)
    assert long_sentences(f"Short one. {long}. Another short one.") == (f"{long}.",)
    assert long_sentences("One two three.\nFour five.") == ()


def test_of_two_in_the_same_moment_the_second_is_told_what_was_kept(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, id = world.browser("worker"), ask_of(world.app, say(world.app), status="waiting", asked_on=local_today())
    old = asked_of(world.app, id, due_on=local_today(), person_id=record_of(world, "practitioner"))

    def too_late(*_: Any) -> None:
        raise StaleDataError

    monkeypatch.setattr("plugins.influence.asks.owners.let_off", too_late)
    page = f"{ASKS}/{id}/owners/new/person?instead={old}"
    who = {"person_id": str(record_of(world, "decision_maker")), "title": "Head of Transport", "why": "It is theirs."}
    answer = worker.submit(page, who)
    assert answer.status_code == 400 and "at the same moment. Theirs is kept" in answer.text
    assert 'value="Head of Transport"' in answer.text and len(read(world.app, Owner)) == 1
