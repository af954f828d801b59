"""What everybody reads of a release: the numbers of its text and no others, in plain words, under one fixed menu."""

import hashlib
import json
import re

import pytest
from flask import Flask

from core.api import fragment
from core.db import db, platform_scope
from core.releases.models import Release
from core.testing.browsing import PageClient
from core.testing.pages import Page, text
from core.web.preferences import COOKIE
from plugins.regional import region_views
from tests.core.releases.conftest import Table, seat
from tests.plugins.groups.test_speed import statements
from tests.plugins.regional.conftest import FIVE, Q1, browser, draft, release

ASKED = f"{Q1}/tallies.asked/"
PAGES = (f"{Q1}/", f"{Q1}/councils", f"{Q1}/how", ASKED, f"{Q1}/tallies.reached/")


def cells(html: str, caption: str) -> dict[str, list[str]]:
    """The rows of the table of that caption: heading and cells."""
    page = Page(html)
    table = next(one for one in page.all("table") if text(next(one.iter("caption"))) == caption)
    return {
        text(row.find("th")): [text(cell) for cell in row.findall("td")]
        for row in table.iter("tr")
        if row.find("td") is not None
    }  # type: ignore[arg-type]


def test_the_way_leads_to_the_newest_release(client: PageClient, released: None) -> None:
    assert f'href="{Q1}/"' in client.get("/regions/five/").text
    answer = client.get(f"{FIVE}/")
    assert (answer.status_code, answer.location) == (302, f"{Q1}/")


def test_each_indicator_says_its_question_its_numbers_and_its_rate(client: PageClient, released: None) -> None:
    page = client.get(f"{Q1}/").text
    assert "How many were asked?" in page
    assert ">100<" in page
    assert ">65<" in page
    assert "61%" in page
    assert "This is no league table" in page


def test_the_numbers_of_the_page_are_those_of_the_signed_text(app: Flask, client: PageClient, released: None) -> None:
    """Every cell of the text, read apart from everything that the page is made with, and every cell of the page."""
    with app.app_context(), platform_scope(reason="test"):
        said = json.loads(db.session.scalars(db.select(Release.document)).one())
    table = next(one for one in said["tables"] if one["indicator"] == "tallies.asked")
    wanted = {
        (cell[0], cell[1], cell[2]): "kept back" if cell[3] is None else f"{cell[3]:,}" for cell in table["cells"]
    }
    page = client.get(ASKED).text
    found = {}
    for breakdown, caption in (("all", "All together, as a table"), ("age", "By age, as a table")):
        for title, (yes, no, _) in cells(page, caption).items():
            category = {"All": "all", "Not known": "not-known"}.get(title, title.replace("–", "-"))
            found |= {(breakdown, category, "yes"): yes, (breakdown, category, "no"): no}
    assert found == wanted
    assert "kept back" in found.values()


def test_a_rate_of_few_has_its_interval(client: PageClient, released: None) -> None:
    page = client.get(ASKED).text
    rows = cells(page, "By age, as a table")
    assert rows["13–15"] == ["60", "35", "63% (53% to 72%)"], "60 of 95"
    assert cells(page, "All together, as a table")["All"][2] == "61%", "of 165, which are not few"
    assert 'class="drawn__reach"' in page
    assert "19 times in 20" in page


def test_nobody_and_everybody_are_kept_back_and_it_says_why(
    app: Flask, client: PageClient, table: Table, seated: None
) -> None:
    everybody = {("10-12", "yes"): 12, ("13-15", "yes"): 12, ("13-15", "no"): 9}
    release(app, table, numbers=everybody)
    page = client.get(ASKED).text
    rows = cells(page, "By age, as a table")
    assert rows["10–12"] == ["kept back", "kept back", "no rate"], "all of them said yes"
    assert rows["16–17"] == ["kept back", "kept back", "no rate"], "nobody was there"
    assert "numbers are kept back: they count fewer than 10" in page
    assert "nobody or everybody" in page
    assert "A number that it needs is kept back, so there is no rate." in page


def test_a_missing_denominator_is_a_number_with_its_reason(client: PageClient, released: None) -> None:
    page = client.get(f"{Q1}/tallies.reached/").text
    assert cells(page, "All together, as a table")["All"] == ["100", "65", "no rate"]
    assert "Not every council’s file names how many there are in all, so there is a number and no rate." in page
    assert "%" not in re.sub(r"<[^>]+>", "", page).replace("%20", "")


def test_fewer_than_four_councils_are_told_plainly(client: PageClient) -> None:
    for url in ("/regions/three/", "/regions/three/compare/"):
        page = client.get(url).text
        assert "3 councils of Three woods take part. Fewer than 4 cannot be compared" in page, url
        assert "They still share what works" in page, url


def test_before_the_first_signature_there_is_nothing(
    app: Flask, client: PageClient, table: Table, seated: None
) -> None:
    draft(app, table)
    assert "Nothing is released yet" in client.get(f"{FIVE}/").text
    for url in PAGES:
        assert client.get(url).status_code == 404, "a draft is not there"


