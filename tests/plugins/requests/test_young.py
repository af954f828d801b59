"""The young people's own yes or no: pressed by each, decided together, and nobody sees who pressed what."""

from uuid import UUID

from core.testing.apps import World, add_person
from plugins.requests.models import RequestDay, RequestVote
from tests.plugins.groups.planting import Plant
from tests.plugins.requests.asking import DESK, add_rows, choose, in_days, person, read, request_of, the

TO_US = "/ashdown/requests/to-us"


def asking(world: World, plant: Plant, others: int = 4, last: int = 5) -> tuple[UUID, list[UUID]]:
    """A group with the young person and others who are asked; the request and the others."""
    with world.app.app_context():
        people = [add_person(f"Robin Number{at}") for at in range(others)]
    group = plant("forum", members=[person(world, "young_person"), *people], workers=[person(world, "worker")])
    id = request_of(world.app, state="asking", group_id=group, asked_on=in_days(-9), reply_by=in_days(last))
    return id, people


def votes(world: World, id: UUID, people: list[UUID], yes: bool) -> None:
    """Let these people press."""
    add_rows(world.app, *(RequestVote(request_id=id, person_id=one, yes=yes) for one in people))


def test_home_asks_and_stops_asking_once_pressed(world: World, plant: Plant) -> None:
    id, _ = asking(world, plant)
    young = world.browser("young_person")
    assert "City Buses asks you: Where should the night bus stop? Yes or no?" in young.get("/ashdown/home").text
    page = young.get(f"{TO_US}/{id}").text
    for words in ("Do you want this? Yes or no?", "Cannot change, and why", "The timetable of the trains"):
        assert words in page
    young.submit(f"{TO_US}/{id}", {"answer": "no"}, action="to-us")
    assert "City Buses asks you" not in young.get("/ashdown/home").text
    assert "You pressed no" in young.get(f"{TO_US}/{id}").text
    young.submit(f"{TO_US}/{id}", {"answer": "yes"}, action="to-us")
    (vote,) = read(world.app, RequestVote)
    assert vote.yes and the(world.app, id).state == "asking"


def test_once_all_have_pressed_it_is_decided_and_a_no_is_final_and_kind(world: World, plant: Plant) -> None:
    id, people = asking(world, plant)
    votes(world, id, people[:2], yes=True)
    votes(world, id, people[2:], yes=False)
    young = world.browser("young_person")
    young.submit(f"{TO_US}/{id}", {"answer": "no"}, action="to-us")
    found = the(world.app, id)
    assert (found.state, found.answer, found.answer_how) == ("no", "no", "press")
    page = young.get(f"{TO_US}/{id}").text
    assert "Your group said no" in page and "That is final, and that is fine. Thank you for looking at it." in page
    assert "Yes or no?" not in page


def test_a_press_after_the_last_day_or_by_nobody_of_the_group_changes_nothing(world: World, plant: Plant) -> None:
    id, _ = asking(world, plant, last=5)
    worker = world.browser("worker")
    assert "The young people of this group decide." in worker.get(f"{TO_US}/{id}").text, "a worker reads it, no more"
    token = worker.get(f"{DESK}/{id}/answer").text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    assert worker.post(f"{TO_US}/{id}", data={"csrf_token": token, "answer": "yes"}).status_code == 404
    over = request_of(
        world.app, state="asking", group_id=the(world.app, id).group_id, asked_on=in_days(-9), reply_by=in_days(-1)
    )
    young = world.browser("young_person")
    young.submit(f"{TO_US}/{over}", {"answer": "yes"}, action="to-us")
    assert "The last day for an answer is over." in young.get(f"{TO_US}/{over}").text
    assert read(world.app, RequestVote) == []


def test_nobody_sees_who_pressed_what_and_small_numbers_are_not_shown(world: World, plant: Plant) -> None:
    id, people = asking(world, plant, others=9)
    votes(world, id, people[:2], yes=True)
    desk = world.browser("worker").get(f"{DESK}/{id}").text
    assert "pressed so far" not in desk and "Robin Number" not in desk
    votes(world, id, people[2:7], yes=False)
    assert "7 have pressed so far." in world.browser("worker").get(f"{DESK}/{id}").text
    assert "Robin Number" not in world.browser("young_person").get(f"{TO_US}/{id}").text


def test_the_page_of_the_group_shows_it_to_members_and_the_desk(world: World, plant: Plant) -> None:
    id, _ = asking(world, plant)
    mine = world.browser("young_person").get("/ashdown/groups/mine/forum").text
    assert "Who asks this group" in mine and f"{TO_US}/{id}" in mine and "<meter" not in mine
    staff = world.browser("worker").get("/ashdown/groups/forum/overview")
    shown = staff.text if staff.status_code == 200 else world.browser("worker").get("/ashdown/groups/forum").text
    assert f"{DESK}/{id}" in shown and "<meter" in shown


def test_fixed_days_stand_in_the_calendar_of_those_whom_they_concern(world: World, plant: Plant) -> None:
    id, _ = asking(world, plant)
    done = request_of(world.app, title="Map the stops", state="arranged", group_id=the(world.app, id).group_id)
    add_rows(
        world.app,
        RequestDay(request_id=done, on_date=in_days(0), where="Library", chosen=True),
        RequestDay(request_id=done, on_date=in_days(1), where="Attic", chosen=False),
    )
    for role, seen in (("young_person", True), ("worker", True), ("parent_carer", False)):
        page = world.browser(role).get("/ashdown/meetings/calendar").text
        assert ("Map the stops" in page) is seen, role
        assert "Attic" not in page


def test_choosing_another_answer_counts_only_present_members(world: World, plant: Plant) -> None:
    choose(world.app, fewest_votes=1)
    id, people = asking(world, plant, others=0)
    with world.app.app_context():
        stranger = add_person("Somebody Else")
    votes(world, id, [stranger], yes=False)
    young = world.browser("young_person")
    young.submit(f"{TO_US}/{id}", {"answer": "yes"}, action="to-us")
    assert the(world.app, id).answer == "yes" and people == []
