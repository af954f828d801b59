"""A request goes its whole way, page by page: asked, put to young people, approved, days, feedback, closed."""

import pytest

from core.db import authority_scope, db
from core.testing.apps import World
from plugins.influence.models import Ask, Owner
from plugins.requests.models import Approver, Request, RequestApproval, RequestDay, RequestStep, RequestVote
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.requests.asking import DESK, add_rows, choose, form_of, in_days, person, read, request_of, the, typed
from tests.plugins.requests.test_mornings import Morning


def test_a_member_of_staff_asks_and_the_request_goes_its_whole_way(world: World, plant: Plant) -> None:
    app, young, officer = world.app, world.browser("young_person"), world.browser("decision_maker")
    group = plant("forum", members=[person(world, "young_person")])
    choose(app, fewest_votes=1, approvals=[{"when": "always", "level": "team"}])
    kept = officer.submit("/ashdown/requests/ask", form_of(from_kind="service"))
    assert kept.status_code == 302
    (made,) = read(app, Request)
    assert made.state == "draft" and made.asker_id == person(world, "decision_maker")
    sent = officer.submit(f"/ashdown/requests/mine/{made.id}/edit", {"send": "yes"})
    assert sent.status_code == 302 and the(app, made.id).state == "sent"
    desk = world.browser("worker")
    assert "Where should the night bus stop?" in desk.get(DESK).text
    page = desk.get(f"{DESK}/{made.id}").text
    assert "Look through it, then put it to the young people." in page
    put = desk.submit(f"{DESK}/{made.id}/put", {"group_id": str(group)})
    assert put.status_code == 302 and the(app, made.id).state == "asking"
    assert "City Buses asks you" in young.get("/ashdown/home").text
    assert "Both answers are fine" in young.get(f"/ashdown/requests/to-us/{made.id}").text
    young.submit(f"/ashdown/requests/to-us/{made.id}", {"answer": "yes"}, action="to-us")
    (vote,) = read(app, RequestVote)
    said = the(app, made.id)
    assert vote.yes
    assert (said.state, said.answer, said.answer_how) == ("approving", "yes", "press")
    assert desk.submit(f"{DESK}/{made.id}/approve", {"outcome": "yes"}).status_code == 302
    assert the(app, made.id).state == "planning" and len(read(app, RequestApproval)) == 1
    desk.submit(f"{DESK}/{made.id}/days", typed(in_days(22), "day_1") | {"at_1": "4.30pm", "where": "Town Hall"})
    (offered,) = read(app, RequestDay)
    desk.submit(f"{DESK}/{made.id}/fix-days", {"taken": [str(offered.id)]})
    fixed = the(app, made.id)
    assert fixed.state == "arranged" and fixed.ends_on == in_days(22)
    assert "Town Hall" in young.get(f"/ashdown/requests/to-us/{made.id}").text
    early = desk.submit(f"{DESK}/{made.id}/done", {"findings": "Lights first."})
    assert early.status_code == 409 and "A day of the work is still to come." in early.text
    _over(world, made.id)
    done = desk.submit(f"{DESK}/{made.id}/done", {"findings": "Lights first, then the stops."})
    assert done.status_code == 302 and the(app, made.id).state == "feedback"
    (ask,), (owner,) = read(app, Ask), read(app, Owner)
    assert owner.person_id == person(world, "decision_maker") and owner.due_on == fixed.feedback_by
    assert ask.title == "What came of it: Where should the night bus stop?" and ask.group_id == group
    assert "Lights first, then the stops." in young.get(f"/ashdown/requests/to-us/{made.id}").text
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.execute(db.update(Ask).values(status="done"))
        db.session.commit()
    assert "The agency has answered: read what came of it." in desk.get(f"{DESK}/{made.id}").text
    Morning(world)(times=1)
    assert the(app, made.id).state == "closed"
    kinds = [one.kind for one in sorted(read(app, RequestStep), key=lambda one: one.position)]
    assert kinds == ["sent", "put", "yes", "approved", "offered", "arranged", "done", "found", "closed"]
    assert "Young people heard what came of it" in officer.get(f"/ashdown/requests/mine/{made.id}").text
    assert "What I asked for" in officer.get("/ashdown/requests/mine").text


def _over(world: World, id: object) -> None:
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        db.session.execute(db.update(RequestDay).values(on_date=in_days(-1)))
        db.session.execute(db.update(Request).where(Request.id == id).values(ends_on=in_days(-1)))
        db.session.commit()


@pytest.mark.both_databases
def test_every_page_of_each_state_comes_up(world: World, plant: Plant) -> None:
    group = plant("forum", members=[person(world, "young_person")])
    worker, young = world.browser("worker"), world.browser("young_person")
    add_rows(world.app, Approver(level="head", person_id=person(world, "decision_maker")))
    for state in ("sent", "back", "asking", "approving", "planning", "arranged", "feedback", "closed", "no", "refused"):
        put = {"asked_on": in_days(-1), "reply_by": in_days(5)} if state not in ("sent", "back", "refused") else {}
        answer = {"answer": "no" if state == "no" else "yes", "answered_on": in_days(0), "answer_how": "press"}
        id = request_of(
            world.app, state=state, group_id=group, asker_id=person(world, "worker"), touches=["Crime"],
            **put, **(answer if state in ("no", "approving", "planning") else {}),
        )  # fmt: skip
        assert worker.get(f"{DESK}/{id}").status_code == 200, state
        assert worker.get(f"/ashdown/requests/mine/{id}").status_code == 200, state
        seen = young.get(f"/ashdown/requests/to-us/{id}").status_code
        assert seen == (404 if state in ("sent", "back", "refused") else 200), state
    assert worker.get("/ashdown/groups/forum/overview").status_code in (200, 404)
    assert worker.get("/ashdown/home").status_code == 200
