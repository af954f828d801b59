"""An agency without an account asks, from the public page to the fixed days: two people with accounts, one telephone.

The agency writes half of it on a phone without scripts, comes back with its code, and follows it to the end; the desk
puts it to a school, whose pupils said yes; two levels approve it.
"""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.clock import local_today
from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

COUNCIL = "lancashire"
PHONE = {"width": 320, "height": 640}
TITLE = "Which way to the new swimming pool?"
WAITS = "The participation team looks through it"


@pytest.mark.timeout(300)  # three people, some thirty pages
def test_an_agency_asks_and_comes_on_days_that_young_people_took(visit: Visit) -> None:
    agency, worker = visit(viewport=PHONE, java_script_enabled=False), visit("worker", COUNCIL)
    code = _begins_half_way(agency)
    own = _comes_back_and_sends(visit(viewport=PHONE), code)
    page = _is_put_to_a_school(worker)
    _they_say_yes(worker, page)
    _approves(worker, page)
    _approves(visit("decision_maker", COUNCIL), page, from_home=True)
    _days_are_found(worker, page)
    agency.go(own)
    agency.fits()
    expect(agency.main).to_contain_text("Come on the days below.")
    expect(agency.main).to_contain_text("Town Hall, Room 2")
    expect(agency.main).not_to_contain_text("Callum")


def _begins_half_way(agency: Visitor) -> str:
    agency.go(f"/{COUNCIL}/requests/")
    agency.fits()
    agency.follow("Ask now")
    agency.fits()
    agency.page.get_by_label("Your name").fill("Rowan Castle")
    agency.page.get_by_label("Your e-mail address").fill("rowan@pool.example")
    agency.page.get_by_label("What do you ask, in one line?").fill(TITLE)
    agency.press("Keep it, and go on later")
    expect(agency.main).to_contain_text("It is kept. Nothing is sent yet.")
    return agency.main.locator(".code").inner_text()


def _comes_back_and_sends(agency: Visitor, code: str) -> str:
    agency.go(f"/{COUNCIL}/requests/code")
    agency.fill(Your_code=code)
    agency.press("Show me")
    own = agency.path
    expect(agency.main).to_contain_text("Honest limits: say what cannot change, and why.")
    agency.follow("Write on, or send it")
    assert accessible(agency.page) == []
    for label, words in {
        "Which agency asks?": "Harrow Pool",
        "What is your work there?": "Planner",
        "What do you want to ask or do?": "Draw on a map how you get to the pool.",
        "Where and how is it safe": "In your own school, with your teacher.",
        "How can each say it": "With stickers on a map.",
        "Who hears what they say": "Head of Leisure",
        "What can change because": "Where the path goes, and its lights.",
        "What cannot change, and why": "Where the pool stands: it is half built.",
        "How will you know that it worked": "You come on foot.",
        "What will you tell them afterwards": "Which path we build.",
    }.items():
        agency.page.get_by_label(label).first.fill(words)
    agency.page.get_by_label("What kind of agency is it?").select_option("partner")
    for group, days in (("Last day of the work", 30), ("By which day do you promise", 60)):
        on = local_today() + timedelta(days=days)
        box = agency.page.get_by_role("group", name=group)
        for label, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            box.get_by_label(label).fill(str(value))
    agency.press("Send it")
    expect(agency.main).to_contain_text(WAITS)
    return own


def _is_put_to_a_school(worker: Visitor) -> str:
    worker.go(f"/{COUNCIL}/requests/desk")
    assert accessible(worker.page) == []
    worker.follow(TITLE)
    page = worker.path
    assert accessible(worker.page) == []
    worker.follow("Put it to the young people")
    assert accessible(worker.page) == []
    worker.page.get_by_label("School").select_option(index=1)
    worker.press("Put it to the young people")
    expect(worker.main).to_contain_text("Young people decide: yes or no")
    return page


def _they_say_yes(worker: Visitor, page: str) -> None:
    worker.go(page)
    worker.follow("Note their answer")
    worker.page.get_by_label("Yes", exact=True).check()
    worker.press("Note their answer")
    expect(worker.main).to_contain_text("They said yes. Waits for approval")


def _approves(approver: Visitor, page: str, from_home: bool = False) -> None:
    if from_home:
        approver.go(f"/{COUNCIL}/home")
        approver.follow(f"Approve, or say no: {TITLE}")
        assert approver.path == page
    approver.follow("Approve, or say no")
    assert accessible(approver.page) == []
    approver.page.get_by_label("Approve it").check()
    approver.press("Approve:")


def _days_are_found(worker: Visitor, page: str) -> None:
    worker.go(page)
    worker.follow("Offer days")
    on = local_today() + timedelta(days=20)
    box = worker.page.get_by_role("group", name="First day that you offer")
    for label, value in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
        box.get_by_label(label).fill(str(value))
    worker.page.get_by_role("textbox", name="Where").fill("Town Hall, Room 2")
    worker.press("Offer days")
    worker.follow("Fix the days")
    worker.page.get_by_role("checkbox").first.check()
    worker.press("Fix the days")
    expect(worker.main).to_contain_text("The days are fixed")
