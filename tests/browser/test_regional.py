"""The comparison in a browser: by keyboard, on a narrow phone, on paper, and as tables that a screen reader walks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.quality import Quality

REGION = "/regions/five-councils/"
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def quality(tmp_path_factory: pytest.TempPathFactory) -> Quality:
    """Looks at pages: axe, 320 px, the reading bands, what may be pressed."""
    return Quality(tmp_path_factory.mktemp("regional"))


def test_from_the_region_to_a_figure_and_its_tables(visit: Visit, quality: Quality) -> None:
    visitor = visit()
    visitor.go(REGION)
    page = visitor.page
    by_keyboard(page, "Look at the figures")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Comparison: ")
    assert not quality.faults(page, "comparison")
    expect(page.get_by_role("img")).not_to_have_count(0)
    by_keyboard(page, "Young people heard")
    expect(page.get_by_role("heading", level=1)).to_have_text("Young people heard")
    assert not quality.faults(page, "figure")
    table = page.get_by_role("table", name="By age, as a table")
    expect(table.get_by_role("columnheader").first).to_have_text("Category")
    rows = table.get_by_role("row")
    assert rows.count() > 5
    for row in rows.all()[1:]:
        assert row.get_by_role("rowheader").count() == 1
        assert row.get_by_role("cell").count() == 2
    hear_pictures(page)


def test_tiles_and_how_it_is_made(visit: Visit, quality: Quality) -> None:
    visitor = visit()
    visitor.go(f"{REGION}compare/")
    page = visitor.page
    by_keyboard(page, "Councils that take part")
    assert not quality.faults(page, "tiles")
    tiles = page.get_by_role("img", name=re.compile("^Map of tiles"))
    expect(tiles).to_be_visible()
    assert page.get_by_role("table", name="The councils, by name").get_by_role("row").count() == 6
    by_keyboard(page, "How these figures are made")
    assert not quality.faults(page, "how")


def test_printed_it_is_the_page_alone_in_black(visit: Visit) -> None:
    visitor = visit()
    visitor.go(f"{REGION}compare/")
    page = visitor.page
    page.emulate_media(media="print")
    for gone in (".safety-bar", ".crumbs", ".site-footer"):
        expect(page.locator(gone).first).to_be_hidden()
    for kept in (".compare", ".compare svg", ".compare__numbers"):
        expect(page.locator(kept).first).to_be_visible()
    expect(page.get_by_role("link", name="Spreadsheet (XLSX)")).to_be_hidden()
    assert page.locator(".drawn__text").first.evaluate("one => getComputedStyle(one).fill") == "rgb(0, 0, 0)"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_council_of_three_is_told_why_and_a_worker_sees_both_columns(visit: Visit, quality: Quality) -> None:
    stranger = visit()
    stranger.go("/regions/east-midlands/compare/")
    expect(stranger.main).to_contain_text("Fewer than 4 cannot be compared")
    assert not quality.faults(stranger.page, "none")
    worker = visit("worker", "nottingham")
    worker.go("/nottingham/compare/?region=five-councils")
    heads = worker.main.get_by_role("columnheader")
    expect(heads.filter(has_text="Your own (not to be published)").first).to_be_attached()
    expect(heads.filter(has_text="The region (released)").first).to_be_attached()
    assert not quality.faults(worker.page, "own")


def by_keyboard(page: Page, name: str) -> None:
    """Tab to the link of this name and press Enter, as somebody without a mouse does."""
    wanted = page.locator("main").get_by_role("link", name=name).first
    wanted.wait_for()
    address = wanted.get_attribute("href")
    page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus(); body.removeAttribute('tabindex'); }")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == address:
            break
    expect(wanted).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def hear_pictures(page: Page) -> None:
    """Each picture has a name, and words that say what it shows."""
    for picture in page.locator("main svg[role=img]").all():
        name, about = (picture.locator(tag).first.text_content() or "" for tag in ("title", "desc"))
        assert name.strip()
        assert about.strip()