@pytest.mark.parametrize(
    "url",
    [
        "/regions/nowhere/compare/",
        f"{FIVE}/2025-Q4/",
        f"{FIVE}/2026/",
        f"{Q1}/tallies.nothing/",
        "/regions/four/compare/2026-Q1/",
        f"{FIVE}/2025-Q4/figures.csv",
        f"{FIVE}/2025-Q4/brief.pdf",
    ],
)
def test_what_is_not_there_is_the_neutral_page(client: PageClient, released: None, url: str) -> None:
    assert client.get(url).status_code == 404


def test_a_council_that_leaves_is_in_the_old_release_and_not_in_the_new_one(
    app: Flask, client: PageClient, table: Table
) -> None:
    with app.app_context():
        seat("2026-Q1", "ashdown", "birch", "cedar", "dale")
        seat("2026-Q1", "elm", leaves="2026-Q1")
    release(app, table)
    before = client.get(f"{Q1}/councils").data
    release(app, table, "2026-Q2")
    assert cells(client.get(f"{FIVE}/2026-Q2/councils").text, "The councils, by name")["Elm"] == ["Does not take part"]
    assert client.get(f"{Q1}/councils").data == before
    assert cells(before.decode(), "The councils, by name")["Elm"] == ["Takes part"]
    assert "A council comes in and goes out only where a quarter ends." in before.decode()


def test_a_released_page_is_the_same_when_there_is_a_newer_one(
    app: Flask, client: PageClient, table: Table, released: None
) -> None:
    before = [client.get(url).data for url in PAGES]
    release(app, table, "2026-Q2", {("13-15", "yes"): 9, ("13-15", "no"): 9})
    fresh = app.test_client()
    app.extensions["heard_pages"].__init__()
    assert [fresh.get(url).data for url in PAGES] == before
    later = client.get(f"{FIVE}/2026-Q2/tallies.asked/").text
    assert cells(later, "Per cent") == {"January to March 2026": ["61%"], "April to June 2026": ["50%"]}


def test_every_picture_says_what_it_shows(client: PageClient, released: None) -> None:
    for url in PAGES:
        html = client.get(url).text
        for picture in Page(html).all("svg"):
            if picture.get("role") == "img":
                title, about = (next(picture.iter(tag)) for tag in ("title", "desc"))
                assert text(title), url
                assert text(about), url
                assert picture.get("aria-labelledby") == f"{title.get('id')} {about.get('id')}"
    assert "10–12: kept back, 13–15: 63%" in client.get(ASKED).text


def test_rules_members_and_fingerprint_can_be_read_and_checked(client: PageClient, released: None) -> None:
    page = client.get(f"{Q1}/how").text
    assert "fewer than 4 councils have anything in it, or if it counts fewer than 10" in page
    assert "more than 80% of it, or one person or group more than 50%" in page
    assert "Ashdown, Birch, Cedar, Dale, Elm" in page
    taken = client.get(f"{Q1}/release.json").data
    assert hashlib.sha256(taken).hexdigest() in page
    assert "heard releases verify --region five" in page


def test_no_page_asks_more_of_the_database_for_more_releases(
    app: Flask, client: PageClient, table: Table, released: None
) -> None:
    few = {url: asked(app, client, url) for url in PAGES}
    for quarter in ("2026-Q2", "2026-Q3"):
        release(app, table, quarter)
    for url in PAGES:
        newer = url.replace("Q1", "Q3")
        assert asked(app, client, newer) <= few[url] <= 5, url


def asked(app: Flask, client: PageClient, url: str) -> int:
    """How many statements a page needs that nobody has fetched yet."""
    client.get(f"{url}?warm=1")
    with statements(app) as found:
        assert client.get(f"{url}?anew=1").status_code == 200
    return len(found)


def test_a_kept_page_asks_for_no_release(app: Flask, client: PageClient, released: None) -> None:
    client.get(f"{Q1}/")
    with statements(app) as found:
        client.get(f"{Q1}/")
    assert not [one for one in found if "core_release" in one]


def test_what_never_changes_is_made_once_whoever_reads_and_once_in_each_language(
    app: Flask, table: Table, client: PageClient, released: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(region_views, "fragment", lambda name, context: made.append(name) or fragment(name, context))
    worker = browser(app, "worker")
    first = [worker.get(url).text for url in (f"{Q1}/", ASKED)]
    assert made == ["regional/_cards.html", "regional/_figures.html"]
    assert ">65<" in first[0]
    assert [worker.get(url).text for url in (f"{Q1}/", ASKED)] == first
    client.get(f"{Q1}/")
    assert len(made) == 2
    client.set_cookie(COOKIE, "standard.pl")
    assert '<html lang="pl"' in client.get(f"{Q1}/").text
    release(app, table, "2026-Q2")
    worker.get(f"{Q1.replace('Q1', 'Q2')}/")
    assert made[2:] == ["regional/_cards.html"] * 2, "another language and another release are made anew"


@pytest.mark.parametrize("band", ["standard", "younger", "easy"])
def test_the_pages_read_in_every_band(client: PageClient, released: None, band: str) -> None:
    client.set_cookie("reading", f"{band}.en")
    for url in PAGES:
        assert client.get(url).status_code == 200
