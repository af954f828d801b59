"""The register: one form, safe to send again, put together person by person, children and families counted apart."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from flask import Flask

from core.audit import Filter, entries
from core.db import authority_scope, db
from core.people.models import Organisation, Person
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from core.testing.pages import Page
from plugins.meetings.coming import counting, register
from plugins.meetings.coming.register import Sent, Tap
from plugins.meetings.models import Attendance, Coming, Meeting
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.evenings import EARLY, page_of, person, said
from tests.plugins.meetings.planting import PlanMeeting, in_days, read


@pytest.fixture
def children(app: Flask) -> list[UUID]:
    with app.app_context():
        return [add_person(name) for name in ("Asha Marlowe", "Ben Holt", "Cai Penn")]


@pytest.fixture
def forum(world: World, children: list[UUID], plant: Plant) -> UUID:
    return plant("forum", members=children, workers=[person(world, "worker")])


@pytest.fixture
def worker(world: World, forum: UUID) -> PageClient:
    return world.browser("worker")


@pytest.fixture
def tonight(forum: UUID, plan: PlanMeeting) -> UUID:
    """A meeting of today that has begun."""
    return plan("forum", on=in_days(0), at=EARLY)


def sheet(id: UUID) -> str:
    return f"{page_of(id)}/register"


def marked(app: Flask) -> dict[UUID | None, str]:
    return {row.person_id: row.status for row in read(app, Attendance)}


def says(app: Flask, id: UUID, person_id: UUID, answer: str = "coming", how: str = "room") -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.add(Coming(meeting_id=id, person_id=person_id, answer=answer, how=how))
        db.session.commit()


def taps(browser: PageClient, id: UUID) -> dict[str, str]:
    """What the register's page shows as tapped."""
    inputs = Page(browser.get(sheet(id)).text).all("input")
    return {one.get("name", ""): one.get("value", "") for one in inputs if one.get("checked") is not None}


@pytest.mark.both_databases
def test_a_register_is_tapped_and_saved(
    app: Flask, world: World, worker: PageClient, children: list[UUID], tonight: UUID
) -> None:
    asha, ben, cai = children
    me = person(world, "worker")
    done = worker.submit(sheet(tonight), {f"p-{asha}": "here", f"p-{ben}": "apologies", f"p-{me}": "here"})
    shown = said(worker, done.location)
    assert "Saved: 2 here, 1 said they cannot come. 1 not marked yet." in shown
    assert marked(app) == {asha: "here", ben: "apologies", me: "here"}
    assert {row.counts_as for row in read(app, Attendance, person_id=me)} == {"worker"}
    assert read(app, Meeting)[0].state == "held"
    later = worker.submit(sheet(tonight), {f"p-{cai}": "away", f"p-{ben}": "here"})
    assert "Saved: 3 here, 1 not here." in said(worker, later.location)
    assert marked(app)[ben] == "here", "it can be put right later"


def test_nothing_is_chosen_before_somebody_taps(
    app: Flask, worker: PageClient, children: list[UUID], tonight: UUID
) -> None:
    says(app, tonight, children[0])
    assert not [name for name in taps(worker, tonight) if name.startswith("p-")]
    assert "said: coming" in said(worker, sheet(tonight))
    worker.submit(sheet(tonight))
    assert marked(app) == {}
    assert read(app, Meeting)[0].state == "planned", "an empty register holds no meeting"


def test_everyone_who_said_they_come_is_here(
    app: Flask, worker: PageClient, children: list[UUID], tonight: UUID
) -> None:
    asha, ben, cai = children
    says(app, tonight, asha)
    says(app, tonight, ben)
    says(app, tonight, cai, answer="cant")
    worker.submit(sheet(tonight), {"all_here": "yes", f"p-{ben}": "away"})
    assert marked(app) == {asha: "here", ben: "away"}, "what was tapped stays as it was tapped"


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        (3, "planned", "The register opens on"),
        (0, "cancelled", "This meeting is cancelled, so nobody can be marked. Put it on again first"),
    ],
)
def test_too_early_or_cancelled_is_refused_in_a_sentence(
    app: Flask,
    worker: PageClient,
    children: list[UUID],
    tonight: UUID,
    plan: PlanMeeting,
    on: int,
    state: str,
    words: str,
) -> None:
    refused = plan("forum", on=in_days(on), state=state)
    assert words in said(worker, sheet(refused))
    token = worker.get(sheet(tonight)).text.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    tapped = {f"p-{children[0]}": "here", f"p-{children[0]}-was": "", "csrf_token": token}
    answer = worker.post(sheet(refused), data=tapped)
    assert words in said(worker, answer.location)
    assert marked(app) == {}


