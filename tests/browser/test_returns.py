"""A team hands in its year on a small phone without scripts: a return, looked at and accepted; an audit; a target.

Looks also at the pages to which no link leads where the roles of test_pages.py are.
"""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

COUNCIL = "lincolnshire"
PHONE = {"width": 320, "height": 640}
ROUND = f"/{COUNCIL}/standards/audits/forms/annual-participation-audit/round"


def test_a_team_hands_in_its_year(visit: Visit) -> None:
    team = visit("practitioner", COUNCIL, viewport=PHONE, java_script_enabled=False)
    team.go(f"/{COUNCIL}/returns/")
    team.follow("Write a return")
    team.fits()
    team.fill(In_a_few_words="A bench outside", What_you_did="There is a bench now.")
    team.page.get_by_label("What children, young people or families said").fill("We stand in the rain.")
    team.press("Send it")
    expect(team.main).to_contain_text("It is sent. Those who receive returns are told.")
    team.fits()
    worker = visit("worker", COUNCIL, viewport=PHONE)
    worker.go(f"/{COUNCIL}/returns/queue")
    _good(worker)
    worker.follow("A bench outside")
    worker.press("Accept it")
    worker.follow("Choose its day")
    _good(worker)
    worker.go(f"/{COUNCIL}/returns/queue?status=accepted")
    expect(worker.main).to_contain_text("A bench outside")
    worker.follow("A bench outside")
    worker.follow("Ask again")
    _good(worker)


def test_the_pages_of_the_year_are_good(visit: Visit) -> None:
    worker = visit("worker", COUNCIL)
    for page in ("", "new", "overview", "contracts", "contracts/new", "queue?status=asked"):
        worker.go(f"/{COUNCIL}/returns/{page}")
        _good(worker)
    worker.go(f"/{COUNCIL}/returns/contracts")
    worker.follow("Independent advocacy")
    _good(worker)
    worker.go(ROUND)
    worker.follow("Who does it, and by when")
    _good(worker)
    for form in ("annual-participation-audit", "joint-evaluation-toolkit"):
        worker.go(f"/{COUNCIL}/standards/audits/forms/{form}")
        worker.page.locator("td a[href*='/questions/']").first.click()
        _good(worker)
        worker.go(f"/{COUNCIL}/standards/audits/forms/{form}")
        worker.page.locator("td a[href$='/remove']").first.click()
        _good(worker)


def test_an_audit_and_a_target_are_good_on_a_phone(visit: Visit) -> None:
    worker = visit("worker", COUNCIL, viewport=PHONE)
    worker.go(ROUND)
    worker.page.locator("td a:has(.tag--good)").first.click()
    _good(worker)
    worker.go(ROUND)
    worker.page.locator("td a:has(.tag--neutral), td a:has(.tag--bad)").first.click()
    _good(worker)
    city = visit("worker", "nottingham", viewport=PHONE)
    for page in ("", "/edit", "/end"):
        city.go(f"/nottingham/standards/targets/primary-parliament-schools{page}")
        _good(city)


def _good(visitor: Visitor) -> None:
    visitor.fits()
    assert accessible(visitor.page) == [], visitor.path
