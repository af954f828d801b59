"""Ashdown with leads who can be reached, mail in a folder or to a real server, and what arrived."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from core.authority.resolve import Authority
from core.db import db, utcnow
from core.outgoing import Outgoing
from core.safeguarding.alarms.sending import send_waiting
from core.safeguarding.arriving import arrived
from core.safeguarding.models import CaseDuty
from core.safeguarding.store import CONCERNS, Store
from core.safeguarding.taking_in import Report
from core.testing.apps import add_account
from core.users.models import Membership, User
from tests.core.notify.conftest import parsed

SITE = "https://heard.example"
CANARY = "canary-4711 hits me behind the boiler house"
POST, DEPUTY = "safeguarding.lead@ashdown.example", "safeguarding.deputy@ashdown.example"
DUTY = "447700900113@texts.example"


class Desk:
    """What a test of alarms needs: leads, a concern, a look of the worker, and what arrived."""

    def __init__(self, app: Flask, council: Authority) -> None:
        self.app, self.council = app, council
        self.set(mail="file", site=SITE)

    def set(self, **outgoing: Any) -> None:
        here = self.app.extensions["heard"]
        changed = here.deployment.model_copy(update={"outgoing": Outgoing(**outgoing)})
        self.app.extensions["heard"] = replace(here, deployment=changed)

    def lead(self, name: str, rank: str = "lead", mobile: str = "", **duty: Any) -> UUID:
        """Somebody with the role and an address of their own; returns the id of their user."""
        who = add_account("safeguarding_lead", "ashdown", name)
        found = db.session.scalar(select(Membership).where(Membership.person_id == who.person_id))
        user = db.session.get(User, found.user_id)
        assert user is not None
        user.email = f"{who.username}@ashdown.example"
        db.session.add(CaseDuty(user_id=user.id, rank=rank, mobile=mobile, **duty))
        db.session.commit()
        return user.id

    def report(self, words: str = CANARY, store: Store = CONCERNS, **more: Any) -> Any:
        """Somebody says something, as from a page."""
        values = {"id": uuid4(), "how": "page", "raised_at": utcnow(), **more}
        return arrived(store, Report(words=words, **values))[0]

    def look(self) -> None:
        """What the worker does every minute."""
        send_waiting(self.council)
        db.session.commit()

    def mails(self) -> list[EmailMessage]:
        folder = self.app.extensions["heard"].deployment.data / "mail"
        files = sorted(folder.glob("*.eml"), key=lambda one: one.stat().st_mtime_ns) if folder.is_dir() else []
        return [parsed(one.read_bytes()) for one in files]

    def to(self) -> list[str]:
        """Whom the letters so far went to."""
        return sorted(str(one["To"]) for one in self.mails())

    def empty(self) -> None:
        folder = self.app.extensions["heard"].deployment.data / "mail"
        for one in folder.glob("*.eml"):
            one.unlink()


@pytest.fixture
def desk(app: Flask, ashdown: Authority) -> Iterator[Desk]:
    yield Desk(app, ashdown)


@pytest.fixture
def letters_of(desk: Desk) -> Callable[[], list[str]]:
    return desk.to
