"""Where asks show up: the staff list, first pages, calendars, the pages of boards, groups and meetings."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from core.access.actor import ANONYMOUS
from core.clock import local_today
from core.db import authority_scope, db
from core.hooks.values import Ref
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.groups.models import Board, BoardDate
from plugins.influence.asks import panels
from plugins.influence.asks.handover import work_handed_on
from plugins.influence.models import Ask, AskTag, Owner
from tests.plugins.groups.planting import council_id, planter
from tests.plugins.influence.asking import add_rows, ask_of, asked_of, read, record_of, say

LIST = "/ashdown/what-happened/asks/"
DUE = {"status": "waiting", "asked_on": local_today()}


def on(days: int) -> Any:
    """The day so many days from today."""
    return local_today() + timedelta(days=days)


def titles(browser: PageClient, query: str = "") -> list[str]:
    """What stands in the list, in order."""
    text = browser.get(f"{LIST}{query}").text
    return re.findall(r'<th scope="row" data-label="Question"><a href="[^"]*">([^<]+)', text)


def test_what_is_due_first_stands_first_and_drafts_last(world: World) -> None:
    ask_of(world.app, title="Draft")
    ask_of(world.app, number=2, title="Soon", due_on=on(3), **DUE)
    ask_of(world.app, number=3, title="Late", due_on=on(-3), **DUE)
    ask_of(world.app, number=4, title="Done", status="done", asked_on=on(-9))
    worker = world.browser("worker")
    assert titles(worker) == ["Late", "Soon", "Draft"]
    assert titles(worker, "?status=all") == ["Done", "Late", "Soon", "Draft"]
    assert titles(worker, "?late=yes") == ["Late"]
    assert "3 days late" in worker.get(LIST).text and "in 3 days" in worker.get(LIST).text


def test_the_list_is_narrowed_by_group_theme_board_and_mine(world: World) -> None:
    group = planter(world.app)("forum", listing="public")
    (board,) = add_rows(world.app, Board(key="panel", name="Panel"))
    mine = ask_of(world.app, title="Mine", worker_id=record_of(world, "worker"), group_id=group)
    ask_of(world.app, number=2, title="Other")
    add_rows(world.app, AskTag(ask_id=mine, vocabulary="rights", key="12"))
    asked_of(world.app, mine, kind="board", board_id=board)
    worker = world.browser("worker")
    for query in ("?mine=yes", "?group=forum", "?about=rights:12", "?board=panel"):
        assert titles(worker, query) == ["Mine"], query
    assert titles(worker, "?about=rights:13") == []


@pytest.mark.both_databases
def test_the_list_goes_on_page_by_page_and_misses_none(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    days = [5, 5, None, 2, None, 9]
    for number, day in enumerate(days, start=1):
        extra = DUE | {"due_on": on(day)} if day else {}
        ask_of(world.app, number=number, title=f"Q{number}", **extra)
    monkeypatch.setattr("plugins.influence.asks.listing_views.chosen", lambda: type("S", (), {"page_size": 2}))
    worker, seen, query = world.browser("worker"), list[str](), ""
    for _ in range(3):
        text = worker.get(f"{LIST}{query}").text
        seen += re.findall(r'<th scope="row" data-label="Question"><a href="[^"]*">([^<]+)', text)
        following = re.search(r'rel="next" href="[^"?]*(\?[^"]+)"', text)
        query = following[1].replace("&amp;", "&") if following else ""
    assert seen == ["Q4", "Q2", "Q1", "Q6", "Q5", "Q3"] and not query
    for odd in ("?after=x", "?after=~", "?after=2027-13-40~2", "?after=~99999999999999999999"):
        assert worker.get(f"{LIST}{odd}").status_code == 200


def test_the_first_page_of_a_worker_says_what_is_late_and_what_waits_to_be_sent(world: World) -> None:
    worker_id = record_of(world, "worker")
    ask_of(world.app, title="Late bus", due_on=on(-2), worker_id=worker_id, **DUE)
    ask_of(world.app, number=2, title="Half a draft", worker_id=worker_id)
    ask_of(world.app, number=3, title="Nobody’s", due_on=on(-2), **DUE)
    text = world.browser("worker").get("/ashdown/home").text
    assert "The answer is late: Late bus" in text and "Finish and send: Half a draft" in text
    assert "1 late answer to questions that no worker looks after" in text
    assert "Late bus" not in world.browser("young_person").get("/ashdown/home").text


def test_who_presents_it_sees_it_and_when(world: World) -> None:
    young = record_of(world, "young_person")
    (board,) = add_rows(world.app, Board(key="panel", name="Panel"))
    (day,) = add_rows(world.app, BoardDate(board_id=board, on_date=on(9)))
    id = ask_of(world.app, due_on=on(30), **DUE)
    asked_of(world.app, id, kind="board", board_id=board, date_id=day, presenter_id=young)
    browser = world.browser("young_person")
    assert "You present: A later bus" in browser.get("/ashdown/home").text
    assert browser.get(f"{LIST}{id}").status_code == 200


def test_a_board_reads_what_waits_for_it_and_strangers_nothing(world: World) -> None:
    (board,) = add_rows(world.app, Board(key="panel", name="Panel"))
    hidden = planter(world.app)("care", listing="hidden", members_hidden=True)
    asked_of(world.app, ask_of(world.app, due_on=on(9), **DUE), kind="board", board_id=board, due_on=on(9))
    secret = ask_of(world.app, number=2, title="Of the hidden", group_id=hidden, due_on=on(9), **DUE)
    asked_of(world.app, secret, kind="board", board_id=board, due_on=on(9))
    page = "/ashdown/groups/boards/panel"
    decides = world.browser("decision_maker").get(page).text
    assert "A later bus" in decides and "Of the hidden" not in decides
    assert "A later bus" not in world.app.test_client().get(page).text
    assert "A later bus" not in world.browser("young_person").get(page).text


def test_the_group_sees_on_its_page_what_it_asked_and_others_do_not(world: World) -> None:
    group = planter(world.app)("forum", listing="public", members=[record_of(world, "young_person")])
    ask_of(world.app, group_id=group, due_on=on(9), **DUE)
    page = "/ashdown/groups/forum"
    assert "A later bus" in world.browser("young_person").get(page).text
    assert "A later bus" not in world.browser("parent_carer").get(page).text


def actor_of(world: World, role: str, *permissions: str) -> Any:
    """A reader with these permissions."""
    return type(ANONYMOUS)(
        user_id=uuid4(), person_id=record_of(world, role), roles=frozenset({role}), permissions=frozenset(permissions)
    )


def on_meeting(world: World, actor: Any, meeting: UUID) -> list[Any]:
    """The panel on the page of a meeting, for this reader."""
    with world.app.test_request_context("/ashdown/"):
        world.app.preprocess_request()
        return panels.of_record(actor, Ref("meetings", "meeting", meeting))


def test_what_was_said_at_a_meeting_comes_back_to_it(world: World) -> None:
    meeting, young = uuid4(), record_of(world, "young_person")
    where = {"where_plugin": "meetings", "where_kind": "meeting", "where_id": meeting}
    view = say(world.app, person_id=young, voice="person", **where)
    for words in ("Two", "Three"):
        say(world.app, words, **where)
    say(world.app, "Only me", permission="nobody", **where)
    ask_of(world.app, view, due_on=on(9), **DUE)
    (panel,) = on_meeting(world, actor_of(world, "young_person"), meeting)
    assert [line.title for line in panel.context["lines"]] == ["A later bus"]
    assert panel.context["said"] is None, "three are too few to count for whoever may not read them"
    staff = actor_of(world, "worker", "influence.hear", "influence.follow", "groups.members")
    (panel,) = on_meeting(world, staff, meeting)
    assert (panel.context["said"], panel.context["waits"]) == (3, 2)
    assert on_meeting(world, actor_of(world, "parent_carer"), meeting) == []
    assert on_meeting(world, ANONYMOUS, meeting) == []
    assert on_meeting(world, staff, uuid4()) == []


def test_answers_due_stand_in_the_calendar_of_staff_and_of_whoever_must_answer(world: World) -> None:
    id = ask_of(world.app, due_on=local_today(), **DUE)
    asked_of(world.app, id, person_id=record_of(world, "decision_maker"), due_on=local_today())
    seen = {
        role: "Answer due: A later bus" in world.browser(role).get("/ashdown/meetings/calendar").text
        for role in ("worker", "decision_maker", "young_person", "parent_carer")
    }
    assert seen == {"worker": True, "decision_maker": True, "young_person": False, "parent_carer": False}


def test_a_worker_who_leaves_hands_their_questions_on(world: World) -> None:
    worker, other = record_of(world, "worker"), record_of(world, "practitioner")
    id = ask_of(world.app, worker_id=worker, due_on=on(9), **DUE)
    asked_of(world.app, id, presenter_id=worker)
    ask_of(world.app, number=2, worker_id=worker, status="done", asked_on=on(-90))
    from_here = _hand_on(world, worker, other)
    assert from_here == [("questions of young people that they look after", 1), ("questions that they present", 1)]
    assert {row.number: row.worker_id for row in read(world.app, Ask)} == {1: other, 2: worker}
    assert read(world.app, Owner)[0].presenter_id == other


def _hand_on(world: World, worker: UUID, other: UUID) -> list[tuple[str, int]]:
    with world.app.test_request_context("/ashdown/"), authority_scope(council_id(world.app), write=True):
        world.app.preprocess_request()
        council = house().authorities.find("ashdown")
        assert council
        found = work_handed_on(council, worker, other, True)
        again = work_handed_on(council, worker, other, True)
        db.session.commit()
    assert again == []
    return [(one.kind, one.count) for one in found]
