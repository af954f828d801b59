"""The style guide and the front pages in a real browser: readable, never wider than the window, usable by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.visitor import Visitor

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
VIOLATIONS = """async () => (await axe.run({resultTypes: ["violations"]})).violations.map(
    found => found.id + ": " + found.nodes.slice(0, 3).map(node => node.target.join(" ")).join(", "))"""
TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
PAGES = (
    "/",
    "/styleguide?face=public&look=nottingham",
    "/styleguide?face=young&look=wolverhampton",
    "/styleguide?face=worker&look=lancashire",
    "/styleguide?face=young&look=lincolnshire&band=easy",
    "/styleguide?face=young&look=nottinghamshire&direction=rtl",
    "/styleguide/form?face=young&state=errors",
    "/styleguide/form?face=worker&state=errors",
    "/nottingham/",
    "/nottingham/help",
)


@pytest.mark.parametrize("width", [320, 1280])
def test_readable_and_never_too_wide(visit: Callable[..., Visitor], width: int) -> None:
    """axe finds nothing, and nothing scrolls sideways (WCAG 2.2, 1.4.10)."""
    visitor = visit(viewport={"width": width, "height": 900})
    for path in PAGES:
        visitor.go(path)
        assert not visitor.page.evaluate(TOO_WIDE), f"{path} is wider than {width} pixels"
        visitor.page.evaluate(AXE)
        assert visitor.page.evaluate(VIOLATIONS) == [], path


@pytest.mark.parametrize("script", [True, False])
def test_a_form_with_mistakes_takes_the_focus(visit: Callable[..., Visitor], script: bool) -> None:
    """The summary is where the reader lands, with and without JavaScript."""
    visitor = visit(java_script_enabled=script)
    visitor.go("/styleguide/form?state=errors")
    assert visitor.page.locator(".govuk-error-summary:focus").count() == 1
    visitor.page.get_by_role("link", name="Give the group a name").click()
    if script:
        assert visitor.page.locator("#name:focus").count() == 1
    else:
        assert visitor.page.url.endswith("#name")


def test_the_menu_opens_on_a_phone_and_stands_open_without_javascript(visit: Callable[..., Visitor]) -> None:
    """A button opens it; where no script runs, the menu simply is there."""
    phone = {"width": 320, "height": 700}
    visitor = visit(viewport=phone)
    visitor.go("/nottingham/")
    menu = visitor.page.get_by_role("navigation", name="Main")
    assert not menu.is_visible()
    visitor.press("Menu")
    assert menu.is_visible()
    plain = visit(viewport=phone, java_script_enabled=False)
    plain.go("/nottingham/")
    assert plain.page.get_by_role("navigation", name="Main").is_visible()
    assert not plain.page.get_by_role("button", name="Menu").is_visible()


def test_the_keyboard_reaches_the_page_first(visit: Callable[..., Visitor]) -> None:
    """The first Tab offers to skip to the page."""
    visitor = visit()
    visitor.go("/nottingham/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.locator(":focus").inner_text() == "Skip to the page"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("by", ["click", "escape"])
def test_leaving_quickly_leaves_nothing_behind(visit: Callable[..., Visitor], by: str) -> None:
    """The page is replaced in the history, so that Back does not return to it."""
    visitor = visit()
    visitor.page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<h1>Weather</h1>"))
    visitor.go("/")
    visitor.go("/nottingham/help")
    before = visitor.page.evaluate("history.length")
    if by == "click":
        visitor.page.get_by_role("link", name="Leave this page quickly").click()
    else:
        for _ in range(3):
            visitor.page.keyboard.press("Escape")
    visitor.page.wait_for_url("https://www.bbc.co.uk/**")
    assert visitor.page.evaluate("history.length") == before
    assert visitor.watch.faults == ["asked another machine: https://www.bbc.co.uk/weather"]
    visitor.watch.faults.clear()
