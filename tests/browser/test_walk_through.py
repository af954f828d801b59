"""The first walk through Heard, by the people who would take it; each journey with scripts and without.

A newcomer, a participation worker, a local admin, and somebody of one council at another's door.
"""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

COUNCILS = {
    "nottingham": "Nottingham City Council",
    "nottinghamshire": "Nottinghamshire County Council",
    "lincolnshire": "Lincolnshire County Council",
    "wolverhampton": "City of Wolverhampton Council",
    "lancashire": "Lancashire County Council",
}
OWN_GROUPS = {
    "nottingham": "Primary Parliament",
    "nottinghamshire": "Quarrydale Young People Centre committee",
    "wolverhampton": "Care Leavers Forum (CLIC)",
}
OWN_BOARDS = {
    "nottinghamshire": "Youth Justice Board",
    "wolverhampton": "Community Cohesion Board",
    "lancashire": "Children, Young People and Families Partnership Board",
}
FORUM = "Forum for unaccompanied asylum-seeking children"

with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@with_and_without_scripts
def test_a_newcomer_finds_five_councils_side_by_side(visit: Visit, scripts: bool) -> None:
    newcomer = visit(java_script_enabled=scripts)
    newcomer.go("/")
    tiles = newcomer.main.locator(".tile")
    expect(tiles).to_have_count(len(COUNCILS))
    for name in COUNCILS.values():
        expect(tiles.filter(has_text=name)).to_have_count(1)
    tiles.get_by_role("link", name="Lincolnshire").click()
    expect(newcomer.main.get_by_role("heading", level=1)).to_have_text(re.compile("Your voice"))
    newcomer.page.get_by_role("contentinfo").get_by_role("link", name="All councils").click()
    assert newcomer.path == "/"


def test_each_council_has_its_own_groups_boards_words_and_look(visit: Visit) -> None:
    newcomer = visit()
    looks, promises = set(), set()
    for slug, name in COUNCILS.items():
        newcomer.go(f"/{slug}/")
        expect(newcomer.page.get_by_role("banner")).to_contain_text(name)
        looks.add(newcomer.page.locator('meta[name="theme-color"]').get_attribute("content"))
        promises.add(newcomer.main.locator(".promises").inner_text())
        _sees_only(newcomer, f"/{slug}/groups/", slug, OWN_GROUPS)
        _sees_only(newcomer, f"/{slug}/groups/boards/", slug, OWN_BOARDS)
    assert len(looks) == len(promises) == len(COUNCILS)


def _sees_only(newcomer: Visitor, path: str, slug: str, own: dict[str, str]) -> None:
    newcomer.go(path)
    said = newcomer.main.inner_text()
    assert own.get(slug, "") in said
    for other, name in own.items():
        assert other == slug or name not in said, f"{path} shows {name} of {other}"


@with_and_without_scripts
def test_a_newcomer_finds_a_group_that_fits(visit: Visit, scripts: bool) -> None:
    newcomer = visit(java_script_enabled=scripts)
    newcomer.go("/wolverhampton/groups/")
    newcomer.page.get_by_label("How old are you?").fill("12")
    newcomer.press("Show me")
    expect(newcomer.main).to_contain_text("Children in Care Council")
    expect(newcomer.main).not_to_contain_text("Care Leavers Forum (CLIC)")  # it begins at 18
    newcomer.main.get_by_role("link", name="Children in Care Council").click()
    expect(newcomer.main.get_by_role("heading", name="How to join")).to_be_visible()
    expect(newcomer.main).to_contain_text("11 to 18")


@with_and_without_scripts
def test_a_worker_finds_every_forum_with_ages_cadence_joining_and_seats(visit: Visit, scripts: bool) -> None:
    worker = visit("worker", "wolverhampton", java_script_enabled=scripts)
    worker.go("/wolverhampton/groups/manage/")
    row = worker.main.get_by_role("row").filter(has_text="Care Leavers Forum (CLIC)")
    expect(row).to_contain_text("18 to 25")
    expect(row).to_contain_text("Every month")
    assert worker.main.get_by_role("row").count() >= 9  # eight groups of the strategy, and the headings
    worker.follow("Children in Care Council")
    expect(worker.main).to_contain_text("Ages 11 to 18")
    expect(worker.main).to_contain_text("Every month")
    expect(_part(worker, "join")).to_contain_text("Nominated")
    expect(_part(worker, "seats")).to_contain_text("Corporate Parenting Board")


def _part(worker: Visitor, name: str) -> Locator:
    """The list under one of the headings of a group's staff page."""
    return worker.main.locator(f"h2#{name} + dl")


