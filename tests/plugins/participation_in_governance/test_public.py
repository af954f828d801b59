"""The programme's page for everybody, and who is told what of it (N45, N46)."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.db import authority_scope, db
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.groups.models import Board, BoardSeat, Group, Membership
from plugins.meetings.models import Action, Decision, Minutes
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.groups.test_speed import statements
from tests.plugins.meetings.evenings import person, said
from tests.plugins.meetings.planting import PlanMeeting
from tests.plugins.participation_in_governance.planting import HOME, add, belong, choose, only_term_now, say

YESTERDAY = timedelta(days=1)
MOST = 24  # statements of the page


@pytest.fixture
def term(app: Flask, programme: dict[str, UUID]) -> UUID:
    return only_term_now(app)


def held(app: Flask, plan: PlanMeeting, key: str, *, for_all: bool = True, **columns: str) -> UUID:
    """A meeting of yesterday with published minutes."""
    id = plan(key, on=local_today() - YESTERDAY, state="held", **columns)
    add(app, Minutes(meeting_id=id, summary=f"Summary of {key}.", state="published", for_all=for_all))
    add(app, Decision(meeting_id=id, text=f"Decision of {key}."))
    add(app, Action(meeting_id=id, text="Ring the bus firm.", state="done"), Action(meeting_id=id, text="Write."))
    return id


def test_it_tells_everybody_who_it_is_for_its_groups_this_term_and_what_came(
    app: Flask, client: PageClient, term: UUID, plan: PlanMeeting
) -> None:
    choose(app, who_for="For everybody aged 9 to 19.")
    say(app, term, title="Getting about", is_public=True)
    held(app, plan, "council")
    plan("parliament", on=local_today(), title="Parliament today")
    page = said(client, HOME)
    for words in (
        *("Together", "Groups and partners meet.", "For everybody aged 9 to 19.", "Council", "Parliament", "Forum"),
        *("This term", "Getting about", "Parliament today"),
        *("Summary of council.", "Decision of council.", "1 of 2 things to do are done."),
    ):
        assert words in page, words


def test_what_is_not_for_all_is_not_told(
    app: Flask, client: PageClient, world: World, term: UUID, plan: PlanMeeting, plant: Plant
) -> None:
    plant("care", name="Care council", members_hidden=True)
    plant("secret", name="Secret group", listing="hidden")
    belong(app, "together", "care", "secret")
    say(app, term, title="Not yet public")
    held(app, plan, "council", for_all=False, title="Council meeting")
    held(app, plan, "care", title="Care meeting")
    held(app, plan, "secret", title="Secret meeting")
    page = said(client, HOME)
    assert "Council meeting" in page and "Summary of council." not in page
    for words in ("Care meeting", "Secret group", "Secret meeting", "Not yet public", "Summary of care"):
        assert words not in page, words
    assert "Care council" in page, "that there is such a group stands in the directory"
    staff = said(world.browser("worker"), HOME)
    assert "Summary of council." in staff and "Not yet public" in staff
    assert "Summary of care." not in staff and "Secret meeting" not in staff


def test_a_council_can_keep_it_to_itself(app: Flask, client: PageClient, world: World, term: UUID) -> None:
    choose(app, public_page=False)
    for path in ("", "events", f"terms/{term}"):
        assert client.get(f"{HOME}{path}").status_code == 404
        assert world.browser("young_person").get(f"{HOME}{path}").status_code == 200


def test_before_there_is_a_programme_it_says_so(client: PageClient, world: World) -> None:
    assert "The programme is not set up yet" in said(client, HOME)
    assert "There is no programme yet" in said(world.browser("local_admin"), "/ashdown/home")


def test_the_group_that_helps_to_run_it_sees_how_it_stands(
    app: Flask, world: World, programme: dict[str, UUID], term: UUID, plan: PlanMeeting, plant: Plant
) -> None:
    plant("care", name="Care council", members_hidden=True)
    belong(app, "together", "care")
    young = world.browser("young_person")
    assert young.get(f"{HOME}standing").location == HOME, "led to what everybody reads"
    choose(app, leading_group="council")
    assert young.get(f"{HOME}standing").location == HOME, "only its members"
    add(app, Membership(group_id=programme["council"], person_id=person(world, "young_person")))
    plan("care", on=local_today())
    page = said(young, f"{HOME}standing")
    assert "How the programme stands" in page and "Council has no meeting in This term." in page
    assert "Care council" not in page, "when a hidden group meets is not told"
    assert "How the programme stands" in said(young, HOME)
    assert young.get(f"{HOME}plan").status_code == 404


def test_meetings_and_groups_say_what_the_term_is_about(
    app: Flask, client: PageClient, term: UUID, plan: PlanMeeting
) -> None:
    say(app, term, title="Getting about", is_public=True)
    assert "Getting about" in said(client, "/ashdown/groups/council")
    assert "Getting about" in said(client, "/ashdown/")


def test_those_who_plan_are_told_what_is_missing(world: World, term: UUID) -> None:
    assert "Choose the theme of This term" in said(world.browser("worker"), "/ashdown/home")
    assert "Choose the theme" not in said(world.browser("practitioner"), "/ashdown/home")
    assert "This term has a gap" in said(world.browser("local_admin"), "/ashdown/home")


def test_the_page_asks_as_often_for_many_meetings_as_for_one(
    app: Flask, world: World, term: UUID, plan: PlanMeeting
) -> None:
    browser = world.browser("young_person")
    held(app, plan, "council")
    browser.get(HOME)
    with statements(app) as few:
        browser.get(HOME)
    for _ in range(5):
        held(app, plan, "parliament")
    with statements(app) as many:
        browser.get(HOME)
    assert len(many) <= len(few) <= MOST + 20, "\n".join(many)


def test_two_councils_never_meet(app: Flask, world: World, plant: Plant, term: UUID) -> None:
    with app.app_context(), authority_scope(council_id(app, "brackwell")):
        assert db.session.scalar(db.select(db.func.count(Group.id))) == 0
    say(app, term, title="Only ours", is_public=True)
    assert "Only ours" not in said(world.browser("worker", "brackwell"), "/brackwell/programme/")


def test_seats_are_promises_and_how_far_they_are_kept(app: Flask, world: World, programme: dict[str, UUID]) -> None:
    (board,) = add(app, Board(key="partners", name="Partnership Board"))
    add(app, BoardSeat(group_id=programme["council"], board_id=board, role="seat", seats=2, counted="each"))
    page = said(world.browser("worker"), f"{HOME}seats")
    assert "Partnership Board" in page and "0 of 2 filled" in page and "Nobody yet" in page
    assert "Parliament" in page.split("Groups without a seat")[1]
    assert world.browser("young_person").get(f"{HOME}seats").status_code == 404
