"""How an activity was run: adults say, a mapping proposes, young people say, and no small number is told."""

import re

import pytest

from core.testing.apps import World
from plugins.influence.models import Pulse
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.moding import Evening, Running
from tests.plugins.influence.planting import add_rows, record_of


@pytest.fixture
def running(world: World, plant: Plant) -> Running:
    return Running(world, plant)


def _say(running: Running, evening: Evening, key: str, mode: str, why: str = "") -> str:
    worker = running.world.browser("worker")
    answer = worker.submit(f"{evening.run}/{key}", {"mode0": mode, "why0": why})
    assert answer.status_code == 302, answer.text
    return worker.get(evening.run).text


@pytest.mark.both_databases
def test_what_is_said_in_one_model_is_proposed_in_another_and_accepted_with_its_reason(running: Running) -> None:
    running.use("who-leads", "hart", "treseder")
    evening = running.evening()
    page = _say(running, evening, "who-leads", "collaborative", "They chose the topics.")
    assert "They chose the topics." in page and "Take this one where adults had the idea." in page
    assert page.count("Accept") == 4, "two rungs and two degrees: which one it was is for a person to say"
    worker = running.world.browser("worker")
    page = worker.get(evening.run).text
    wanted = {"mode": "adult-initiated-shared", "from": "who-leads"}
    assert worker.post(f"{evening.run}/hart/carry", data=wanted | _token(page)).status_code == 302
    (rung,) = running.stated(mode="adult-initiated-shared")
    assert (rung.mapped_from, rung.why) == ("who-leads", "Both decide. Take this one where adults had the idea.")
    assert "Carried over from Who leads" in worker.get(evening.run).text


def _token(page: str) -> dict[str, str]:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return {"csrf_token": found[1]}


def test_a_proposal_that_no_mapping_makes_is_refused_and_nothing_changes(running: Running) -> None:
    running.use("who-leads", "hart")
    evening = running.evening()
    page = _say(running, evening, "who-leads", "consultative")
    worker = running.world.browser("worker")
    page = worker.get(evening.run).text
    forged = {"mode": "child-initiated-shared", "from": "who-leads"} | _token(page)
    answer = worker.post(f"{evening.run}/hart/carry", data=forged, follow_redirects=True)
    assert "not there any more" in answer.text
    assert [row.mode for row in running.stated()] == ["consultative"]


def test_saying_it_again_changes_the_one_row(running: Running) -> None:
    running.use("hart")
    evening = running.evening()
    _say(running, evening, "hart", "tokenism")
    _say(running, evening, "hart", "consulted-informed")
    (row,) = running.stated()
    assert (row.mode, row.number, row.by_id) == ("consulted-informed", 1, record_of(running.world, "worker"))


def test_a_model_of_questions_keeps_each_answer(running: Running) -> None:
    running.use("lundy")
    evening = running.evening()
    worker = running.world.browser("worker")
    answers = {"mode0": "yes", "why0": "In their own room.", "mode2": "no"}
    assert worker.submit(f"{evening.run}/lundy", answers).status_code == 302
    assert {row.part: row.mode for row in running.stated()} == {"space": "yes", "audience": "no"}
    refused = worker.submit(f"{running.evening('choir').run}/lundy", {"why0": "Only words"})
    assert refused.status_code == 400 and "Answer at least one question" in refused.text


def test_words_that_changed_while_somebody_typed_are_shown_before_anything_is_kept(running: Running) -> None:
    running.use("our-way")
    evening = running.evening()
    answer = running.world.browser("worker").submit(f"{evening.run}/our-way", {"mode0": "ask", "number": "7"})
    assert answer.status_code == 400 and "worded this model anew" in answer.text and running.stated() == []


def test_each_young_person_says_it_once_and_may_change_it(running: Running) -> None:
    running.use("hart")
    evening = running.evening()
    young = running.world.browser("young_person")
    page = young.get(evening.rate).text
    assert "They asked us, but it made no difference." in page and "Tokenism" not in page
    for mode in ("tokenism", "consulted-informed"):
        assert young.submit(evening.rate, {"mode0": mode}).status_code == 302
    (row,) = running.rated()
    assert (row.mode, row.person_id) == ("consulted-informed", record_of(running.world, "young_person"))
    assert young.submit(evening.rate, {}).status_code in (302, 400)


def test_what_others_say_is_shown_once_nobody_can_answer_any_more(running: Running) -> None:
    running.use("hart")
    evening, settled = running.evening(), running.evening("choir", on=-20)
    for one in (evening, settled):
        _say(running, one, "hart", "child-initiated-directed")
        running.rate_by(one, "tokenism" if one is evening else "decoration", 9)
    young = running.world.browser("young_person")
    young.submit(evening.rate, {"mode0": "tokenism"})
    page = young.get(evening.rate).text
    assert "Child-initiated and directed" not in page and "9 young people" not in page
    assert "Not enough answers yet" in running.world.browser("worker").get(evening.run).text, "staff watch none come in"
    after = young.get(settled.rate).text
    assert "Child-initiated and directed" in after and "5 steps lower" in after and "<fieldset" not in after
    assert young.post(settled.rate, data=_token(after) | {"mode0": "tokenism"}).status_code == 400
    assert running.rated(mode="tokenism", about_id=settled.id) == []


