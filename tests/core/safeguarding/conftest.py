"""A council with its scope open, and a concern to work on."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from core.authority.resolve import Authority
from core.db import authority_scope, db, utcnow
from core.safeguarding.store import CONCERNS, Store
from core.safeguarding.taking_in import Report, take_in
from core.web.house import house

WORDS = "Somebody at home hurts me, please do not ring my mum."


@pytest.fixture
def ashdown(app: Flask) -> Iterator[Authority]:
    """Ashdown, its scope open for writing."""
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        with authority_scope(found.id, write=True):
            yield found


@pytest.fixture
def raised(ashdown: Authority) -> Callable[..., Any]:
    """Take a report in and commit it; returns the case."""

    def make(words: str = WORDS, store: Store = CONCERNS, **more: Any) -> Any:
        values = {"id": uuid4(), "how": "page", "raised_at": utcnow(), **more}
        case, _ = take_in(store, Report(words=words, **values))
        db.session.commit()
        return case

    return make
