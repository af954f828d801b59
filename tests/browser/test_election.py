"""A school elects a councillor: from the first form, on paper and on screen, to a member with a term of office.

The classroom part is played on a phone's width, by keyboard, with scripts and without.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from core.clock import local_today
from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.site import Site
from tests.browser.visitor import Visitor

COUNCIL = "nottingham"
GROUP = f"/{COUNCIL}/groups/manage/youth-cabinet"
SCHOOL = "Harebell School"
PHONE = {"width": 320, "height": 640}
WORDS = "I listen first. Then I speak up."
with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@dataclass
class Poll:
    """What the people of this story need of each other: the school, the election's staff page, what was printed."""

    school: str
    run: str
    letter: str = ""
    slips: tuple[str, ...] = ()


@with_and_without_scripts
@pytest.mark.timeout(600)  # seven people, some ninety pages
def test_a_school_elects_a_councillor(visit: Visit, site: Site, scripts: bool) -> None:
    school = f"{SCHOOL} {'with' if scripts else 'without'}"
    pupil = site.account("young_person", COUNCIL)["name"]
    teacher = site.account("practitioner", COUNCIL)["name"]
    candidate = f"Asha Marlowe {'One' if scripts else 'Two'}"
    worker = visit("worker", COUNCIL)
    _puts_on_the_record(worker, school, candidate, pupil, teacher)
    poll = _starts(worker, school)
    _names(worker, poll, candidate)
    _teacher_may_run(worker, poll, teacher)

    _says_yes_by_letter(visit(viewport=PHONE, java_script_enabled=scripts), poll)
    signed_in = visit("young_person", COUNCIL, viewport=PHONE, java_script_enabled=scripts)
    _steps_forward(signed_in, poll, pupil)

    _prints_slips(worker, poll)
    worker.press("Open voting now")
    expect(worker.main).to_contain_text("Voting is open now")
    tablet = visit(viewport=PHONE, java_script_enabled=scripts)
    for code, choice in zip(poll.slips, (candidate, pupil), strict=True):
        _votes_with_a_code(tablet, code, choice)
    _votes_signed_in(signed_in, poll, pupil)

    worker.go(poll.run)
    worker.press("Close voting now")
    _counts(worker, "Enter the count", candidate, pupil)
    teaching = visit("practitioner", COUNCIL)
    teaching.go(poll.run)
    _counts(teaching, "Check the count", candidate, pupil)
    expect(teaching.main).to_contain_text("Both counts agree.")

    _settles_the_tie(worker, poll, candidate)
    worker.press("Declare the result")
    expect(worker.main).to_contain_text("The result is declared")
    worker.go(f"{GROUP}/members/")
    row = worker.main.get_by_role("row").filter(has_text=candidate)
    expect(row).to_contain_text(f"{local_today().year + 1}")
    newcomer = visit(java_script_enabled=scripts)
    newcomer.go(f"/{COUNCIL}/groups/youth-cabinet")
    newcomer.follow(f"{school} elects 1 person")
    expect(newcomer.main).to_contain_text(f"Elected: {candidate}")
    expect(newcomer.main).to_contain_text("We do not show how many votes there were")


def _puts_on_the_record(worker: Visitor, school: str, candidate: str, pupil: str, teacher: str) -> None:
    worker.go(f"/{COUNCIL}/people/organisations/add")
    worker.page.get_by_label("Name", exact=True).fill(school)
    worker.main.get_by_role("button", name=re.compile("Add|Save")).first.click()
    worker.go(f"/{COUNCIL}/people/add")
    worker.page.get_by_label("Full name").fill(candidate)
    worker.page.get_by_label("School or organisation").select_option(label=school)
    worker.main.get_by_role("button", name=re.compile("Add|Save")).first.click()
    for name in (pupil, teacher):
        _is_at(worker, name, school)


def _is_at(worker: Visitor, name: str, school: str) -> None:
    """Say on somebody's record where they are."""
    worker.go(f"/{COUNCIL}/people/?find={name.replace(' ', '+')}")
    worker.main.get_by_role("link", name=name).first.click()
    worker.go(worker.path.rstrip("/") + "/edit")
    worker.page.get_by_label("School or organisation").select_option(label=school)
    worker.main.get_by_role("button", name=re.compile("Save")).first.click()


def _starts(worker: Visitor, school: str) -> Poll:
    worker.go(f"{GROUP}/elections/")
    worker.follow("Start an election")
    worker.page.get_by_label("Who elects", exact=True).select_option(label=school)
    worker.page.get_by_label("Who may vote, in words").fill("Everybody in Year 8")
    today = local_today()
    for name, days in (("stand_on", 3), ("opens_on", 4), ("closes_on", 6), ("term_from", 7), ("term_to", 365)):
        _date(worker, name, today + timedelta(days=days))
    for name, at in (("stand_at", "4pm"), ("opens_at", "9am"), ("closes_at", "3.30pm")):
        worker.page.locator(f"#{name}").fill(at)
    worker.press("Save")
    poll = Poll(school, worker.path)
    assert not accessible(worker.page)
    worker.page.set_viewport_size({"width": 1280, "height": 900})
    worker.press("Let candidates stand")
    expect(worker.main).to_contain_text("Candidates can stand now.")
    return poll


