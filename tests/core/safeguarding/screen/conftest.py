"""A text that was written somewhere, to be looked through, and the concerns that came of it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.authority.resolve import Authority
from core.db import db
from core.hooks.values import Ref
from core.safeguarding import screened
from core.safeguarding.models import Concern
from core.safeguarding.record.chronology import read
from core.safeguarding.store import CONCERNS


@pytest.fixture
def write(ashdown: Authority) -> Callable[..., None]:
    """Write a text somewhere and commit."""

    def do(text: Any, about: Ref | None = None, **more: Any) -> None:
        screened(text, about or Ref("ideas", "idea", uuid4()), **more)
        db.session.commit()

    return do


@pytest.fixture
def concerns(ashdown: Authority) -> Callable[[], list[Any]]:
    """The first entry of every concern of Ashdown, oldest first."""

    def do() -> list[Any]:
        cases = db.session.scalars(select(Concern).order_by(Concern.number))
        return [(case, read(CONCERNS, case)[0].body) for case in cases]

    return do
