"""A term of a programme, from its theme to what everybody reads: a worker with a phone, then a stranger."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.quality import accessible
from tests.browser.visitor import Visitor

PHONE = {"width": 320, "height": 700}
HOME = "/nottingham/programme/"
TITLE = "Streets where we feel safe"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_term_is_given_a_theme_planned_in_one_step_and_read_by_everybody(visit: Visit, scripts: bool) -> None:
    worker = visit("worker", "nottingham", viewport=PHONE, java_script_enabled=scripts)
    worker.go(f"{HOME}plan")
    worker.page.get_by_role("navigation", name="Terms").get_by_role("link").nth(2).click()
    worker.page.wait_for_url(re.compile(r"term="))
    _is_good(worker, scripts)
    days = worker.page.locator("input[name=days]")
    if days.count():
        worker.press("Plan these meetings")
        expect(worker.main.get_by_role("status")).to_contain_text("planned for")
        assert worker.page.locator("input[name=days]").count() == 0
    worker.page.get_by_role("link", name="Next: one agenda for all of them").click()
    _is_good(worker, scripts)
    worker.press("Put it on this term's meetings")
    expect(worker.main.get_by_role("status")).to_contain_text("The agenda is on")
    term = worker.page.url.partition("term=")[2]
    worker.go(f"{HOME}terms/{term}/edit")
    worker.page.get_by_label("What this term is called", exact=True).fill(TITLE)
    worker.page.get_by_label("Learning City").check()
    worker.page.get_by_label("Article 12: a say in what affects you").check()
    worker.page.get_by_label("Everybody can read this").check()
    _is_good(worker, scripts)
    worker.press("Save")
    stranger = visit(viewport=PHONE, java_script_enabled=scripts)
    stranger.go(f"{HOME}terms/{term}")
    expect(stranger.main.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(stranger.main.get_by_text("Learning City")).to_be_visible()
    _is_good(stranger, scripts)


def _is_good(somebody: Visitor, scripts: bool) -> None:
    """Axe runs only where scripts do."""
    if scripts:
        assert accessible(somebody.page, (320,)) == []
