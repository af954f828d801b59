"""A meeting as it reaches people: asked on their first page, moved, read in the calendar, followed on a phone.

On the narrowest phone, with scripts and without, and by keyboard.
"""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from core.clock import local_today
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

COUNCIL, GROUP = "nottingham", "youth-council"
PHONE = {"width": 320, "height": 640}
TOMORROW = local_today() + timedelta(days=1)

with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@with_and_without_scripts
def test_a_member_is_asked_answers_and_reads_that_it_was_moved(visit: Visit, scripts: bool) -> None:
    title = f"Breakfast with {'jam' if scripts else 'honey'}"
    worker = visit("worker", COUNCIL, java_script_enabled=scripts)
    young = visit("young_person", COUNCIL, java_script_enabled=scripts, viewport=PHONE)
    _plans(worker, title)
    young.go(f"/{COUNCIL}/home")
    young.fits()
    young.follow(f"Are you coming to {title}?")
    young.press("I'm coming")
    young.go(f"/{COUNCIL}/home")
    expect(young.main.get_by_role("link", name=f"Are you coming to {title}?")).to_have_count(0)
    expect(young.main.get_by_role("listitem").filter(has_text=title)).to_contain_text("You are coming.")
    _moves(worker, title)
    young.page.reload()
    news = young.main.get_by_role("listitem").filter(has_text=f"Moved: {title}")
    expect(news).to_contain_text(f"It was on {TOMORROW:%A} {TOMORROW.day} {TOMORROW:%B}, 7am.")
    young.follow(f"Moved: {title}")
    expect(young.main).to_contain_text(f"Moved: it was on {TOMORROW:%A} {TOMORROW.day} {TOMORROW:%B}, 7am.")
    young.fits()


def _plans(worker: Visitor, title: str, on: date = TOMORROW, at: str = "7am") -> None:
    worker.go(f"/{COUNCIL}/meetings/manage/new/{GROUP}")
    worker.page.locator("#title").fill(title)
    for part, number in zip(("day", "month", "year"), (on.day, on.month, on.year), strict=True):
        worker.page.locator(f"#on_date-{part}").fill(str(number))
    worker.page.locator("#at").fill(at)
    worker.main.locator("form button[type=submit]").last.click()
    expect(worker.main.get_by_role("heading", level=1)).to_have_text(title)


def _moves(worker: Visitor, title: str) -> None:
    """Less than a day before the evening its sheet is nearer than changing it, which is then one press away."""
    if not worker.main.get_by_role("link", name="Change it").is_visible():
        worker.main.get_by_text("More to do for this meeting").click()
    worker.follow("Change it")
    worker.page.locator("#at").fill("8:15am")
    worker.main.locator("form button[type=submit]").last.click()
    expect(worker.main.get_by_role("heading", level=1)).to_have_text(title)
    expect(worker.main).to_contain_text("Moved: it was on")


def test_a_stranger_turns_the_month_and_follows_a_group_by_keyboard(visit: Visit) -> None:
    title = "Open evening"
    _plans(visit("worker", COUNCIL), title)
    stranger = visit(viewport=PHONE)
    stranger.go(f"/{COUNCIL}/meetings/")
    _press_by_keyboard(stranger, "link", "Calendar")
    stranger.go(f"/{COUNCIL}/meetings/calendar?month={TOMORROW:%Y-%m}")
    expect(stranger.main).to_contain_text(title)
    stranger.fits()
    following = (TOMORROW.replace(day=1) + timedelta(days=32)).strftime("%B %Y")
    _press_by_keyboard(stranger, "link", following)
    expect(stranger.main.get_by_role("heading", level=1)).to_have_text(f"Calendar, {following}")
    stranger.fits()
    stranger.go(f"/{COUNCIL}/groups/{GROUP}")
    expect(stranger.main.get_by_role("heading", name="Next meetings")).to_be_visible()
    _press_by_keyboard(stranger, "link", "Follow in my calendar")
    expect(stranger.main).to_contain_text("Chosen: Youth Council.")
    add = stranger.main.get_by_role("link", name="Add it to this phone or computer")
    host = stranger.site.url.partition("//")[2]
    expect(add).to_have_attribute("href", f"webcal://{host}/{COUNCIL}/meetings/group/{GROUP}.ics")
    stranger.fits()


def test_a_worker_opens_tonights_register_from_their_first_page(visit: Visit) -> None:
    worker = visit("worker", COUNCIL, viewport=PHONE)
    _plans(worker, "Late evening", local_today(), "11:55pm")
    worker.go(f"/{COUNCIL}/home")
    worker.fits()
    line = worker.main.get_by_role("listitem").filter(has_text="Keep the register: Late evening, Youth Council")
    expect(line).to_contain_text("Today, 11:55pm")
    line.get_by_role("link").click()
    expect(worker.main.get_by_role("heading", level=1)).to_have_text("Register")
    worker.go(f"/{COUNCIL}/home")
    worker.follow("Read the sheet for the evening: Late evening, Youth Council")
    expect(worker.main).to_contain_text("Late evening")
    worker.fits()


def _press_by_keyboard(visitor: Visitor, role: str, name: str) -> None:
    """Go from one thing to the next until it has the focus, then press Enter; never with the mouse."""
    wanted = visitor.main.get_by_role(role, name=name).first  # type: ignore[arg-type]
    expect(wanted).to_be_visible()
    for _ in range(120):
        visitor.page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_load_state()