def test_lundys_questions_are_asked_once_where_meetings_ask_whether_we_listened(running: Running) -> None:
    running.use("lundy")
    evening = running.evening(on=-20)
    assert running.world.browser("young_person").get(evening.rate).status_code == 404
    people = [record_of(running.world, role) for role in ("young_person", "worker", "practitioner")]
    people += [record_of(running.world, role) for role in ("decision_maker", "parent_carer")]
    worker = running.world.browser("worker")
    worker.submit(f"{evening.run}/lundy", {"mode0": "yes", "mode1": "yes"})
    about = {"about_plugin": "meetings", "about_kind": "meeting", "about_id": evening.id}
    add_rows(running.app, *(Pulse(person_id=one, space=4, voice=1, **about) for one in people[:4]))
    assert worker.get(evening.run).text.count("Not enough answers yet.") == 4
    add_rows(running.app, Pulse(person_id=people[4], space=4, voice=1, **about))
    page = worker.get(evening.run).text
    assert page.count("Most young people say the same as the adults.") == 1
    assert page.count("Most young people say something else than the adults.") == 1


def test_a_gap_is_told_over_enough_answers_only(running: Running) -> None:
    running.use("hart")
    evening = running.evening(on=-20)
    _say(running, evening, "hart", "adult-initiated-shared")
    running.rate_by(evening, "tokenism", 4)
    worker = running.world.browser("worker")
    few = worker.get(evening.run).text
    assert "Not enough answers yet" in few and "young people answered" not in few and "Tokenism" not in few
    running.rate_by(evening, "decoration", 1)
    page = worker.get(evening.run).text
    assert "3 steps lower" in page and "5 young people answered" in page
    assert "Decoration" not in page, "what one alone said is never told"


def test_ways_side_by_side_are_never_numbered_or_ranked(running: Running) -> None:
    running.use("treseder")
    evening = running.evening(on=-20)
    _say(running, evening, "treseder", "child-initiated-directed")
    running.rate_by(evening, "assigned-informed", 6, model="treseder")
    worker = running.world.browser("worker")
    for url in (evening.run, f"{evening.run}/treseder", "/ashdown/what-happened/models/treseder"):
        main = worker.get(url).text.split("<main")[1].split("</main>")[0].replace('class="crumbs"', "")
        lists = [part.split("</ol>")[0] for part in main.split("<ol")[1:]]
        assert not any("Assigned" in part for part in lists), url
        assert not re.search(r"[1-5]\. ?(Assigned|Adult-init|Child-init|Consulted)", main), url
        assert "lower" not in main and "higher" not in main, url
    assert "Most young people say something else than the adults." in worker.get(evening.run).text
    alphabet = worker.get(f"{evening.run}/treseder").text
    assert alphabet.index("Adult-initiated") < alphabet.index("Assigned") < alphabet.index("Consulted")


@pytest.mark.parametrize(
    ("role", "run", "rate"),
    [
        ("worker", 200, 404),
        ("practitioner", 200, 404),
        ("young_person", 302, 200),
        ("parent_carer", 404, 404),
        ("decision_maker", 404, 404),
        ("local_admin", 404, 404),
    ],
)
def test_who_opens_the_pages(running: Running, role: str, run: int, rate: int) -> None:
    running.use("hart")
    evening = running.evening()
    browser = running.world.browser(role)
    assert browser.get(evening.run).status_code == run
    assert browser.get(evening.rate).status_code == rate


def test_an_activity_that_one_may_not_see_is_not_there(running: Running) -> None:
    running.use("hart")
    hidden = running.evening("quiet", listing="hidden", members_hidden=True)
    assert running.world.browser("young_person").get(hidden.rate).status_code == 404
    assert running.world.browser("worker").get(hidden.run).status_code == 404


def test_what_is_still_to_come_was_not_run_yet(running: Running) -> None:
    running.use("hart")
    evening = running.evening(on=4)
    assert running.world.browser("young_person").get(evening.rate).status_code == 404
    assert "How was it run" not in running.world.browser("worker").get(f"/ashdown/meetings/{evening.id}").text


def test_the_activitys_own_page_leads_there(running: Running) -> None:
    evening = running.evening()
    url = f"/ashdown/meetings/{evening.id}"
    assert "How was it run" not in running.world.browser("worker").get(url).text, "no model is in use"
    running.use("hart")
    assert evening.run in running.world.browser("worker").get(url).text
    assert evening.rate in running.world.browser("young_person").get(url).text
    assert "How was it run" not in running.app.test_client().get(url).text
    _say(running, evening, "hart", "tokenism")
    assert "Tokenism" in running.world.browser("worker").get(url).text


def test_two_councils_apart(running: Running) -> None:
    running.use("hart")
    running.use("hart", slug="brackwell")
    evening = running.evening()
    _say(running, evening, "hart", "tokenism")
    there = running.world.browser("worker", "brackwell")
    assert there.get(evening.run.replace("ashdown", "brackwell")).status_code == 404
    assert running.stated("brackwell") == []
