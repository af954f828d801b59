"""Two made-up councils in an empty database, and somebody to sign in."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask

from core.authority.models import AuthorityRow
from core.db import authority_scope, db, platform_scope
from core.users import passwords
from core.users.accounts import add_member
from core.users.models import Membership

PASSWORD = "three plain words"
ADDRESS = "192.0.2.1"
SECRET = "a secret of this test"


@dataclass(frozen=True)
class Councils:
    """The ids of the two councils."""

    ashdown: UUID
    brackwell: UUID


@pytest.fixture
def councils(bare_app: Flask) -> Councils:
    """Ashdown and Brackwell, with nobody in them."""
    rows = [AuthorityRow(slug=name.lower(), name=name) for name in ("Ashdown", "Brackwell")]
    with platform_scope(reason="make two councils for a test", write=True):
        db.session.add_all(rows)
        db.session.commit()
        return Councils(*(row.id for row in rows))


@pytest.fixture
def ashdown(councils: Councils) -> Iterator[UUID]:
    """Ashdown's scope, open for the whole test."""
    with authority_scope(councils.ashdown, write=True):
        yield councils.ashdown


@pytest.fixture(scope="session")
def hashed() -> str:
    """The hash of PASSWORD, made once: each takes its time."""
    return passwords.hash_password(PASSWORD)


@pytest.fixture
def asha(ashdown: UUID, hashed: str) -> Membership:
    """A worker of Ashdown who can sign in."""
    made = add_member(name="Asha Brook", username="asha", roles={"worker"}, password_hash=hashed)
    db.session.commit()
    return made
