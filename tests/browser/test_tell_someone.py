"""Telling someone as it is lived: a child with a small old phone, without scripts, by keyboard, in under a minute; and
what the tab remembers while one writes, for how long, and what makes it forget.
"""

import json
import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

COUNCIL = "nottingham"
TELL = f"/{COUNCIL}/tell-someone/"
PHONE = {"width": 320, "height": 640}
ONE = "Somebody at home hurts me."
CODE = re.compile(r"^[A-Z0-9]{4}-[A-Z0-9]{3}-[A-Z0-9]{3}$")
A_MINUTE = 60  # seconds
MOST_KEYS = 12  # presses of Tab on each of the two pages: more and a child gives up
ELSEWHERE = re.compile(r"https://www\.bbc\.co\.uk/.*")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))


def tab_to(page: Page, wanted: str) -> int:
    """Press Tab until the focus is on `wanted`; returns how often."""
    for count in range(1, MOST_KEYS + 1):
        page.keyboard.press("Tab")
        if focused(page) == wanted:
            return count
    raise AssertionError(f"{wanted!r} is not within {MOST_KEYS} presses of Tab")


@pytest.mark.parametrize("start", [f"/{COUNCIL}/", f"/{COUNCIL}/help", f"/{COUNCIL}/sign-in", f"/{COUNCIL}/privacy"])
def test_from_any_page_to_the_receipt_without_scripts_by_keyboard_in_a_minute(visit: Visit, start: str) -> None:
    child = visit(java_script_enabled=False, viewport=PHONE)
    page = child.page
    child.go(start)
    begun = time.monotonic()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the way to the page and to help
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Tell someone")
    assert child.path == TELL
    for _ in range(MOST_KEYS * 2):
        page.keyboard.press("Tab")
        if page.locator("#words:focus").count():
            break
    page.keyboard.type(ONE)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Thank you for telling someone")
    assert CODE.match(page.locator(".code").inner_text())
    assert time.monotonic() - begun < A_MINUTE
    assert page.title().startswith("Tell someone") and ONE not in page.content()
    assert "?" not in page.url


def test_a_signed_in_person_finds_it_on_their_own_pages(visit: Visit) -> None:
    robin = visit("young_person", COUNCIL)
    robin.follow("Tell someone")
    expect(robin.main).to_contain_text("You are signed in.")
    assert accessible(robin.page) == []


def test_every_page_of_it_is_accessible_and_its_code_opens_it_again(visit: Visit) -> None:
    child = visit(viewport=PHONE)
    child.go(TELL)
    assert accessible(child.page) == []
    child.page.locator("#words").fill(ONE)
    child.press("Send it now")
    code = child.page.locator(".code").inner_text()
    assert accessible(child.page) == []
    child.main.get_by_role("link", name="I have a code").click()
    assert accessible(child.page) == []
    child.page.locator("#code").fill("BCDF-GHJ-KMN")
    child.press("Look")
    expect(child.page.get_by_role("alert")).to_contain_text("We do not know this code")
    child.page.locator("#code").fill(code.lower())
    child.press("Look")
    expect(child.page.locator("h1")).to_have_text("We have what you told someone")
    child.page.locator("#words").fill("There is more.")
    child.press("Add it")
    expect(child.main).to_contain_text("Your new words are added")
    assert code not in child.page.url and code not in child.page.title() and accessible(child.page) == []


def kept(page: Page) -> list[str]:
    """What this tab remembers of drafts; nothing may ever be in the store that outlives it."""
    assert page.evaluate("localStorage.length") == 0
    return list(page.evaluate("Object.entries(sessionStorage).filter(([key]) => key.startsWith('heard')).map(String)"))


def writing(visit: Visit) -> Visitor:
    child = visit()
    child.page.clock.install()
    child.go(TELL)
    expect(child.page.locator("[data-draft-note]")).to_be_visible()
    child.page.locator("#words").fill(ONE)
    child.page.get_by_label("I am not sure").first.check()
    return child


def test_a_draft_outlives_a_reload_with_the_same_report_and_goes_with_sending(visit: Visit) -> None:
    child = writing(visit)
    token = child.page.locator("form[data-draft] [name=csrf_token]").input_value()
    child.page.reload()
    assert child.page.locator("#words").input_value() == ONE
    assert child.page.get_by_label("I am not sure").first.is_checked()
    assert child.page.locator("form[data-draft] [name=csrf_token]").input_value() == token
    child.press("Send it now")
    expect(child.page.locator(".code")).to_be_visible()
    assert kept(child.page) == []
    child.go(TELL)
    assert child.page.locator("#words").input_value() == ""


def test_a_draft_is_the_councils_own(visit: Visit) -> None:
    child = writing(visit)
    child.go("/lincolnshire/tell-someone/")
    assert child.page.locator("#words").input_value() == ""


def test_a_draft_is_forgotten_after_half_an_hour(visit: Visit) -> None:
    child = writing(visit)
    (draft,) = kept(child.page)
    assert json.loads(draft.partition(",")[2])["values"]
    child.page.clock.fast_forward("29:00")
    assert len(kept(child.page)) == 1
    child.page.clock.fast_forward("02:00")
    assert kept(child.page) == []
    child.page.reload()
    assert child.page.locator("#words").input_value() == ""


@pytest.mark.parametrize("way", ["link", "escape"])
def test_leaving_quickly_forgets_what_was_typed_and_does_not_come_back(visit: Visit, way: str) -> None:
    child = writing(visit)
    child.watch.allow(ELSEWHERE)
    child.page.route(ELSEWHERE, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    if way == "link":
        child.page.locator("[data-quick-exit]").click()
    else:
        for _ in range(3):
            child.page.keyboard.press("Escape")
    child.page.wait_for_url(ELSEWHERE)
    child.go(TELL)
    assert kept(child.page) == [] and child.page.locator("#words").input_value() == ""


def test_clearing_everything_forgets_it(visit: Visit) -> None:
    child = writing(visit)
    child.press("Clear everything")
    assert kept(child.page) == [] and child.page.locator("#words").input_value() == ""
