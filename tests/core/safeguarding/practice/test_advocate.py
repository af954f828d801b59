"""Asking for an advocate: open to everybody, confidential, with a code, and once."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.authority.practice import Advocacy
from core.db import authority_scope, db
from core.safeguarding.models import ConcernPart
from core.safeguarding.record import chronology
from core.safeguarding.store import CONCERNS
from core.safeguarding.telling import receipts
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house

ASK = "/ashdown/tell-someone/advocate"


def cases(app: Flask) -> list[tuple[Any, dict[str, Any]]]:
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        with authority_scope(found.id):
            rows = db.session.scalars(select(CONCERNS.case)).all()
            return [(row, chronology.read(CONCERNS, row)[0].body or {}) for row in rows]


def test_a_stranger_who_can_be_reached_asks_and_gets_a_code(client: PageClient, app: Flask) -> None:
    answer = client.submit(ASK, {"contact_how": "Mr Ford at Hillside School"}, action="advocate")
    [(case, said)] = cases(app)
    assert answer.status_code == 200 and said["route"] == "advocate" and said["words"]
    assert said["contact_how"] == "Mr Ford at Hillside School"
    with app.app_context():
        assert receipts.code_for(case.id) in answer.text


def test_a_stranger_who_says_nothing_is_asked_how_to_reach_them(client: PageClient, app: Flask) -> None:
    answer = client.submit(ASK, {}, action="advocate")
    assert "We do not know who you are yet" in answer.text and cases(app) == []


def test_one_press_is_enough_for_whoever_is_signed_in_and_twice_is_once(world: World, app: Flask) -> None:
    young = world.browser("young_person")
    assert young.submit(ASK, {}, action="advocate").status_code == 200
    [(case, said)] = cases(app)
    assert case.raised_by_person_id == world.people["ashdown", "young_person"].person_id
    assert said["words"] == "I want somebody to speak up for me."
    with app.app_context(), authority_scope(case.authority_id):
        assert [row.part for row in db.session.scalars(select(ConcernPart))] == ["child"]


def test_leads_read_what_it_is_and_write_down_who_was_asked(world: World, app: Flask) -> None:
    world.browser("young_person").submit(ASK, {"words": "They decide about my school."}, action="advocate")
    [(case, _)] = cases(app)
    lead, address = world.browser("safeguarding_lead"), f"/ashdown/safeguarding/concerns/{case.id}"
    shown = lead.get(address, follow_redirects=True).text
    assert "They ask for somebody to speak up for them" in shown
    fields = {"advocate_wanted": "yes", "who": "Speak Out Ashdown", "by": ["3", "4", "2031"]}
    assert lead.submit(f"{address}/step/advocate", fields).status_code == 302
    assert "Speak Out Ashdown" in lead.get(address).text
    for role in ("worker", "local_admin", "parent_carer"):
        assert world.browser(role).get(address).status_code == 404


def test_the_page_says_whom_to_ask_with_a_service_and_without(
    app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "independent reviewing officer" in client.get(ASK).text
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
    service = Advocacy(name="Speak Out Ashdown", about="On your side.", phone="01632 960888")
    monkeypatch.setitem(found.file.safeguarding.__dict__, "advocacy", service)
    shown = client.get(ASK).text
    assert "Speak Out Ashdown" in shown and "01632 960888" in shown and "reviewing officer" not in shown


@pytest.mark.parametrize("address", ["/ashdown/help", "/ashdown/tell-someone/", "/ashdown/me/"])
def test_it_is_linked_where_it_is_looked_for(world: World, address: str) -> None:
    assert f'href="{ASK}"' in world.browser("young_person").get(address).text
