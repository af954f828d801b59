"""What a screen for the region's lead needs: drafts, the attack on one, a signature with its name, and what is kept."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from core.access.actor import ANONYMOUS, Actor
from core.db import authority_scope, db, platform_scope
from core.releases import ReleaseRefused, draft, drafts, sealing, sign, sign_offs, signed, try_it
from core.releases.making import make
from core.releases.models import Given, Release
from core.users.accounts import add_platform_user, platform_user_with
from tests.core.releases.conftest import Table, council, counted, seat
from tests.core.releases.test_making import FULL, LATER, Q1, Q2, _rewrite


@pytest.fixture
def lead(woods: Flask) -> Actor:
    """The lead of the five woods."""
    with platform_scope(reason="test", write=True):
        add_platform_user(name="Lee Lead", username="lee", role="regional_lead", region="five")
        db.session.commit()
        found = platform_user_with("lee", "regional_lead", "five")
    can = frozenset({"releases.sign"})
    return Actor(user_id=found, roles=frozenset({"regional_lead"}), permissions=can, regions=frozenset({"five"}))


@pytest.fixture
def drawn(woods: Flask, table: Table) -> None:
    """A draft of the first quarter."""
    seat("2026-Q1")
    table.fill("2026-Q1", FULL)
    counted("2026-Q1")
    make("five", Q1, LATER)


def test_a_draft_is_looked_at_tried_and_signed_with_a_name(lead: Actor, drawn: None) -> None:
    (found,) = drafts("five")
    assert (found.document.quarter, found.outcome) == ("2026-Q1", None)
    outcome = try_it("five", Q1)
    assert outcome.holds
    assert outcome.tried > 50
    assert (outcome.beside, dict(outcome.found), outcome.wrong) == (0, {}, "")
    seen = draft("five", Q1)
    assert seen is not None
    assert seen.outcome == outcome
    assert sign("five", Q1, by=lead, digest=seen.digest).quarter == "2026-Q1"
    (off,) = sign_offs("five")
    assert (off.by_name, off.digest, off.document) == ("Lee Lead", seen.digest, signed("five")[0])
    assert off.outcome is not None
    assert off.outcome.holds
    assert off.signed_at >= off.outcome.at >= outcome.at
    assert drafts("five") == []
    assert draft("five", Q1) is None


def test_only_the_lead_of_the_region_signs(lead: Actor, drawn: None) -> None:
    other = Actor(user_id=lead.user_id, permissions=lead.permissions, regions=frozenset({"three"}))
    for who in (ANONYMOUS, other):
        with pytest.raises(ReleaseRefused, match=r"Only the lead of this region .* Nothing was signed\."):
            sign("five", Q1, by=who)
    assert sign_offs("five") == []


def test_a_draft_that_was_made_again_is_not_signed_unseen(lead: Actor, drawn: None) -> None:
    with pytest.raises(ReleaseRefused, match="changed meanwhile. Nothing was signed: look at it again"):
        sign("five", Q1, by=lead, digest="of another")
    try_it("five", Q1)
    _rewrite("2026-Q1", '["all","all","yes",100]', '["all","all","yes",105]')
    (found,) = drafts("five")
    assert found.outcome is None, "the outcome was another text's"


def test_a_careless_draft_says_where_and_how_many_and_no_more(lead: Actor, woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    table.fill("2026-Q1", {("10-12", "yes"): 10, ("13-15", "yes"): 0, ("10-12", "no"): 9, ("13-15", "no"): 8})
    counted("2026-Q1")
    make("five", Q1, LATER)
    _rewrite("2026-Q1", '["age","10-12","yes",null]', '["age","10-12","yes",50]')
    _rewrite("2026-Q1", '["all","all","yes",null]', '["all","all","yes",50]')
    outcome = try_it("five", Q1)
    assert not outcome.holds
    assert set(outcome.found) == {"tallies.asked"}
    assert outcome.found["tallies.asked"] >= 1
    with pytest.raises(ReleaseRefused, match="could be worked out"):
        sign("five", Q1, by=lead)


def test_there_is_nothing_to_try_without_a_draft(woods: Flask) -> None:
    with pytest.raises(ReleaseRefused, match="There is no draft of 2026-Q2 for five"):
        try_it("five", Q2)


@pytest.mark.parametrize(
    "change",
    [
        sa.update(Release).values(document="another"),
        sa.update(Release).values(signed_at=None),
        sa.update(Release).values(attack=""),
        sa.update(Release).values(number=7),
        sa.delete(Release),
    ],
    ids=["text", "signature", "attack", "number", "whole"],
)
def test_the_database_refuses_to_change_what_is_signed(lead: Actor, drawn: None, change: sa.UpdateBase) -> None:
    sign("five", Q1, by=lead)
    with platform_scope(reason="test", write=True):
        with pytest.raises(DBAPIError, match="a signed release does not change"):
            db.session.execute(change)
        db.session.rollback()
    assert len(signed("five")) == 1


@pytest.mark.parametrize("change", [sa.update(Given).values(number=99), sa.delete(Given)], ids=["update", "delete"])
def test_the_database_refuses_to_change_what_was_given(drawn: None, change: sa.UpdateBase) -> None:
    with authority_scope(council("elm").id, write=True):
        with pytest.raises(DBAPIError, match="what a council gave for a quarter does not change"):
            db.session.execute(change)
        db.session.rollback()


def test_who_signed_may_be_forgotten(lead: Actor, drawn: None) -> None:
    sign("five", Q1, by=lead)
    with platform_scope(reason="test", write=True):
        db.session.execute(sa.update(Release).values(by_user_id=None))
        db.session.commit()
    assert [one.by_name for one in sign_offs("five")] == [""]
    assert sealing.attack_all() == []
