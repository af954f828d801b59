"""The young person and the parent of Ashdown, made mother or father and child as a test needs them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.consent.ledger import Said, answer
from core.consent.rules import Standing
from core.db import authority_scope, db
from core.people.ages import Ages
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.testing.apps import World
from core.web.house import House

Open = Callable[..., AbstractContextManager[None]]
PHOTOS, NAMED = "core.photograph", "core.named"


@pytest.fixture
def within(app: Flask) -> Open:
    """Work for a council: `with within("ashdown"):`."""
    house: House = app.extensions["heard"]

    @contextmanager
    def opened(slug: str = "ashdown") -> Iterator[None]:
        with app.test_request_context(f"/{slug}/"):
            council: Any = house.authorities.find(slug)
            with authority_scope(council.id, write=True):
                yield

    return opened


class Home:
    """The young person and the parent of the world, and what is recorded between them."""

    def __init__(self, world: World, within: Open) -> None:
        self.within = within
        self.child = self._id(world, "young_person")
        self.parent = self._id(world, "parent_carer")

    def born(self, on: date | None, **more: Any) -> None:
        """Say when the child was born, and whatever else is known."""
        self.change(self.child, born_on=on, **more)

    def aged(self, years: int, days: int = 0) -> None:
        """Make the child `years` old since `days` days."""
        today = local_today() - timedelta(days=days)
        self.born(next(day for day in _back_from(today, years) if Ages().birthday(day, years) == today))

    def change(self, person_id: UUID, **what: Any) -> None:
        """Set fields of a record."""
        with self.within():
            person = db.session.get_one(Person, person_id)
            for name, value in what.items():
                setattr(person, name, value)
            db.session.commit()

    def tie(self, **what: Any) -> None:
        """Record the parent's place in the child's life: checked, with parental responsibility."""
        held: dict[str, Any] = {"kind": "parent", "parental_responsibility": True, "verified_on": date(2026, 1, 5)}
        with self.within():
            db.session.add(Relationship(child_id=self.child, adult_id=self.parent, **held | what))
            db.session.commit()

    def says(self, yes: bool, purpose: str = NAMED, **how: Any) -> Standing:
        """Write down an answer about the child."""
        with self.within():
            found = answer(self.child, purpose, Said(yes=yes, **how))
            db.session.commit()
            return found

    @staticmethod
    def _id(world: World, role: str) -> UUID:
        found = world.people["ashdown", role].person_id
        assert found is not None
        return found


def _back_from(today: date, years: int) -> Iterator[date]:
    near = date(today.year - years, today.month, 1)
    return (near + timedelta(days=more) for more in range(-3, 35))


@pytest.fixture
def home(world: World, within: Open) -> Home:
    """The family of the world."""
    return Home(world, within)
