"""Councils with people, and a place to look at what lies on the disk."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.audit import record
from core.clock import local_today
from core.consent.ledger import tell
from core.consent.models import Entry
from core.db import authority_scope, db
from core.files import keep, tagging
from core.files.rules import PURPOSE
from core.hooks.values import Ref
from core.people.models import Person
from core.testing.apps import World
from core.web.house import House
from tests.core.files.made import noise, saved

Open = Callable[..., AbstractContextManager[None]]


@pytest.fixture
def house(app: Flask) -> House:
    """The parts of the application."""
    found: House = app.extensions["heard"]
    return found


@pytest.fixture
def within(app: Flask, house: House) -> Open:
    """Work for a council: `with within("ashdown"):`."""

    @contextmanager
    def opened(slug: str = "ashdown") -> Iterator[None]:
        with app.app_context():
            council: Any = house.authorities.find(slug)
            with authority_scope(council.id, write=True):
                yield

    return opened


@pytest.fixture
def on_disk(house: House) -> Callable[[], list[Path]]:
    """Every file that lies under the folder of files."""

    def found() -> list[Path]:
        return sorted(one for one in (house.deployment.data / "files").rglob("*") if one.is_file())

    return found


@pytest.fixture
def says(within: Open) -> Callable[..., None]:
    """Write a young person's answer about photos into the ledger and tell everybody who acts on it."""

    def answered(person_id: UUID, *options: str, state: str = "given", slug: str = "ashdown") -> None:
        with within(slug):
            answer(person_id, *options, state=state)
            db.session.commit()

    return answered


def answer(person_id: UUID, *options: str, state: str = "given") -> None:
    """The same inside an open scope, before the commit."""
    last = db.session.scalar(select(func.max(Entry.seq)).where(Entry.person_id == person_id)) or 0
    entry = Entry(person_id=person_id, purpose=PURPOSE, state=state, voice="own", options=list(options), seq=last + 1)
    entry.said_on, entry.until = local_today(), local_today() + timedelta(days=300)
    db.session.add(entry)
    record("agreement.changed", Ref("core", "person", person_id))
    tell(person_id, PURPOSE, state == "given")


@pytest.fixture
def amara(world: World, within: Open) -> UUID:
    """The young person of Ashdown who signs in; old enough to answer for herself."""
    found = world.people["ashdown", "young_person"].person_id
    assert found is not None
    with within():
        db.session.get_one(Person, found).born_on = local_today() - timedelta(days=17 * 365)
        db.session.commit()
    return found


@pytest.fixture
def ben(world: World, within: Open) -> UUID:
    """Another young person, who does not sign in."""
    with within():
        made = Person(name="Ben Holt", born_on=local_today() - timedelta(days=17 * 365))
        db.session.add(made)
        db.session.commit()
        return made.id


@pytest.fixture
def stored(within: Open) -> Callable[..., UUID]:
    """A photo with these people on it, all of whom are named."""

    def made_of(*people: UUID, named: bool = True, face_free: bool = False) -> UUID:
        with within():
            kept = keep(saved(noise(400, 300)), by_user_id=None, people=people)
            if named:
                tagging.confirm(kept, nobody_else=True, face_free=face_free, by_user_id=None)
            db.session.commit()
            return kept.id

    return made_of
