"""The influence map: each reader finds what they find elsewhere and nothing more."""

import re
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.people.sightings import told
from core.testing.apps import World, add_account, sign_in_as
from plugins.influence.models import Answer, Ask, AskView, Owner, Promise, Proof, Verdict
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.influence.planting import BUS, Asking, Say, add_rows, in_days, read, record_of
from tests.plugins.meetings.planting import meeting_planner

HERE = "/ashdown/what-happened"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


class Journey(NamedTuple):
    """From one view to a kept promise."""

    view: UUID
    ask: UUID
    map: str
    ask_map: str


def journey(world: World, said: Say, asked: Asking, **columns: object) -> Journey:
    """What the young person of the tests said, what became of it, and what came of that."""
    view = said(BUS, record_of(world, "young_person"), **columns)
    ask = asked(views=[view], status="done")
    (owner,) = read(world.app, Owner, ask_id=ask)
    answer = Answer(ask_id=ask, owner_id=owner.id, outcome="done", words="It waits ten minutes now.", made_at=NOW)
    promise = Promise(
        ask_id=ask, owner_id=owner.id, what="Change the timetable", who="Head of Transport", due_on=in_days(9)
    )
    _, promised = add_rows(world.app, answer, promise)
    add_rows(world.app, Proof(ask_id=ask, promise_id=promised, words="The new timetable hangs there."))
    _answered(world.app, owner.id)
    return Journey(view, ask, f"{HERE}/map/{view}", f"{HERE}/asks/{ask}/map")


def _answered(app: Flask, owner_id: UUID) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        owner = db.session.scalars(db.select(Owner).where(Owner.id == owner_id)).one()
        owner.state, owner.outcome = "answered", "done"
        db.session.commit()


def picture(html: str) -> str:
    """The words of the picture alone."""
    return " ".join(re.sub(r"<[^>]+>", " ", drawn(html)).split())


def drawn(html: str) -> str:
    """The picture."""
    return html.split('<svg class="drawn"')[1].split("</svg>")[0]


@pytest.mark.both_databases
def test_whoever_said_it_follows_it_to_what_changed(world: World, said: Say, asked: Asking) -> None:
    journeyed = journey(world, said, asked)
    page = world.browser("young_person").get(journeyed.map).text
    for words in (
        BUS,
        "Can the bus wait for us?",
        "Head of Transport",
        "It waits ten minutes now",
        "The new timetable",
    ):
        assert words in page, words
        assert words in picture(page), "the picture says it too"
    assert (
        page.index(BUS) < page.index("Can the bus wait") < page.index("It waits ten") < page.index("The new timetable")
    )
    assert "style=" not in page.split("<main")[1]


def test_the_picture_and_the_table_lead_to_the_same_pages(world: World, said: Say, asked: Asking) -> None:
    journeyed = journey(world, said, asked)
    page = world.browser("worker").get(journeyed.map).text
    assert re.findall(r'class="drawn__link" href="([^"]+)"', drawn(page)) == [
        f"{HERE}/views/{journeyed.view}",
        f"{HERE}/asks/{journeyed.ask}",
    ]


def test_a_meeting_stands_between_for_whoever_may_see_it(world: World, said: Say, asked: Asking, plant: Plant) -> None:
    plant("forum")
    plant("quiet", listing="hidden", members_hidden=True)
    plan = meeting_planner(world.app)
    for group, seen in (("forum", True), ("quiet", False)):
        meeting = plan(group, in_days(-3), title=f"Evening of the {group}")
        where = {"where_plugin": "meetings", "where_kind": "meeting", "where_id": meeting}
        journeyed = journey(world, said, asked, **where)
        assert (f"Evening of the {group}" in world.browser("young_person").get(journeyed.map).text) is seen


def test_a_question_that_is_not_sent_is_not_there_for_whoever_said_it(world: World, said: Say, asked: Asking) -> None:
    view = said(BUS, record_of(world, "young_person"))
    asked("Secretly being written", views=[view], sent=False)
    assert "Secretly" not in world.browser("young_person").get(f"{HERE}/map/{view}").text
    assert "Secretly being written" in world.browser("worker").get(f"{HERE}/map/{view}").text


def test_a_question_that_no_longer_rests_on_it_is_not_there(world: World, said: Say, asked: Asking) -> None:
    view = said(BUS, record_of(world, "young_person"))
    ask = asked(views=[view])
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        db.session.scalars(db.select(AskView).where(AskView.ask_id == ask)).one().taken_back_at = NOW
        db.session.commit()
    assert "Can the bus wait" not in world.browser("young_person").get(f"{HERE}/map/{view}").text


