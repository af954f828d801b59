"""Sessions: one query a page, an end after idling and after a day's work, and a note of use that slows no page."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
import time_machine
from flask import Flask
from sqlalchemy import event, select

from core.db import db, platform_scope
from core.testing.apps import PageClient, add_account, sign_in, sign_in_as
from core.users.devices import device_of
from core.users.models import UserSession

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def last_seen(app: Flask) -> datetime:
    """When the only session was used last, as kept."""
    with app.app_context(), platform_scope(reason="look at a session"):
        return db.session.scalars(select(UserSession.last_seen_at)).one()


@pytest.fixture
def statements(app: Flask) -> list[str]:
    """What is sent to the database from here on."""
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(connection: Any, cursor: Any, statement: str, *others: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    return seen


def test_idle_for_two_hours_is_out(app: Flask, client: PageClient) -> None:
    """Every page counts as use; two hours without one end the session."""
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client, "worker")
        for _ in range(3):
            clock.shift(timedelta(hours=1, minutes=59))
            assert client.get("/ashdown/me/").status_code == 200
        clock.shift(timedelta(hours=2, seconds=1))
        assert client.get("/ashdown/me/").status_code == 302


def test_twelve_hours_are_a_day(app: Flask, client: PageClient) -> None:
    """However busy, nobody stays signed in overnight."""
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client, "worker")
        for _ in range(11):
            clock.shift(timedelta(hours=1))
            assert client.get("/ashdown/me/").status_code == 200
        clock.shift(timedelta(hours=1, seconds=1))
        assert client.get("/ashdown/me/").status_code == 302


def test_use_is_noted_every_five_minutes(app: Flask, client: PageClient) -> None:
    """Not at every page: a page that reads stays a page that reads."""
    with time_machine.travel(MORNING, tick=False) as clock:
        sign_in(client, "worker")
        clock.shift(timedelta(minutes=4))
        client.get("/ashdown/me/")
        assert last_seen(app) == MORNING
        clock.shift(timedelta(minutes=2))
        client.get("/ashdown/me/")
        assert last_seen(app) == MORNING + timedelta(minutes=6)


def test_who_asks_is_one_query(app: Flask, client: PageClient, statements: list[str]) -> None:
    """Session, user, membership and roles together."""
    sign_in(client, "worker")
    statements.clear()
    client.get("/ashdown/help")
    asked = [one for one in statements if "core_user_session" in one]
    assert len(asked) == 1
    assert "core_membership_role" in asked[0]


def test_nobody_costs_no_query(client: PageClient, statements: list[str]) -> None:
    """Without a session in the cookie nobody is looked for."""
    client.get("/ashdown/help")
    assert not any("core_user" in one for one in statements)


def test_a_stolen_database_opens_no_session(app: Flask, client: PageClient) -> None:
    """The cookie's token is not in the table, only its hash."""
    sign_in(client, "worker")
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with app.app_context(), platform_scope(reason="look at a session"):
        kept = db.session.scalars(select(UserSession.token_hash)).one()
    assert kept != token
    with client.session_transaction() as cookie:
        cookie["_user_id"] = kept
    assert client.get("/ashdown/me/").status_code == 302


def test_signing_in_again_ends_the_session_before(app: Flask, client: PageClient) -> None:
    """One browser has one session."""
    with app.app_context():
        who = add_account("worker")
    sign_in_as(client, who)
    sign_in_as(client, who)
    with app.app_context(), platform_scope(reason="count sessions"):
        open_ones = select(sa.func.count(UserSession.id)).where(UserSession.ended_at.is_(None))
        assert db.session.scalar(open_ones) == 1


def test_old_sessions_are_not_kept(app: Flask, client: PageClient) -> None:
    """After 30 days the next sign-in takes the rows away."""
    with time_machine.travel(MORNING, tick=False) as clock:
        who = sign_in(client, "worker")
        clock.shift(timedelta(days=31))
        sign_in_as(client, who)
    assert last_seen(app) == MORNING + timedelta(days=31)


@pytest.mark.parametrize(
    ("signature", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox on Windows"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/128.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/128.0 Safari/537.36 Edg/128.0", "Edge on Windows"),
        ("", "A browser"),
    ],
)
def test_a_browser_in_two_words(signature: str, said: str) -> None:
    """Enough to know one's own sessions."""
    assert device_of(signature) == said