def test_before_the_start_of_the_day_it_is_kept_but_not_yet_held(
    app: Flask, worker: PageClient, children: list[UUID], forum: UUID, plan: PlanMeeting
) -> None:
    id = plan("forum", on=in_days(0), at=time(23, 59))
    worker.submit(sheet(id), {f"p-{children[0]}": "here"})
    assert marked(app) == {children[0]: "here"}
    assert read(app, Meeting)[0].state == "planned"


@pytest.mark.both_databases
def test_who_walks_in_is_typed_once(app: Flask, worker: PageClient, tonight: UUID) -> None:
    form = _form_of(worker, tonight) | {"walk_in": "Kim", "counts_as": "child"}
    for _ in range(2):  # pressed twice
        assert worker.post(sheet(tonight), data=form).status_code == 302
    (row,) = read(app, Attendance)
    assert (row.name, row.status, row.counts_as, row.person_id) == ("Kim", "walk_in", "child", None)
    assert "Kim" in said(worker, sheet(tonight))
    worker.submit(sheet(tonight), {f"w-{row.id}": "off"})
    assert read(app, Attendance) == []


def test_who_walks_in_is_found_on_the_record(app: Flask, worker: PageClient, tonight: UUID) -> None:
    with app.app_context():
        kim = add_person("Kim Sorrel")
    done = worker.submit(sheet(tonight), {"walk_in": "Kim"})
    shown = said(worker, done.location)
    assert "Is Kim one of these?" in shown and "Kim Sorrel" in shown
    worker.submit(done.location, action=f"/is/{kim}")
    (row,) = read(app, Attendance)
    assert (row.person_id, row.name, row.status) == (kim, "", "walk_in")
    assert taps(worker, tonight)[f"p-{kim}"] == "walk_in"


def test_a_walk_in_who_is_a_member_joins_their_own_line(
    app: Flask, worker: PageClient, children: list[UUID], tonight: UUID
) -> None:
    worker.submit(sheet(tonight), {f"p-{children[0]}": "away"})
    done = worker.submit(sheet(tonight), {"walk_in": "Asha"})
    worker.submit(done.location, action=f"/is/{children[0]}")
    assert marked(app) == {children[0]: "here"}


def test_children_families_and_others_are_counted_apart(
    app: Flask, worker: PageClient, children: list[UUID], tonight: UUID
) -> None:
    numbers = {"n-more_children": "26", "n-families": "17", "n-more_adults": "4"}
    worker.submit(sheet(tonight), {f"p-{one}": "here" for one in children} | numbers)
    worker.submit(sheet(tonight), {"walk_in": "Mrs Penn", "counts_as": "parent"})
    totals = _totals(app, tonight)
    assert (totals.children, totals.parents, totals.families, totals.more_adults) == (29, 1, 17, 4)
    assert totals.workers == totals.guests == totals.online == 0
    assert "29 children, 0 adults: you need 4 more adults." in said(worker, sheet(tonight))


def test_a_number_that_is_none_is_left_out_and_everything_else_is_saved(
    app: Flask, worker: PageClient, children: list[UUID], tonight: UUID
) -> None:
    sent = {f"p-{children[0]}": "here", "n-families": "a few", "n-more_children": "5"}
    shown = said(worker, worker.submit(sheet(tonight), sent).location)
    assert "“a few” is no number of families. It was left out." in shown and "Saved: 1 here" in shown
    (found,) = read(app, Meeting)
    assert (found.families, found.more_children) == (0, 5)
    worker.submit(sheet(tonight), {"n-more_children": ""})
    assert read(app, Meeting)[0].more_children == 0


@pytest.mark.parametrize("value", ["gone", "walk_in;", "here here"])
def test_a_forged_tap_writes_nothing(
    app: Flask, world: World, worker: PageClient, children: list[UUID], tonight: UUID, value: str
) -> None:
    stranger = person(world, "parent_carer")
    extra = {f"p-{stranger}": "here", f"p-{stranger}-was": "", "p-nonsense-was": "", f"w-{uuid4()}-was": "on"}
    worker.submit(sheet(tonight), {f"p-{children[0]}": value} | extra)
    assert marked(app) == {}


def test_two_registers_at_once_are_put_together(
    app: Flask, world: World, worker: PageClient, children: list[UUID], tonight: UUID
) -> None:
    asha, ben, cai = children
    colleague = world.browser("practitioner")
    mine, theirs = _form_of(worker, tonight), _form_of(colleague, tonight)
    worker.post(sheet(tonight), data=mine | {f"p-{asha}": "here", f"p-{ben}": "here"})
    answer = colleague.post(sheet(tonight), data=theirs | {f"p-{ben}": "away", f"p-{cai}": "here"})
    assert marked(app) == {asha: "here", ben: "away", cai: "here"}, "the last tap for one person, nothing lost"
    assert "Somebody else keeps this register too." in said(colleague, answer.location)