def test_a_view_in_two_questions_with_several_owners_branches(world: World, said: Say, asked: Asking) -> None:
    view = said(BUS, record_of(world, "young_person"))
    asked("First?", views=[view], owners=({"title": "Head of Transport"}, {"title": "Mayor"}))
    asked("Second?", views=[view])
    page = world.browser("young_person").get(f"{HERE}/map/{view}").text
    words = picture(page)
    assert words.count("Who must answer") == 3 and "First?" in words and "Second?" in words and "Mayor" in words


@pytest.mark.parametrize(
    ("permission", "role", "status"),
    [
        ("team", "worker", 200), ("team", "practitioner", 200), ("team", "decision_maker", 404),
        ("team", "parent_carer", 404), ("team", "local_admin", 404), ("nobody", "worker", 404),
        ("my_worker", "worker", 404), ("nobody", "young_person", 200), ("published", "decision_maker", 404),
    ],
)  # fmt: skip
def test_the_views_own_permission_decides(
    world: World, said: Say, asked: Asking, permission: str, role: str, status: int
) -> None:
    journeyed = journey(world, said, asked, permission=permission)
    assert world.browser(role).get(journeyed.map).status_code == status


def test_another_young_person_and_another_council_find_nothing(world: World, said: Say, asked: Asking) -> None:
    journeyed = journey(world, said, asked)
    with world.app.app_context():
        other = add_account("young_person", name="Noor Field")
    browser = world.app.test_client()
    sign_in_as(browser, other)  # type: ignore[arg-type]
    assert browser.get(journeyed.map).status_code == 404 and browser.get(journeyed.ask_map).status_code == 404
    assert world.browser("worker", "brackwell").get(journeyed.map.replace("ashdown", "brackwell")).status_code == 404


def test_whoever_must_answer_sees_the_question_without_what_is_not_theirs(
    world: World, said: Say, asked: Asking
) -> None:
    view = said(BUS, record_of(world, "young_person"), permission="team")
    ask = asked(views=[view], owners=({"title": "Mayor", "person_id": record_of(world, "decision_maker")},))
    page = world.browser("decision_maker").get(f"{HERE}/asks/{ask}/map")
    assert page.status_code == 200 and "Can the bus wait" in page.text and BUS not in page.text


def test_verdicts_are_told_over_enough_only_and_ones_own_always(world: World, said: Say, asked: Asking) -> None:
    journeyed = journey(world, said, asked)
    young = record_of(world, "young_person")
    add_rows(world.app, Verdict(ask_id=journeyed.ask, person_id=young, verdict="partly", on_status="done"))
    assert "You say: Partly" in world.browser("young_person").get(journeyed.map).text
    staff = world.browser("worker").get(journeyed.map).text
    assert "Not enough have said it yet" in staff and "Partly" not in staff


def test_staff_who_read_it_here_are_noted_as_on_its_own_page(world: World, said: Say, asked: Asking) -> None:
    journeyed, young = journey(world, said, asked), record_of(world, "young_person")
    world.browser("young_person").get(journeyed.map)
    world.browser("worker").get(journeyed.map)
    with world.app.app_context(), authority_scope(council_id(world.app)):
        assert [(one.role, one.what) for one in told(young)] == [("Participation worker", "Something that they said")]


def _publish(app: Flask, ask: UUID, **columns: object) -> int:
    with app.app_context(), authority_scope(council_id(app), write=True):
        row = db.session.scalars(db.select(Ask).where(Ask.id == ask)).one()
        row.published_at, row.public_title = NOW, "Will buses wait for young people?"
        for name, value in columns.items():
            setattr(row, name, value)
        db.session.commit()
        return row.number


def test_the_public_map_is_made_of_public_copies_alone(world: World, said: Say, asked: Asking) -> None:
    journeyed = journey(world, said, asked, permission="published")
    number = _publish(world.app, journeyed.ask)
    page = world.app.test_client().get(f"{HERE}/{number}/map")
    assert page.status_code == 200 and "Will buses wait for young people?" in page.text
    assert "As a picture" in world.app.test_client().get(f"{HERE}/{number}").text
    for words in (BUS, "Can the bus wait for us?", "It waits ten minutes now", "Change the timetable", "new timetable"):
        assert words not in page.text, f"nobody cleared: {words}"


def test_what_is_not_public_has_no_public_map(world: World, said: Say, asked: Asking) -> None:
    journeyed = journey(world, said, asked)
    (ask,) = read(world.app, Ask, id=journeyed.ask)
    assert world.app.test_client().get(f"{HERE}/{ask.number}/map").status_code == 404
    number = _publish(world.app, journeyed.ask)
    assert world.app.test_client().get(f"/brackwell/what-happened/{number}/map").status_code == 404
