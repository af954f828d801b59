"""Actions: who promised what by when, seen by those whom it concerns, told how it stands, and handed on."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest

from core.clock import local_today
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from plugins.meetings.models import Action, Leader, Meeting
from tests.core.admin.test_access_pages import address_of
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.planting import PlanMeeting, in_days, read
from tests.plugins.meetings.recording import Evening, add_rows, change, evening, record_of

__all__ = ["evening"]


def promise(evening: Evening, text: str = "Ask the bus company.", **columns: Any) -> UUID:
    """An action of the evening's meeting."""
    return add_rows(evening.app, Action(meeting_id=evening.id, text=text, **columns))[0]


def lines(browser: PageClient, url: str = "/ashdown/meetings/manage/actions") -> list[str]:
    """What stands in the list, in order."""
    return re.findall(r'<th scope="row" data-label="What">([^<]+)', browser.get(url).text)


@pytest.mark.both_databases
def test_what_will_be_done_is_written_down_with_who_and_by_when(evening: Evening) -> None:
    due = local_today() + timedelta(days=10)
    typed = {"text": "Ask the bus company.", "due_on": [str(due.day), str(due.month), str(due.year)]}
    answer = evening.send("promised", typed | {"owner_id": str(evening.worker_id)})
    page = evening.worker.get(answer.location).text
    assert "Ask the bus company." in page and "Worker Tester, by" in page
    (action,) = read(evening.app, Action)
    assert (action.owner_id, action.owner_name, action.due_on) == (evening.worker_id, "", due)
    evening.send("promised", {"text": "Mend the door.", "owner_name": "Head of property"})
    assert read(evening.app, Action, text="Mend the door.")[0].owner_name == "Head of property"


def test_an_action_of_nobody_is_refused_and_kept_in_the_box(evening: Evening) -> None:
    answer = evening.send("promised", {"text": "Ask the bus company."})
    assert answer.status_code == 400 and "Say who does it" in answer.text
    assert 'value="Ask the bus company."' in answer.text and read(evening.app, Action) == []


def test_an_action_is_put_right_and_two_at_once_lose_nothing(evening: Evening) -> None:
    id = promise(evening, owner_name="Us")
    url = f"{evening.url}/room/promised/{id}"
    assert change(evening.worker, url, {"promised-text": "Ask the mayor."}).status_code == 302
    clash = change(evening.worker, url, {"promised-text": "Mine", "promised-version": "1"})
    assert clash.status_code == 409 and "Ask the mayor." in clash.text and "Mine" in clash.text
    assert evening.worker.submit(url, action="remove").status_code == 302
    assert read(evening.app, Action) == []


def test_the_list_has_the_longest_overdue_first_and_undated_last(evening: Evening) -> None:
    promise(evening, "Undated")
    promise(evening, "Soon", due_on=in_days(3))
    promise(evening, "Late", due_on=in_days(-9))
    promise(evening, "Later", due_on=in_days(-2))
    promise(evening, "Over", due_on=in_days(-1), state="done", done_on=in_days(-1))
    assert lines(evening.worker) == ["Late", "Later", "Soon", "Undated"]
    assert lines(evening.worker, "/ashdown/meetings/manage/actions?state=done") == ["Over"]
    assert len(lines(evening.worker, "/ashdown/meetings/manage/actions?state=all")) == 5
    page = evening.worker.get("/ashdown/meetings/manage/actions").text
    assert page.count("Overdue</span>") == 2


