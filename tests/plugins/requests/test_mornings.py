"""Each morning: what should have happened by today happens once, however often the work runs."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from core.authority.resolve import Authority
from core.db import authority_scope, db
from core.notify.models import Message
from core.testing.apps import World, add_person
from core.web.house import house
from plugins.influence.models import Ask, Owner
from plugins.requests import timed
from plugins.requests.models import Request, RequestStep, RequestVote
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.requests.asking import add_rows, in_days, person, read, request_of, the


@pytest.fixture
def run(world: World) -> "Morning":
    """Do what is due, as the worker does."""
    return Morning(world)


class Morning:
    """One morning of the council."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __call__(self, times: int = 2) -> None:
        app = self._world.app
        for _ in range(times):
            with app.test_request_context("/ashdown/"), authority_scope(council_id(app), write=True):
                app.preprocess_request()
                timed.each_morning(_council(), {})
                db.session.commit()


def _council() -> Authority:
    found = house().authorities.find("ashdown")
    assert found is not None
    return found


def steps(world: World, id: UUID) -> list[str]:
    """What happened to a request."""
    return [one.kind for one in sorted(read(world.app, RequestStep, request_id=id), key=lambda one: one.position)]


def told(world: World, notice: str) -> list[UUID]:
    """Who was told."""
    return [one.person_id for one in read(world.app, Message, notice=notice)]


def test_after_the_last_day_enough_presses_decide_and_too_few_go_to_a_meeting(
    world: World, plant: Plant, run: Morning
) -> None:
    with world.app.app_context():
        people = [add_person(f"Robin Number{at}") for at in range(5)]
    group = plant("forum", members=people)
    over = {"state": "asking", "group_id": group, "asked_on": in_days(-9), "reply_by": in_days(-1)}
    enough = request_of(world.app, worker_id=person(world, "worker"), **over)
    few = request_of(world.app, worker_id=person(world, "worker"), **over)
    add_rows(world.app, *(RequestVote(request_id=enough, person_id=one, yes=True) for one in people[:3]))
    add_rows(world.app, *(RequestVote(request_id=few, person_id=one, yes=True) for one in people[:2]))
    run()
    assert the(world.app, enough).state == "approving" and steps(world, enough) == ["yes"]
    assert the(world.app, few).state == "asking"
    assert told(world, "requests.no_answer") == [person(world, "worker")]


def test_work_that_is_over_asks_for_its_feedback_once(world: World, run: Morning) -> None:
    officer = person(world, "decision_maker")
    over = request_of(
        world.app, state="arranged", ends_on=in_days(-1), asker_id=officer, worker_id=person(world, "worker")
    )
    partner = request_of(
        world.app, state="arranged", ends_on=in_days(-1), asker_name="Rowan Castle", email="rowan@buses.example"
    )
    still = request_of(world.app, state="arranged", ends_on=in_days(3))
    run()
    assert [the(world.app, one).state for one in (over, partner, still)] == ["feedback", "feedback", "arranged"]
    owners = sorted(read(world.app, Owner), key=lambda one: one.kind)
    assert [one.kind for one in owners] == ["partner", "person"] and owners[1].person_id == officer
    assert owners[0].email == "rowan@buses.example" and owners[0].title == "Network Manager, City Buses"
    assert all(one.due_on == in_days(50) for one in owners) and steps(world, over) == ["done"]


def feedback(world: World, by: int, status: str = "waiting") -> UUID:
    """A request whose feedback is promised for the day `by` days from now."""
    number = len(read(world.app, Ask)) + 1
    (ask,) = add_rows(world.app, Ask(number=number, title="What came of it", status=status, asked_on=in_days(-1)))
    return request_of(
        world.app, state="feedback", ask_id=ask, feedback_by=in_days(by),
        worker_id=person(world, "worker"), asker_id=person(world, "decision_maker"),
    )  # fmt: skip


def test_the_worker_is_reminded_before_the_feedback_day_once(world: World, run: Morning) -> None:
    feedback(world, 1)
    feedback(world, 40)
    run(3)
    assert told(world, "requests.feedback_soon") == [person(world, "worker")]


def test_late_feedback_is_said_once_to_the_agency_and_the_worker(world: World, run: Morning) -> None:
    id = feedback(world, -1)
    run(3)
    assert steps(world, id) == ["late"] and the(world.app, id).state == "feedback"
    assert told(world, "requests.feedback_late") == [person(world, "worker")]
    assert told(world, "requests.feedback_late_own") == [person(world, "decision_maker")]


def test_an_answer_closes_the_request(world: World, run: Morning) -> None:
    id, late = feedback(world, 5, status="partly"), feedback(world, -5, status="done")
    run()
    assert the(world.app, id).state == the(world.app, late).state == "closed"
    assert steps(world, id) == steps(world, late) == ["closed"]


def test_drafts_that_nobody_goes_on_with_are_deleted(world: World, run: Morning) -> None:
    kept, old, sent = request_of(world.app), request_of(world.app), request_of(world.app, state="sent")
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        wanted = db.update(Request).where(Request.id.in_([old, sent]))
        db.session.execute(wanted.values(changed_at=datetime(2020, 1, 1, tzinfo=UTC)))
        db.session.commit()
    run()
    assert {one.id for one in read(world.app, Request)} == {kept, sent}
