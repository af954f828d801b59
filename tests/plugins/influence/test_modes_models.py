"""The council's models on screen: taken, filled in, worded anew, mapped with a reason, put to rest."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.testing.apps import World
from plugins.influence.models import Model, ModelVersion
from plugins.influence.modes import trend
from plugins.influence.modes.gap import gap
from plugins.influence.modes.trend_picture import picture
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.moding import Running
from tests.plugins.influence.planting import read

MODELS = "/ashdown/what-happened/models"


@pytest.fixture
def running(world: World, plant: Plant) -> Running:
    return Running(world, plant)


def _words(running: Running, key: str) -> list[list[str]]:
    """Titles of modes in every version, the first version first."""
    (model,) = read(running.app, Model, key=key)
    versions = sorted(read(running.app, ModelVersion, model_id=model.id), key=lambda row: row.number)
    return [[mode["title"] for mode in row.modes] for row in versions]


@pytest.mark.both_databases
def test_a_model_is_taken_and_put_to_rest(running: Running) -> None:
    admin = running.world.browser("local_admin")
    assert "Models that Heard knows besides" in admin.get(MODELS).text
    page = admin.get(MODELS)
    assert admin.submit(MODELS, {"key": "hart"}, action=f"{MODELS}/take").status_code == 302, page.text
    assert len(_words(running, "hart")[0]) == 8
    assert admin.submit(f"{MODELS}/hart", action=f"{MODELS}/hart/switch").status_code == 302
    (model,) = read(running.app, Model, key="hart")
    assert not model.in_use
    evening = running.evening()
    assert "Hart" not in running.world.browser("worker").get(evening.run).text


def test_the_empty_template_is_filled_in_on_screen_without_any_script(running: Running) -> None:
    running.use("sharing-the-future")
    admin, url = running.world.browser("local_admin"), f"{MODELS}/sharing-the-future/words"
    assert "Waits for its words" in admin.get(MODELS).text
    more = admin.submit(url, {"rows-0-title": "We meet", "add_row": "yes"})
    assert more.status_code == 200 and "rows-3-title" in more.text and "We meet" in more.text
    assert _words(running, "sharing-the-future") == [[]], "a further row keeps nothing yet"
    typed = {"rows-0-title": "We meet", "rows-0-about": "Everybody is asked.", "rows-1-title": "We decide"}
    assert admin.submit(url, typed | {"note": "As agreed in May"}).status_code == 302
    assert _words(running, "sharing-the-future") == [[], ["We meet", "We decide"]]
    assert "Everybody is asked." in admin.get(f"{MODELS}/sharing-the-future").text


def test_what_was_recorded_keeps_the_words_of_its_own_time(running: Running) -> None:
    running.use("our-way")
    evening, worker = running.evening(), running.world.browser("worker")
    worker.submit(f"{evening.run}/our-way", {"mode0": "ask"})
    assert worker.submit(f"{MODELS}/our-way/words", {"rows-0-title": "We ask everybody"}).status_code == 302
    page = worker.get(evening.run).text
    assert "We ask</strong>" in page and "words that the council has changed since" in page
    assert "We ask everybody" in worker.get(f"{evening.run}/our-way").text


def test_two_who_word_it_at_once_are_told(running: Running) -> None:
    running.use("our-way")
    worker = running.world.browser("worker")
    answer = worker.submit(f"{MODELS}/our-way/words", {"rows-0-title": "Mine", "version": "9"})
    assert answer.status_code == 409 and "Somebody else has worded this model" in answer.text and "Mine" in answer.text
    assert _words(running, "our-way") == [["We ask"]]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"rows-0-level": ""}, "Each step needs a level of its own"),
        ({"rows-0-level": "first"}, "Enter a whole number"),
        ({"rows-0-title": "x" * 300}, "200 characters"),
    ],
    ids=["none", "no number", "long"],
)
def test_a_faulty_wording_is_refused_and_stays_typed(running: Running, typed: dict[str, str], reason: str) -> None:
    running.use("our-way")
    answer = running.world.browser("worker").submit(f"{MODELS}/our-way/words", typed)
    assert answer.status_code == 400 and reason in answer.text
    assert _words(running, "our-way") == [["We ask"]]


def test_a_way_that_is_none_above_another_has_no_box_for_a_number(running: Running) -> None:
    running.use("treseder", "hart")
    worker = running.world.browser("worker")
    assert "Step number" not in worker.get(f"{MODELS}/treseder/words").text
    assert "Step number" in worker.get(f"{MODELS}/hart/words").text


def test_a_mapping_needs_its_reason(running: Running) -> None:
    running.use("our-way", "hart")
    worker, url = running.world.browser("worker"), f"{MODELS}/our-way/means"
    wanted = {"mode": "ask", "target": "hart/consulted-informed"}
    refused = worker.submit(url, wanted)
    assert refused.status_code == 400 and "without a reason nothing is carried over" in refused.text
    assert worker.submit(url, wanted | {"why": "Adults ask and tell."}).status_code == 302
    assert "Adults ask and tell." in worker.get(url).text
    assert worker.submit(url, wanted | {"why": "They say what came of it."}).status_code == 302
    (model,) = read(running.app, Model, key="our-way")
    newest = max(read(running.app, ModelVersion, model_id=model.id), key=lambda row: row.number)
    assert [means["why"] for means in newest.modes[0]["means"]] == ["They say what came of it."]
    assert newest.number == 3, "each change of a mapping is a version"
    assert worker.submit(url, action=f"{url}/drop").status_code == 302
    assert "They say what came of it." not in worker.get(url).text


def test_a_model_of_the_councils_own_is_added_once(running: Running) -> None:
    worker = running.world.browser("worker")
    page = f"{MODELS}/new"
    answer = worker.submit(page, {"title": "Hart", "shape": "degrees", "chosen": "Chapter 4"})
    assert answer.location.endswith("/models/hart-2/words"), "the key of a known model is not taken"
    (model,) = read(running.app, Model)
    assert (model.title, model.shape, model.chosen) == ("Hart", "degrees", "Chapter 4")


@pytest.mark.parametrize("role", ["young_person", "practitioner", "decision_maker", "parent_carer"])
def test_others_find_nothing_there(running: Running, role: str) -> None:
    running.use("hart")
    browser = running.world.browser(role)
    assert {browser.get(url).status_code for url in (MODELS, f"{MODELS}/hart", f"{MODELS}/hart/words")} == {404}


def test_one_councils_words_are_not_the_others(running: Running) -> None:
    running.use("our-way")
    assert (
        running.world.browser("worker", "brackwell")
        .get(f"{MODELS}/our-way".replace("ashdown", "brackwell"))
        .status_code
        == 404
    )


def test_the_trend_says_nothing_of_a_few(running: Running) -> None:
    running.use("who-leads")
    running.state_by("who-leads", [(-40, "consultative")] * 4)
    worker = running.world.browser("worker")
    url = "/ashdown/what-happened/modes"
    terms = [trend.Period("All", date(2000, 1, 1), date(2100, 1, 1))]
    few = trend.lines([trend.Row(date(2026, 1, 1), "consultative", 4)], terms, {"consultative": "Consultative"}, 5)
    assert few[0].shares == [trend.Share("All", None, None)]
    assert worker.get(url).status_code == 200
    assert running.world.browser("young_person").get(url).status_code == 404


PERIODS = [
    trend.Period("Autumn", date(2026, 9, 1), date(2026, 12, 18)),
    trend.Period("Spring", date(2027, 1, 4), date(2027, 3, 25)),
]


def test_shares_are_of_their_own_term() -> None:
    rows = [
        trend.Row(date(2026, 9, 1), "ask", 6), trend.Row(date(2026, 12, 18), "lead", 2),
        trend.Row(date(2027, 2, 1), "lead", 5), trend.Row(date(2026, 12, 25), "ask", 9),
    ]  # fmt: skip
    found = trend.lines(rows, PERIODS, {"ask": "We ask", "lead": "You lead"}, 5)
    assert [[share.percent for share in line.shares] for line in found] == [[75, 0], [25, 100]]
    assert found[0].shares[0].whole == 8, "what was between the terms counts in none"


def test_questions_have_the_share_of_yes() -> None:
    rows: dict[str, Any] = {"space": [trend.Row(date(2026, 9, 2), "yes", 3), trend.Row(date(2026, 9, 2), "no", 3)]}
    found = trend.yes_lines(rows, PERIODS, {"space": "Space", "voice": "Voice"}, 5)
    assert [(line.title, [share.percent for share in line.shares]) for line in found] == [
        ("Space", [50]),
        ("Voice", []),
    ]


def test_the_picture_fits_and_draws_no_bar_for_too_few() -> None:
    shares = [trend.Share("Autumn term 2026", 40, 10), trend.Share("Spring term 2027", None, None)]
    drawn = picture(
        [trend.Line("ask", "A very long name of a way of working with young people, longer than a line", shares)]
    )
    assert len(drawn.bars) == 1 and drawn.bars[0].long == 99
    assert max(one.y for one in drawn.letters) < drawn.height + 20
    assert "Spring term 2027: too few to say" in [one.text for one in drawn.letters]


LEVELS = {"one": 1, "two": 2, "three": 3}


@pytest.mark.parametrize(
    ("adults", "most", "word", "steps"),
    [
        ("three", None, "few", 0), ("three", "", "split", 0), ("", "one", "nobody", 0), ("two", "two", "same", 0),
        ("three", "one", "lower", 2), ("one", "two", "higher", 1),
    ],
)  # fmt: skip
def test_the_gap_in_a_model_of_steps(adults: str, most: str | None, word: str, steps: int) -> None:
    found = gap(adults, most, LEVELS)
    assert (found.word, found.steps) == (word, steps)


@given(st.sampled_from(sorted(LEVELS)), st.sampled_from(sorted(LEVELS)))
def test_ways_side_by_side_are_only_ever_the_same_or_not(adults: str, most: str) -> None:
    assert gap(adults, most, dict.fromkeys(LEVELS)).word == ("same" if adults == most else "apart")