@with_and_without_scripts
def test_a_worker_adds_the_forum_that_the_strategy_hopes_for(visit: Visit, scripts: bool) -> None:
    """W67: no code and no file, on the screen; then its members, who stay hidden from others."""
    worker = visit("worker", "wolverhampton", java_script_enabled=scripts)
    name = f"Newcomers {'with' if scripts else 'without'} scripts"
    _adds_forum(worker, name)
    expect(worker.main.get_by_role("status")).to_contain_text(f"{name} is there now")
    _adds_new_member(worker, name, f"Selam Tesfay-{'Ash' if scripts else 'Oak'}")
    expect(worker.main.get_by_role("row").filter(has_text="Selam Tesfay")).to_have_count(1)
    others = visit("local_admin", "wolverhampton", java_script_enabled=scripts)
    others.go("/wolverhampton/groups/")
    expect(others.main).not_to_contain_text(name)


def _adds_forum(worker: Visitor, name: str) -> None:
    worker.go("/wolverhampton/groups/manage/")
    worker.follow("Add a group")
    worker.main.get_by_role("link", name=FORUM).click()
    expect(worker.page.get_by_label("unaccompanied asylum-seeking child")).to_be_checked()
    expect(worker.page.get_by_label("Hide who belongs to it")).to_be_checked()
    worker.page.get_by_label("Name", exact=True).fill(name)
    worker.page.get_by_label("How often it meets").select_option(label="Every month")
    worker.main.get_by_role("button", name=re.compile("Add|Save")).click()


def _adds_new_member(worker: Visitor, group: str, person: str) -> None:
    worker.main.get_by_role("link", name="Members", exact=True).click()
    worker.follow("Add a member")
    worker.main.get_by_label("Name").fill(person)
    worker.press("Find")
    expect(worker.main).to_contain_text("Nobody of this name")
    worker.follow("Add somebody new")
    worker.page.get_by_label("Name", exact=True).fill(person)
    worker.page.get_by_label("They said yes to this themselves").check()
    worker.press("Add to the group")
    expect(worker.main.get_by_role("status")).to_contain_text(group)


@with_and_without_scripts
def test_a_local_admin_switches_a_plugin_on_and_changes_a_setting(visit: Visit, scripts: bool) -> None:
    council = "lincolnshire" if scripts else "lancashire"
    admin = visit("local_admin", council, java_script_enabled=scripts)
    _switches_on(admin, "Kind words")
    expect(admin.page.get_by_role("navigation", name="Main")).to_contain_text("Kind words")
    admin.main.get_by_role("link", name="Settings of Kind words").click()
    admin.page.get_by_label("Longest note").fill("240")
    admin.main.get_by_role("button", name="Save").last.click()
    expect(admin.main.get_by_role("status")).to_contain_text("saved")
    admin.go(f"/{council}/admin/effective")
    expect(admin.main.get_by_role("row").filter(has_text="Longest note")).to_contain_text("240")
    expect(admin.main.get_by_role("row").filter(has_text="Longest note")).to_contain_text("admin")
    expect(admin.main.get_by_role("row").filter(has_text="Days to keep a note")).to_contain_text("default")


def _switches_on(admin: Visitor, title: str) -> None:
    admin.page.get_by_role("link", name="Manage", exact=True).last.click()
    admin.main.get_by_role("link", name="Switch parts on and off").click()
    admin.main.get_by_role("link", name=f"Switch on {title}").click()
    admin.main.get_by_role("button", name="Switch on").click()


def test_switching_on_changes_one_council_only(visit: Visit) -> None:
    admin = visit("local_admin", "nottingham")
    _switches_on(admin, "Kind words")
    there = visit("worker", "nottingham")
    there.go("/nottingham/kind-words/")
    expect(there.main.get_by_role("heading", level=1)).to_be_visible()
    elsewhere = visit("worker", "nottinghamshire")
    elsewhere.watch.expect_status(404)
    elsewhere.go("/nottinghamshire/kind-words/")
    expect(elsewhere.main).to_contain_text("This page is not here")


@pytest.mark.parametrize("role", ["worker", "local_admin", "safeguarding_lead", "young_person"])
def test_a_person_of_one_council_gets_nothing_of_another(visit: Visit, role: str) -> None:
    somebody = visit(role, "nottingham")
    somebody.watch.expect_status(404)
    said = set()
    for page in ("home", "people/", "groups/manage/", "admin/", "admin/audit", "me/", "no-such-page"):
        somebody.go(f"/nottinghamshire/{page}")
        said.add(somebody.main.inner_text())
    assert len(said) == 1, "a page of another council can be told from one that does not exist"
    assert "This page is not here" in said.pop()
    somebody.go("/nottinghamshire/")  # what is public there, they see as a stranger does
    expect(somebody.page.get_by_role("banner")).to_contain_text("Nottinghamshire County Council")