def test_the_list_pages_and_forgets_none(evening: Evening) -> None:
    for number in range(55):
        promise(evening, f"Number {number:02d}", due_on=in_days(number // 3) if number < 40 else None)
    first = evening.worker.get("/ashdown/meetings/manage/actions").text
    onwards = unescape(first.split('rel="next" href="')[1].split('"')[0])
    both = lines(evening.worker) + lines(evening.worker, onwards)
    assert sorted(both) == [f"Number {number:02d}" for number in range(55)]


def test_the_list_is_narrowed_by_group_and_owner(evening: Evening, plant: Plant, plan: PlanMeeting) -> None:
    plant("other")
    promise(evening, "Mine", owner_id=evening.worker_id)
    promise(evening, "Nobody's")
    add_rows(evening.app, Action(meeting_id=plan("other"), text="Theirs", owner_id=evening.aisha))
    base = "/ashdown/meetings/manage/actions"
    assert lines(evening.worker, f"{base}?group=other") == ["Theirs"]
    assert lines(evening.worker, f"{base}?owner={evening.worker_id}") == ["Mine"]
    assert lines(evening.worker, f"{base}?owner=nobody") == ["Nobody&#39;s"]
    assert lines(evening.worker, f"{base}?owner=nonsense&after=nonsense") == []


def test_a_hidden_groups_actions_are_for_those_who_see_it(
    evening: Evening, world: World, plant: Plant, plan: PlanMeeting
) -> None:
    plant("secret", listing="hidden", members_hidden=True)
    (id,) = add_rows(evening.app, Action(meeting_id=plan("secret"), text="Secret", owner_id=evening.young))
    assert lines(evening.worker) == []
    assert evening.worker.get(f"/ashdown/meetings/actions/{id}").status_code == 404
    assert lines(world.browser("practitioner")) == ["Secret"]
    own = world.browser("young_person").get("/ashdown/meetings/actions/mine").text
    assert "Secret" in own, "whoever promised it knows it"


def test_whoever_promised_it_says_how_it_stands(evening: Evening, world: World) -> None:
    id = promise(evening, owner_id=evening.young, due_on=in_days(2))
    young = world.browser("young_person")
    assert "Ask the bus company." in young.get("/ashdown/meetings/actions/mine").text
    page = f"/ashdown/meetings/actions/{id}"
    assert young.submit(page, {"state": "dropped", "note": "They said no."}).status_code == 302
    (action,) = read(evening.app, Action)
    assert (action.state, action.note, action.done_on) == ("dropped", "They said no.", local_today())
    assert young.submit(page, {"state": "open"}).status_code == 302
    assert read(evening.app, Action)[0].done_on is None
    stale = young.submit(page, {"state": "done", "version": "1", "note": "Mine"})
    assert stale.status_code == 409 and "Mine" in stale.text
    for role in ("parent_carer", "decision_maker", "local_admin"):
        assert world.browser(role).get(page).status_code == 404
    assert world.browser("worker", "brackwell").get(page.replace("ashdown", "brackwell")).status_code == 404


def test_one_tap_says_that_it_is_done(evening: Evening, world: World) -> None:
    promise(evening, owner_id=record_of(world, "decision_maker"))
    deciding = world.browser("decision_maker")
    assert deciding.submit("/ashdown/meetings/actions/mine", action="/done").status_code == 302
    assert read(evening.app, Action)[0].state == "done"


def test_a_promise_stands_on_the_home_page_of_whoever_gave_it(evening: Evening, world: World) -> None:
    promise(evening, "Soon", owner_id=evening.young, due_on=in_days(7))
    promise(evening, "Far", owner_id=evening.young, due_on=in_days(8))
    page = world.browser("young_person").get("/ashdown/home").text
    needs, following = page.split("What needs you today")[1].split("What is next")
    assert "You promised: Soon, by" in needs and "You promised: Far, by" in following


def test_a_worker_is_told_what_is_late_in_their_groups(evening: Evening, world: World) -> None:
    promise(evening, owner_name="Us", due_on=in_days(-1))
    promise(evening, owner_name="Us", due_on=in_days(-2))
    promise(evening, owner_name="Us", due_on=in_days(1))
    assert "Forum: 2 actions are overdue" in evening.worker.get("/ashdown/home").text
    assert "overdue" not in world.browser("practitioner").get("/ashdown/home").text


def test_members_read_what_was_done(evening: Evening, world: World, plant: Plant, plan: PlanMeeting) -> None:
    promise(evening, "New lights", state="done", done_on=in_days(-29))
    promise(evening, "Old lights", state="done", done_on=in_days(-31))
    promise(evening, "No lights", state="dropped", done_on=in_days(-1))
    plant("other")
    add_rows(evening.app, Action(meeting_id=plan("other"), text="Theirs", state="done", done_on=in_days(-1)))
    page = world.browser("young_person").get("/ashdown/home").text
    assert "Done: New lights" in page
    assert not any(words in page for words in ("Old lights", "No lights", "Done: Theirs"))


def leaves(world: World, to: str) -> str:
    """The worker leaves by the local admin's press; what the summary says."""
    admin = world.browser("local_admin")
    address = address_of(admin, "Worker Tester")
    return unescape(admin.submit(f"{address}/end", {"to": to, "why": "left"}).text)


@pytest.mark.both_databases
def test_a_leavers_promises_and_meetings_go_to_the_successor(evening: Evening, world: World, plan: PlanMeeting) -> None:
    worker, taker = evening.worker_id, record_of(world, "practitioner")
    promise(evening, "Open", owner_id=worker)
    promise(evening, "Over", owner_id=worker, state="done", done_on=in_days(0))
    coming = plan("forum", on=in_days(5), leaders=[worker], chair_id=worker)
    shared = plan("forum", on=in_days(6), leaders=[worker, taker])
    past = plan("forum", on=in_days(-5), leaders=[worker])
    page = leaves(world, str(taker))
    assert "Actions they promised: 1" in page and "Meetings that they lead: 2" in page
    assert {row.text: row.owner_id for row in read(evening.app, Action)} == {"Open": taker, "Over": worker}
    led = {(row.meeting_id, row.person_id) for row in read(evening.app, Leader)}
    assert led == {(coming, taker), (shared, taker), (past, worker)}
    assert read(evening.app, Meeting, id=coming)[0].chair_id == taker


def test_without_a_successor_it_waits_and_is_listed(evening: Evening, world: World, plan: PlanMeeting) -> None:
    promise(evening, "Open", owner_id=evening.worker_id)
    plan("forum", on=in_days(5), leaders=[evening.worker_id])
    leaves(world, "nobody")
    assert read(evening.app, Action)[0].owner_id is None and read(evening.app, Leader) == []
    runs = world.browser("practitioner")
    assert lines(runs, "/ashdown/meetings/manage/actions?owner=nobody") == ["Open"]


def test_a_hidden_groups_promises_are_counted_and_not_named(
    world: World, plant: Plant, plan: PlanMeeting
) -> None:
    with world.app.app_context():
        add_person("Wren Abernathy")
    worker = record_of(world, "worker")
    plant("secret", listing="hidden", members_hidden=True, workers=[worker])
    add_rows(world.app, Action(meeting_id=plan("secret"), text="Secret errand", owner_id=worker))
    page = leaves(world, "nobody")
    assert "Actions they promised: 1" in page and "Secret errand" not in page
