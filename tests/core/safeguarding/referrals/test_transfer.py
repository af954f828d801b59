"""A case handed to another council is a case there and a receipt here; neither council's rows meet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from core.authority.resolve import Authority
from core.db import authority_scope, db
from core.safeguarding.record import chronology
from core.safeguarding.record.keys import Unreadable
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.safeguarding.telling import spool
from core.safeguarding.telling.draining import drain
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from tests.core.safeguarding.desk.conftest import Desk

SAID: dict[str, Any] = {"council": "brackwell", "parts": ["1"], "why": "She has moved there"}


@contextmanager
def _drained(world: World, *slugs: str) -> Iterator[None]:
    """Let these councils take in what waits for them, one after the other."""
    with world.app.app_context():
        for slug in slugs:
            drain(_council(slug))
    yield


def _council(slug: str) -> Authority:
    found = house().authorities.find(slug)
    assert found is not None
    return found


def _there(world: World, store: Store = CONCERNS) -> list[Any]:
    """(case, first entry) of every case of Brackwell."""
    with world.app.app_context(), authority_scope(_council("brackwell").id):
        cases = db.session.scalars(select(store.case)).all()
        return [(one.id, one.how, one.state, chronology.read(store, one)[0]) for one in cases]


def test_it_arrives_and_its_receipt_comes_back(desk: Desk, lead: PageClient, world: World) -> None:
    url = desk.raised("He hits me. I live with my aunt now.")
    desk.take(lead, url, "note", what="canary-not-ticked", source="seen")
    assert lead.submit(f"{url}/transfer", SAID).status_code == 302
    with _drained(world, "brackwell", "ashdown"):
        ((case_id, how, state, first),) = _there(world)
    assert (how, state) == ("transfer", "raised") and first.body is not None
    assert first.body["words"] == "He hits me. I live with my aunt now."
    assert first.body["from_council"] and "canary" not in str(first.body)
    entries = desk.entries(url)
    assert [one.kind for one in entries] == ["raised", "note", "transferred", "transfer_received"]
    assert desk.case(url, "state") == ["raised"]
    body = entries[-1].body
    assert body is not None and body["received_at"] and str(case_id) not in url and UUID(body["transfer"])


def test_the_other_council_learns_no_id_or_number_of_ours(desk: Desk, lead: PageClient, world: World) -> None:
    url = desk.raised()
    lead.submit(f"{url}/transfer", SAID)
    with world.app.app_context():
        (one,) = spool.waiting("brackwell")
        assert not isinstance(one, Unreadable) and url.split("/")[-1] not in str(one.plain)
    with _drained(world, "brackwell"):
        ((_, _, _, first),) = _there(world)
    assert url.split("/")[-1] not in str(first.body)


def test_taking_it_in_twice_makes_one_case_and_one_receipt(desk: Desk, lead: PageClient, world: World) -> None:
    url = desk.raised()
    lead.submit(f"{url}/transfer", SAID)
    with world.app.app_context():
        (one,) = spool.waiting("brackwell")
        assert not isinstance(one, Unreadable)
        sealed = one.file.read_text()
    with _drained(world, "brackwell"):
        one.file.write_text(sealed)  # whoever took it in died before the file went
    with _drained(world, "ashdown", "brackwell", "ashdown"):
        assert len(_there(world)) == 1
    assert [one.kind for one in desk.entries(url)].count("transfer_received") == 1


def test_an_allegation_arrives_among_the_allegations(desk: Desk, lead: PageClient, world: World) -> None:
    url = desk.raised("A worker hurt me", ALLEGATIONS)
    lead.submit(f"{url}/transfer", SAID)
    with _drained(world, "brackwell"):
        assert len(_there(world, ALLEGATIONS)) == 1 and _there(world) == []


@pytest.mark.parametrize("slug", ["ashdown", "nowhere", ""])
def test_a_council_that_is_not_offered_cannot_be_chosen(
    desk: Desk, lead: PageClient, world: World, slug: str
) -> None:
    url = desk.raised()
    page = lead.get(f"{url}/transfer").text
    assert 'value="brackwell"' in page and 'value="ashdown"' not in page
    assert lead.submit(f"{url}/transfer", {**SAID, "council": slug}).status_code == 200
    with world.app.app_context():
        assert all(spool.is_empty(one) for one in ("ashdown", "brackwell", "nowhere"))
    assert [one.kind for one in desk.entries(url)] == ["raised"]


def test_a_file_that_cannot_be_written_leaves_no_entry(
    desk: Desk, lead: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "no space left")

    url = desk.raised()
    monkeypatch.setattr(spool, "put", full)
    assert "Nothing was sent" in lead.submit(f"{url}/transfer", SAID).text
    assert [one.kind for one in desk.entries(url)] == ["raised"]


def test_no_row_of_ours_is_counted_there(desk: Desk, lead: PageClient, world: World) -> None:
    lead.submit(f"{desk.raised()}/transfer", SAID)
    with world.app.app_context(), authority_scope(_council("brackwell").id):
        assert db.session.scalar(select(func.count(CONCERNS.case.id))) == 0
