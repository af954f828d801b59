"""Somebody is put forward, says yes and wins (document 001); a champion ends and the gap shows (document 004)."""

import pytest
from playwright.sync_api import expect

from tests.browser.answering import PHONE
from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

NOTTS, LANCS = "nottinghamshire", "lancashire"
RUN = f"/{NOTTS}/learning/run/awards/"
WHY = "Keeps the breakfast table going all winter."


@pytest.mark.timeout(400)
def test_somebody_is_celebrated_and_a_gap_is_seen(visit: Visit) -> None:
    """The award takes nobody without their own yes; the map shows at once where nobody stands for a service."""
    stranger, worker = visit(viewport=PHONE, java_script_enabled=False), visit("worker", NOTTS)
    name = worker.site.account("young_person", NOTTS)["name"]
    award = _puts_forward(stranger, worker, name)
    _is_linked(worker, name)
    _says_yes(visit("young_person", NOTTS, viewport=PHONE))
    _wins(worker, name)
    stranger.go(award)
    expect(stranger.main).to_contain_text("Who won")
    stranger.fits()
    _gap(visit("worker", LANCS))


def _puts_forward(stranger: Visitor, worker: Visitor, name: str) -> str:
    stranger.go(f"/{NOTTS}/learning/awards/")
    stranger.page.get_by_role("article").filter(has_text="Open").get_by_role("link").first.click()
    award = stranger.path
    stranger.follow("Put somebody forward")
    stranger.fits()
    stranger.fill(
        Whom_do_you_want_to_put_forward=name, Your_name="A friend", How_can_we_reach_you="friend@home.example"
    )
    stranger.page.get_by_label("Helping others").check()
    stranger.page.get_by_label("Where do they live?").select_option(label="Ashfield")
    stranger.page.get_by_label("Why do you want to celebrate them?").fill(WHY)
    stranger.page.get_by_label("Their friend").check()
    stranger.press("Send it")
    expect(stranger.main).to_contain_text("Next we ask them whether they want this.")
    return award


def _is_linked(worker: Visitor, name: str) -> None:
    worker.go(RUN)
    worker.page.get_by_role("row").filter(has_text="Open").get_by_role("link").first.click()
    worker.follow(name)
    expect(worker.main).to_contain_text(WHY)
    expect(worker.main).to_contain_text("This round is not being judged.")
    worker.page.get_by_label("Name", exact=True).fill(name)
    worker.press("Find")
    worker.press(f"This is them {name}")
    expect(worker.main).to_contain_text(f"They are on record as {name}.")


def _says_yes(young: Visitor) -> None:
    young.go(f"/{NOTTS}/home")
    young.follow("Somebody put you forward. Say yes or no")
    expect(young.main).to_contain_text(WHY)
    assert accessible(young.page) == []
    young.page.get_by_label("Yes", exact=True).check()
    young.press("Send my answer")
    expect(young.page.locator("body")).to_contain_text("Good luck!")


def _wins(worker: Visitor, name: str) -> None:
    worker.go(RUN)
    worker.page.get_by_role("row").filter(has_text="Open").get_by_role("link").first.click()
    worker.press("Close nominations and begin to judge")
    worker.follow(name)
    worker.press(f"Winner {name}")
    expect(worker.page.locator("body")).to_contain_text("Kept: winner.")
    worker.page.go_back()
    worker.page.get_by_label("Where this page is").get_by_role("link").last.click()
    worker.press("Announce the winners")
    expect(worker.page.locator("body")).to_contain_text("The winners are announced.")


def _gap(worker: Visitor) -> None:
    worker.go(f"/{LANCS}/champions/map")
    assert accessible(worker.page) == []
    before = worker.page.get_by_text("Nobody", exact=True).count()
    worker.go(f"/{LANCS}/champions/services/advocacy/")
    worker.page.get_by_role("table").get_by_role("link").first.click()
    worker.follow("End it")
    worker.page.get_by_role("main").get_by_role("button", name="End it").click()
    expect(worker.page.locator("body")).to_contain_text("Nobody stands for this service there now.")
    worker.go(f"/{LANCS}/champions/map")
    assert worker.page.get_by_text("Nobody", exact=True).count() > before
