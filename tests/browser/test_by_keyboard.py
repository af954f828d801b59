"""What somebody without a mouse meets: skipping, signing in, the menu, a form with mistakes, leaving quickly.

And what nobody should meet: two records from one impatient double click.
"""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from core.clock import local_today
from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

PHONE = {"width": 390, "height": 800}
with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


def focused(page: Page) -> str:
    """What the element with the focus says."""
    said = page.evaluate("(document.activeElement?.innerText || '').trim()")
    return str(said)


def tab_to(visitor: Visitor, words: str, at_most: int = 40) -> None:
    """Press Tab until what has the focus says `words`."""
    for _ in range(at_most):
        visitor.page.keyboard.press("Tab")
        if focused(visitor.page) == words:
            return
    raise AssertionError(f"{at_most} times Tab did not reach {words!r}")


@with_and_without_scripts
def test_the_first_tab_skips_to_the_page(visit: Visit, scripts: bool) -> None:
    visitor = visit(java_script_enabled=scripts)
    visitor.go("/nottingham/")
    visitor.page.keyboard.press("Tab")
    skip = visitor.page.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    visitor.page.keyboard.press("Tab")
    inside = visitor.page.evaluate("document.querySelector('main').contains(document.activeElement)")
    assert inside, "after skipping, the next Tab is not inside the page"


@with_and_without_scripts
def test_signing_in_and_out_by_keyboard(visit: Visit, scripts: bool) -> None:
    visitor = visit(java_script_enabled=scripts)
    account = visitor.site.account("young_person", "nottingham")
    visitor.go("/nottingham/")
    tab_to(visitor, "Sign in")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile("/nottingham/sign-in"))
    visitor.page.locator("#username").focus()
    visitor.page.keyboard.type(account["username"])
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.type(account["password"])
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile("/nottingham/home"))
    tab_to(visitor, "Sign out")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def test_a_wrong_password_keeps_the_name_and_takes_the_focus_to_the_fault(visit: Visit) -> None:
    visitor = visit()
    visitor.watch.expect_status(400)
    visitor.watch.expect_status(401)
    visitor.go("/lincolnshire/sign-in")
    visitor.page.locator("#username").fill("worker")
    visitor.page.locator("#password").fill("not the password")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator(".govuk-error-summary")).to_be_focused()
    expect(visitor.page.locator("#username")).to_have_value("worker")
    expect(visitor.page.locator("#password")).to_have_value("")


def test_the_menu_on_a_phone_opens_by_keyboard(visit: Visit) -> None:
    visitor = visit("worker", "nottingham", viewport=PHONE)
    menu = visitor.page.get_by_role("navigation", name="Main")
    expect(menu).to_be_hidden()
    tab_to(visitor, "Menu")
    visitor.page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(visitor.page.get_by_role("button", name="Menu")).to_have_attribute("aria-expanded", "true")
    tab_to(visitor, "People")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(re.compile("/nottingham/people/"))


def test_the_menu_on_a_phone_is_open_without_scripts(visit: Visit) -> None:
    visitor = visit("worker", "nottingham", viewport=PHONE, java_script_enabled=False)
    expect(visitor.page.get_by_role("navigation", name="Main").get_by_role("link", name="People")).to_be_visible()


@with_and_without_scripts
def test_a_form_with_mistakes_says_which_and_keeps_what_was_typed(visit: Visit, scripts: bool) -> None:
    worker = visit("worker", "nottingham", java_script_enabled=scripts)
    worker.watch.expect_status(400)
    worker.go("/nottingham/groups/manage/new")
    worker.page.get_by_label("What it is for").fill("Kept, whatever else is wrong.")
    worker.page.get_by_label("Youngest age").fill("18")
    worker.page.get_by_label("Oldest age", exact=True).fill("11")
    worker.page.get_by_label("Name", exact=True).press("Enter")
    summary = worker.page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    assert worker.page.title().startswith("Error: ")
    expect(worker.page.get_by_label("What it is for")).to_have_value("Kept, whatever else is wrong.")
    for link in summary.get_by_role("link").all():
        field = worker.page.locator(link.get_attribute("href") or "")
        expect(field).to_have_count(1)
        assert field.get_attribute("aria-describedby"), f"{link.inner_text()} is not said at its field"
    worker.page.keyboard.press("Tab")
    worker.page.keyboard.press("Enter")
    if scripts:  # without them the browser moves to the field, and the next Tab is in it
        expect(worker.page.get_by_label("Name", exact=True)).to_be_focused()


