"""The demonstration of the desk: every page of each role comes up, each state is there once, nothing twice."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

import pytest
from flask import Flask

from core.authority import effective
from core.clock import local_today
from core.db import authority_scope, db
from core.demo.accounts import Account
from core.demo.load import Size, load
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.requests.demo.stories import STORIES
from plugins.requests.models import OtherAsk, Request
from tests.plugins.groups.conftest import real_councils
from tests.plugins.groups.planting import council_id

__all__ = ["real_councils"]
HERE, WITH_GROUPS = "lancashire", "nottingham"  # the first starts with the desk; the other has groups of young people
ACTS = ("put", "send-back", "refuse", "answer", "days", "fix-days", "done", "findings")


@pytest.fixture(scope="module")
def accounts(real_councils: Flask) -> Iterator[list[Account]]:
    """The demonstration, with the desk on in two councils; who can sign in."""
    app = real_councils
    app.test_client_class = PageClient
    with app.app_context():
        found = house().authorities.find(WITH_GROUPS)
        assert found is not None
        with authority_scope(found.id, write=True):
            effective.save_switch(found, "requests", True)
            db.session.commit()
    yield [one for loaded in load(app, Size(people=40), local_today()) for one in loaded.accounts]


def browser(app: Flask, accounts: list[Account], slug: str, role: str) -> PageClient:
    """Somebody of the demonstration, signed in."""
    (account,) = (one for one in accounts if (one.authority, one.role) == (slug, role))
    client = cast(PageClient, app.test_client())
    form = {"username": account.username, "password": account.password}
    assert client.submit(f"/{slug}/sign-in", form).status_code == 302
    return client


def rows(app: Flask, slug: str, model: type) -> list[Request]:
    with app.app_context(), authority_scope(council_id(app, slug)):
        found = list(db.session.scalars(db.select(model)))
        db.session.expunge_all()
        return found


@pytest.mark.parametrize("slug", [HERE, WITH_GROUPS])
def test_every_state_is_there_and_every_page_comes_up(real_councils: Flask, accounts: list[Account], slug: str) -> None:
    requests = rows(real_councils, slug, Request)
    assert {one.title for one in requests} == {one.title for one in STORIES}
    assert len({one.state for one in requests}) == len({one.state for one in STORIES})
    worker = browser(real_councils, accounts, slug, "worker")
    for page in ("", "ask", "code", "mine", "desk", "desk?state=all", "asked"):
        assert worker.get(f"/{slug}/requests/{page}").status_code == 200, page
    for one in requests:
        if one.state != "draft":
            assert worker.get(f"/{slug}/requests/desk/{one.id}").status_code == 200, one.title
            for act in ACTS:
                assert worker.get(f"/{slug}/requests/desk/{one.id}/{act}").status_code == 200, (one.title, act)
    assert browser(real_councils, accounts, slug, "local_admin").get(f"/{slug}/requests/approvers").status_code == 200
    head = browser(real_councils, accounts, slug, "decision_maker")
    assert "Approve, or say no: " in head.get(f"/{slug}/home").text
    assert "Young people on our interview panel" in head.get(f"/{slug}/requests/mine").text


def test_the_young_person_with_an_account_is_asked(real_councils: Flask, accounts: list[Account]) -> None:
    young = browser(real_councils, accounts, WITH_GROUPS, "young_person")
    home = young.get(f"/{WITH_GROUPS}/home").text
    assert "City Buses asks you: Where should the night bus stop? Yes or no?" in home
    link = home.split(f'href="/{WITH_GROUPS}/requests/to-us/')[1].split('"')[0]
    assert "Do you want this? Yes or no?" in young.get(f"/{WITH_GROUPS}/requests/to-us/{link}").text


def test_a_later_loading_adds_nothing(real_councils: Flask, accounts: list[Account]) -> None:
    before = Counter(str(one.id) for slug in (HERE, WITH_GROUPS) for one in rows(real_councils, slug, Request))
    assert rows(real_councils, HERE, OtherAsk)
    list(load(real_councils, Size(people=40), local_today() + timedelta(days=1)))
    after = Counter(str(one.id) for slug in (HERE, WITH_GROUPS) for one in rows(real_councils, slug, Request))
    assert before == after and accounts
