"""Rounds of elections and by-elections: set up with their rules or not at all; what is in use is not taken away."""

from datetime import date, timedelta

from flask import Flask

from core.clock import local_today
from core.testing.apps import World
from plugins.groups.models import Constituency, Election, Membership
from tests.plugins.groups import electing
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.planting import read
from tests.plugins.youth_voice.planting import choose, put

ELECTED = "/ashdown/youth-voice/elected"
ROUND = f"{ELECTED}/council/round"


def typed(name: str, on: date) -> dict[str, list[str]]:
    return {name: [str(on.day), str(on.month), str(on.year)]}


def in_days(number: int) -> date:
    return local_today() + timedelta(days=number)


def answers(body: str) -> dict[str, object]:
    days = typed("stand_on", in_days(5)) | typed("opens_on", in_days(7)) | typed("closes_on", in_days(14))
    term = typed("term_from", in_days(20)) | typed("term_to", in_days(380))
    return {"bodies": body, "role": "Member", "who_may_vote": "Years 7 to 13", "how": "both", **days, **term}


def test_without_a_rule_for_ties_nothing_is_set_up(app: Flask, world: World, plant: Plant) -> None:
    group = plant("council", name="Youth Council", workers=[world.people["ashdown", "worker"].person_id])
    school = electing.school(app, group, "Ada", "Ben")
    worker = world.browser("worker")
    assert "What happens with a tie is not set." in worker.get(ELECTED).text
    answer = worker.submit(ROUND, answers(str(school.constituency_id)))
    assert answer.status_code == 400
    assert "Nothing was set up. Say first what happens when two have equally many votes." in answer.text
    assert "Years 7 to 13" in answer.text and read(app, Election) == []


def test_a_round_makes_a_draft_for_each_body_once(app: Flask, world: World, plant: Plant) -> None:
    choose(app, tie_rule="share")
    group = plant("council", name="Youth Council", workers=[world.people["ashdown", "worker"].person_id])
    school = electing.school(app, group, "Ada")
    worker = world.browser("worker")
    wanted = answers(str(school.constituency_id)) | {"tie_rule": "share"}
    assert worker.submit(ROUND, wanted).status_code == 302
    (made,) = read(app, Election)
    assert (made.state, made.places, made.tie_rule, made.by_election) == ("draft", 2, "share", False)
    assert made.term_to == in_days(380)
    answer = worker.get(ROUND, follow_redirects=True)
    assert "no school, group or service has a place that is free" in answer.text and len(read(app, Election)) == 1


def test_a_round_without_a_body_or_a_term_is_refused(app: Flask, world: World, plant: Plant) -> None:
    group = plant("council", workers=[world.people["ashdown", "worker"].person_id])
    body = str(electing.school(app, group, "Ada").constituency_id)
    worker, wanted = world.browser("worker"), answers(body) | {"tie_rule": "lot"}
    none = {name: value for name, value in wanted.items() if name != "bodies"}
    assert "Choose at least one body with a place that is free." in worker.submit(ROUND, none).text
    endless = worker.submit(ROUND, wanted | {"term_to": ["", "", ""]})
    assert "Say from when and until when somebody is elected." in endless.text and read(app, Election) == []


def test_a_place_that_fell_free_leads_to_a_by_election(app: Flask, world: World, plant: Plant) -> None:
    choose(app, tie_rule="lot")
    group = plant("council", name="Youth Council", workers=[world.people["ashdown", "worker"].person_id])
    school = electing.school(app, group, "Ada", "Ben")
    left = {"status": "left", "route": "election", "for_organisation_id": school.id, "left_on": in_days(-3)}
    put(app, Membership(group_id=group, person_id=school.pupils["Ada"], term_to=in_days(200), **left))
    worker = world.browser("worker")
    assert "By-election to call" in worker.get(ELECTED).text
    assert "Call a by-election: Larkfield Primary" in worker.get("/ashdown/home").text
    page = f"{ELECTED}/council/by-election?body={school.id}"
    wanted = answers(str(school.constituency_id)) | {"tie_rule": "lot"} | typed("term_to", in_days(200))
    assert worker.submit(page, wanted).status_code == 302
    (made,) = read(app, Election)
    assert made.by_election and made.term_to == in_days(200) and made.places == 1
    assert "By-election to call" not in worker.get(ELECTED).text


def test_too_little_of_a_term_is_said_and_no_by_election_offered(app: Flask, world: World, plant: Plant) -> None:
    group = plant("council", workers=[world.people["ashdown", "worker"].person_id])
    school = electing.school(app, group, "Ada")
    left = {"status": "left", "route": "election", "for_organisation_id": school.id, "left_on": in_days(-3)}
    put(app, Membership(group_id=group, person_id=school.pupils["Ada"], term_to=in_days(30), **left))
    page = world.browser("worker").get(ELECTED).text
    assert "The place stays empty until the next election." in page and "Set up the by-election" not in page


def test_a_body_in_use_stays_and_says_what_depends_on_it(app: Flask, world: World, plant: Plant) -> None:
    group = plant("council", workers=[world.people["ashdown", "worker"].person_id])
    school = electing.school(app, group, "Ada")
    put(app, Membership(group_id=group, person_id=school.pupils["Ada"], for_organisation_id=school.id))
    electing.election(school, "standing")
    worker = world.browser("worker")
    page = f"/ashdown/groups/manage/council/bodies/{school.constituency_id}"
    assert "What depends on it" in worker.get(page).text
    answer = worker.get(worker.submit(page, action="/remove").location)
    assert "It stays, and nothing was changed." in answer.text
    assert "1 member sits for it; an election that is not over" in answer.text and len(read(app, Constituency)) == 1


def test_a_hidden_group_shows_no_school_to_strangers(app: Flask, world: World, plant: Plant) -> None:
    group = plant("care", name="Care Voices", members_hidden=True)
    electing.school(app, group, "Ada")
    assert "Larkfield" not in app.test_client().get(ELECTED).text
    assert "Larkfield" not in world.browser("local_admin").get(ELECTED).text
    assert world.browser("local_admin").get(f"{ELECTED}/care/round").status_code == 404
