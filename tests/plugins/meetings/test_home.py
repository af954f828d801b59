"""What meetings say on home pages: to each role what it can do, gone once it is done, and every line opens."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event

from core.db import authority_scope, db
from core.people.models import Term
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from plugins.groups.models import Group
from plugins.meetings.models import Coming, MeetingChange, Minutes, Venue
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.planting import PlanMeeting, in_days

HOME = "/ashdown/home"
LATE = time(23, 30)
Store = Callable[..., None]


@pytest.fixture
def store(app: Flask) -> Store:
    """Keep rows in Ashdown."""

    def keep(*rows: Any) -> None:
        with app.app_context(), authority_scope(council_id(app), write=True):
            db.session.add_all(rows)
            db.session.commit()

    return keep


def somebody(world: World, role: str) -> UUID:
    found = world.people["ashdown", role].person_id
    assert found is not None
    return found


def lines(browser: PageClient) -> dict[str, list[str]]:
    """The lines of a home page as plain words, by the heading of their part."""
    page = browser.get(HOME).text
    parts = re.findall(r'<h2 class="panel__title">([^<]*)</h2>(.*?)</section>', page, re.S)
    return {title: [_plain(line) for line in re.findall(r"<li>(.*?)</li>", body, re.S)] for title, body in parts}


def _plain(html: str) -> str:
    without_badge = re.sub(r"<time.*?</time>", "", html, flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", without_badge).replace("&#39;", "'").split())


def needs(browser: PageClient) -> list[str]:
    return lines(browser).get("What needs you today", [])


def following(browser: PageClient) -> list[str]:
    return lines(browser).get("What is next", [])


def changed(browser: PageClient) -> list[str]:
    return lines(browser).get("What changed", [])


def all_open(browser: PageClient) -> int:
    """Follow every line that leads to a meeting; how many there were."""
    body = browser.get(HOME).text.partition("panels--lines")[2].partition('class="panel panel--bare"')[0]
    found = {url.replace("&amp;", "&") for url in re.findall(r'href="(/ashdown/meetings/[^"]+)"', body)}
    for url in found:
        assert browser.get(url).status_code == 200, url
    return len(found)


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the SELECTs that reach the database."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_member_is_asked_until_they_answer(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", members=[somebody(world, "young_person")])
    id, young = plan("forum", on=in_days(10)), world.browser("young_person")
    (asked,) = needs(young)
    assert asked.startswith("Are you coming to Spring meeting?") and "4:30pm to 6pm" in asked
    assert f"By {in_days(7):%A}" in asked
    young.submit(f"/ashdown/meetings/{id}", {"answer": "coming"}, action="/answer")
    assert not any("Are you coming" in line for line in needs(young))
    assert "You are coming." in following(young)[0]
    young.submit(f"/ashdown/meetings/{id}", {"answer": "cant"}, action="/answer")
    assert "You said that you can't come." in following(young)[0]


def test_three_questions_are_enough_and_none_is_asked_too_early(
    world: World, plant: Plant, plan: PlanMeeting
) -> None:
    plant("forum", members=[somebody(world, "young_person")])
    for number in (2, 5, 9, 14, 22):
        plan("forum", on=in_days(number), title=f"In {number} days")
    plan("forum", on=in_days(1), title="Off", state="cancelled")
    young = world.browser("young_person")
    assert [line.partition("?")[0][-9:].strip() for line in needs(young)] == ["In 2 days", "In 5 days", "In 9 days"]
    assert following(young)[0].startswith("Cancelled: Off")
    assert [line[:10].strip() for line in following(young)[1:]] == ["In 2 days", "In 5 days", "In 9 days", "In 14 days"]


def test_nobody_else_is_asked(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", members=[somebody(world, "parent_carer")], workers=[somebody(world, "worker")])
    plan("forum")
    for role in ("young_person", "worker", "practitioner", "decision_maker", "local_admin"):
        assert not any("Are you coming" in line for line in needs(world.browser(role))), role
    assert "Are you coming to Spring meeting?" in needs(world.browser("parent_carer"))[0]


def test_who_has_left_or_has_a_break_is_left_alone(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", members=[somebody(world, "young_person")])
    plan("forum")
    young = world.browser("young_person")
    assert needs(young)
    young.submit("/ashdown/groups/mine/forum", action="/pause")
    assert not needs(young) and not following(young)


def test_an_ended_group_asks_nothing(app: Flask, world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", members=[somebody(world, "young_person")], workers=[somebody(world, "worker")])
    plan("forum")
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.scalars(db.select(Group)).one().status = "ended"
        db.session.commit()
    for role in ("young_person", "worker"):
        assert not any("Spring meeting" in line for line in following(world.browser(role))), role


@pytest.mark.both_databases
def test_a_moved_meeting_is_news_with_its_old_time(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", members=[somebody(world, "young_person")], workers=[somebody(world, "worker")])
    on = in_days(9)
    id, worker, young = plan("forum", on=on), world.browser("worker"), world.browser("young_person")
    worker.submit(f"/ashdown/meetings/{id}/edit", {"at": "18:00"})
    (news,) = changed(young)
    day = f"{on:%A} {on.day} {on:%B}"
    assert news == f"Moved: Spring meeting Today · {day}, 6pm to 7:30pm, Forum. It was on {day}, 4:30pm."
    worker.submit(f"/ashdown/meetings/{id}/edit", {"where_note": "Room 9"})
    worker.submit(f"/ashdown/meetings/{id}/cancel", {"why": "Snow."})
    assert [line.partition(" Today")[0] for line in changed(young)] == ["Cancelled: Spring meeting"]
    worker.submit(f"/ashdown/meetings/{id}", action="on-again")
    assert {line.partition(" Today")[0] for line in changed(young)} == {
        "On again: Spring meeting", "Somewhere else now: Spring meeting"
    }  # fmt: skip
    assert changed(world.browser("parent_carer")) == []


def test_published_minutes_are_news_for_two_weeks(
    world: World, plant: Plant, plan: PlanMeeting, store: Store
) -> None:
    plant("forum", members=[somebody(world, "young_person")])
    new = plan("forum", on=in_days(-5), title="Our new meeting", state="held")
    old = plan("forum", on=in_days(-30), title="Our old meeting", state="held")
    for id, ago in ((new, 2), (old, 15)):
        store(
            Minutes(meeting_id=id, state="published", summary="We spoke of buses."),
            MeetingChange(meeting_id=id, kind="minutes", made_at=datetime.now(UTC) - timedelta(days=ago)),
        )
    young = world.browser("young_person")
    (news,) = changed(young)
    assert news.startswith("Read what happened at Our new meeting")
    assert all_open(young) == 1


def test_a_worker_finds_tonight_first(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", workers=[somebody(world, "worker")])
    plan("forum", on=in_days(0), at=LATE, title="Tonight")
    worker = world.browser("worker")
    assert {line.partition(" Today")[0] for line in needs(worker)} == {
        "Read the sheet for the evening: Tonight, Forum", "Keep the register: Tonight, Forum"
    }  # fmt: skip
    assert all_open(worker) >= 2
    for role in ("practitioner", "local_admin", "young_person", "safeguarding_lead"):
        assert not any("Tonight" in line for line in needs(world.browser(role))), role


def test_who_leads_one_meeting_is_told_of_that_one(world: World, plant: Plant, plan: PlanMeeting) -> None:
    me = somebody(world, "practitioner")
    plant("forum")
    plan("forum", on=in_days(0), at=LATE, title="Mine", leaders=[me])
    plan("forum", on=in_days(0), at=LATE, title="Not my own")
    leader = world.browser("practitioner")
    said = " ".join([*needs(leader), *following(leader)])
    assert "Keep the register: Mine" in said and "Not my own" not in said
    assert all_open(leader) >= 2


@pytest.mark.both_databases
def test_what_is_still_to_be_written_waits_but_not_for_ever(
    world: World, plant: Plant, plan: PlanMeeting, store: Store
) -> None:
    plant("forum", workers=[somebody(world, "worker")])
    plan("forum", on=in_days(-3), title="No register")
    plan("forum", on=in_days(-8), title="No minutes", state="held")
    draft = plan("forum", on=in_days(-9), title="A draft", state="held")
    done = plan("forum", on=in_days(-10), title="All done", state="held")
    plan("forum", on=in_days(-8), title="Bowling", state="held", kind="activity")
    plan("forum", on=in_days(-8), title="Off", state="cancelled")
    plan("forum", on=in_days(-60), title="Long ago")
    store(Minutes(meeting_id=draft, state="draft"), Minutes(meeting_id=done, state="published"))
    worker = world.browser("worker")
    found = [line.partition(" Was due")[0] for line in needs(worker)]
    assert [re.split(r" (?:Today|By )", line)[0] for line in found] == [
        "Keep the register: No register, Forum",
        "Publish the minutes: A draft, Forum",
        "Write the minutes: No minutes, Forum",
    ]
    assert all_open(worker) == 3


def test_old_work_does_not_hide_tonight(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", workers=[somebody(world, "worker")])
    for number in range(1, 12):
        plan("forum", on=in_days(-number), title=f"Past {number}")
    plan("forum", on=in_days(0), at=LATE, title="Tonight")
    seen = needs(world.browser("worker"))[:6]
    assert any(line.startswith("Keep the register: Tonight") for line in seen), seen


@pytest.mark.both_databases
def test_too_few_adults_are_said_in_time(
    world: World, plant: Plant, plan: PlanMeeting, store: Store, app: Flask
) -> None:
    with app.app_context():
        children = [add_person(f"Child {number}") for number in range(9)]
    plant("forum", members=children, workers=[somebody(world, "worker")])
    near, far = plan("forum", on=in_days(2), title="Near"), plan("forum", on=in_days(8), title="Far")
    for id in (near, far):
        store(*(Coming(meeting_id=id, person_id=child, answer="coming") for child in children))
    worker = world.browser("worker")
    (found,) = [line for line in needs(worker) if "adult" in line]
    assert found.startswith("Find 1 more adult for Near, Forum")
    assert "9 children, 1 adult: you need 1 more adult." in found
    with app.app_context():
        helper = add_person("Helper", "worker")
    plant("forum", workers=[helper])
    assert not any("adult" in line for line in needs(worker))


@pytest.mark.both_databases
def test_who_runs_a_group_hears_how_many_cannot_come_and_nobody_else_does(
    world: World, plant: Plant, plan: PlanMeeting, store: Store, app: Flask
) -> None:
    with app.app_context():
        first, second, early = (add_person(f"Sam {number}") for number in range(3))
    plant("forum", members_hidden=True, members=[first, second, early], workers=[somebody(world, "practitioner")])
    id = plan("forum", on=in_days(5))
    before = datetime.now(UTC) - timedelta(days=4)
    store(
        Coming(meeting_id=id, person_id=first, answer="cant"),
        Coming(meeting_id=id, person_id=second, answer="cant"),
        Coming(meeting_id=id, person_id=early, answer="cant", replied_at=before),
    )
    runs = world.browser("practitioner")
    assert changed(runs)[0].startswith("2 people cannot come to Spring meeting, Forum Today")
    assert not any("Sam" in line for line in changed(runs))
    assert all_open(runs) >= 1
    for role in ("worker", "local_admin", "young_person", "decision_maker"):
        assert not any("cannot come" in line for line in changed(world.browser(role))), role


def test_who_decides_sees_when_they_are_expected(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", name="Forum")
    plant("secret", name="Secret", listing="hidden")
    plan("forum", on=in_days(20), title="With the board", kind="with_board")
    plan("forum", on=in_days(20), title="Ordinary")
    plan("secret", on=in_days(20), title="Hidden", kind="with_board")
    decides = world.browser("decision_maker")
    said = " ".join(following(decides))
    assert "With the board" in said and "Ordinary" not in said and "Hidden" not in said
    assert all_open(decides) == 1


@pytest.mark.both_databases
def test_a_local_admin_is_told_what_planning_waits_for(
    world: World, plant: Plant, plan: PlanMeeting, store: Store
) -> None:
    for number in range(5):
        plant(f"forum-{number}", name=f"Forum {number}", cadence="monthly")
    plant("own", name="Own calendar", cadence="own_calendar")
    plant("over", name="Over", cadence="monthly", status="ended")
    admin = world.browser("local_admin")
    said = " ".join(needs(admin))
    assert "There is no place to meet yet" in said
    assert "Forum 0, Forum 1, Forum 2 and 2 more groups have nothing planned in" in said
    assert "Own calendar" not in said.partition("nothing planned")[0].partition("no place")[2]
    store(Venue(name="Civic Hall"))
    for number in range(4):
        plan(f"forum-{number}", on=_in_term(world.app))
    said = " ".join(needs(admin))
    assert "no place to meet" not in said
    assert "Forum 4 has nothing planned in" in said
    assert all_open(admin) >= 1


def _in_term(app: Flask) -> Any:
    with app.app_context(), authority_scope(council_id(app)):
        terms = db.select(Term.ends_on).where(Term.ends_on >= in_days(0)).order_by(Term.starts_on)
        return db.session.scalars(terms).first()


@pytest.mark.parametrize("role", ["young_person", "worker", "decision_maker", "local_admin"])
def test_the_number_of_queries_does_not_depend_on_meetings(
    world: World, plant: Plant, plan: PlanMeeting, role: str
) -> None:
    mine = somebody(world, role)
    places = {"members": [mine]} if role == "young_person" else {"workers": [mine]}

    def more(count: int, key: str) -> None:
        plant(key, cadence="monthly", **places)
        for number in range(count):
            plan(key, on=in_days(number % 3), at=LATE, title=f"Soon {number}", kind="with_board")
            plan(key, on=in_days(-8 - number), title=f"Past {number}", state="held")

    browser = world.browser(role)
    more(1, "first")
    browser.get(HOME)
    with statements(world.app) as few:
        browser.get(HOME)
    more(6, "second")
    browser.get(HOME)  # what is kept of the council is read anew once something changed
    with statements(world.app) as many:
        assert browser.get(HOME).status_code == 200
    assert len(many) == len(few), "\n".join(one for one in many if "meetings_" in one)


def test_another_councils_home_knows_nothing(world: World, plant: Plant, plan: PlanMeeting) -> None:
    plant("forum", workers=[somebody(world, "worker")])
    plan("forum", on=in_days(0), at=LATE, title="Tonight")
    page = world.browser("worker", "brackwell").get("/brackwell/home").text
    assert "Tonight" not in page
