"""A young person chairs: a worker writes the agenda, the chair walks through it on a small phone by keyboard."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.clock import local_today
from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.test_by_keyboard import tab_to
from tests.browser.visitor import Visitor

SMALL = {"width": 320, "height": 640}
COUNCIL = "nottingham"


def test_a_young_chair_walks_through_a_meeting_by_keyboard(visit: Visit) -> None:
    worker = visit("worker", COUNCIL)
    meeting = _plan_with_agenda(worker)
    name = worker.site.account("young_person", COUNCIL)["name"]
    worker.go(f"{meeting}/chair/choose")
    worker.page.get_by_label("Who chairs").select_option(label=name)
    worker.press("Save")
    expect(worker.main.get_by_text(f"{name} chairs.")).to_be_visible()

    chair = visit("young_person", COUNCIL, viewport=SMALL, java_script_enabled=False)
    chair.go(meeting)
    _enter(chair, "Chair's view")
    _enter(chair, "Begin")
    for number in range(1, 7):
        expect(chair.main.get_by_text(f"{number} of 6")).to_be_visible()
        expect(chair.main.get_by_role("heading", name="Say this")).to_be_visible()
        chair.fits()
        if number == 3:
            expect(chair.main.get_by_text("Who takes the bus?")).to_be_visible()
            _stop_and_carry_on(chair)
        _enter(chair, "Next" if number < 6 else "We are finished")
    expect(chair.page).to_have_url(re.compile(f"{meeting}$"))


def test_the_chairs_pages_are_accessible(visit: Visit) -> None:
    worker = visit("worker", COUNCIL, viewport=SMALL)
    meeting = _plan_with_agenda(worker)
    faults = []
    pages = ("/agenda", "/agenda/new", "/agenda/print?as=easy", "/papers/new", "/chair", "/chair/3", "/chair/pause")
    for page in pages:
        worker.go(f"{meeting}{page}")
        faults += [f"{page}: {fault}" for fault in accessible(worker.page)]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_items_are_moved_by_keyboard(visit: Visit, scripts: bool) -> None:
    worker = visit("worker", COUNCIL, java_script_enabled=scripts)
    meeting = _plan_with_agenda(worker)
    worker.go(f"{meeting}/agenda")
    worker.main.get_by_role("button", name="Up Buses").press("Enter")
    expect(worker.main.get_by_role("row").nth(2)).to_contain_text("Buses")


def _stop_and_carry_on(chair: Visitor) -> None:
    _enter(chair, "Stop. Something is not right")
    expect(chair.main.get_by_role("heading", name="You can stop the meeting")).to_be_visible()
    expect(chair.main.get_by_role("link", name="Get help now")).to_be_visible()
    _enter(chair, "Carry on")


def _enter(visitor: Visitor, words: str) -> None:
    before = visitor.page.url
    tab_to(visitor, words)
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url(lambda url: url != before)


def _plan_with_agenda(worker: Visitor) -> str:
    """Plan a meeting of the Youth Council with the usual items, one of them about buses; gives its address."""
    on = local_today() + timedelta(days=20)
    worker.go(f"/{COUNCIL}/meetings/manage/new/youth-council")
    worker.page.get_by_label("What it is called").fill("Chaired by one of us")
    for part in ("day", "month", "year"):
        worker.page.locator(f"[id='on_date-{part}']").fill(str(getattr(on, part)))
    worker.page.get_by_label("Starts at").fill("4:30pm")
    worker.press("Plan it")
    meeting = worker.path
    worker.go(f"{meeting}/agenda")
    worker.press("Begin with the usual items")
    worker.follow("Change Talk about it")
    worker.page.get_by_label("What it is called").fill("Buses")
    worker.page.get_by_label("What the chair can say").fill("Who takes the bus?")
    worker.press("Save")
    return meeting
