"""A board sat today: a young member says on a phone how it was, and can change it."""

from playwright.sync_api import expect

from core.clock import local_today
from tests.browser.conftest import Visit
from tests.browser.quality import accessible

COUNCIL, BOARD = "nottingham", "childrens-partnership-board"
PHONE = {"width": 320, "height": 640}


def test_a_young_member_says_how_a_board_was(visit: Visit) -> None:
    admin = visit("local_admin", COUNCIL)
    admin.go(f"/{COUNCIL}/groups/boards/{BOARD}/dates/new")
    for part in ("day", "month", "year"):
        admin.page.locator(f"#on_date-{part}").fill(str(getattr(local_today(), part)))
    admin.press("Add the date")
    young = visit("young_person", COUNCIL, viewport=PHONE)
    young.go(f"/{COUNCIL}/groups/mine/boards")
    young.follow("If you were there, say how it was")
    assert accessible(young.page) == []
    young.page.locator("input[name=listened]").first.check()
    young.press("Send my answers")
    expect(young.main.get_by_role("status")).to_contain_text("Thank you.")
    expect(young.main.get_by_role("link", name="Change what you said")).to_be_visible()
    assert accessible(young.page, (320,)) == []
