"""Judging: only with the nominee's own yes, by nobody who knows them, with room on the list (NC24, NC25)."""

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.people.models import Place
from core.testing.apps import World
from plugins.learning.models import AwardInterest, AwardRound, Nomination
from tests.plugins.groups.planting import council_id
from tests.plugins.influence.planting import add_rows, read, record_of
from tests.plugins.learning.conftest import Planting

RUN = "/ashdown/learning/run/awards/kind-awards/"


def stage(app: Flask, id: object) -> str:
    (row,) = read(app, Nomination, id=id)
    return str(row.stage)


def judged(world: World, id: object, to: str, role: str = "worker") -> str:
    """What the page says after a judge tried."""
    browser = world.browser(role)
    browser.post(f"{RUN}{id}/stage", data={"stage": to, "csrf_token": token(browser, f"{RUN}{id}")})
    return browser.get(f"{RUN}{id}").get_data(as_text=True)


def token(browser: object, url: str) -> str:
    text = browser.get(url).get_data(as_text=True)  # type: ignore[attr-defined]
    return str(text.split('name="csrf_token" value="')[1].split('"')[0])


@pytest.mark.both_databases
def test_a_list_has_room_for_so_many_and_an_area_has_one_winner(
    world: World, round: Planting, nominated: Planting
) -> None:
    kind = round()
    first, second, third = (nominated(kind, name) for name in ("Ash", "Bay", "Cedar"))
    for one in (first, second):
        assert "Kept: on the shortlist." in judged(world, one, "shortlisted")
    assert "The list of this area is full: it has 2 already." in judged(world, third, "shortlisted")
    assert stage(world.app, third) == "nominated"
    judged(world, first, "winner")
    assert "This area has a winner already." in judged(world, second, "winner")
    assert "Kept: winner over all." in judged(world, first, "overall")
    assert (stage(world.app, first), stage(world.app, second)) == ("overall", "shortlisted")


def test_each_area_has_its_own_list_and_the_round_one_winner_over_all(
    world: World, round: Planting, nominated: Planting
) -> None:
    kind = round()
    places = add_rows(world.app, Place(kind="ward", name="Here", key="t-here"), Place(kind="ward", name="There"))
    here, there = (nominated(kind, "Ash", place_id=place) for place in places)
    judged(world, here, "overall")
    assert "This round has a winner over all already." in judged(world, there, "overall")
    assert "Kept: winner." in judged(world, there, "winner")


def test_nobody_is_judged_without_their_own_yes(world: World, round: Planting, nominated: Planting) -> None:
    waiting = nominated(round(), agreement="waiting")
    assert "nobody is judged without their own yes" in judged(world, waiting, "shortlisted")
    assert stage(world.app, waiting) == "nominated"


def test_nobody_judges_whom_they_know(world: World, round: Planting, nominated: Planting) -> None:
    one = nominated(round())
    worker = world.browser("worker")
    assert worker.submit(f"{RUN}{one}", {"knows": "yes"}, action=f"{one}/know").status_code == 302
    assert "Somebody else judges this nomination." in judged(world, one, "shortlisted")
    assert "Kept: on the shortlist." in judged(world, one, "shortlisted", role="decision_maker")
    (noted,) = read(world.app, AwardInterest)
    assert noted.person_id == record_of(world, "worker")


def test_only_an_open_round_is_judged_and_steps_one_after_the_other(
    world: World, round: Planting, nominated: Planting
) -> None:
    kind = round(state="draft", opens_on=None)
    one, worker = nominated(kind), world.browser("worker")
    assert "This round is not being judged." in judged(world, one, "winner")
    assert "Say first from which day until which day" in worker.get(RUN).text
    step = {"to": "open", "csrf_token": token(worker, RUN)}
    worker.post(f"{RUN}step", data=step)
    assert read(world.app, AwardRound)[0].state == "draft"
    worker.submit(f"{RUN}edit", {"opens_on": ["1", "1", "2030"], "closes_on": ["1", "2", "2030"]})
    for state in ("open", "judging"):
        assert worker.post(f"{RUN}step", data=step | {"to": state}).status_code == 302
        assert read(world.app, AwardRound)[0].state == state
    worker.post(f"{RUN}step", data=step | {"to": "announced"})
    assert "Nobody has won yet. Choose the winners first." in worker.get(RUN).text
    worker.post(f"{RUN}step", data=step | {"to": "open"})
    assert "Somebody else took this step a moment ago." in worker.get(RUN).text
    worker.post(f"{RUN}step", data=step | {"back": "yes"})
    assert read(world.app, AwardRound)[0].state == "open"


def test_a_no_takes_somebody_off_every_list_at_once(world: World, round: Planting, nominated: Planting) -> None:
    young = record_of(world, "young_person")
    one = nominated(round(), person_id=young, stage="winner")
    mine = world.browser("young_person")
    assert mine.submit(f"/ashdown/learning/mine/awards/{one}", {"answer": "no"}).status_code == 302
    (row,) = read(world.app, Nomination)
    assert (row.agreement, row.stage, row.agreed_how) == ("no", "nominated", "self")


def test_only_the_nominee_answers_for_themselves(world: World, round: Planting, nominated: Planting) -> None:
    one = nominated(round(), person_id=record_of(world, "young_person"))
    for role in ("parent_carer", "worker"):
        assert world.browser(role).get(f"/ashdown/learning/mine/awards/{one}").status_code == 404, role


def test_staff_link_somebody_and_ask_them_anew(world: World, round: Planting, nominated: Planting) -> None:
    one, young = nominated(round()), record_of(world, "young_person")
    worker = world.browser("worker")
    assert worker.get(f"{RUN}{one}?words=young").text.count("This is them") >= 1
    answer = worker.post(f"{RUN}{one}/who", data={"person": str(young), "csrf_token": token(worker, f"{RUN}{one}")})
    assert answer.status_code == 302
    (row,) = read(world.app, Nomination)
    assert (row.person_id, row.agreement) == (young, "waiting")
    assert "Somebody put you forward. Say yes or no" in world.browser("young_person").get("/ashdown/home").text


def test_the_other_council_sees_none_of_it(world: World, round: Planting, nominated: Planting) -> None:
    one = nominated(round())
    elsewhere = world.browser("worker", "brackwell")
    assert elsewhere.get(f"/brackwell/learning/run/awards/kind-awards/{one}").status_code == 404
    with world.app.app_context(), authority_scope(council_id(world.app, "brackwell")):
        assert db.session.scalars(db.select(Nomination)).all() == []
