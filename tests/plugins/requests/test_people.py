"""What belongs to people: erased, exported, handed on, kept long enough, and apart in two councils."""

from datetime import date

from core.authority import effective
from core.authority.resolve import Authority
from core.db import authority_scope, db
from core.testing.apps import World, add_person
from core.web.house import house
from plugins.requests.handover import work_handed_on
from plugins.requests.models import Approver, Request, RequestStep, RequestVote
from plugins.requests.personal import forget_requests, person_erase, person_export, retention_due
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.requests.asking import DESK, add_rows, in_days, person, read, request_of, the


def council(world: World, slug: str = "ashdown") -> Authority:
    """A council of the test."""
    with world.app.app_context():
        found = house().authorities.find(slug)
        assert found is not None
        return found


def test_a_young_persons_press_goes_and_the_groups_answer_stays(world: World, plant: Plant) -> None:
    young, here = person(world, "young_person"), council(world)
    id = request_of(world.app, state="no", answer="no", group_id=plant("forum"), asked_on=in_days(-1))
    add_rows(world.app, RequestVote(request_id=id, person_id=young, yes=False))
    with world.app.app_context(), authority_scope(here.id, write=True):
        (part,) = person_export(here, young)
        assert part.name == "Your yes or no to those who asked your group" and part.rows[0]["yes"] is False
        person_erase(here, young, True)
        db.session.commit()
    assert read(world.app, RequestVote) == [] and the(world.app, id).answer == "no"


def test_whoever_asked_goes_with_name_and_address_and_what_the_agency_asked_stays(world: World) -> None:
    officer, here = person(world, "decision_maker"), council(world)
    id = request_of(world.app, state="sent", asker_id=officer, asker_name="Rowan", email="rowan@buses.example")
    with world.app.app_context(), authority_scope(here.id, write=True):
        person_erase(here, officer, True)
        db.session.commit()
    found = the(world.app, id)
    assert (found.asker_id, found.asker_name, found.email, found.office) == (None, "", "", "")
    assert found.title == "Where should the night bus stop?"


def test_a_leaver_hands_on_open_requests_and_places_and_no_hidden_name(world: World, plant: Plant) -> None:
    worker, here = person(world, "worker"), council(world)
    with world.app.app_context():
        other = add_person("Kit Colleague", kind="worker")
    hidden = plant("care-council", listing="hidden", members_hidden=True)
    open_one = request_of(world.app, state="asking", group_id=hidden, worker_id=worker, asked_on=in_days(0))
    ended = request_of(world.app, state="closed", worker_id=worker)
    add_rows(world.app, Approver(level="head", person_id=worker))
    with world.app.test_request_context("/ashdown/"), authority_scope(here.id, write=True):
        requests, places = work_handed_on(here, worker, other, True)
        db.session.commit()
    assert requests.titles == ("To a group whose members stay hidden",) and places.titles == ("Head of service",)
    assert the(world.app, open_one).worker_id == other and the(world.app, ended).worker_id == worker
    assert [one.person_id for one in read(world.app, Approver)] == [other]


def test_what_was_kept_long_enough_goes_whole_but_for_feedback_that_is_owed(world: World) -> None:
    here = council(world)
    old, owed = request_of(world.app, state="closed"), request_of(world.app, state="feedback")
    add_rows(world.app, RequestStep(request_id=old, position=1, kind="sent"))
    with world.app.app_context(), authority_scope(here.id, write=True):
        (due,) = retention_due(here, date(2099, 1, 1))
        assert set(due.ids) == {old}
        forget_requests(list(db.session.scalars(db.select(Request).where(Request.id.in_(due.ids)))))
        db.session.commit()
    assert [one.id for one in read(world.app, Request)] == [owed] and read(world.app, RequestStep) == []


def test_two_councils_know_nothing_of_each_other(world: World) -> None:
    here = request_of(world.app, state="sent", title="Only for Ashdown")
    there = request_of(world.app, slug="brackwell", state="sent", title="Only for Brackwell", agency="City Buses")
    for slug, own, other in (("ashdown", here, there), ("brackwell", there, here)):
        browser = world.browser("worker", slug)
        page = browser.get(f"/{slug}/requests/desk").text
        assert f"Only for {slug.capitalize()}" in page and page.count("Only for") == 1
        assert browser.get(f"/{slug}/requests/desk/{own}").status_code == 200
        assert browser.get(f"/{slug}/requests/desk/{other}").status_code == 404


def test_switched_off_and_on_again_nothing_is_lost_and_other_pages_stay(world: World, plant: Plant) -> None:
    group = plant("forum", members=[person(world, "young_person")])
    id = request_of(world.app, state="asking", group_id=group, asked_on=in_days(-1), reply_by=in_days(4))
    young = world.browser("young_person")
    _switch(world, False)
    assert young.get("/ashdown/groups/mine/forum").status_code == 200
    assert young.get(f"/ashdown/requests/to-us/{id}").status_code == 404
    _switch(world, True)
    assert young.get(f"/ashdown/requests/to-us/{id}").status_code == 200
    assert world.browser("worker").get(f"{DESK}/{id}").status_code == 200


def _switch(world: World, on: bool) -> None:
    here = council(world)
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        effective.save_switch(here, "requests", on)
        db.session.commit()
