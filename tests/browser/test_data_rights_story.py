"""A copy of one's data, from asking for it on a phone to reading it: no one person lets it out (UK GDPR Art. 15)."""

import time
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Browser, expect

from core.web.preferences import COOKIE
from tests.browser.conftest import Visit
from tests.browser.quality import WIDTHS, accessible
from tests.browser.visitor import Visitor

COUNCIL = "nottingham"
PHONE = {"width": 320, "height": 640}
DESK = f"/{COUNCIL}/admin/data-protection/"
FOUND_WITHIN = 60.0  # seconds; the search runs beside the pages, and the machine may be busy


def test_a_young_person_asks_for_a_copy_and_reads_it(visit: Visit, browser: Browser, tmp_path: Path) -> None:
    young = visit("young_person", COUNCIL, viewport=PHONE, accept_downloads=True)
    young.page.context.add_cookies([{"name": COOKIE, "value": "young.en", "url": young.site.url}])
    reference, own_page = _asks(young)
    officer = visit("data_protection_officer", COUNCIL)
    _searches(officer, reference)
    _goes_through(officer, reference)
    _may_not_look_it_over(officer, reference)
    _looks_it_over(visit("safeguarding_lead", COUNCIL), reference)
    _puts_it_on_their_page(officer, reference)
    copy = _downloads(young, own_page, tmp_path)
    _is_good_to_read(browser, copy, young.site.account("young_person", COUNCIL)["name"])


def _asks(young: Visitor) -> tuple[str, str]:
    """One press more than the choice: no reason has to be given."""
    young.go(f"/{COUNCIL}/me/")
    assert young.page.locator("body.band-young").count() == 1
    young.follow("Get a copy")
    young.fits()
    young.press("Send")
    expect(young.main).to_contain_text("You hear from us by")
    assert accessible(young.page, WIDTHS[:1]) == []
    young.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    reference = young.main.get_by_text("R-").first.inner_text()
    return reference, young.path


def _searches(officer: Visitor, reference: str) -> None:
    officer.go(DESK)
    officer.follow(reference)
    officer.press("Search for everything")
    expect(officer.main.get_by_role("status")).to_contain_text("The search has begun")
    until, found = time.monotonic() + FOUND_WITHIN, officer.main.get_by_role("link", name="Go through what was found")
    while not found.count() and time.monotonic() < until:
        time.sleep(0.5)
        officer.page.reload()
    expect(found).to_be_visible()


def _goes_through(officer: Visitor, reference: str) -> None:
    officer.follow("Go through what was found")
    expect(officer.main.get_by_role("table")).to_contain_text("Heard itself")
    parts = officer.path
    officer.main.get_by_role("table").get_by_role("link").first.click()
    officer.main.get_by_role("link", name="Leave something out of row 1").click()
    expect(officer.main.get_by_role("button", name="Leave it out")).to_be_visible()
    assert accessible(officer.page, WIDTHS) == []
    officer.go(parts)
    flags = officer.main.get_by_role("button", name="Leave all of these fields out")
    if flags.count():
        flags.click()
        expect(officer.main.get_by_role("status")).to_contain_text("are left out")
    officer.go(DESK)
    officer.follow(reference)
    officer.follow("Gone through; handed to a second person")
    officer.press("Save this step")
    expect(officer.main).to_contain_text("Waits for somebody else with the right to look it over")


def _may_not_look_it_over(officer: Visitor, reference: str) -> None:
    officer.go(f"{DESK}looking-over/")
    expect(officer.main.get_by_text(reference)).to_have_count(0)


def _looks_it_over(lead: Visitor, reference: str) -> None:
    lead.go(f"{DESK}looking-over/")
    lead.follow(reference)
    expect(lead.main).to_contain_text("As the person will read it")
    lead.press("Release it")
    expect(lead.main.get_by_role("status")).to_contain_text("Released by a second person")


def _puts_it_on_their_page(officer: Visitor, reference: str) -> None:
    officer.go(DESK)
    officer.follow(reference)
    officer.follow("Put on the person's own page")
    officer.press("Save this step")
    expect(officer.main.get_by_role("status")).to_contain_text("Put on the person's own page")


def _downloads(young: Visitor, own_page: str, folder: Path) -> Path:
    """The password is asked once more; returns the page of the copy, unpacked."""
    young.go(own_page)
    expect(young.main).to_contain_text("Your copy is ready")
    young.follow("Download my copy")
    young.fits()
    young.page.locator("#password").fill(young.site.account("young_person", COUNCIL)["password"])
    with young.page.expect_download() as coming:
        young.press("Download")
    coming.value.save_as(folder / "copy.zip")
    with ZipFile(folder / "copy.zip") as bundle:
        bundle.extractall(folder)
    return folder / "index.html"


def _is_good_to_read(browser: Browser, copy: Path, name: str) -> None:
    """In any browser, without us, on a phone and at a desk."""
    page = browser.new_page()
    page.goto(copy.as_uri())
    expect(page.get_by_text(name).first).to_be_visible()
    assert accessible(page) == []
    page.close()
