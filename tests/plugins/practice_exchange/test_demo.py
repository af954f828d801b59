"""The demonstration's exchange: no page is empty, a second load adds nothing, and copies know their offers."""

from typing import Any

import pytest
from flask import Flask

from core.clock import local_today
from core.db import authority_scope, db
from core.hooks.values import DemoWorld
from core.testing.apps import World
from core.web.house import house
from plugins.practice_exchange.models import Copy
from tests.plugins.influence.planting import read
from tests.plugins.practice_exchange.conftest import LEADS, OURS, of_region

SLUGS = ("ashdown", "brackwell")


@pytest.fixture
def loaded(world: World) -> World:
    """Both councils with what evidence and the exchange plant, one after the other."""
    for slug in SLUGS:
        plant(world, slug, "evidence", "learning", "standards", "practice_exchange")
    return world


def plant(world: World, slug: str, *plugins: str) -> int:
    """Load these plugins' demonstration; returns how many records were new."""
    holders = {role: who.person_id for (council, role), who in world.people.items() if council == slug}
    with world.app.app_context():
        found: Any = house().authorities.find(slug)
        with authority_scope(found.id, write=True):
            here = DemoWorld(slug, local_today(), {}, 1, {role: id for role, id in holders.items() if id})
            made = [one for name in plugins for one in house().hooks.call_one(name, "demo_data", found, world=here)]
            db.session.commit()
            return sum(one.count for one in made)


def test_a_second_load_adds_nothing(loaded: World) -> None:
    for slug in SLUGS:
        assert plant(loaded, slug, "practice_exchange") == 0


def test_every_page_of_it_opens(loaded: World, lead: Any) -> None:
    worker = loaded.browser("worker")
    for offer in of_region(loaded.app):
        page = {"thing": "offers", "question": "questions", "standard": "standards"}.get(offer.sort)
        if page and offer.withdrawn_at is None:
            assert worker.get(f"{OURS}/{page}/{offer.id}").status_code == 200
            assert lead.get(f"{LEADS}/{page}/{offer.id}").status_code == 200
    for address in ("", "questions/", "standards/", "offer", "questions/new"):
        assert "empty-state" not in worker.get(f"{OURS}/{address}").text, address


def test_a_copy_reads_what_the_other_council_offers_and_one_must_go(app: Flask, loaded: World) -> None:
    worker = loaded.browser("worker")
    page = worker.get("/ashdown/practice/copies/").text
    assert "Offered" in page and "Remove it" in page
    assert "Remove a copy of something from Brackwell" in worker.get("/ashdown/home").text
    assert all(copy.origin == "Brackwell" for copy in read(app, Copy))
