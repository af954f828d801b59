"""A person with a sign-in, a twin that was merged, and records in every installed plugin."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from flask import Flask

from core.authority.models import AuthorityRow
from core.authority.resolve import Authority
from core.db import authority_scope, db, platform_scope, utcnow
from core.hooks.dispatcher import Dispatcher
from core.people.merging import merge
from core.people.models import Person
from core.plugging.registry import Plugins
from core.users.models import AccessLink, Membership, MembershipRole, RoleRequest, User, UserSession

NAME = "Quillon Featherstonehaugh"  # found nowhere by chance


@dataclass
class Planted:
    """What the tests stand on."""

    authority: Authority
    plugins: Plugins
    hooks: Dispatcher
    person_id: UUID
    twin_id: UUID
    user_id: UUID


@pytest.fixture
def planted(bare_app: Flask) -> Iterator[Planted]:
    """One council, one person known by NAME wherever core can hold a name."""
    with platform_scope(reason="plant a council for a test", write=True):
        row = AuthorityRow(slug="ashdown", name="Ashdown", ons_code="E06999901", old_slugs=[])
        db.session.add(row)
        db.session.commit()
        council = row.id
    installed = Plugins.installed()
    authority = Authority(council, "ashdown", "Ashdown", cast(Any, None), Path())
    with authority_scope(council, write=True):
        person, twin = _people()
        user_id = _access(council, person.id)
        merge(person, twin, uuid4(), user_id, lambda kept, gone: None, why=f"{NAME} said so")
        db.session.commit()
        hooks = Dispatcher(installed.manager, lambda authority: frozenset())
        yield Planted(authority, installed, hooks, person.id, twin.id, user_id)


def _people() -> tuple[Person, Person]:
    person = Person(name=NAME, known_as="Quill", born_on=date(2010, 2, 3), email="quillon@home.example")
    twin = Person(name=f"{NAME} again", heard_how="Quillon likes to write", external_ref="Q-1")
    db.session.add_all([person, twin])
    db.session.flush()
    return person, twin


def _access(council: UUID, person_id: UUID) -> UUID:
    user = User(username="quillon", name=NAME, home_authority_id=council, password_hash="x")
    db.session.add(user)
    db.session.flush()
    membership = Membership(authority_id=council, user_id=user.id, person_id=person_id, name=NAME)
    membership.held = [MembershipRole(role="young_person")]
    db.session.add(membership)
    db.session.flush()
    now = utcnow()
    db.session.add_all(
        [
            UserSession(token_hash="a" * 64, user_id=user.id, authority_id=council),
            AccessLink(token_hash="b" * 64, kind="invite", user_id=user.id, authority_id=council, expires_at=now),
            RoleRequest(membership_id=membership.id, role="safeguarding_lead", why=f"{NAME} is trained"),
        ]
    )
    db.session.flush()
    return user.id
