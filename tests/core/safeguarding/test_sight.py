"""Who must not see a case, and who was given it: a row that somebody adds or takes away in the database is found."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.authority.resolve import Authority
from core.db import db
from core.safeguarding.conflicts import bars
from core.safeguarding.record import chronology
from core.safeguarding.record.verifying import verify
from core.safeguarding.record.walking import SIGHT
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store


@pytest.mark.parametrize("store", [CONCERNS, ALLEGATIONS], ids=lambda store: store.name)
def test_rows_that_do_not_follow_from_the_chronology(
    ashdown: Authority, raised: Callable[..., Any], store: Store
) -> None:
    case = chronology.locked(store, raised(store=store).id)
    user_id = uuid4()
    bars.bar(store, case, user_id, "other", by=None)
    chronology.append(store, case, "allocated", {"user_id": str(user_id)}, by=None)
    case_id = case.id
    db.session.add(store.allocation(case_id=case_id, user_id=user_id))
    db.session.commit()
    assert not verify(ashdown).breaks
    for model, more in ((store.bar, {"why": "other"}), (store.allocation, {})):
        db.session.delete(db.session.scalars(select(model)).one())
        db.session.commit()
        assert [(one.case_id, one.kind) for one in verify(ashdown).breaks] == [(case_id, SIGHT)]
        db.session.add(model(case_id=case_id, user_id=user_id, **more))
        db.session.commit()
        assert not verify(ashdown).breaks


def test_a_bar_that_ended_is_no_bar(ashdown: Authority, raised: Callable[..., Any]) -> None:
    case = chronology.locked(CONCERNS, raised().id)
    user_id = uuid4()
    bars.bar(CONCERNS, case, user_id, "other", by=None)
    bars.let_in(CONCERNS, case, user_id, uuid4(), "It was somebody else")
    db.session.commit()
    assert not verify(ashdown).breaks
