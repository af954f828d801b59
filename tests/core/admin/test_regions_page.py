"""Whether a council's figures go into its region's: asked first, in plain words, from a quarter's end on."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask

from core.admin import regions_page
from core.audit import entries
from core.db import authority_scope, db
from core.releases.models import Seat
from core.testing.apps import sign_in
from core.testing.browsing import PageClient
from core.web.house import house

HERE = "/ashdown/admin/regions"
ONE = f"{HERE}/made-up"


@pytest.fixture
def autumn(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day in the middle of a quarter."""
    monkeypatch.setattr(regions_page, "local_today", lambda: date(2026, 11, 10))


def seats(app: Flask, slug: str = "ashdown") -> list[tuple[str, str]]:
    with app.app_context():
        found = house().authorities.find(slug)
        assert found is not None
        with authority_scope(found.id):
            return [(row.joins, row.leaves) for row in db.session.scalars(sa.select(Seat).order_by(Seat.joins))]


def test_joining_is_asked_said_and_noted(app: Flask, admin: PageClient, autumn: None) -> None:
    assert "Does not take part." in admin.get(HERE).text
    asked = admin.get(f"{ONE}/join").text
    assert "From 1 January 2027 on, the figures of Ashdown" in asked
    assert "There is no line for Ashdown" in asked
    answer = admin.submit(f"{ONE}/join", action="join")
    assert answer.status_code == 302
    shown = admin.get(HERE).text
    assert "You take part from 1 January 2027 (2027-Q1)." in shown
    assert "Takes part from 2027-Q1 on." in shown
    assert seats(app) == [("2027-Q1", "")]
    assert seats(app, "brackwell") == [], "each council decides for itself"
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        with authority_scope(found.id):
            assert "release.joined" in [one.action for one in entries()]


def test_leaving_is_at_the_end_and_what_was_released_stays(app: Flask, admin: PageClient, autumn: None) -> None:
    admin.submit(f"{ONE}/join", action="join")
    asked = admin.get(f"{ONE}/leave").text
    assert "you leave at the end of 31 December 2026" in asked
    assert "What was released stays as it was released." in asked
    admin.submit(f"{ONE}/leave", action="leave")
    shown = admin.get(HERE).text
    assert "You leave at the end of 31 December 2026 (2026-Q4). What was released stays." in shown
    assert "Does not take part." in shown, "the seat that was left had not begun"
    admin.submit(f"{ONE}/join", action="join")
    assert seats(app) == [("2027-Q1", "")], "joining, leaving and joining again is one seat"


def test_a_seat_says_since_when_and_until_when(
    app: Flask, admin: PageClient, autumn: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin.submit(f"{ONE}/join", action="join")
    monkeypatch.setattr(regions_page, "local_today", lambda: date(2027, 5, 3))
    assert "Has taken part since 2027-Q1." in admin.get(HERE).text
    admin.submit(f"{ONE}/leave", action="leave")
    assert "Has taken part since 2027-Q1, 2027-Q2 is the last quarter." in admin.get(HERE).text
    monkeypatch.setattr(regions_page, "local_today", lambda: date(2027, 8, 3))
    assert "Took part from 2027-Q1 to 2027-Q2. What was released stays." in admin.get(HERE).text


def test_twice_changes_nothing_and_says_so(app: Flask, admin: PageClient, autumn: None) -> None:
    admin.submit(f"{ONE}/join", action="join")
    admin.submit(f"{ONE}/join", action="join")
    assert "takes part already. Nothing was changed." in admin.get(HERE).text
    assert len(seats(app)) == 1


def test_a_small_region_says_that_it_has_no_comparison(admin: PageClient) -> None:
    page = admin.get(HERE).text
    assert "2 councils of Made-up region take part. Fewer than 4 cannot be compared" in page
    assert "Sharing practice works all the same." in page


@pytest.mark.parametrize("path", ["", "/made-up/join", "/made-up/leave"])
def test_only_a_local_admin_comes_here(app: Flask, path: str) -> None:
    for role, council in (("worker", "ashdown"), ("local_admin", "brackwell")):
        client = app.test_client()
        assert isinstance(client, PageClient)
        sign_in(client, role, council)
        assert client.get(HERE + path).status_code == 404


def test_a_region_of_others_is_not_here(admin: PageClient) -> None:
    assert admin.get(f"{HERE}/moon/join").status_code == 404
