"""Task groups, the year with its papers, codes in versions, and groups made from a template."""

from uuid import UUID

import pytest
from flask import Flask

from core.testing.apps import World
from plugins.evidence.models import Report
from plugins.groups.models import Group, Membership
from plugins.meetings.models import AgendaItem
from plugins.youth_voice.models import Code, CodeAgreement, Event, EventCopy, TaskGroup, TaskMember
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.planting import PlanMeeting, in_days, read
from tests.plugins.youth_voice.planting import choose, put
from tests.plugins.youth_voice.test_elected import typed

VOICE = "/ashdown/youth-voice"


@pytest.fixture
def group(world: World, plant: Plant) -> UUID:
    """A group of one young person, supported by the worker."""
    young, worker = (world.people["ashdown", role].person_id for role in ("young_person", "worker"))
    made: UUID = plant("council", name="Youth Council", members=[young], workers=[worker], code_of_conduct="Be kind.")
    return made


def test_a_task_group_starts_from_an_agenda_and_ends_with_an_outcome(
    app: Flask, world: World, group: UUID, plan: PlanMeeting
) -> None:
    item = put(app, AgendaItem(meeting_id=plan("council"), title="Buses at night"))
    young, worker = world.people["ashdown", "young_person"], world.browser("worker")
    page = f"{VOICE}/task-groups/new?item={item}"
    assert "Buses at night" in worker.get(page).text
    shared = {"group_id": str(group), "title": "Buses at night", "whose": "own", "lead": str(young.person_id)}
    backwards = shared | typed("starts_on", in_days(5)) | typed("ends_on", in_days(1))
    assert "A task group ends after it starts." in worker.submit(page, backwards).text
    assert (
        worker.submit(page, shared | typed("starts_on", in_days(0)) | typed("ends_on", in_days(40))).status_code == 302
    )
    (task,) = read(app, TaskGroup)
    assert task.item_id == item and len(read(app, TaskMember)) == 1
    end, member = f"{VOICE}/task-groups/{task.id}/end", world.browser("young_person")
    assert "Your task group: Buses at night" in member.get("/ashdown/home").text
    assert "Say what came of it first, also if that was little." in member.submit(end, {"outcome": "Much"}).text
    assert member.submit(end, {"outcome_kind": "changed", "outcome": "A later bus runs."}).status_code == 302
    page = app.test_client().get(f"{VOICE}/task-groups/{task.id}").text
    assert "A later bus runs." in page and young.name not in page


def test_the_papers_of_a_meeting_are_for_the_group_and_say_who_received_them(
    app: Flask, world: World, group: UUID
) -> None:
    event = put(app, Event(group_id=group, title="General Meeting", on_date=in_days(3), words="We did it together."))
    page, worker = f"{VOICE}/year/{event}", world.browser("worker")
    for role in ("worker", "young_person"):
        assert "We did it together." in world.browser(role).get(page).text, role
        assert world.browser(role).get(f"{page}/papers.pdf").data.startswith(b"%PDF"), role
    stranger = app.test_client().get(page).text
    assert "General Meeting" in stranger and "We did it together." not in stranger
    assert world.browser("parent_carer").get(f"{page}/papers.pdf").status_code == 404
    sent = {"to_whom": "Leader of the council"} | typed("sent_on", in_days(0))
    assert worker.submit(f"{page}/sent", sent).status_code == 302
    assert "stands in the list already" in worker.submit(f"{page}/sent", sent).text
    early = sent | typed("replied_on", in_days(-4))
    (copy,) = read(app, EventCopy)
    assert "The answer came before it was sent." in worker.submit(f"{page}/sent/{copy.id}", early).text


def test_the_annual_report_is_put_together_once(app: Flask, world: World, group: UUID) -> None:
    event = put(app, Event(group_id=group, kind="annual_report", title="Our year", on_date=in_days(0)))
    page, worker = f"{VOICE}/year/{event}", world.browser("worker")
    for _ in range(2):
        answer = worker.submit(page, action=f"{page}/report")
        assert answer.status_code == 302 and "/difference/" in answer.location
    (report,) = read(app, Report)
    assert report.kind.startswith("youth_voice.annual.") and report.ends_on == in_days(0)


def test_a_new_code_asks_everybody_anew_and_keeps_who_had_agreed(app: Flask, world: World, group: UUID) -> None:
    young, worker = world.browser("young_person"), world.browser("worker")
    assert young.submit("/ashdown/groups/mine/council", action="/agree").status_code == 302
    page = f"{VOICE}/induction/council/code"
    assert "nobody is asked anew" in worker.submit(page, {"words": "Be kind.", "why": "New"}).text
    assert worker.submit(page, {"words": "Be kind and fair.", "why": "Members asked for fair."}).status_code == 302
    assert [row.number for row in sorted(read(app, Code), key=lambda row: row.number)] == [1, 2]
    assert len(read(app, CodeAgreement)) == 1
    assert all(row.code_agreed_on is None for row in read(app, Membership))
    mine = young.get(f"{VOICE}/induction/council").text
    assert "Be kind and fair." in mine and "You agreed to version 1" in mine
    assert world.browser("parent_carer").get(f"{VOICE}/induction/council").status_code == 404


def test_a_group_is_made_from_a_template_with_all_that_it_brings(app: Flask, world: World, plant: Plant) -> None:
    plant("all", name="Youth Voice", kind="umbrella")
    brings = {
        "cadence": "monthly",
        "posts": [{"role": "Chair", "number": 1}],
        "induction": ["Meet"],
        "listing": "members",
    }
    choose(app, templates=[{"key": "new", "title": "Newcomers", "group": brings | {"code_of_conduct": "Listen."}}])
    worker = world.browser("worker")
    assert "an induction of 1 lines" in worker.get(f"{VOICE}/templates").text
    assert worker.submit(f"{VOICE}/templates/new", {"name": "New Here"}).status_code == 302
    (made,) = read(app, Group, key="new-here")
    assert (made.cadence, made.induction, made.code_of_conduct) == ("monthly", ["Meet"], "Listen.")
    (above,) = read(app, Group, key="all")
    assert made.programme_id == above.id and world.browser("young_person").get(f"{VOICE}/templates").status_code == 404
