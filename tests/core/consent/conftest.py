"""A child of Ashdown with two parents, and ways to say yes and no for them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import event

from core.clock import local_today
from core.consent.ledger import Said, answer
from core.consent.rules import Standing
from core.db import authority_scope, db
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.web.house import House

Open = Callable[..., AbstractContextManager[None]]
PHOTOS = "core.photograph"


@dataclass(frozen=True)
class Family:
    """A child of ten and the two adults who hold parental responsibility, and a carer who does not."""

    child: UUID
    mother: UUID
    father: UUID
    carer: UUID


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


def years_ago(years: int) -> date:
    """A day on which somebody was born who is `years` old today, and not just so."""
    today = local_today()
    return date(today.year - years - 1, today.month, 28)


def person(name: str, years: int | None = None, kind: str = "young_person") -> UUID:
    """Record somebody in the open scope."""
    made = Person(name=name, kind=kind, born_on=years_ago(years) if years is not None else None)
    db.session.add(made)
    db.session.flush()
    return made.id


def stands_in(child: UUID, adult: UUID | None, **what: Any) -> None:
    """Record an adult's place in a child's life, checked."""
    held: dict[str, Any] = {"kind": "parent", "parental_responsibility": True, "verified_on": date(2026, 1, 5)}
    db.session.add(Relationship(child_id=child, adult_id=adult, **held | what))
    db.session.flush()


def says(person_id: UUID, yes: bool, purpose: str = PHOTOS, **how: Any) -> Standing:
    """Write an answer down and commit; photos are agreed to for print."""
    uses = how.pop("options", ["print"] if yes and purpose == PHOTOS else [])
    found = answer(person_id, purpose, Said(yes=yes, options=uses, **how))
    db.session.commit()
    return found


@pytest.fixture
def family(within: Open) -> Family:
    """The Reeds of Ashdown."""
    with within():
        child = person("Juno Reed", 10)
        adults = [person(name, 40, "parent_carer") for name in ("Ada Reed", "Tom Reed", "Bea Moss")]
        stands_in(child, adults[0])
        stands_in(child, adults[1])
        stands_in(child, adults[2], kind="carer", parental_responsibility=False)
        db.session.commit()
        return Family(child, *adults)


Count = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def count(app: Flask) -> Count:
    """Collect every statement that is sent to the database: `with count() as statements:`."""

    @contextmanager
    def counted() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
            sent.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return counted
