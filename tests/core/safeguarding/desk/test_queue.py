"""The list of what waits: in its order, only what one may read, never a word of it, and as fast with many."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event

from core.db import db, utcnow
from core.safeguarding.desk import queue
from core.safeguarding.models import Concern, ConcernAllocation
from core.safeguarding.store import ALLEGATIONS
from core.safeguarding.telling.adding import add
from core.testing.apps import World
from core.testing.browsing import PageClient
from tests.core.safeguarding.desk.conftest import Desk

NO_DESK = ("worker", "local_admin", "data_protection_officer", "decision_maker", "parent_carer", "young_person")
PRACTITIONER = "practitioner"


def order(lead: PageClient, query: str = "") -> list[str]:
    """The addresses of the cases in the list, from the top."""
    parts = lead.get(f"/ashdown/safeguarding/{query}").text.split('class="case-list__title"><a href="')[1:]
    return [part.split('"')[0] for part in parts]


@pytest.mark.both_databases
def test_unread_comes_first_and_not_safe_before_all(desk: Desk, lead: PageClient) -> None:
    read = desk.brought_to("acknowledged", lead, desk.raised(raised_at=utcnow() - timedelta(days=3)))
    older = desk.raised(raised_at=utcnow() - timedelta(hours=9))
    newer = desk.raised()
    danger = desk.raised(answers={"safe_now": "no"})
    staff = desk.raised(store=ALLEGATIONS, raised_at=utcnow() - timedelta(hours=8))
    assert order(lead)[0] == danger and order(lead)[-1] == read
    assert set(order(lead, "?state=raised")) == {danger, older, staff, newer}
    assert order(lead, "?store=allegations") == [staff]


def test_the_list_says_no_word_of_what_was_said(desk: Desk, lead: PageClient) -> None:
    desk.raised("canary-in-the-words", answers={"adult_name": "canary-in-an-answer"})
    assert "canary" not in lead.get("/ashdown/safeguarding/").text


@pytest.mark.parametrize("role", [*NO_DESK, PRACTITIONER])
def test_whoever_is_no_lead_finds_no_desk(desk: Desk, world: World, role: str) -> None:
    url, browser = desk.raised(), world.browser(role)
    missing = browser.get("/ashdown/no-such-page").text
    assert browser.get("/ashdown/safeguarding/").text == missing
    for address in (url, f"{url}/step/triage", f"{url}/step/note"):
        assert (browser.get(address).status_code, browser.get(address).text) == (404, missing)
    assert '"/ashdown/safeguarding/"' not in browser.get("/ashdown/home").text
    assert "concern" not in browser.get("/ashdown/home").text


def test_the_lead_of_another_council_finds_nothing(desk: Desk, world: World) -> None:
    url, stranger = desk.raised(), world.browser("safeguarding_lead", "brackwell")
    assert stranger.get(url).status_code == 404 and order(stranger, "../../brackwell/safeguarding/") == []
    assert stranger.get(url.replace("ashdown", "brackwell")).status_code == 404


def test_a_barred_lead_finds_no_trace(desk: Desk, lead: PageClient) -> None:
    url = desk.raised()
    other = desk.somebody("Barred Lead")
    barred = desk.user_id("Barred Lead")
    with desk.scope():
        store, case = desk.found(url)
        db.session.add(store.bar(case_id=case.id, user_id=barred, why="close"))
        db.session.commit()
    assert order(other) == [] and order(lead) == [url]
    assert other.get(url).text == other.get("/ashdown/no-such-page").text
    assert "concern waits" not in other.get("/ashdown/home").text and "concern waits" in lead.get("/ashdown/home").text


def test_the_home_page_counts_what_waits(desk: Desk, lead: PageClient) -> None:
    assert "concern" not in lead.get("/ashdown/home").text
    url = desk.raised()
    desk.raised(store=ALLEGATIONS)
    assert "2 concerns wait: the first since" in lead.get("/ashdown/home").text
    desk.take(lead, url, "acknowledge")
    assert "1 concern waits, since" in lead.get("/ashdown/home").text


@pytest.mark.both_databases
def test_new_words_on_a_case_that_was_read_wait_again(desk: Desk, lead: PageClient) -> None:
    url = desk.brought_to("triaged", lead, desk.raised())
    assert "concern waits" not in lead.get("/ashdown/home").text
    with desk.scope():
        store, case = desk.found(url)
        add(store, case.id, uuid4(), "He was here again last night")
    assert "1 concern waits" in lead.get("/ashdown/home").text
    assert "New words since it was read" in lead.get("/ashdown/safeguarding/").text
    assert "He was here again last night" in lead.get(url).text
    assert "New words" not in lead.get("/ashdown/safeguarding/").text


@pytest.mark.both_databases
def test_pages_follow_each_other_without_a_gap(desk: Desk, lead: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(desk, 23)
    monkeypatch.setattr(queue.page_of, "__defaults__", ("", 5))
    for state in ("open", "closed"):
        found, address = [], f"/ashdown/safeguarding/?state={state}"
        while address:
            shown = lead.get(address).text
            found += order(lead, address.removeprefix("/ashdown/safeguarding/"))
            parts = shown.split('rel="next" href="')
            address = parts[1].split('"')[0].replace("&amp;", "&") if len(parts) > 1 else ""
        assert len(found) == len(set(found)) == (20 if state == "open" else 3)


def test_a_thousand_cases_cost_as_many_questions_as_a_few(desk: Desk, lead: PageClient) -> None:
    fill(desk, 10)
    lead.get("/ashdown/safeguarding/")
    with asked() as few:
        lead.get("/ashdown/safeguarding/")
    fill(desk, 1_000, start=100)
    with asked() as many:
        lead.get("/ashdown/safeguarding/")
    assert len(many) == len(few)


def fill(desk: Desk, number: int, start: int = 0) -> None:
    """Plant so many concerns in every state, some given to somebody; no chronology, for the list alone."""
    states = ("raised", "acknowledged", "triaged", "decided", "open", "waiting", "closing", "closed")
    now, someone = utcnow(), desk.user_id("Practitioner Tester")
    with desk.scope():
        rows = [_row(start + place, states[place % 8], now) for place in range(1, number + 1)]
        db.session.add_all(Concern(**row) for row in rows)
        db.session.flush()
        given = [{"case_id": row["id"], "user_id": someone} for row in rows[::3]]
        db.session.add_all(ConcernAllocation(**one) for one in given)
        db.session.commit()


def _row(number: int, state: str, now: Any) -> dict[str, Any]:
    return {
        "id": uuid4(), "number": number, "number_seal": "", "sealed_key": "", "how": "page",
        "raised_at": now - timedelta(minutes=number), "received_at": now, "state": state, "state_since": now,
        "due_at": now + timedelta(minutes=number % 7), "due_step": "triage",
    }  # fmt: skip


@contextmanager
def asked() -> Iterator[list[str]]:
    """What the database is asked meanwhile."""
    found: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)