def test_the_same_page_sent_twice_is_no_somebody_else(
    app: Flask, worker: PageClient, children: list[UUID], tonight: UUID
) -> None:
    form = _form_of(worker, tonight) | {f"p-{children[0]}": "here"}
    for _ in range(2):
        answer = worker.post(sheet(tonight), data=form)
    assert "Somebody else keeps" not in said(worker, answer.location)
    assert marked(app) == {children[0]: "here"}


@pytest.mark.both_databases
def test_eight_registers_in_the_same_moment_lose_nobody(app: Flask, plant: Plant, plan: PlanMeeting) -> None:
    with app.app_context():
        people = [add_person(f"Child {number}") for number in range(8)]
    plant("crowd", members=people)
    id, together = plan("crowd", on=in_days(0), at=EARLY), Barrier(8)

    def keep(place: int) -> None:
        with app.app_context(), authority_scope(council_id(app), write=True):
            together.wait(30)
            tapped = {people[place]: Tap("", "here"), people[(place + 1) % 8]: Tap("", "here")}
            register.save(db.session.get_one(Meeting, id), Sent(people=tapped, walk_in=f"Guest {place}"), uuid4())
            db.session.commit()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(keep, range(8)))
    rows = read(app, Attendance)
    assert {row.person_id for row in rows if row.person_id} == set(people)
    assert len(rows) == 16 and read(app, Meeting)[0].state == "held"


def test_the_record_of_it_says_how_many_and_not_who(
    app: Flask, worker: PageClient, children: list[UUID], tonight: UUID
) -> None:
    worker.submit(sheet(tonight), {f"p-{one}": "here" for one in children} | {"walk_in": "Kim"})
    with app.app_context(), authority_scope(council_id(app)):
        (kept,) = entries(Filter(action="meetings.register_saved"))
    assert kept.detail == {"lines": 4, "walk_ins": 1}
    assert kept.about_id == str(tonight)


def test_the_adult_who_must_come(app: Flask, worker: PageClient, forum: UUID, plan: PlanMeeting) -> None:
    id = plan("forum", on=in_days(0), at=EARLY, kind="corporate", wanted="A head of service")
    assert "Must come: A head of service" in said(worker, sheet(id))
    worker.submit(sheet(id), {"wanted": "here", "wanted_name": "Priya Nair"})
    assert "Came: Priya Nair" in said(worker, page_of(id))
    assert _totals(app, id).guests == 1
    worker.submit(sheet(id), {"wanted": "away"})
    assert "Did not come" in said(worker, page_of(id))
    assert len(read(app, Attendance)) == 1 and _totals(app, id).guests == 0


def test_only_those_who_run_meetings_keep_it(world: World, tonight: UUID) -> None:
    for role in ("young_person", "parent_carer", "decision_maker", "local_admin", "safeguarding_lead"):
        assert world.browser(role).get(sheet(tonight)).status_code == 404, role
    assert "sign-in" in world.app.test_client().get(sheet(tonight)).location


def test_attendances_and_different_schools_are_two_numbers(
    app: Flask, worker: PageClient, children: list[UUID], forum: UUID, plan: PlanMeeting
) -> None:
    hill, brook, club = _schools(app, children)
    first, second = plan("forum", on=in_days(0), at=EARLY), plan("forum", on=in_days(0), at=time(0, 2))
    worker.submit(sheet(first), {f"p-{one}": "here" for one in children})
    worker.submit(sheet(second), {f"p-{children[0]}": "online"})
    with app.app_context(), authority_scope(council_id(app), write=True):
        reached = counting.reached(forum, in_days(0), "england")
        assert (reached.attendances, reached.different) == (3, 2), "a club is no school"
        db.session.get_one(Person, children[0]).organisation_id = brook
        db.session.commit()
        assert counting.reached(forum, in_days(0), "england") == reached, "the school they came from then"
    assert {row.organisation_id for row in read(app, Attendance)} == {hill, brook, club}


def _schools(app: Flask, children: list[UUID]) -> list[UUID]:
    with app.app_context(), authority_scope(council_id(app), write=True):
        made = [Organisation(kind=kind, name=kind + name) for kind, name in
                (("school", "Hill"), ("school", "Brook"), ("voluntary", "Club"))]  # fmt: skip
        db.session.add_all(made)
        db.session.flush()
        for place, one in enumerate(children):
            db.session.get_one(Person, one).organisation_id = made[place].id
        db.session.commit()
        return [one.id for one in made]


def _form_of(browser: PageClient, id: UUID) -> dict[str, str]:
    """What the register's page would send as it was shown."""
    fields = Page(browser.get(sheet(id)).text).all("input")
    wanted = [one for one in fields if one.get("type") != "radio" or one.get("checked") is not None]
    return {one.get("name", ""): one.get("value", "") for one in wanted}


def _totals(app: Flask, id: UUID) -> counting.Totals:
    with app.app_context(), authority_scope(council_id(app)):
        meeting = db.session.get_one(Meeting, id)
        return counting.totals(meeting, register.lines_of(meeting), [])
