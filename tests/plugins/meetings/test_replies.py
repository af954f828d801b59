"""Coming or not: one tap, what somebody needs, the last place online, answers that staff enter, who is there."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from flask import Flask

from core.audit import Filter, entries
from core.db import authority_scope, db
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from plugins.meetings.coming import answering, counting, leading, lists
from plugins.meetings.coming.rules import Ratio, ask_again, needs_words, together
from plugins.meetings.models import Coming, Leader, Meeting
from plugins.meetings.vocabulary import NEEDS
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.evenings import EARLY, page_of, person, said
from tests.plugins.meetings.planting import PlanMeeting, in_days, read


@pytest.fixture
def forum(world: World, plant: Plant) -> UUID:
    """A group of one young person, supported by one worker."""
    return plant("forum", members=[person(world, "young_person")], workers=[person(world, "worker")])


@pytest.fixture
def young(world: World, forum: UUID) -> PageClient:
    return world.browser("young_person")


@pytest.fixture
def worker(world: World, forum: UUID) -> PageClient:
    return world.browser("worker")


@pytest.mark.both_databases
def test_one_tap_says_that_one_comes_and_asks_what_is_needed(app: Flask, young: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum")
    assert "Are you coming?" in said(young, page_of(id))
    answer = young.submit(page_of(id), {"answer": "coming"}, action="/answer")
    assert answer.location.endswith("/needs")
    (row,) = read(app, Coming)
    assert (row.answer, row.how, row.needs, row.replied_by) == ("coming", "room", [], None)
    assert "What do you need?" in said(young, answer.location)
    saved = young.submit(answer.location, {"needs": ["travel", "interpreter"], "note": "I speak Tigrinya."})
    assert saved.status_code == 302
    (row,) = read(app, Coming)
    assert (row.needs, row.note) == (["travel", "interpreter"], "I speak Tigrinya.")
    shown = said(young, page_of(id))
    assert "You are coming." in shown and "Help with travel, An interpreter" in shown and "I speak Tigrinya." in shown


def test_whoever_cannot_come_is_thanked_and_can_change_it(app: Flask, young: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum")
    answer = young.submit(page_of(id), {"answer": "cant"}, action="/answer")
    shown = said(young, answer.location)
    assert "Thank you for telling us." in shown and "That is all right." in shown
    young.submit(page_of(id), action="/answer")
    (row,) = read(app, Coming)
    assert row.answer == "coming"


def test_what_is_needed_begins_as_last_time(app: Flask, young: PageClient, plan: PlanMeeting) -> None:
    first, second = plan("forum", on=in_days(5)), plan("forum", on=in_days(40))
    young.submit(page_of(first), {"answer": "coming"}, action="/answer")
    young.submit(f"{page_of(first)}/needs", {"needs": ["food"], "note": "No nuts."})
    young.submit(page_of(second), {"answer": "coming"}, action="/answer")
    (row,) = read(app, Coming, meeting_id=second)
    assert (row.needs, row.note) == (["food"], "No nuts.")
    young.submit(f"{page_of(second)}/needs", {"needs": [], "note": ""})
    (row,) = read(app, Coming, meeting_id=second)
    assert (row.needs, row.note) == ([], "")


def test_a_late_answer_counts_and_says_so(app: Flask, young: PageClient, plan: PlanMeeting) -> None:
    id = plan("forum", on=in_days(2), reply_by=in_days(-1))
    assert "You can still say so" in said(young, page_of(id))
    young.submit(page_of(id), {"answer": "coming"}, action="/answer")
    after = young.submit(f"{page_of(id)}/needs", {"needs": ["travel"]})
    assert "It is late to say so." in said(young, after.location)
    assert len(read(app, Coming)) == 1


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"state": "cancelled", "cancelled_why": "Snow."}, "This meeting is cancelled, so nobody needs to answer."),
        ({"on": in_days(0), "at": EARLY}, "This meeting has begun"),
        ({"on": in_days(-3), "state": "held"}, "This meeting has begun"),
    ],
)
def test_a_cancelled_or_past_meeting_takes_no_answer(
    app: Flask, young: PageClient, plan: PlanMeeting, columns: dict[str, object], words: str
) -> None:
    id, open_one = plan("forum", **columns), plan("forum")
    token = young.get(page_of(open_one)).text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = young.post(f"{page_of(id)}/answer", data={"answer": "coming", "csrf_token": token})
    assert words in said(young, answer.location)
    assert read(app, Coming) == []
    assert "I'm coming" not in said(young, page_of(id))


def test_an_ended_groups_meeting_takes_no_answer(
    app: Flask, world: World, young: PageClient, plant: Plant, plan: PlanMeeting
) -> None:
    id = plan("forum")
    token = young.get(page_of(id)).text.split('name="csrf_token" value="')[1].split('"')[0]
    plant("forum", status="ended")
    answer = young.post(f"{page_of(id)}/answer", data={"answer": "coming", "csrf_token": token})
    assert answer.status_code == 404 or "This group has ended" in said(young, answer.location)
    assert read(app, Coming) == []
    assert "I'm coming" not in said(young, page_of(id))


def test_only_members_who_signed_in_are_asked(
    app: Flask, world: World, young: PageClient, plant: Plant, plan: PlanMeeting
) -> None:
    id = plan("forum")
    token = young.get(page_of(id)).text.split('name="csrf_token" value="')[1].split('"')[0]
    stranger = world.app.test_client()
    assert "Are you coming?" not in stranger.get(page_of(id)).text
    assert "sign-in" in stranger.get(f"{page_of(id)}/needs").location
    for role in ("parent_carer", "decision_maker", "worker"):
        browser = world.browser(role)
        assert "Are you coming?" not in browser.get(page_of(id)).text
        assert browser.get(f"{page_of(id)}/needs").status_code == 404
    plant("elsewhere")
    other = plan("elsewhere")
    for meeting, answer in ((other, "coming"), (id, "maybe")):
        sent = young.post(f"{page_of(meeting)}/answer", data={"answer": answer, "csrf_token": token})
        assert sent.status_code == 404
    assert read(app, Coming) == []


def test_a_member_reads_their_own_answer_and_no_small_number(
    app: Flask, world: World, plant: Plant, plan: PlanMeeting
) -> None:
    with app.app_context():
        others = [add_person(f"Member {number}") for number in range(5)]
    plant("big", members=[person(world, "young_person"), *others])
    id = plan("big")
    _answer_for(app, id, others[:3], note="Peanuts")
    young = world.browser("young_person")
    shown = said(young, page_of(id))
    assert "Some people have said that they are coming." in shown
    assert "Peanuts" not in shown and "Member" not in shown
    _answer_for(app, id, others[3:])
    assert "5 people are coming." in said(young, page_of(id))


@pytest.mark.both_databases
def test_the_last_place_online_is_given_once(app: Flask, world: World, plant: Plant, plan: PlanMeeting) -> None:
    with app.app_context():
        people = [add_person(f"Far {number}") for number in range(16)]
    plant("far", members=people)
    id, together_now = plan("far", remote_places=3, online_url="https://meet.example/1"), Barrier(16)

    def ask(one: UUID) -> str:
        with app.app_context(), authority_scope(council_id(app), write=True):
            together_now.wait(30)
            try:
                answering.answer(db.session.get_one(Meeting, id), one, "coming", {"how": "online"})
                db.session.commit()
                return "in"
            except answering.Full:
                return "full"

    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(ask, people))
    assert sorted(answers) == ["full"] * 13 + ["in"] * 3
    assert len(read(app, Coming, how="online")) == 3


def test_a_full_meeting_offers_the_room_or_asking(
    app: Flask, world: World, plant: Plant, young: PageClient, worker: PageClient, plan: PlanMeeting
) -> None:
    id = plan("forum", remote_places=0, where_note="Room 4", online_url="https://meet.example/1")
    young.submit(page_of(id), {"answer": "coming"}, action="/answer")
    refused = young.submit(f"{page_of(id)}/needs", {"how": "online", "note": "From Leeds"})
    assert refused.status_code == 400
    assert "All places to join online are taken." in refused.text and "From Leeds" in refused.text
    asked = young.submit(f"{page_of(id)}/needs", action="/answer")
    assert "You asked for a place online." in said(young, asked.location)
    (row,) = read(app, Coming)
    assert (row.answer, row.how) == ("coming", "asked")
    shown = said(worker, f"{page_of(id)}/coming")
    assert "Asked for a place online" in shown
    assert "in the room0" in shown


def test_staff_write_down_what_somebody_told_them(
    app: Flask, world: World, worker: PageClient, plan: PlanMeeting
) -> None:
    id, child = plan("forum"), person(world, "young_person")
    shown = worker.submit(f"{page_of(id)}/coming/{child}", {"needs": ["food"]})
    assert "Choose what they said." in shown.text
    done = worker.submit(f"{page_of(id)}/coming/{child}", {"answer": "coming", "needs": ["food"], "note": "No pork"})
    lists_page = said(worker, done.location)
    assert "entered by Worker Tester" in lists_page and "1 × Something about food" in lists_page
    (row,) = read(app, Coming)
    assert row.replied_by == person(world, "worker")
    with app.app_context(), authority_scope(council_id(app)):
        kept = next(one for one in entries(Filter(action="meetings."), 5) if one.action == "meetings.answer_entered")
        assert "pork" not in str(kept.detail).lower()


def test_the_lists_are_for_those_who_run_meetings(world: World, forum: UUID, plant: Plant, plan: PlanMeeting) -> None:
    id, child = plan("forum"), person(world, "young_person")
    plant("secret", listing="hidden", members_hidden=True)
    hidden = plan("secret")
    for role in ("young_person", "parent_carer", "decision_maker", "local_admin"):
        browser = world.browser(role)
        for page in ("coming", f"coming/{child}", "leaders", "bookings", "bookings/add"):
            assert browser.get(f"{page_of(id)}/{page}").status_code == 404, (role, page)
    assert world.browser("worker").get(f"{page_of(hidden)}/coming").status_code == 404
    assert world.browser("worker").get(f"{page_of(id)}/coming/{person(world, 'parent_carer')}").status_code == 404


def test_numbers_for_food_and_taxis(app: Flask, world: World, plant: Plant, plan: PlanMeeting) -> None:
    with app.app_context():
        people = [add_person(f"Child {number}") for number in range(9)]
    plant("nine", members=people, workers=[person(world, "worker")])
    id = plan("nine")
    _answer_for(app, id, people, needs=["travel"])
    _answer_for(app, id, people[:2], needs=["travel", "interpreter"])
    shown = said(world.browser("worker"), f"{page_of(id)}/coming")
    assert "9 × Help with travel" in shown and "2 × An interpreter" in shown
    assert "9 children, 1 adult: you need 1 more adult." in shown
    assert "9 children, 1 adult: you need 1 more adult." in said(world.browser("worker"), page_of(id))


def test_members_see_the_first_names_of_the_adults(
    app: Flask, world: World, young: PageClient, worker: PageClient, plan: PlanMeeting
) -> None:
    id = plan("forum")
    assert "Worker is there." in said(young, page_of(id)), "until somebody says so, the workers of the group"
    with app.app_context():
        sam, jo = add_person("Sam Sorrel", "worker"), add_person("Jo Juniper", "worker")
    found = said(worker, f"{page_of(id)}/leaders?words=sorrel")
    assert "Sam Sorrel" in found and "Jo Juniper" not in found
    worker.submit(f"{page_of(id)}/leaders?words=sorrel", {f"part-{sam}": "leads"})
    worker.submit(f"{page_of(id)}/leaders?words=jun", {f"part-{jo}": "on_duty"})
    assert {(row.person_id, row.part) for row in read(app, Leader)} == {(sam, "leads"), (jo, "on_duty")}
    shown = said(young, page_of(id))
    assert "Sam and Jo are there." in shown and "Sorrel" not in shown


def test_a_child_cannot_be_put_down_as_a_leader(
    app: Flask, world: World, worker: PageClient, plan: PlanMeeting
) -> None:
    id, child = plan("forum"), person(world, "young_person")
    assert "No worker or partner of this name" in said(worker, f"{page_of(id)}/leaders?words=young")
    worker.submit(f"{page_of(id)}/leaders", {f"part-{child}": "leads"})
    assert read(app, Leader) == []


def test_whoever_leads_a_hidden_groups_meeting_sees_that_meeting_only(
    world: World, plant: Plant, plan: PlanMeeting
) -> None:
    plant("secret", listing="hidden", members_hidden=True)
    mine, other = plan("secret", leaders=[person(world, "worker")]), plan("secret")
    browser = world.browser("worker")
    assert browser.get(f"{page_of(mine)}/coming").status_code == 200
    assert browser.get(f"{page_of(other)}/coming").status_code == 404


@pytest.mark.parametrize(
    ("children", "adults", "missing"), [(0, 0, 0), (1, 0, 1), (8, 1, 0), (9, 1, 1), (16, 2, 0), (17, 0, 3)]
)
def test_adults_to_children(children: int, adults: int, missing: int) -> None:
    assert Ratio(children, adults, 8).missing == missing


def test_words_of_the_rules() -> None:
    assert Ratio(9, 1, 8).words == "9 children, 1 adult: you need 1 more adult."
    assert Ratio(1, 2, 8).words == "1 child, 2 adults: enough adults."
    assert needs_words({"interpreter": 1, "travel": 2}, NEEDS) == ["2 × Help with travel", "1 × An interpreter"]
    assert [together(names) for names in ([], ["Sam"], ["Sam", "Jo"], ["Al", "Bo", "Cy"])] == [
        "", "Sam", "Sam and Jo", "Al, Bo and Cy"
    ]  # fmt: skip
    assert ask_again(None, in_days(0)) and ask_again(in_days(-366), in_days(0))
    assert not ask_again(in_days(-365), in_days(0))


def _answer_for(app: Flask, id: UUID, people: list[UUID], **details: object) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        meeting = db.session.get_one(Meeting, id)
        for one in people:
            answering.answer(meeting, one, "coming", {"how": "room"} | details)
        db.session.commit()


def test_the_lists_cost_the_same_for_few_and_many(app: Flask, world: World, plant: Plant, plan: PlanMeeting) -> None:
    with app.app_context():
        people = [add_person(f"Child {number}") for number in range(30)]
    plant("few", members=people[:2])
    plant("many", members=people)
    costs = []
    for key, some in (("few", people[:2]), ("many", people)):
        id = plan(key)
        _answer_for(app, id, some)
        costs.append(_statements(app, id))
    assert costs[0] == costs[1]


def _statements(app: Flask, id: UUID) -> int:
    seen: list[str] = []

    def count(*args: object) -> None:
        seen.append("one")

    with app.app_context(), authority_scope(council_id(app)):
        meeting = db.session.get_one(Meeting, id)
        db.event.listen(db.engine, "before_cursor_execute", count)
        try:
            lists.read(meeting), leading.adults(meeting)
            counting.reached(meeting.group_id, meeting.on_date, "england")
        finally:
            db.event.remove(db.engine, "before_cursor_execute", count)
    return len(seen)
