"""Somebody who asks, an officer and a lead who handle it, and a job runner in the test's own process."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from core import jobs
from core.data_rights.requests.models import RightsRequest, RightsStep
from core.db import authority_scope, db
from core.testing.apps import Somebody, World, add_account, sign_in_as
from core.testing.browsing import PageClient
from core.web.house import house

DESK = "/ashdown/admin/data-protection"


@dataclass
class Desk:
    """Browsers of those who take part, by what they are."""

    world: World
    asker: PageClient
    officer: PageClient
    second: PageClient
    lead: PageClient

    def request(self) -> RightsRequest:
        """The only request of ashdown."""
        found: RightsRequest = db.session.scalars(select(RightsRequest)).one()
        return found

    def steps(self) -> list[str]:
        """Names of the steps taken with the only request."""
        with self.scope():
            asked = select(RightsStep.step).order_by(RightsStep.seq)
            return list(db.session.scalars(asked))

    @contextmanager
    def scope(self, slug: str = "ashdown") -> Iterator[UUID]:
        """The rows of a council."""
        with self.world.app.app_context():
            council = house().authorities.find(slug)
            assert council is not None
            with authority_scope(council.id, write=True):
                yield council.id

    def id(self) -> UUID:
        """The only request's id."""
        with self.scope():
            return self.request().id

    def work(self) -> int:
        """Do what is due."""
        with self.world.app.app_context():
            return jobs.run_due()

    def ask(self, kind: str, **typed: Any) -> str:
        """Ask as the young person; returns the path of the request's own page."""
        answer = self.asker.submit(f"/ashdown/me/ask/{kind}", typed)
        assert answer.status_code == 302, answer.get_data(as_text=True)
        return answer.headers["Location"]

    def one(self, path: str = "") -> str:
        """The address of the only request at the desk."""
        return f"{DESK}/requests/{self.id()}{path}"

    def take(self, step: str, why: str = "as agreed") -> None:
        """Take a step at the desk as the officer."""
        answer = self.officer.submit(self.one(f"/step/{step}"), {"why": why})
        assert answer.status_code == 302, answer.get_data(as_text=True)


@pytest.fixture
def desk(world: World) -> Desk:
    """A young person, two data protection officers and a safeguarding lead of ashdown."""
    browsers = [world.browser(role) for role in ("young_person", "data_protection_officer", "safeguarding_lead")]
    second = another(world, "data_protection_officer", "Olu Second")
    return Desk(world, browsers[0], browsers[1], second, browsers[2])


def another(world: World, role: str, name: str, authority: str = "ashdown") -> PageClient:
    """A browser of somebody new."""
    browser: PageClient = world.app.test_client()  # type: ignore[assignment]
    with world.app.app_context():
        who: Somebody = add_account(role, authority, name)
    sign_in_as(browser, who, authority)
    return browser


def said(answer: Any) -> str:
    """A page's words without its marks."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True))))
