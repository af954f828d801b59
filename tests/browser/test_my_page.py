"""My page as it is lived: what was agreed to is changed by keyboard, with scripts and without, by child and parent."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.test_by_keyboard import tab_to
from tests.browser.visitor import Visitor

COUNCIL = "nottingham"
PHONE = {"width": 320, "height": 640}
PARTS = ("What I agreed to", "Who can see my information", "Who has looked", "My details")

with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@with_and_without_scripts
def test_a_young_person_says_no_and_yes_by_keyboard(visit: Visit, scripts: bool) -> None:
    young = visit("young_person", COUNCIL, viewport=PHONE, java_script_enabled=scripts)
    young.go(f"/{COUNCIL}/me/")
    tab_to(young, "What I agreed to", at_most=80)
    young.page.keyboard.press("Enter")
    part = young.main.locator("#core-tell_later")
    _presses(young, part.get_by_role("button", name=re.compile("^(No|Take my yes back)")))
    expect(part).to_contain_text("nobody asks you why")
    _presses(young, part.get_by_role("button", name=re.compile("^Yes")))
    expect(part).to_contain_text("You said yes")
    expect(young.main).to_contain_text("You can change your mind at any time.")
    if scripts:  # axe is one
        assert accessible(young.page, (320, 1280)) == []


@pytest.mark.parametrize("role", ["young_person", "parent_carer", "worker"])
def test_every_part_is_reached_and_reads_well(visit: Visit, role: str) -> None:
    somebody = visit(role, COUNCIL, viewport=PHONE)
    for part in PARTS:
        somebody.go(f"/{COUNCIL}/me/")
        somebody.main.get_by_role("link", name=part).click()
        expect(somebody.page.get_by_role("heading", level=1)).to_have_text(part)
        assert accessible(somebody.page, (320, 1280)) == []


def test_a_parent_answers_for_a_child_without_scripts(visit: Visit) -> None:
    parent = visit("parent_carer", COUNCIL, viewport=PHONE, java_script_enabled=False)
    parent.go(f"/{COUNCIL}/me/")
    parent.main.locator('a[href*="/me/children/"]').first.click()
    part = parent.main.locator("#core-take_part")
    part.get_by_role("button").last.click()
    expect(parent.main).to_contain_text("can see that you answered")


def _presses(visitor: Visitor, button: Locator) -> None:
    """Press a button by keyboard."""
    button.focus()
    visitor.page.keyboard.press("Enter")
