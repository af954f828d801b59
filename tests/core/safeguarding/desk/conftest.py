"""People at the desk of Ashdown, and cases for them, raised while nobody looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from core.db import authority_scope, db, utcnow
from core.safeguarding.record import chronology
from core.safeguarding.record.chronology import Read
from core.safeguarding.store import CONCERNS, STORES, Store
from core.safeguarding.taking_in import Report, take_in
from core.testing.apps import World, sign_in
from core.testing.browsing import PageClient
from core.users.models import Membership
from core.web.house import house

WORDS = "Somebody at home hurts me. Please do not ring my mum."

SAID: dict[str, dict[str, Any]] = {
    "acknowledge": {},
    "triage": {
        "safe_now": "no", "risk": "high", "reason": "She is afraid to go home", "alleged": "Mum's boyfriend",
        "about_staff": "no", "conflict": "no",
    },
    "decide": {
        "decision": "early_help", "threshold": "targeted", "reason": "The school can see her every day",
        "consent": "agreed",
    },
    "note": {"what": "Rang the school", "source": "seen"},
    "action": {"what": "See her at school", "who": "Sam Reed", "by": ["1", "12", "2026"]},
    "told": {"told": "yes", "what": "That we will see her tomorrow", "how": "By me, at school"},
    "close": {
        "outcome": "helped", "reason": "Help is in place", "child_view": "I feel better", "feedback": "yes",
        "feedback_how": "By telephone",
    },
}  # fmt: skip
"""What is typed into the form of each step in these tests."""


class Desk:
    """The desk of Ashdown in one application: cases, their pages and whoever opens them."""

    def __init__(self, world: World) -> None:
        self.world = world
        with world.app.app_context():
            council = house().authorities.find("ashdown")
        assert council is not None
        self.council_id = council.id

    @contextmanager
    def scope(self) -> Iterator[None]:
        """Ashdown, open for writing."""
        with self.world.app.app_context(), authority_scope(self.council_id, write=True):
            yield

    def raised(self, words: str = WORDS, store: Store = CONCERNS, **more: Any) -> str:
        """Take a report in; the address of its case."""
        values = {"id": uuid4(), "how": "page", "raised_at": utcnow(), **more}
        with self.scope():
            case, _ = take_in(store, Report(words=words, **values))
            db.session.commit()
            return f"/ashdown/safeguarding/{store.name}/{case.id}"

    def entries(self, url: str) -> list[Read]:
        """What stands in the chronology of the case at this address."""
        with self.scope():
            store, case = self.found(url)
            return chronology.read(store, case)

    def case(self, url: str, *names: str) -> list[Any]:
        """Columns of the case at this address."""
        with self.scope():
            _, case = self.found(url)
            return [getattr(case, name) for name in names]

    def found(self, url: str) -> tuple[Store, Any]:
        """Store and case of an address, in a scope that is open."""
        name, case_id = url.split("/")[3:5]
        store = STORES[name]
        return store, db.session.scalars(select(store.case).where(store.case.id == UUID(case_id))).one()

    def user_id(self, name: str) -> UUID:
        """The user of the member called so here."""
        with self.scope():
            query = select(Membership.user_id).where(
                Membership.authority_id == self.council_id, Membership.name == name
            )
            return db.session.scalars(query).one()

    def somebody(self, name: str, role: str = "safeguarding_lead") -> PageClient:
        """One more member, signed in."""
        client = cast(PageClient, self.world.app.test_client())
        sign_in(client, role, name=name)
        return client

    def take(self, lead: PageClient, url: str, step: str, **said: Any) -> TestResponse:
        """Take a step through its form; it must be taken."""
        sent = lead.submit(f"{url}/step/{step}", said)
        assert sent.status_code == 302, sent.text
        return sent

    def brought_to(self, state: str, lead: PageClient, url: str) -> str:
        """Take the steps up to a state; the case's address again."""
        for step in ("acknowledge", "triage", "decide"):
            if self.case(url, "state") == [state]:
                return url
            self.take(lead, url, step, **SAID[step])
        return url


@pytest.fixture
def desk(world: World) -> Desk:
    """The desk of Ashdown."""
    return Desk(world)


@pytest.fixture
def lead(world: World) -> PageClient:
    """A browser of Ashdown's safeguarding lead."""
    return world.browser("safeguarding_lead")
