"""Somebody of every role, two leads, a child whom a case is about; the database beside the browsers."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from core.db import authority_scope, begin_write, db, utcnow
from core.safeguarding.store import ALLEGATIONS, CONCERNS
from core.safeguarding.taking_in import Report, take_in
from core.testing.apps import World, add_account, add_person, sign_in_as
from core.testing.browsing import PageClient
from core.web.house import house

WORDS = "A neighbour heard it again last night."
Inside = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def inside(world: World) -> Inside:
    """Ashdown's scope, open for writing while no browser asks for anything."""

    @contextmanager
    def opened() -> Iterator[None]:
        with world.app.app_context():
            found = house().authorities.find("ashdown")
            assert found is not None
            with authority_scope(found.id, write=True):
                begin_write()
                yield
                db.session.commit()

    return opened


@pytest.fixture
def child(world: World, inside: Inside) -> UUID:
    """A young person whom one concern and one allegation are about."""
    with world.app.app_context():
        person_id = add_person("Robin Vale")
    with inside():
        for store in (CONCERNS, ALLEGATIONS):
            people = ((person_id, "child"),)
            take_in(store, Report(id=uuid4(), words=WORDS, how="page", raised_at=utcnow(), people=people))
    return person_id


@pytest.fixture
def second_lead(world: World) -> PageClient:
    """The browser of another lead."""
    with world.app.app_context():
        who = add_account("safeguarding_lead", name="Sam Second")
    browser = world.app.test_client()
    assert isinstance(browser, PageClient)
    sign_in_as(browser, who)
    return browser


@pytest.fixture
def case_of(inside: Inside, child: UUID) -> Callable[[Any], UUID]:
    """The id of the one case of a store."""

    def found(store: Any) -> UUID:
        with inside():
            return UUID(str(db.session.scalars(select(store.case.id)).one()))

    return found
