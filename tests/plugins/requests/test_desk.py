"""The desk: the fatigue meter, approvals, who sees what, and two at once."""

from typing import Any
from uuid import UUID

import pytest

from core.db import authority_scope, db
from core.hooks.values import Ref
from core.people.models import Organisation
from core.testing.apps import World
from plugins.requests import moves
from plugins.requests.api import note_asked
from plugins.requests.desk import approving
from plugins.requests.models import Approver, OtherAsk, Request, RequestApproval, RequestDay
from plugins.requests.rules import NotNow
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.requests.asking import DESK, add_rows, choose, in_days, person, read, request_of, the, typed

TEAM = [{"when": "always", "level": "team"}]


def asked_before(world: World, group: UUID, times: int, **columns: Any) -> None:
    """Plant earlier requests that were put to a group."""
    for at in range(times):
        request_of(world.app, state="closed", group_id=group, asked_on=in_days(-10 - at), **columns)


def test_at_the_limit_staff_must_say_why_or_it_is_refused(world: World, plant: Plant) -> None:
    group, desk = plant("forum"), world.browser("worker")
    choose(world.app, group_limit=2)
    asked_before(world, group, 1)
    add_rows(world.app, OtherAsk(what="A survey", on_date=in_days(-3), group_id=group, source="x"))
    id = request_of(world.app, state="sent", group_id=group)
    put = f"{DESK}/{id}/put"
    page = desk.get(put).text
    assert "asked 2 times in the last 6 months; the limit is 2" in page and "Asked too often" in page
    assert "<meter" in page and "Free again on" in page
    warned = desk.submit(put)
    assert warned.status_code == 409 and "Say why they should be asked all the same, or choose others." in warned.text
    assert the(world.app, id).state == "sent"
    choose(world.app, group_limit=2, over_limit="refuse")
    refused = desk.submit(put, {"over_why": "It is about their own centre."})
    assert refused.status_code == 409 and "or wait until" in refused.text and the(world.app, id).state == "sent"
    choose(world.app, group_limit=2)
    assert desk.submit(put, {"over_why": "It is about their own centre."}).status_code == 302
    assert the(world.app, id).over_why == "It is about their own centre."


def test_what_was_asked_elsewhere_counts_once(world: World, plant: Plant) -> None:
    group, desk, page = plant("forum"), world.browser("worker"), "/ashdown/requests/asked"
    assert "asked 0 times in the last 6 months" in desk.get(page).text
    note = {"what": "School meals survey", "who_asked": "Catering", "group_id": str(group)}
    assert desk.submit(page, note | typed(in_days(-2), "on_date")).status_code == 302
    shown = desk.get(page).text
    assert "asked 1 time in the last 6 months" in shown and "School meals survey" in shown
    nobody = desk.submit(page, {"what": "A visit"} | typed(in_days(-2), "on_date"))
    assert nobody.status_code == 400 and "otherwise it counts for nobody" in nobody.text
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        for on in (in_days(-2), in_days(-1)):
            note_asked(Ref("surveys", "survey", UUID(int=7)), "Buses", on, group_id=group)
        db.session.commit()
    assert "asked 2 times in the last 6 months" in desk.get(page).text


@pytest.mark.both_databases
def test_what_was_said_before_stands_beside_a_new_request(world: World, plant: Plant) -> None:
    open_group = plant("forum")
    hidden = plant("care-council", listing="hidden", members_hidden=True)
    request_of(
        world.app, state="closed", title="Bus stops at night", group_id=open_group, asked_on=in_days(-90),
        findings="They want light at the stops.",
    )  # fmt: skip
    request_of(
        world.app, state="closed", title="Night buses", group_id=hidden, asked_on=in_days(-80), findings="Secret."
    )
    with world.app.test_request_context("/ashdown/"):
        _index(world)
    id = request_of(world.app, state="sent", asker_id=person(world, "decision_maker"))
    assert "They want light at the stops." in world.browser("worker").get(f"{DESK}/{id}").text
    mine = request_of(world.app, asker_id=person(world, "decision_maker"))
    page = world.browser("decision_maker").get(f"/ashdown/requests/mine/{mine}/edit").text
    assert "They want light at the stops." in page and "Secret." not in page
    assert "Young people have said something about this already" in page


def _index(world: World) -> None:
    with authority_scope(council_id(world.app), write=True):
        for row in db.session.scalars(db.select(Request).where(Request.findings != "")):
            moves.find_again(row)
        db.session.commit()


