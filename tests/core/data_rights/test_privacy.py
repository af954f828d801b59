"""The privacy page: for everybody, in every band, true to the register, and where people look for it."""

import re

import pytest
from sqlalchemy import delete

from core.authority import effective
from core.authority.resolve import Authority
from core.data_rights.privacy.notice import told
from core.data_rights.register.bases import decide as decide_basis
from core.data_rights.register.models import BasisDecision
from core.data_rights.retention.models import PeriodDecision
from core.data_rights.retention.periods import decide
from core.db import authority_scope, db
from core.plugging.processing import CORE_PROCESSING
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.example.models import Note

PRIVACY = "/ashdown/privacy/"
LONGEST = 15  # words in a sentence of Easy Read


def ashdown() -> Authority:
    found = house().authorities.find("ashdown")
    assert found is not None
    return found


def stranger(world: World, band: str = "") -> PageClient:
    browser = world.app.test_client()
    assert isinstance(browser, PageClient)
    if band:
        browser.get(f"/ashdown/reading/{band}?next={PRIVACY}")
    return browser


def test_everybody_finds_it_at_the_foot_of_every_page(world: World) -> None:
    browser = stranger(world)
    for page in ("/ashdown/", "/ashdown/sign-in", "/ashdown/help"):
        assert f'href="{PRIVACY}"' in browser.get(page).text
    assert f'href="{PRIVACY}"' in world.browser("young_person").get("/ashdown/home").text
    assert "/privacy" not in browser.get("/").text


def test_it_says_what_why_how_long_whom_to_ask_and_where_to_complain(world: World) -> None:
    page = stranger(world).get(PRIVACY).text
    for words in (
        "Taking part",
        "Signing in safely",
        "Saying thank you",
        "A public task",
        "0303 123 1113",
        "one month",
    ):
        assert words in page
    for contact in ashdown_contacts(world):
        assert contact in page
    assert "You never have to agree to anything to get help." in page
    assert "Some things we only do if you say yes" in page


def ashdown_contacts(world: World) -> list[str]:
    with world.app.app_context():
        return [one.email for one in ashdown().file.contacts if one.key == "data" and one.email]


@pytest.mark.parametrize("band", ["young", "easy"])
def test_the_other_bands_have_words_of_their_own(world: World, band: str) -> None:
    page = stranger(world, band).get(PRIVACY).text
    first = CORE_PROCESSING[0]
    own = first.easy.split(". ")[0] if band == "easy" else first.young
    assert own in page and first.about not in page and "A public task" not in page


def test_easy_read_is_short_sentences() -> None:
    sentences = [one for purpose in CORE_PROCESSING for one in re.split(r"(?<=[.!?]) ", purpose.easy)]
    assert [one for one in sentences if len(one.split()) > LONGEST] == []


def test_what_is_decided_shows_at_once(world: World) -> None:
    browser = stranger(world)
    assert "took part in: 7 months from the last contact" not in browser.get(PRIVACY).text
    with world.app.test_request_context("/ashdown/"), authority_scope(ashdown().id, write=True):
        said = {"trigger": "last_contact", "months": 7, "review_first": True, "why": "For this test"}
        decide(ashdown(), PeriodDecision(record="member", **said))
        decide_basis(ashdown(), BasisDecision(purpose="contact", basis="contract", law="The Kites Act 1901"))
        db.session.commit()
    page = browser.get(PRIVACY).text
    assert "took part in: 7 months from the last contact" in page and "The Kites Act 1901" in page


def test_a_part_that_is_off_is_told_while_something_is_still_stored_in_it(world: World) -> None:
    with world.app.test_request_context("/ashdown/"), authority_scope(ashdown().id, write=True):
        db.session.execute(delete(Note))
        effective.save_switch(ashdown(), "example", False)
        db.session.commit()
        assert "example.thanks" not in [part.entry.processing.name for part in told(ashdown(), house().plugins)]
        db.session.add(Note(to="All", words="Well done", written_on=db.func.current_date()))
        db.session.flush()
        assert "example.thanks" in [part.entry.processing.name for part in told(ashdown(), house().plugins)]


def test_it_names_every_purpose_of_the_register_that_is_on(world: World) -> None:
    with world.app.test_request_context("/ashdown/"), authority_scope(ashdown().id):
        parts = told(ashdown(), house().plugins)
        assert all(part.records and part.entry.lines for part in parts)
        assert {"participation", "keeping-safe", "access", "accountability"} <= {p.entry.processing.name for p in parts}


def test_whoever_asks_is_led_to_the_right_form(world: World) -> None:
    assert 'href="/ashdown/privacy/ask"' in stranger(world).get(PRIVACY).text
    assert 'href="/ashdown/me/requests/"' in world.browser("young_person").get(PRIVACY).text
