"""Two councils with words in their index, on whichever database the test asks for."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from uuid import UUID

import pytest
from flask import Flask

from core.authority.models import AuthorityRow
from core.db import authority_scope, db, platform_scope

Opened = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def councils(bare_app: Flask) -> tuple[UUID, UUID]:
    """The ids of two made-up councils."""
    with platform_scope(reason="plant councils for a test", write=True):
        rows = [AuthorityRow(slug=slug, name=slug.title(), old_slugs=[]) for slug in ("ashdown", "brackwell")]
        db.session.add_all(rows)
        db.session.commit()
        return rows[0].id, rows[1].id


@pytest.fixture
def ashdown(councils: tuple[UUID, UUID]) -> Iterator[UUID]:
    """The first one, its scope open for writing."""
    with authority_scope(councils[0], write=True):
        yield councils[0]
