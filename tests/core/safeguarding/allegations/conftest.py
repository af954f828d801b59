"""Leads with names of their own, and a case that somebody must not see."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core.access.actor import Actor
from core.authority.resolve import Authority
from core.db import db
from core.safeguarding.store import ALLEGATIONS, Store
from core.testing.apps import Somebody, add_account
from core.users.models import Membership


@pytest.fixture
def account(app: Flask) -> Callable[..., Somebody]:
    """Open an account in Ashdown under a name; returns who it is."""

    def make(role: str, name: str) -> Somebody:
        with app.app_context():
            return add_account(role, "ashdown", name)

    return make


@pytest.fixture
def user_of(ashdown: Authority) -> Callable[[Somebody], UUID]:
    """The id of somebody's user."""

    def find(who: Somebody) -> UUID:
        query = select(Membership.user_id).where(Membership.name == who.name, Membership.authority_id == ashdown.id)
        found = db.session.scalar(query)
        assert found is not None
        return found

    return find


@pytest.fixture
def sees(app: Flask, ashdown: Authority, user_of: Callable[[Somebody], UUID]) -> Callable[..., bool]:
    """Say whether a lead finds any case in a store."""

    def ask(who: Somebody, store: Store = ALLEGATIONS, permission: str = "safeguarding.lead") -> bool:
        actor = Actor(user_of(who), who.person_id, ashdown.id, frozenset(), frozenset({permission}))
        rows: Any = db.session.scalars(select(store.case).where(store.sees.criteria(actor))).all()
        return bool(rows)

    return ask
