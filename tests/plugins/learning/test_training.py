"""The training register: what holds and what has run out, once for a day, and what came of a pledge."""

from datetime import date

import pytest

from core.db import authority_scope
from core.testing.apps import World
from plugins.learning.api import trained, training_of
from plugins.learning.models import Course, CourseTaken
from plugins.learning.training.recording import runs_out
from plugins.learning.training.register import state_of
from tests.plugins.groups.planting import council_id
from tests.plugins.groups.test_speed import statements
from tests.plugins.influence.planting import add_rows, in_days, read, record_of

TRAINING = "/ashdown/learning/training/"


@pytest.mark.parametrize(
    ("months", "done", "ends"),
    [
        (12, date(2026, 1, 31), date(2027, 1, 31)),
        (1, date(2026, 1, 31), date(2026, 2, 28)),
        (1, date(2028, 1, 31), date(2028, 2, 29)),
        (11, date(2026, 1, 15), date(2026, 12, 15)),
        (None, date(2026, 1, 31), None),
    ],
)
def test_a_course_runs_out_after_whole_months(months: int | None, done: date, ends: date | None) -> None:
    assert runs_out(Course(key="c", title="C", months=months), done) == ends


@pytest.mark.parametrize(("ends", "state"), [(9, "over"), (10, "soon"), (40, "soon"), (41, "holds"), (None, "holds")])
def test_on_its_last_day_it_still_holds(ends: int | None, state: str) -> None:
    day = date(2026, 3, ends) if ends and ends < 32 else date(2026, 4, 9) if ends == 40 else date(2026, 4, 10)
    assert state_of(None if ends is None else day, date(2026, 3, 10), 30) == state


def test_staff_find_somebody_and_write_it_down_once(world: World) -> None:
    worker, young = world.browser("worker"), record_of(world, "young_person")
    made = worker.submit(f"{TRAINING}new", {"title": "Total Respect", "months": "24", "audience": ["staff"]})
    course = made.headers["Location"]
    assert course.endswith("/training/total-respect/")
    assert str(young) in worker.get(f"{course}?words=young").text
    today = in_days(0)
    done = {"done_on": [str(today.day), str(today.month), str(today.year)], "role": "young_people", "pledge": "I ask."}
    assert worker.submit(f"{course}record/{young}", done).status_code == 302
    again = worker.submit(f"{course}record/{young}", done)
    assert again.status_code == 400 and "is written down for this day already. Nothing was added." in again.text
    (row,) = read(world.app, CourseTaken)
    assert row.expires_on is not None and row.expires_on.year == today.year + 2
    tomorrow = in_days(1)
    ahead = {"done_on": [str(tomorrow.day), str(tomorrow.month), str(tomorrow.year)]}
    refused = worker.submit(f"{course}record/{young}", done | ahead)
    assert refused.status_code == 400 and "This day is still to come." in refused.text
    mine = world.browser("young_person")
    assert "Total Respect" in mine.get("/ashdown/").text
    assert "Total Respect" in mine.get("/ashdown/learning/mine/").text
    assert mine.submit(f"/ashdown/learning/mine/pledges/{row.id}", {"kept": "partly"}).status_code == 302
    assert read(world.app, CourseTaken)[0].pledge_kept == "partly"
    assert world.browser("parent_carer").get(f"/ashdown/learning/mine/pledges/{row.id}").status_code == 404


def test_two_who_change_a_course_at_once_are_told(world: World) -> None:
    worker = world.browser("worker")
    worker.submit(f"{TRAINING}new", {"title": "Induction"})
    answer = worker.submit(f"{TRAINING}induction/edit", {"title": "Mine", "version": "9"})
    assert answer.status_code == 409 and "Somebody else changed this course" in answer.text and "Mine" in answer.text
    assert read(world.app, Course)[0].title == "Induction"


def test_others_ask_for_whom_it_holds(world: World) -> None:
    young, worker = record_of(world, "young_person"), record_of(world, "worker")
    (course,) = add_rows(world.app, Course(key="safe", title="Safe"))
    rows = ((young, in_days(-1)), (worker, in_days(1)))
    taken = [CourseTaken(course_id=course, person_id=who, done_on=in_days(-9), expires_on=ends) for who, ends in rows]
    add_rows(world.app, *taken)
    with world.app.test_request_context("/ashdown/"), authority_scope(council_id(world.app)):
        assert trained("safe", [young, worker]) == {worker}
        assert [one.holds for one in training_of([young])[young]] == [False]
    with world.app.test_request_context("/brackwell/"), authority_scope(council_id(world.app, "brackwell")):
        assert trained("safe", [young, worker]) == frozenset()


def test_a_page_of_the_register_asks_as_often_for_many_as_for_one(world: World) -> None:
    (course,) = add_rows(world.app, Course(key="safe", title="Safe"))
    worker, person = world.browser("worker"), record_of(world, "young_person")

    def add(first: int, last: int) -> None:
        days = range(first, last)
        add_rows(world.app, *(CourseTaken(course_id=course, person_id=person, done_on=in_days(-n)) for n in days))

    add(1, 2)
    worker.get(f"{TRAINING}safe/")
    with statements(world.app) as few:
        worker.get(f"{TRAINING}safe/")
    add(2, 60)
    worker.get(f"{TRAINING}safe/")
    with statements(world.app) as many:
        page = worker.get(f"{TRAINING}safe/").text
    assert len(many) <= len(few) and "after=" in page
