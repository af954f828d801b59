"""From the room to the minutes: a worker with a phone, a young person who reads what came of it, and a stranger."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from core.clock import local_today
from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

PHONE = {"width": 320, "height": 700}
GROUP = "youth-council"
BUS = "The last bus goes at eight, so I always leave early."
SECRET = "Only for my worker."
LONG = "The implementation of the new arrangements was postponed, and so we asked if a later bus could be provided."


def meeting_today(worker: Visitor, on: date | None = None) -> str:
    """The worker plans a meeting on screen; its address."""
    day = on or local_today()
    worker.go(f"/nottingham/meetings/manage/new/{GROUP}")
    for part in ("day", "month", "year"):
        worker.page.locator(f"#on_date-{part}").fill(str(getattr(day, part)))
    worker.page.get_by_label("Starts at").fill("4:30pm")
    worker.press("Plan it")
    worker.page.wait_for_url(re.compile(r"/meetings/[0-9a-f-]{36}$"))
    return worker.path


def say(worker: Visitor, words: str, reader: str) -> None:
    """Write down what somebody said, and who may read it."""
    worker.page.get_by_label("Their words, just as said").fill(words)
    worker.page.get_by_label(reader, exact=True).check()
    worker.press("Add these words")
    expect(worker.main.locator("figure.quote p").filter(has_text=words)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_words_are_written_down_one_after_the_other_by_keyboard(visit: Visit, scripts: bool) -> None:
    worker = visit("worker", "nottingham", viewport=PHONE, java_script_enabled=scripts)
    url = meeting_today(worker)
    worker.go(f"{url}/room")
    worker.page.get_by_label("Their words, just as said").focus()
    for number in range(3):
        worker.page.keyboard.type(f"Number {number} was said.")
        worker.page.get_by_role("button", name="Add these words").focus()
        worker.page.keyboard.press("Enter")
        expect(worker.main.locator("figure.quote p").filter(has_text=f"Number {number}")).to_be_visible()
        expect(worker.page.get_by_label("Their words, just as said")).to_be_focused()
    expect(worker.main.locator("figure.quote")).to_have_count(3)


def test_an_evening_becomes_minutes_that_a_young_person_reads(visit: Visit) -> None:
    worker = visit("worker", "nottingham", viewport=PHONE)
    url = meeting_today(worker)
    worker.follow("In the room")
    say(worker, BUS, "Everybody")
    say(worker, SECRET, "Only the workers of this group")
    worker.page.get_by_text("Write down a decision").click()
    worker.page.get_by_label("What was decided").fill("We ask for a later bus")
    worker.press("Add the decision")
    expect(worker.page.get_by_label("What was decided")).to_be_focused()
    worker.page.get_by_text("Write down who does what").click()
    worker.page.get_by_label("What will be done").fill("Write to the bus company")
    worker.page.get_by_label("Or who, in words").fill("Head of transport")
    worker.press("Add the action")
    expect(worker.main.get_by_text("Head of transport").first).to_be_visible()
    assert accessible(worker.page, (320,)) == []
    _can_put_right(worker, BUS[:20])
    _can_put_right(worker, "We ask for a later bus")
    worker.follow("Write the minutes")
    _write_and_publish(worker)
    _young_person_reads(visit, url)
    _stranger_reads(visit, url)


def _can_put_right(worker: Visitor, link: str) -> None:
    """The page behind a "Change" of the room, and back."""
    room = worker.path
    worker.follow(link)
    expect(worker.main.get_by_role("button", name="Save").first).to_be_visible()
    assert accessible(worker.page, (320, 1280)) == []
    worker.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    worker.go(room)


def _write_and_publish(worker: Visitor) -> None:
    worker.page.get_by_label("In short").fill("We talked about the last bus.")
    worker.page.get_by_label("Easy Read").fill(f"We talked about buses.\n{LONG}")
    worker.press("Save and check")
    expect(worker.main.get_by_text(re.compile("This sentence has"))).to_be_visible()
    assert accessible(worker.page, (320,)) == []
    worker.page.get_by_label("Easy Read").fill("We talked about buses.\nWe want a later bus.")
    worker.press("Save and check")
    expect(worker.main.get_by_text(re.compile("no long sentences"))).to_be_visible()
    worker.follow("Publish")
    worker.page.get_by_label("Everybody, signed in or not").check()
    worker.press("Publish")
    worker.page.wait_for_url(re.compile("/minutes$"))
    assert accessible(worker.page, (320,)) == []


def _young_person_reads(visit: Visit, url: str) -> None:
    young = visit("young_person", "nottingham", viewport=PHONE)
    young.go(url)
    young.follow("The minutes in Easy Read")
    expect(young.main.get_by_text("We want a later bus.")).to_be_visible()
    assert accessible(young.page, (320, 1280)) == []
    young.follow("All of the minutes")
    expect(young.main.get_by_text("Head of transport")).to_be_visible()
    expect(young.main.get_by_text(SECRET)).to_have_count(0)


def _stranger_reads(visit: Visit, url: str) -> None:
    stranger = visit()
    stranger.go(f"{url}/minutes")
    expect(stranger.main.get_by_text(BUS)).to_be_visible()
    expect(stranger.main.get_by_text(SECRET)).to_have_count(0)
    paper = stranger.page.request.get(f"{stranger.site.url}{url}/minutes-easy.pdf")
    assert paper.ok and paper.body().startswith(b"%PDF")
    stranger.watch.expect_status(404)
    stranger.go(f"{url}/room")
    expect(stranger.main.get_by_role("heading", level=1)).not_to_have_text("In the room")