def test_levels_approve_in_turn_and_nobody_their_own_or_twice(world: World) -> None:
    worker, head = person(world, "worker"), person(world, "decision_maker")
    choose(world.app, approvals=[*TEAM, {"when": "outside", "level": "head"}, {"when": "sensitive", "level": "ethics"}])
    add_rows(world.app, Approver(level="head", person_id=worker), Approver(level="head", person_id=head))
    add_rows(world.app, Approver(level="ethics", person_id=person(world, "safeguarding_lead")))
    id = request_of(world.app, state="approving", touches=["Crime"], asker_id=person(world, "practitioner"))
    page = f"{DESK}/{id}/approve"
    assert world.browser("worker").submit(page, {"outcome": "yes"}).status_code == 302
    twice = world.browser("worker").submit(page, {"outcome": "yes"})
    assert twice.status_code == 409 and "A second pair of eyes is wanted" in twice.text
    wrong = world.browser("safeguarding_lead").submit(page, {"outcome": "yes"})
    assert wrong.status_code == 409 and "You are not named for this level of approval." in wrong.text
    home = world.browser("decision_maker").get("/ashdown/home").text
    assert "Approve, or say no: Where should the night bus stop?" in home
    assert world.browser("decision_maker").submit(page, {"outcome": "yes"}).status_code == 302
    panel = world.browser("safeguarding_lead")
    unticked = panel.submit(page, {"outcome": "yes", "looked": ["0"]})
    assert unticked.status_code == 409 and "Tick each line of the ethics panel, or say no." in unticked.text
    assert panel.submit(page, {"outcome": "yes", "looked": ["0", "1", "2", "3"]}).status_code == 302
    assert the(world.app, id).state == "planning"
    assert {one.level for one in read(world.app, RequestApproval)} == {"team", "head", "ethics"}


def test_nobody_approves_what_they_asked_for_and_a_no_has_a_reason(world: World) -> None:
    choose(world.app, approvals=TEAM)
    own = request_of(world.app, state="approving", asker_id=person(world, "worker"))
    desk = world.browser("worker")
    assert "You asked for this yourself, so somebody else approves it." in desk.get(f"{DESK}/{own}").text
    refused = desk.submit(f"{DESK}/{own}/approve", {"outcome": "yes"})
    assert refused.status_code == 409 and "You asked for this yourself" in refused.text
    other = request_of(world.app, state="approving")
    silent = desk.submit(f"{DESK}/{other}/approve", {"outcome": "no"})
    assert silent.status_code == 409 and "Say why not: whoever asked reads it." in silent.text
    assert desk.submit(f"{DESK}/{other}/approve", {"outcome": "no", "words": "No room for it."}).status_code == 302
    assert the(world.app, other).state == "refused"


def test_of_two_approvals_at_once_one_counts(world: World) -> None:
    choose(world.app, approvals=TEAM)
    id = request_of(world.app, state="approving")
    desk, page = world.browser("worker"), f"{DESK}/{id}/approve"
    late = desk.get(page)
    assert late.status_code == 200
    add_rows(world.app, RequestApproval(request_id=id, level="team", by_id=person(world, "practitioner")))
    second = desk.submit(page, {"outcome": "yes", "level": "team"})
    assert second.status_code == 409 and "This level was approved already." in second.text
    assert len(read(world.app, RequestApproval)) == 1


def test_a_page_that_is_older_than_the_request_changes_nothing(world: World) -> None:
    id = request_of(world.app, state="sent")
    stale = world.browser("worker").submit(f"{DESK}/{id}/refuse", {"words": "No.", "version": "0"})
    assert stale.status_code == 409 and "Theirs counts, nothing of yours was kept" in stale.text
    assert the(world.app, id).state == "sent"


def test_steps_at_the_wrong_time_are_refused(world: World, plant: Plant) -> None:
    group, desk = plant("forum"), world.browser("worker")
    no = request_of(world.app, state="no", group_id=group, answer="no", asked_on=in_days(-1), answered_on=in_days(0))
    for page, typed_in in (
        ("put", {"group_id": str(group)}),
        ("answer", {"answer": "yes"}),
        ("refuse", {"words": "x"}),
        ("done", {}),
    ):
        answer = desk.submit(f"{DESK}/{no}/{page}", typed_in)
        assert answer.status_code == 409 and "The young people said no, and that is final." in answer.text, page
    sent = request_of(world.app, state="sent")
    for page, data, words in (
        ("put", {}, "Choose the group or the school that is asked."),
        ("put", {"group_id": str(group)} | typed(in_days(0), "reply_by"), "Give them a day to come."),
        ("answer", {"answer": "yes"}, "That is not the next step now. It stands at: Waits to be looked through."),
        ("findings", {"findings": "x"}, "The work with young people is not over yet."),
        ("send-back", {}, "Say what is missing."),
    ):
        assert words in desk.submit(f"{DESK}/{sent}/{page}", data).text, page
    asking = request_of(world.app, state="asking", group_id=group, asked_on=in_days(-1), reply_by=in_days(5))
    early = desk.submit(f"{DESK}/{asking}/answer", {"answer": "yes"} | typed(in_days(3), "on"))
    assert "A meeting that is still to come has not decided yet." in early.text


