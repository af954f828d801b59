"""A council with people who agreed, a deployment that writes mail to a folder, and a way to do what is due."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core.authority.messages import Messages
from core.authority.resolve import Authority
from core.clock import local_today
from core.consent import ledger
from core.consent.ledger import Said
from core.db import authority_scope, db
from core.jobs import run_due
from core.notify import Notice, tell
from core.notify.models import Message
from core.notify.notices import EXTENSION, NoticeTable
from core.outgoing import Outgoing
from core.people.models import Person
from core.web.house import house

NEWS = Notice("trial.news", "There is something new for you.")
WORK = Notice("trial.work", "There is work for you.", needs_agreement=False)
URGENT = Notice("trial.urgent", "Please look now.", digest=False, urgent=True)
HIDDEN = Notice("trial.hidden", "There is something to look at.", needs_agreement=False, hidden=True, digest=False)
PLUGIN = Notice("groups.trial", "Something has changed.", owner="groups", needs_agreement=False)
SITE = "https://heard.example"


@pytest.fixture
def post(app: Flask) -> Iterator["PostRoom"]:
    """The application with mail going to a folder."""
    app.extensions[EXTENSION] = NoticeTable([*app.extensions[EXTENSION], NEWS, WORK, URGENT, HIDDEN, PLUGIN])
    room = PostRoom(app)
    room.set(mail="file", site=SITE)
    yield room


class PostRoom:
    """What a test of messages needs: people, sending, and what arrived."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def set(self, **outgoing: Any) -> None:
        """Change the operator's settings."""
        here = self.app.extensions["heard"]
        changed = here.deployment.model_copy(update={"outgoing": Outgoing(**outgoing)})
        self.app.extensions["heard"] = replace(here, deployment=changed)

    def messages(self, **section: Any) -> None:
        """Change the council's section on messages."""
        council = self.council()
        wanted = council.file.model_copy(update={"messages": Messages(**section)})
        object.__setattr__(council, "file", wanted)

    def council(self, slug: str = "ashdown") -> Authority:
        with self.app.app_context():
            found = house().authorities.find(slug)
        assert found
        return found

    @contextmanager
    def within(self, slug: str = "ashdown") -> Iterator[None]:
        """Work in the council's scope, in an application context that ends with it: browsers need their own."""
        with self.app.app_context(), authority_scope(self.council(slug).id, write=True):
            yield

    def person(self, name: str = "Robin Vale", *ways: str, slug: str = "ashdown", **fields: Any) -> UUID:
        """Somebody of 20 with an address and a number, who agreed to these ways."""
        given = {"kind": "young_person", "born_on": date_of(20), "email": "robin@home.example", "phone": "07700 900123"}
        with self.within(slug):
            person = Person(name=name, **{**given, **fields})
            db.session.add(person)
            db.session.flush()
            if ways:
                ledger.answer(person.id, "core.contact", Said(yes=True, options=ways))
            db.session.commit()
            return person.id

    def tell(self, *people: UUID, notice: str = NEWS.name, key: str = "a", url: str = "", slug: str = "ashdown") -> int:
        with self.within(slug):
            told = tell(people, notice, url or f"/{slug}/help", key=key)
            db.session.commit()
            return told

    def withdraw(self, person_id: UUID) -> None:
        with self.within():
            ledger.answer(person_id, "core.contact", Said(yes=False))
            db.session.commit()

    def run(self, at: Any = None) -> int:
        with self.app.app_context():
            return run_due(at)

    def state(self, person_id: UUID, key: str = "a", slug: str = "ashdown") -> tuple[str, str]:
        with self.within(slug):
            asked = select(Message.state, Message.why).where(Message.person_id == person_id, Message.key == key)
            row = db.session.execute(asked).one()
        return row.state, row.why

    def rows(self, *columns: Any) -> list[Any]:
        with self.within():
            return [tuple(row) for row in db.session.execute(select(*columns).order_by(Message.made_at))]

    def mails(self) -> list[EmailMessage]:
        folder: Path = self.app.extensions["heard"].deployment.data / "mail"
        files = sorted(folder.glob("*.eml"), key=lambda one: one.stat().st_mtime_ns) if folder.is_dir() else []
        return [parsed(one.read_bytes()) for one in files]


def parsed(raw: bytes) -> EmailMessage:
    found = message_from_bytes(raw, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


def date_of(age: int) -> Any:
    today = local_today()
    return today.replace(year=today.year - age, day=1)