@with_and_without_scripts
def test_answering_an_invitation_by_keyboard(visit: Visit, scripts: bool) -> None:
    """The register is kept by keyboard in test_register.py; this is the other side of the evening."""
    tomorrow = local_today() + timedelta(days=1)
    title = f"Keys {'with' if scripts else 'without'} scripts"
    worker = visit("worker", "nottingham")
    worker.go("/nottingham/meetings/manage/new/youth-council")
    worker.page.get_by_label("What it is called").fill(title)
    for part in ("day", "month", "year"):
        worker.page.locator(f"#on_date-{part}").fill(str(getattr(tomorrow, part)))
    worker.page.get_by_label("Starts at").fill("6am")
    worker.press("Plan it")
    young = visit("young_person", "nottingham", viewport=PHONE, java_script_enabled=scripts)
    young.go("/nottingham/home")
    tab_to(young, f"Are you coming to {title}?", at_most=80)
    young.page.keyboard.press("Enter")
    young.page.wait_for_url(re.compile("/meetings/"))
    tab_to(young, "I'm coming", at_most=80)
    young.page.keyboard.press("Enter")
    expect(young.main).to_contain_text("What do you need?")
    if scripts:  # axe is one
        assert accessible(young.page, (320, 1280)) == []
    tab_to(young, "Save", at_most=80)
    young.page.keyboard.press("Enter")
    expect(young.main).to_contain_text("You are coming.")
    tab_to(young, "I can't come any more", at_most=80)
    young.page.keyboard.press("Enter")
    expect(young.main).to_contain_text("You said that you can't come.")


@with_and_without_scripts
def test_a_double_click_makes_one_record(visit: Visit, scripts: bool) -> None:
    worker = visit("worker", "nottingham", java_script_enabled=scripts)
    name = f"Twice-clicked Academy {'with' if scripts else 'without'}"
    save = _new_organisation(worker, name)
    save.dblclick(no_wait_after=True)
    expect(worker.page).to_have_url(re.compile("/organisations/$"))  # the first click's answer may be given up
    _is_there_once(worker, name)


def test_a_form_sent_again_after_a_lost_answer_makes_one_record(visit: Visit) -> None:
    worker = visit("worker", "nottingham")
    save = _new_organisation(worker, "Sent-again Academy")
    typed = worker.page.evaluate("Object.fromEntries(new FormData(document.querySelector('main form')))")
    worker.page.request.post(worker.page.url, form=typed, headers={"Referer": worker.page.url})
    save.click()
    _is_there_once(worker, "Sent-again Academy")


def _new_organisation(worker: Visitor, name: str) -> Locator:
    """Fill in the form for an organisation; gives its button."""
    worker.go("/nottingham/people/organisations/add")
    worker.page.get_by_label("Name", exact=True).fill(name)
    return worker.main.get_by_role("button", name=re.compile("Add|Save")).first


def _is_there_once(worker: Visitor, name: str) -> None:
    worker.go("/nottingham/people/organisations/")
    expect(worker.main.get_by_role("row").filter(has_text=name)).to_have_count(1)


@pytest.mark.parametrize("way", ["click", "escape"])
def test_leaving_quickly_replaces_the_page(visit: Visit, way: str) -> None:
    """The page is gone at once, and Back does not return to it."""
    visitor = visit()
    away = re.compile(r"https://www\.bbc\.co\.uk/")
    visitor.watch.allow(away)
    visitor.page.route(away, lambda route: route.fulfill(body="<h1>Rain</h1>", content_type="text/html"))
    visitor.go("/nottingham/help")
    visitor.go("/nottingham/")
    if way == "click":
        visitor.follow("Leave this page quickly")
    else:
        for _ in range(3):
            visitor.page.keyboard.press("Escape")
    visitor.page.wait_for_url(away)
    visitor.page.go_back()
    assert visitor.path == "/nottingham/help"
