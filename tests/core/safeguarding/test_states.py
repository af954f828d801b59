"""The steps of a case: the code, the chronology and the database refuse the same ones."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from core.db import db
from core.safeguarding.record import chronology
from core.safeguarding.states import MOVES, STATES, NotNow, after, standing, steps
from core.safeguarding.store import ALLEGATIONS, CONCERNS

WHOLE = ("raised", "acknowledged", "note", "triaged", "decided", "opened", "waiting", "closed", "reopened", "decided")


def test_the_state_follows_from_the_entries() -> None:
    assert standing(WHOLE, two_to_close=False) == "decided"


def test_an_allegation_is_closed_by_two() -> None:
    with pytest.raises(NotNow):
        after("decided", "closed", two_to_close=True)
    assert after("closing", "closed", two_to_close=True) == "closed"
    assert after("closing", "not_closed", two_to_close=True) == "open"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", MOVES)
def test_only_listed_steps_are_taken(state: str, kind: str) -> None:
    try:
        target = after(state, kind, two_to_close=False)
    except NotNow:
        return
    assert target == state or (state, target) in steps()


def test_the_database_knows_the_same_steps() -> None:
    written = import_module("core.migrations.versions.core_0013_safeguarding").STEPS
    assert {f"{source}>{target}" for source, target in steps() if source != target} == set(written)


def test_a_refused_step_writes_nothing(raised: Callable[..., Any]) -> None:
    case = chronology.locked(CONCERNS, raised().id)
    with pytest.raises(NotNow):
        chronology.append(CONCERNS, case, "decided", {}, by=None)
    assert case.head_seq == 1 and len(chronology.read(CONCERNS, case)) == 1


@pytest.mark.parametrize("store", [CONCERNS, ALLEGATIONS], ids=lambda store: store.name)
def test_the_database_refuses_a_step_that_the_code_forgot_to(raised: Callable[..., Any], store: Any) -> None:
    case = raised(store=store)
    case.state = "closed"
    with pytest.raises(DBAPIError, match="cannot go from there"):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize("store", [CONCERNS, ALLEGATIONS], ids=lambda store: store.name)
def test_nobody_changes_or_removes_what_was_written(raised: Callable[..., Any], store: Any) -> None:
    raised(store=store)
    entry = db.session.query(store.entry).one()
    entry.kind = "note"
    with pytest.raises(DBAPIError, match="only be added to"):
        db.session.flush()
    db.session.rollback()
    for model in (store.entry, store.case):
        db.session.delete(db.session.query(model).one())
        with pytest.raises(DBAPIError):
            db.session.flush()
        db.session.rollback()
