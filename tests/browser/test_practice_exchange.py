"""Lancashire finds what Nottingham's young people changed and takes a copy; a consent ends, and the copy says so.

Looks also at the pages to which no link leads where the roles of test_pages.py are.
"""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

PHONE = {"width": 320, "height": 640}
OWNER, TAKER, REGION = "nottingham", "lancashire", "five-councils"
STORY, WORDS = "The last bus waits for us", "met the bus company with their worker beside them"


def test_a_copy_goes_with_the_consent_behind_it(visit: Visit) -> None:
    owner = visit("worker", OWNER)
    _offers(owner)
    taker = visit("worker", TAKER, viewport=PHONE, java_script_enabled=False)
    _takes_a_copy(taker)
    copy = taker.path
    _withdraws(owner)
    taker.go(copy)
    expect(taker.main).to_contain_text("The consent behind this was withdrawn. Remove it.")
    expect(taker.main).not_to_contain_text(WORDS)
    taker.fits()
    taker.go(f"/{TAKER}/home")
    expect(taker.main).to_contain_text("Remove a copy of something from Nottingham")
    taker.go(copy)
    taker.page.get_by_label("Drafts made of it are deleted").check()
    taker.press("It is removed")
    expect(taker.main).to_contain_text("nothing of it is left here")


def test_the_pages_of_the_exchange_are_good(visit: Visit) -> None:
    here = f"/{TAKER}/practice/{REGION}"
    worker = visit("worker", TAKER, viewport=PHONE)
    for page in ("", "/offer", "/questions/", "/questions/new", "/standards/"):
        worker.go(here + page)
        _good(worker)
    for page, link in (("/questions/", "table th a"), ("/standards/", "table th a"), ("/offer", "main section li a")):
        worker.go(here + page)
        worker.page.locator(link).first.click()
        _good(worker)
    worker.go(f"{here}/standards/")
    worker.page.locator("table th a").first.click()
    worker.follow("Say how far we are")
    _good(worker)
    lead = visit("regional_lead")
    region = "/regions/east-midlands/practice"
    for page in ("", "/questions/", "/standards/"):
        lead.go(f"{region}{page}")
        lead.page.locator("table th a").first.click()
        _good(lead)
    lead.go(f"{region}/standards/new")
    _good(lead)


def _offers(owner: Visitor) -> None:
    owner.go(f"/{OWNER}/practice/{REGION}/offer")
    owner.follow(STORY)
    owner.page.get_by_label("Five councils").check()
    for flag in owner.main.locator("input[name=looked]").all():
        flag.check()
    owner.press("Offer it")
    expect(owner.main).to_contain_text("Offered. Staff of the region’s councils can read it")


def _takes_a_copy(taker: Visitor) -> None:
    taker.go(f"/{TAKER}/practice/{REGION}/")
    taker.fill(Words="bus company worker")
    taker.page.get_by_label("Council").select_option("Nottingham")
    taker.press("Search")
    taker.follow(STORY)
    taker.fits()
    taker.fill(What_we_want_to_do_with_it="For the towns in the east")
    taker.press("Take a copy")
    expect(taker.main).to_contain_text(WORDS)
    expect(taker.main).to_contain_text("Nottingham")
    taker.fits()


def _withdraws(owner: Visitor) -> None:
    owner.go(f"/{OWNER}/difference/desk/stories")
    owner.follow(STORY)
    owner.press("They took it back")


def _good(visitor: Visitor) -> None:
    visitor.fits()
    assert accessible(visitor.page) == [], visitor.path
