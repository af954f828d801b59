"""An evening in a church hall: a worker keeps the register on a small phone with one thumb, another by keyboard."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

SMALL = {"width": 320, "height": 640}
THUMB = 40  # pixels: what a thumb hits without care
GROUP = "action-for-young-carers"
with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@with_and_without_scripts
def test_a_worker_keeps_the_register_with_one_thumb(visit: Visit, scripts: bool) -> None:
    worker = visit("worker", "nottingham", viewport=SMALL, java_script_enabled=scripts, has_touch=True)
    _plan_for_today(worker, f"Evening {'with' if scripts else 'without'} scripts")
    worker.follow("Register")
    first, second = _rows(worker)[:2]
    _tap(first, "Here")
    _tap(second, "Apologies")
    save = worker.main.get_by_role("button", name="Save")
    expect(save).to_be_in_viewport(ratio=1)
    worker.page.get_by_label("Somebody else walked in").fill("Kim")
    worker.page.get_by_label("Families that came").fill("2")
    save.tap()
    expect(worker.main.get_by_role("status").first).to_contain_text("Saved: 1 here, 1 walked in, 1 said they cannot")
    expect(first.get_by_label("Here", exact=True)).to_be_checked()
    expect(worker.main).to_contain_text("Kim")
    expect(worker.page.get_by_label("Families that came")).to_have_value("2")
    _tap(first, "Not here")
    save.tap()
    expect(first.get_by_label("Not here", exact=True)).to_be_checked()
    worker.fits()


@with_and_without_scripts
def test_a_register_is_kept_by_keyboard(visit: Visit, scripts: bool) -> None:
    worker = visit("worker", "nottingham", viewport=SMALL, java_script_enabled=scripts)
    _plan_for_today(worker, f"Keyboard {'with' if scripts else 'without'} scripts")
    worker.follow("Register")
    name = _rows(worker)[0].locator("legend").inner_text()
    radio = _rows(worker)[0].get_by_label("Here", exact=True)
    radio.focus()
    worker.page.keyboard.press("Space")
    expect(radio).to_be_checked()
    worker.page.keyboard.press("ArrowRight")
    worker.page.keyboard.press("ArrowRight")
    worker.page.keyboard.press("ArrowLeft")
    worker.page.keyboard.press("Tab")
    focused = worker.page.evaluate("document.activeElement.closest('fieldset').querySelector('legend').innerText")
    assert focused != name, "one Tab leads to the next person"
    worker.page.get_by_label("Somebody else walked in").focus()
    worker.page.keyboard.type("Robin")
    worker.page.keyboard.press("Enter")
    expect(worker.main.get_by_role("status").first).to_contain_text("Saved:")
    expect(worker.main).to_contain_text("Robin")


def test_what_has_the_focus_is_never_under_the_bar(visit: Visit) -> None:
    worker = visit("worker", "nottingham", viewport=SMALL)
    _plan_for_today(worker, "Focus in sight")
    worker.follow("Register")
    bar = worker.page.locator(".save-bar")
    worker.page.get_by_label("Somebody else walked in").focus()
    for _ in range(6):
        worker.page.keyboard.press("Tab")
        inside = worker.page.evaluate("document.querySelector('.save-bar').contains(document.activeElement)")
        if inside:
            break
        box = worker.page.evaluate(
            "(() => { const it = document.activeElement; const shown = document.querySelector(`label[for='${it.id}']`);"
            " const box = (shown || it).getBoundingClientRect(); return [box.top, box.bottom]; })()"
        )
        top = bar.bounding_box()
        assert top is not None and box[0] < top["y"], "the focus is hidden by the bar"


def test_a_young_person_says_yes_and_what_they_need(visit: Visit) -> None:
    worker = visit("worker", "nottingham", viewport=SMALL)
    _plan_for_today(worker, "Late evening", at="11:59pm")
    address = worker.path
    young = visit("young_person", "nottingham", viewport=SMALL, java_script_enabled=False)
    young.go(address)
    young.press("I'm coming")
    young.page.get_by_label("Help with travel").check()
    young.press("Save")
    expect(young.main).to_contain_text("You are coming.")
    worker.follow("Who is coming")
    expect(worker.main).to_contain_text("1 × Help with travel")


def test_the_sheet_for_the_evening_prints_on_one_page(visit: Visit) -> None:
    worker = visit("worker", "nottingham")
    _plan_for_today(worker, "To print", at="11:58pm")
    worker.follow("Sheet for the evening")
    expect(worker.main.get_by_role("row")).not_to_have_count(0)
    printed = worker.page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1


def _rows(worker: Visitor) -> list[Locator]:
    return worker.main.locator("fieldset.taps[id^='row-']").all()


def _tap(row: Locator, words: str) -> None:
    """Tap the button that says `words`; it is as big as a thumb."""
    button = row.locator("label").filter(has_text=re.compile(f"^{words}$"))
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None and box["height"] >= THUMB and box["width"] >= THUMB, f"{words} is {box}"
    button.tap()


def _plan_for_today(worker: Visitor, title: str, at: str = "00:01") -> None:
    """Plan a meeting of today, which has begun unless said otherwise."""
    today = datetime.now(ZoneInfo("Europe/London")).date()
    worker.go(f"/nottingham/meetings/manage/new/{GROUP}")
    worker.page.get_by_label("What it is called").fill(title)
    for part in ("day", "month", "year"):
        worker.page.locator(f"#on_date-{part}").fill(str(getattr(today, part)))
    worker.page.get_by_label("Starts at").fill(at)
    worker.press("Plan it")
    expect(worker.main.get_by_role("heading", level=1)).to_have_text(title)
