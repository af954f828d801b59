"""A council's own side: its figures as they were counted beside what its region released, each plainly headed."""

import re

import pytest
from flask import Flask

from core.testing.browsing import PageClient
from tests.core.releases.conftest import Table, seat
from tests.plugins.groups.test_speed import statements
from tests.plugins.regional.conftest import Q1, browser, release
from tests.plugins.regional.test_release_pages import cells

OWN = "/ashdown/compare/?region=five"
ONE = "/ashdown/compare/tallies.asked/?region=five"
SMALL = {("10-12", "yes"): 2, ("10-12", "no"): 6, ("13-15", "yes"): 18, ("13-15", "no"): 7}
"""At one council: two of the ten- to twelve-year-olds; with the other four far more."""


@pytest.fixture
def uneven(app: Flask, table: Table, seated: None) -> None:
    """Ashdown counts few where the others count more."""
    table.fill("2026-Q1", {("10-12", "yes"): 8, ("10-12", "no"): 6, ("13-15", "yes"): 12, ("13-15", "no"): 7})
    release(app, table, "2026-Q1", SMALL, "ashdown")


def test_own_numbers_stand_beside_released_ones_and_say_which_is_which(app: Flask, uneven: None) -> None:
    worker = browser(app, "worker")
    page = worker.get(OWN).text
    assert cells(page, "Asked") == {"Yes": ["20", "100"], "No": ["13", "65"], "Rate": ["61%", "61%"]}
    assert "Your own (not to be published)" in page
    assert "The region (released)" in page
    assert "Do not publish it" in page
    assert "sums over 5 councils, yours among them, in the order of their names: Ashdown, Birch" in page
    assert f'href="{Q1}/"' in page


def test_whoever_may_see_records_sees_small_numbers_too(app: Flask, uneven: None) -> None:
    for role in ("worker", "local_admin"):
        page = browser(app, role).get(ONE).text
        assert ["Yes", "2", "kept back"] in rows(page, "10–12"), role
        assert "is as it was counted" in page


def test_a_decision_maker_sees_them_kept_back(app: Flask, uneven: None) -> None:
    page = browser(app, "decision_maker").get(ONE).text
    assert ["Yes", "kept back", "kept back"] in rows(page, "10–12")
    assert "fewer than 5 are kept back" in page
    assert "18" not in [line[1] for line in rows(page, "13–15")], "with the total it would tell of the two"


def test_no_number_of_another_council_is_on_the_page(app: Flask, uneven: None) -> None:
    """Birch has 8, 12 and 14 nowhere but in its own counts."""
    page = browser(app, "worker").get(ONE).text
    assert not {"8", "12", "14"} & {cell for line in [*rows(page, "10–12"), *rows(page, "13–15")] for cell in line}


def test_a_council_outside_the_release_sees_its_own_and_how_to_take_part(app: Flask, table: Table) -> None:
    with app.app_context():
        seat("2026-Q1", "birch", "cedar", "dale", "elm")
    release(app, table)
    page = browser(app, "decision_maker").get(OWN).text
    assert cells(page, "Asked")["Yes"] == ["20", "80"]
    assert "This council did not take part in this release." in page
    assert "ask a local admin" in page
    assert 'href="/ashdown/admin/regions"' in browser(app, "local_admin").get(OWN).text


def test_before_any_release_own_figures_stand_alone(app: Flask, seated: None) -> None:
    page = browser(app, "worker").get(OWN).text
    assert "Five woods has not released any figures yet." in page
    three = browser(app, "local_admin").get("/ashdown/compare/?region=three").text
    assert "3 councils of Three woods take part. Fewer than 4 cannot be compared" in three


def test_what_says_only_yes_or_no_is_never_a_number_and_has_no_page(app: Flask, uneven: None) -> None:
    worker = browser(app, "worker")
    page = worker.get(OWN).text
    answers = cells(page, "For this council alone")
    assert answers == {"Was everything that somebody was worried about opened within the council's own time?": ["Yes"]}
    assert "They never leave the council" in page
    assert worker.get("/ashdown/compare/safeguarding.opened_in_time/").status_code == 404


def test_the_menu_leads_there_for_those_who_may(app: Flask, uneven: None) -> None:
    assert 'href="/ashdown/compare/"' in browser(app, "worker").get("/ashdown/home").text
    assert "/ashdown/compare/" not in browser(app, "young_person").get("/ashdown/home").text


@pytest.mark.parametrize("url", ["/ashdown/compare/nothing/", "/ashdown/compare/tallies/"])
def test_an_unknown_figure_is_the_neutral_page(app: Flask, uneven: None, url: str) -> None:
    assert browser(app, "worker").get(url).status_code == 404


def test_the_page_asks_no_more_for_more_releases(app: Flask, table: Table, uneven: None) -> None:
    worker = browser(app, "worker")
    few = asked(app, worker)
    release(app, table, "2026-Q2")
    assert asked(app, worker) <= few <= 9


def asked(app: Flask, worker: PageClient) -> int:
    worker.get(OWN)
    with statements(app) as found:
        assert worker.get(OWN).status_code == 200
    return len(found)


def rows(html: str, category: str) -> list[list[str]]:
    """What stands in the lines of a category: what, own, region."""
    lines = re.findall(r"<tr><th[^>]*>(.*?)</th>(.*?)</tr>", html)
    cut = [
        (head, [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", line)])
        for head, line in lines
    ]
    return [line for head, line in cut if head == category]