def _date(worker: Visitor, name: str, on: date) -> None:
    boxes = worker.page.locator(f'input[name="{name}"]')
    for place, number in enumerate((on.day, on.month, on.year)):
        boxes.nth(place).fill(str(number))


def _names(worker: Visitor, poll: Poll, candidate: str) -> None:
    worker.follow("Name a candidate")
    worker.page.get_by_label("Name", exact=True).fill(candidate)
    worker.press("Find")
    worker.press(f"Ask them to stand {candidate}")
    worker.press(f"Letter with a code for {candidate}")
    poll.letter = worker.main.locator(".letter__letters").inner_text()


def _teacher_may_run(worker: Visitor, poll: Poll, teacher: str) -> None:
    worker.go(poll.run)
    worker.follow("Choose a returning officer")
    worker.page.get_by_label("Who runs it there").select_option(label=teacher)
    worker.press("Save")


def _says_yes_by_letter(asha: Visitor, poll: Poll) -> None:
    asha.go(f"/{COUNCIL}/groups/stand")
    asha.page.get_by_label("Your code").fill(poll.letter.lower())
    asha.press("Go on")
    asha.page.get_by_label("Why should people vote for you?").fill(WORDS)
    asha.press("See how it looks")
    expect(asha.main.locator("blockquote")).to_have_text(WORDS)
    asha.press("Yes, I stand")
    expect(asha.main).to_contain_text("You stand for election.")


def _steps_forward(pupil: Visitor, poll: Poll, name: str) -> None:
    _opens_from_home(pupil, poll, "You can stand for election")
    pupil.follow("I want to stand")
    pupil.page.get_by_label("Your name, as others will see it").fill(name)
    pupil.page.get_by_label("Why should people vote for you?").fill("Buses and quiet rooms.")
    pupil.press("Yes, I stand")
    expect(pupil.main).to_contain_text("You stand in this election")


def _opens_from_home(pupil: Visitor, poll: Poll, words: str) -> None:
    """The line of the home page that is about this school's election."""
    pupil.go(f"/{COUNCIL}/home")
    lines = pupil.main.get_by_role("listitem").filter(has_text=poll.school)
    lines.get_by_role("link", name=words).click()


def _prints_slips(worker: Visitor, poll: Poll) -> None:
    worker.go(poll.run)
    worker.follow("Codes for voters")
    worker.page.get_by_label("How many codes").fill("2")
    worker.press("Make the slips")
    poll.slips = tuple(worker.main.locator(".letter__letters").all_inner_texts())
    worker.go(poll.run)


def _votes_with_a_code(tablet: Visitor, code: str, choice: str) -> None:
    """By keyboard alone, on a page that is ready for the next child afterwards."""
    keys = tablet.page.keyboard
    tablet.go(f"/{COUNCIL}/groups/vote")
    tablet.page.get_by_label("Your code").focus()
    keys.type(code)
    keys.press("Enter")
    expect(tablet.main).to_contain_text(WORDS)
    tablet.fits()
    names = tablet.main.get_by_role("radio")
    names.first.focus()
    keys.press("Space")
    while not tablet.main.get_by_role("radio", name=choice).is_checked():
        keys.press("ArrowDown")
    keys.press("Enter")
    expect(tablet.main.get_by_role("heading", level=1)).to_have_text("Is this your vote?")
    expect(tablet.main).to_contain_text(choice)
    tablet.fits()
    tablet.main.get_by_role("button", name="Cast my vote").focus()
    keys.press("Enter")
    expect(tablet.main).to_contain_text("Your vote is counted. Thank you!")
    expect(tablet.page.get_by_label("Your code")).to_have_value("")
    assert tablet.path == f"/{COUNCIL}/groups/vote"


def _votes_signed_in(pupil: Visitor, poll: Poll, choice: str) -> None:
    _opens_from_home(pupil, poll, "You can vote")
    pupil.main.get_by_role("radio", name=choice).check()
    pupil.press("Look at it once more")
    pupil.press("Cast my vote")
    expect(pupil.main).to_contain_text("Your vote is counted. Thank you!")
    expect(pupil.main).to_contain_text("You have voted.")


def _counts(staff: Visitor, way: str, candidate: str, pupil: str) -> None:
    """Two papers: one for the candidate, so that both have two votes, and one that nobody can read."""
    staff.follow(way)
    for label, number in (("Papers in the box", 2), ("Spoilt or empty papers", 1), (candidate, 1), (pupil, 0)):
        staff.page.get_by_label(label, exact=True).fill(str(number))
    staff.main.get_by_role("button").first.click()


def _settles_the_tie(worker: Visitor, poll: Poll, candidate: str) -> None:
    worker.go(poll.run)
    expect(worker.main).to_contain_text("by lot, drawn in front of witnesses")
    worker.follow("Settle the tie")
    worker.page.get_by_label(candidate).check()
    worker.page.get_by_label("Who was there").fill("The head teacher and two of the school council")
    worker.press("Write it down")
