"""The ways into a group as they are lived: a young person is put forward, declines and later says yes; a care leaver
answers an advert and reads the answer. With scripts and without, on the narrowest phone, and by keyboard.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

COUNCIL = "wolverhampton"
PHONE = {"width": 320, "height": 640}
CARE, LEAVERS = "children-in-care-council", "care-leavers-forum"
CLIC = "Care Leavers Forum (CLIC)"
WHY = "You told me what you would change. Others should hear it."

with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@with_and_without_scripts
def test_put_forward_declined_and_later_a_yes(visit: Visit, scripts: bool) -> None:
    """W51: a social worker puts a young person forward; their own yes comes before anything else."""
    name = f"Selam Tesfay-{'Ash' if scripts else 'Oak'}"
    social_worker = visit("practitioner", COUNCIL, java_script_enabled=scripts)
    code = _puts_forward(social_worker, name)
    young = visit(java_script_enabled=scripts, viewport=PHONE)
    _opens_letter(young, code)
    if scripts:  # axe is one
        assert accessible(young.page) == []
        young.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    expect(young.main).to_contain_text(WHY)
    young.press("No thank you")
    expect(young.main).to_contain_text("You said no. That is fine.")
    young.fits()
    _is_left_alone(social_worker, name)
    young.press("Yes, I would like to")
    expect(young.main).to_contain_text("You said yes.")
    _puts_in(social_worker, name)
    young.page.reload()
    expect(young.main).to_contain_text("You are in the group.")


def _puts_forward(worker: Visitor, name: str) -> str:
    worker.go(f"/{COUNCIL}/groups/manage/{CARE}/members/")
    worker.follow("Put somebody forward")
    worker.main.get_by_label("Name").fill(name)
    worker.press("Find")
    expect(worker.main).to_contain_text("Nobody of this name")
    worker.follow("Add somebody new")
    worker.page.get_by_label("Name", exact=True).fill(name)
    worker.page.get_by_label("Why").fill(WHY)
    worker.press("Make the letter")
    expect(worker.main.get_by_role("img", name="Picture to scan")).to_be_visible()
    return worker.main.locator(".letter__letters").inner_text()


def _opens_letter(young: Visitor, code: str) -> None:
    """As somebody does who types from paper: small letters, spaces."""
    young.go(f"/{COUNCIL}/groups/answer")
    young.page.get_by_label("The code on your letter").fill(code.lower().replace("-", " "))
    young.press("Go on")
    expect(young.main.get_by_role("heading", level=1)).to_have_text("Would you like to join Children in Care Council?")


def _is_left_alone(worker: Visitor, name: str) -> None:
    worker.go(f"/{COUNCIL}/groups/manage/{CARE}/coming-in")
    row = worker.main.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("Said no")
    expect(row).to_contain_text("Leave it with them")
    worker.go(f"/{COUNCIL}/groups/manage/{CARE}/put-forward?words={name}")
    worker.main.get_by_role("link", name=name).click()
    expect(worker.main).to_contain_text(f"{name} said no to this group on")
    expect(worker.main.get_by_role("button", name="Make the letter")).to_have_count(0)


def _puts_in(worker: Visitor, name: str) -> None:
    worker.go(f"/{COUNCIL}/groups/manage/{CARE}/coming-in")
    worker.main.get_by_role("link", name=f"Put in {name}").click()
    worker.press("Put them in")
    expect(worker.main.get_by_role("status")).to_contain_text(f"{name} is in Children in Care Council now")
    expect(worker.main.get_by_role("table").get_by_role("row").filter(has_text=name)).to_have_count(1)


@with_and_without_scripts
def test_a_care_leaver_answers_an_advert_and_gets_an_answer(visit: Visit, scripts: bool) -> None:
    """W57: no account, a short form, a code, a kind answer."""
    name = "Jo Ash" if scripts else "Jo Oak"
    care_leaver = visit(java_script_enabled=scripts, viewport=PHONE)
    receipt = _asks_to_come(care_leaver, name)
    worker = visit("practitioner", COUNCIL, java_script_enabled=scripts)
    worker.go(f"/{COUNCIL}/groups/manage/coming-in")
    worker.main.get_by_role("link", name=f"Answer {name}").click()
    expect(worker.main).to_contain_text("07700 900123")
    worker.main.get_by_role("link", name="Welcome", exact=True).click()
    expect(worker.page.get_by_label("What they will read")).to_have_value(re.compile("glad that you want to come"))
    worker.press("Give this answer")
    expect(worker.main.get_by_role("status")).to_contain_text(name)
    care_leaver.go(receipt)
    expect(care_leaver.main).to_contain_text("We are glad that you want to come.")
    care_leaver.fits()
    worker.main.get_by_role("link", name=f"Put in {name}").click()
    expect(worker.main.get_by_role("heading", level=1)).to_contain_text(name)  # who is this, on the record?
    if scripts:  # axe is one
        assert accessible(care_leaver.page) + accessible(worker.page) == []


def _asks_to_come(care_leaver: Visitor, name: str) -> str:
    care_leaver.go(f"/{COUNCIL}/groups/{LEAVERS}")
    expect(care_leaver.main).to_contain_text("We are looking for people")
    care_leaver.follow("I'm interested")
    care_leaver.watch.expect_status(400)
    care_leaver.press("Send")
    expect(care_leaver.main).to_contain_text("A first name is enough.")
    care_leaver.fits()
    care_leaver.page.get_by_label("What should we call you?").fill(name)
    care_leaver.page.get_by_label("A phone number or e-mail").fill("07700 900123")
    care_leaver.press("Send")
    expect(care_leaver.main).to_contain_text("Keep this code")
    care_leaver.fits()
    return care_leaver.path


def test_a_member_has_a_break_and_leaves_by_keyboard_alone(visit: Visit) -> None:
    """W18: one press and one page that asks, no reason."""
    member = visit("young_person", COUNCIL, viewport=PHONE)
    member.go(f"/{COUNCIL}/groups/mine")
    group = member.main.locator(".card a").last.inner_text()
    _press_by_keyboard(member, "link", group)
    _press_by_keyboard(member, "button", "Have a break")
    expect(member.main).to_contain_text("You are having a break")
    _press_by_keyboard(member, "link", group)
    expect(member.main).to_contain_text("Need a break, or want to stop?")
    member.fits()
    _press_by_keyboard(member, "link", "Leave the group")
    expect(member.main).to_contain_text("Nobody asks you why")
    _press_by_keyboard(member, "button", "Yes, leave")
    expect(member.main).to_contain_text("Groups you left")
    _press_by_keyboard(member, "button", f"I would like to come back {group}")
    expect(member.main).to_contain_text("You asked to come.")
    member.fits()


def test_a_letter_is_answered_by_keyboard_alone(visit: Visit) -> None:
    code = _puts_forward(visit("practitioner", COUNCIL), "Noor Calloway")
    young = visit(viewport=PHONE)
    young.go(f"/{COUNCIL}/groups/answer/{code}")
    _press_by_keyboard(young, "button", "Not sure yet: ask me later")
    expect(young.main).to_contain_text("Take your time.")
    _press_by_keyboard(young, "button", "Yes, I would like to")
    expect(young.main).to_contain_text("You said yes.")


def _press_by_keyboard(visitor: Visitor, role: str, name: str) -> None:
    """Go from one thing to the next until it has the focus, then press Enter; never with the mouse."""
    wanted = visitor.main.get_by_role(role, name=name).first  # type: ignore[arg-type]
    expect(wanted).to_be_visible()
    for _ in range(80):
        visitor.page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            break
    expect(wanted).to_be_focused()
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_load_state()
