"""Plans: SMART or refused, done with what shows it, ended with a reason by those who may, late for all to see."""

import pytest

from core.db import db
from core.notify.models import Message
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.groups.models import Board
from plugins.standards.api import scorecard
from plugins.standards.models import Action, ActionChange, ActionEvidence, Plan, Priority, Target
from tests.plugins.standards.planting import (
    AT,
    PLAN,
    action_id,
    at_work,
    change,
    declare,
    in_days,
    person_of,
    rows,
    typed_day,
)

SMART = {
    "title": "Ask all",
    "measure": "All were asked",
    "owner_post": "Youth lead",
    **typed_day("due_on", in_days(30)),
}


def new_action(world: World, **typed: object) -> object:
    """Add an action to PLAN's priority as a worker does."""
    (priority,) = rows(world.app, Priority)
    return world.browser("worker").submit(f"{AT}/priorities/{priority.id}/actions/new", SMART | typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"measure": ""}, "Say how you will know that it was done."),
        ({"owner_post": ""}, "Say whose action it is"),
        (typed_day("due_on", in_days(1)) | {"due_on": ["", "", ""]}, "Say by which day."),
        ({"title": ""}, "Say what exactly will be done."),
        ({"number": "6"}, "A number without a unit tells nobody anything."),
    ],
)
def test_an_action_that_is_not_smart_is_refused(world: World, typed: dict[str, object], said: str) -> None:
    declare(world.app, plan=[PLAN])
    answer = new_action(world, **typed)
    assert answer.status_code == 400 and said in answer.text  # type: ignore[attr-defined]
    assert len(rows(world.app, Action)) == 1


def test_a_smart_action_is_kept_with_its_history(world: World) -> None:
    declare(world.app, plan=[PLAN])
    new_action(world, number="6", unit="schools")
    (row,) = rows(world.app, Action, title="Ask all")
    assert (row.number, row.unit, row.due_on) == (6, "schools", in_days(30))
    assert [one.kind for one in rows(world.app, ActionChange, action_id=row.id)] == ["made"]


def test_what_comes_from_a_document_says_what_it_lacks(world: World) -> None:
    declare(world.app, plan=[PLAN])
    worker = world.browser("worker")
    text = worker.get(f"{AT}/actions/{action_id(world.app)}").text
    assert "It is not SMART yet" in text and "Say by which day." in text
    assert "Not SMART yet" in worker.get(f"{AT}/plans/plan").text


def test_its_owner_says_that_it_is_done_and_what_shows_it(world: World) -> None:
    declare(world.app, plan=[PLAN])
    officer = world.browser("decision_maker")
    id = change(world.app, Action, {"key": "visit"}, owner_id=person_of(world, "decision_maker"), due_on=in_days(-1))
    assert "Late: Visit every school" in officer.get("/ashdown/home").text
    refused = officer.submit(f"{AT}/actions/{id}/done", {"shows": ""})
    assert refused.status_code == 409 and "The action is still open." in refused.text
    assert officer.submit(f"{AT}/actions/{id}/done", {"shows": "The visitors’ book"}).status_code == 302
    (row,) = rows(world.app, Action)
    assert row.status == "done" and [one.words for one in rows(world.app, ActionEvidence)] == ["The visitors’ book"]
    again = officer.submit(f"{AT}/actions/{id}/done", {"shows": "Twice"})
    assert again.status_code == 409 and "somebody has said how it ended. Nothing was changed." in again.text


def test_somebody_elses_action_is_read_and_not_moved(world: World) -> None:
    declare(world.app, plan=[PLAN])
    practitioner, id = world.browser("practitioner"), action_id(world.app)
    assert "It is done" not in practitioner.get(f"{AT}/actions/{id}").text
    for step in ("done", "evidence"):
        assert practitioner.get(f"{AT}/actions/{id}/{step}").status_code == 404
    assert world.browser("young_person").get(f"{AT}/actions/{id}").status_code == 404


def test_it_is_ended_with_a_reason_by_those_who_may(world: World) -> None:
    declare(world.app, plan=[PLAN])
    owner = person_of(world, "practitioner")
    id = change(world.app, Action, {"key": "visit"}, owner_id=owner)
    assert world.browser("practitioner").get(f"{AT}/actions/{id}/end").status_code == 404  # its owner alone may not
    worker = world.browser("worker")
    refused = worker.submit(f"{AT}/actions/{id}/end", {"why": " "})
    assert refused.status_code == 400 and "Say why. Nothing was changed." in refused.text
    worker.submit(f"{AT}/actions/{id}/end", {"why": "The schools closed."})
    assert "The schools closed." in worker.get(f"{AT}/actions/{id}").text
    worker.submit(f"{AT}/actions/{id}", action="/begin")
    (row,) = rows(world.app, Action)
    assert (row.status, row.why) == ("doing", "")
    assert {one.kind for one in rows(world.app, ActionChange)} == {"ended", "opened"}


def test_a_new_day_stands_in_the_history(world: World) -> None:
    declare(world.app, plan=[PLAN])
    id = change(world.app, Action, {"key": "visit"}, due_on=in_days(3), reminders=2)
    world.browser("worker").submit(f"{AT}/actions/{id}/edit", SMART)
    (row,) = rows(world.app, Action)
    assert row.reminders == 0
    assert [one.detail for one in rows(world.app, ActionChange)] == [f"{in_days(3)} {in_days(30)}"]


