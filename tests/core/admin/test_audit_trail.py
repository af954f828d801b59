"""The audit trail page: what it finds, who may read it, and what a spreadsheet makes of it."""

import csv
from io import StringIO
from typing import Any

import pytest
from sqlalchemy import select

from core import audit
from core.admin.audit_trail import as_action, harmless, in_words
from core.audit import AuditEntry
from core.db import authority_scope, db
from core.testing.browsing import PageClient
from core.web.house import house


@pytest.fixture
def admin(world: Any) -> PageClient:
    """A local admin of Ashdown."""
    browser: PageClient = world.browser("local_admin")
    return browser


def _scope() -> Any:
    council = house().authorities.find("ashdown")
    assert council is not None
    return authority_scope(council.id, write=True)


def _write(client: PageClient, count: int = 1, **values: Any) -> None:
    with client.application.app_context(), _scope():
        for _ in range(count):
            audit.record(**values)
        db.session.commit()


def _page(client: PageClient, query: str = "") -> str:
    return client.get(f"/ashdown/admin/audit{query}").get_data(as_text=True)


def test_the_trail_names_who_did_what(admin: PageClient) -> None:
    _write(admin, action="group.added", about="group", why="the young people asked", detail={"fields": ["name"]})
    page = _page(admin)
    assert "Group: added" in page and "the young people asked" in page and "fields: name" in page
    assert "User: signed in" in page and "Local admin Tester" in page


def test_filters_narrow_by_who_what_and_when(admin: PageClient) -> None:
    _write(admin, action="group.added", about="group")
    assert "User: signed in" not in _page(admin, "?what=group.")
    assert "Group: added" not in _page(admin, "?who=local+admin")
    assert "User: signed in" in _page(admin, "?who=local+admin")
    assert "Nothing found" in _page(admin, "?until=2001-01-01")
    assert "Group: added" in _page(admin, "?since=2001-01-01&until=9998-12-30")
    assert "Group: added" in _page(admin, "?since=nonsense&before=nonsense")


def test_a_long_trail_is_walked_by_number(admin: PageClient) -> None:
    _write(admin, 60, action="group.added", about="group")
    page = _page(admin, "?what=group.")
    older = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "what=group." in older and "before=" in older
    assert 'rel="prev"' in admin.get(older).get_data(as_text=True)


def test_the_csv_carries_no_formula_and_its_taking_is_recorded(admin: PageClient) -> None:
    _write(admin, action="group.added", about="group", why='=HYPERLINK("http://evil.example")')
    answer = admin.submit("/ashdown/admin/audit?what=group.", action="export")
    assert answer.mimetype == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [row[4] for row in rows[1:]] == ["group.added"]
    assert rows[1][7].startswith("'=HYPERLINK")
    with admin.application.app_context(), _scope():
        taken = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "audit.exported")).one()
        assert taken.detail == {"rows": 1}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_an_action_is_found_in_words_or_as_it_is_kept() -> None:
    assert as_action(in_words("user.signed_in")) == as_action(" User.Signed_In") == "user.signed_in"


def test_a_plain_cell_stays_as_it_is() -> None:
    assert [harmless(cell) for cell in ("1-2", None, 7, "plain")] == ["1-2", "", "7", "plain"]


def test_only_those_who_may_read_it_find_it(world: Any) -> None:
    assert world.browser("data_protection_officer").get("/ashdown/admin/audit").status_code == 200
    for role in ("worker", "young_person", "practitioner"):
        browser = world.browser(role)
        assert browser.get("/ashdown/admin/audit").status_code == 404
    assert world.browser("local_admin", "brackwell").get("/ashdown/admin/audit").status_code == 404


def test_another_council_s_acts_are_not_in_it(world: Any) -> None:
    _write(world.browser("worker"), action="group.added", about="group", why="only in Ashdown")
    page = world.browser("local_admin", "brackwell").get("/brackwell/admin/audit").get_data(as_text=True)
    assert "only in Ashdown" not in page