def test_a_group_that_ended_meanwhile_is_not_asked(world: World, plant: Plant) -> None:
    group, desk = plant("forum"), world.browser("worker")
    id = request_of(world.app, state="sent", group_id=group)
    page = f"{DESK}/{id}/put"
    shown = desk.get(page)
    assert shown.status_code == 200
    plant("forum", status="ended")
    gone = desk.submit(page, {"group_id": str(group)})
    assert gone.status_code == 400 and the(world.app, id).state == "sent"


def test_days_end_before_the_feedback_day(world: World, plant: Plant) -> None:
    desk = world.browser("worker")
    id = request_of(world.app, state="planning", group_id=plant("forum"), asked_on=in_days(-1))
    past = desk.submit(f"{DESK}/{id}/days", typed(in_days(-1), "day_1"))
    assert past.status_code == 409 and "A day that has passed cannot be offered." in past.text
    desk.submit(f"{DESK}/{id}/days", typed(in_days(60), "day_1"))
    (offered,) = read(world.app, RequestDay)
    none = desk.submit(f"{DESK}/{id}/fix-days", {"taken": []})
    assert "Choose at least one of the days that were offered." in none.text
    late = desk.submit(f"{DESK}/{id}/fix-days", {"taken": [str(offered.id)]})
    assert late.status_code == 409 and "and the feedback was promised for" in late.text


def test_a_school_without_a_group_in_heard_answers_at_a_meeting(world: World) -> None:
    (school,) = add_rows(world.app, Organisation(kind="school", name="Harrow Lane School", key="harrow"))
    id, desk = request_of(world.app, state="sent"), world.browser("worker")
    assert desk.submit(f"{DESK}/{id}/put", {"school_id": str(school)}).status_code == 302
    assert "Harrow Lane School" in desk.get(DESK).text
    choose(world.app, approvals=[])
    assert desk.submit(f"{DESK}/{id}/answer", {"answer": "yes", "words": "Not on Mondays."}).status_code == 302
    found = the(world.app, id)
    assert (found.state, found.answer_how, found.answer_by_id) == ("planning", "meeting", person(world, "worker"))


def test_a_hidden_group_stays_hidden_at_the_desk(world: World, plant: Plant) -> None:
    hidden = plant("care-council", name="Children in Care Council", listing="hidden", members_hidden=True)
    id = request_of(world.app, state="asking", group_id=hidden, asked_on=in_days(-1), reply_by=in_days(5))
    desk = world.browser("worker")
    assert desk.get(f"{DESK}/{id}").status_code == 404
    for page in (DESK, f"{DESK}?state=all", "/ashdown/requests/asked", "/ashdown/home"):
        assert "Children in Care Council" not in desk.get(page).text
    assert "Where should the night bus" not in desk.get(f"{DESK}?state=all").text


def test_each_role_gets_only_its_pages(world: World, plant: Plant) -> None:
    group = plant("forum", members=[person(world, "young_person")])
    id = request_of(world.app, state="asking", group_id=group, asked_on=in_days(-1), reply_by=in_days(5))
    for role in ("young_person", "parent_carer", "decision_maker", "practitioner", "data_protection_officer"):
        browser = world.browser(role)
        for page in ("", "/put", "/answer", "/refuse", "/done", "/lift", "/approve"):
            assert browser.get(f"{DESK}/{id}{page}").status_code == 404, (role, page)
        assert browser.get(DESK).status_code == 404
    for role in ("parent_carer", "decision_maker"):
        assert world.browser(role).get(f"/ashdown/requests/to-us/{id}").status_code == 404
    assert world.browser("worker", "brackwell").get(f"/brackwell/requests/desk/{id}").status_code == 404
    assert world.browser("local_admin").get("/ashdown/requests/approvers").status_code == 200


def test_a_lead_names_who_approves(world: World) -> None:
    lead, page = world.browser("local_admin"), "/ashdown/requests/approvers/head"
    assert "Nobody is named as: Head of service." in lead.get("/ashdown/requests/approvers").text
    head = str(person(world, "decision_maker"))
    assert lead.submit(page, {"people": [head]}).status_code == 302
    assert [str(one.person_id) for one in read(world.app, Approver)] == [head]
    assert lead.submit(page, {"people": []}).status_code == 302 and read(world.app, Approver) == []
    assert lead.get("/ashdown/requests/approvers/queen").status_code == 404


def test_the_settings_of_the_council_are_read(world: World) -> None:
    choose(world.app, look_days=1, group_limit=0)
    assert "within 1 working day." in world.browser("worker").get("/ashdown/requests/").text


@pytest.mark.both_databases
def test_the_database_takes_one_approval_of_a_level(world: World) -> None:
    id = request_of(world.app, state="approving")
    add_rows(world.app, RequestApproval(request_id=id, level="team"))
    with world.app.test_request_context("/ashdown/"), authority_scope(council_id(world.app), write=True):
        world.app.preprocess_request()
        with pytest.raises(NotNow, match="Somebody else did something with this request at the same moment. Theirs"):
            approving.keep(RequestApproval(request_id=id, level="team"))
        db.session.commit()
    assert len(read(world.app, RequestApproval)) == 1