def test_any_record_shows_an_action_and_the_same_one_once(world: World) -> None:
    declare(world.app, plan=[PLAN])
    with at_work(world.app):
        board = Board(key="board", name="Watching board")
        db.session.add(board)
        db.session.commit()
        here = f"{AT}/shows/groups/board/{board.id}"
    worker, id = world.browser("worker"), action_id(world.app)
    for _ in range(2):
        worker.submit(here, {"action": str(id)})
    assert len(rows(world.app, ActionEvidence)) == 1
    text = worker.get(f"{AT}/actions/{id}").text
    assert "Watching board" in text and "It stands there already. Nothing was changed." in text
    assert worker.get(f"{AT}/shows/groups/board/{id}").status_code == 404


def test_a_board_sees_the_plan_that_it_watches_over(world: World) -> None:
    with at_work(world.app):
        db.session.add(Board(key="board", name="Watching board"))
        db.session.commit()
    declare(world.app, plan=[PLAN | {"boards": ["board"]}])
    assert "Plans that this board watches over" in world.browser("worker").get("/ashdown/groups/boards/board").text
    assert "Plans that this board" not in world.browser("young_person").get("/ashdown/groups/boards/board").text


def test_everybody_reads_a_plan_that_is_shown_with_posts_and_never_names(world: World, client: PageClient) -> None:
    declare(world.app, plan=[PLAN])
    here = f"{AT}/what-we-do/plan"
    assert client.get(here).status_code == 404
    change(world.app, Plan, {"key": "plan"}, shown=True)
    change(
        world.app, Action, {"key": "visit"},
        owner_id=person_of(world, "worker"), owner_post="Youth lead", due_on=in_days(-2),
    )  # fmt: skip
    text = client.get(here).text
    assert "Visit every school" in text and "Youth lead" in text and "Late" in text
    assert world.people["ashdown", "worker"].name not in text


@pytest.mark.both_databases
def test_a_plan_goes_into_its_next_round_once(world: World) -> None:
    target = {"key": "t", "title": "T", "number": 4, "unit": "schools", "plan": "plan", "priority": "heard"}
    done = {"key": "old", "priority": "heard", "title": "Done before"}
    declare(world.app, plan=[PLAN | {"actions": [*PLAN["actions"], done]}], target=[target])  # type: ignore[misc]
    change(world.app, Action, {"key": "old"}, status="done")
    worker = world.browser("worker")
    form = {"title": "Next year", **typed_day("until", in_days(300))}
    assert worker.submit(f"{AT}/plans/plan/next", form).status_code == 302
    old, new = rows(world.app, Plan, key="plan")[0], rows(world.app, Plan, key="next-year")[0]
    assert old.ended_why == "It goes on as “Next year”." and new.until == in_days(300)
    assert {(row.title, row.status) for row in rows(world.app, Action, plan_id=old.id)} == {
        ("Visit every school", "ended"), ("Done before", "done"),
    }  # fmt: skip
    (moved,) = rows(world.app, Action, plan_id=new.id)
    assert moved.from_kind == "action" and rows(world.app, Target)[0].plan_id == new.id
    again = worker.submit(f"{AT}/plans/plan/next", form)
    assert again.status_code == 302 and len(rows(world.app, Plan)) == 2
    assert "no round was begun. Nothing was changed." in worker.get(f"{AT}/plans/plan").text


def test_an_ended_plan_rests_and_can_be_taken_up_again(world: World) -> None:
    declare(world.app, plan=[PLAN])
    worker = world.browser("worker")
    worker.submit(f"{AT}/plans/plan/end", {"why": "A new strategy."})
    assert "Our plan" not in worker.get(f"{AT}/plans").text and "Our plan" in worker.get(f"{AT}/plans?ended=yes").text
    worker.submit(f"{AT}/plans/plan", action="/again")
    assert rows(world.app, Plan)[0].ended_on is None


def test_the_scorecard_says_where_each_priority_stands_in_a_fixed_number_of_queries(world: World) -> None:
    many = [{"key": f"a{at}", "priority": "heard", "title": f"Action {at}"} for at in range(30)]
    declare(world.app, plan=[PLAN | {"actions": many}])
    change(world.app, Action, {"key": "a1"}, due_on=in_days(-1))
    with at_work(world.app):
        asked: list[str] = []
        db.event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
        card = scorecard("plan")
        assert card is not None and len(asked) <= 6
        (line,) = card.priorities
        assert (line.state, len(line.actions), card.late) == ("late", 30, 1)
        assert scorecard("gone") is None


@pytest.mark.both_databases
def test_the_list_of_actions_is_paged_and_narrowed(world: World) -> None:
    many = [{"key": f"a{at}", "priority": "heard", "title": f"Action {at}"} for at in range(60)]
    declare(world.app, plan=[PLAN | {"actions": many}])
    worker = world.browser("worker")
    first = worker.get(f"{AT}/actions")
    following = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    titles = [text.count("/standards/actions/") for text in (first.text, worker.get(following).text)]
    assert titles == [50, 10]
    assert "No action fits" in worker.get(f"{AT}/actions?mine=yes").text


def test_nobody_is_told_of_a_plan(world: World) -> None:
    declare(world.app, plan=[PLAN])
    new_action(world)
    assert rows(world.app, Message) == []
