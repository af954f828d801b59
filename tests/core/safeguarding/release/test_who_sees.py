"""An opening shows the cases about one child while it lasts: asked of a row and of the database, the same answer."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.access.actor import Actor
from core.authority.resolve import Authority
from core.db import db, utcnow
from core.safeguarding.models import CaseGrant
from core.safeguarding.store import ALLEGATIONS, CONCERNS, GLASS, LEAD, STORES, Store
from core.safeguarding.taking_in import Report, take_in

USERS = [UUID(int=number) for number in range(1, 4)]
CHILDREN = [UUID(int=number) for number in range(11, 13)]
HOUR = timedelta(hours=1)
GRANTS = st.fixed_dictionaries(
    {
        "user_id": st.sampled_from(USERS),
        "person_id": st.sampled_from(CHILDREN),
        "until": st.sampled_from([None, -HOUR, HOUR]),
        "ended": st.booleans(),
        "may_write": st.booleans(),
        "allegations": st.booleans(),
    }
)
CASES = st.fixed_dictionaries(
    {
        "store": st.sampled_from(list(STORES.values())),
        "people": st.dictionaries(st.sampled_from(CHILDREN), st.sampled_from(["child", "sibling"]), max_size=2),
        "given": st.sets(st.sampled_from(USERS), max_size=1),
        "barred": st.sets(st.sampled_from(USERS), max_size=1),
    }
)
ACTORS = st.builds(
    Actor,
    user_id=st.sampled_from(USERS),
    permissions=st.sampled_from([frozenset(), frozenset({GLASS}), frozenset({GLASS, LEAD})]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(GRANTS, max_size=3), st.lists(CASES, min_size=1, max_size=2), ACTORS)
def test_a_row_and_a_query_agree(
    ashdown: Authority, grants: list[dict[str, Any]], cases: list[dict[str, Any]], actor: Actor
) -> None:
    now = utcnow()
    db.session.rollback()
    for one in grants:
        db.session.add(_grant(now, one))
    for drawn in cases:
        _case(now, drawn)
    db.session.flush()
    for store in STORES.values():
        for rule in (store.sees, store.works, store.given):
            asked = set(db.session.scalars(select(store.case.id).where(rule.criteria(actor))))
            assert asked == {row.id for row in db.session.scalars(select(store.case)) if rule.allows(actor, row)}
    db.session.rollback()


@pytest.fixture
def practitioner() -> Actor:
    return Actor(user_id=USERS[0], permissions=frozenset({GLASS}))


def test_it_opens_the_concerns_about_this_child_for_reading(ashdown: Authority, practitioner: Actor) -> None:
    about = {store.name: _case(utcnow(), _drawn(store, CHILDREN[0])) for store in STORES.values()}
    other = _case(utcnow(), _drawn(CONCERNS, CHILDREN[1]))
    grant = _grant(utcnow(), _opening())
    db.session.add(grant)
    db.session.flush()
    assert _seen(CONCERNS, practitioner) == {about["concerns"].id} and other.id not in _seen(CONCERNS, practitioner)
    assert not _seen(ALLEGATIONS, practitioner) and not _seen(CONCERNS, practitioner, "works")
    grant.allegations, grant.may_write = True, True
    db.session.flush()
    assert _seen(ALLEGATIONS, practitioner) == {about["allegations"].id}
    assert _seen(CONCERNS, practitioner, "works") == {about["concerns"].id}


def test_a_bar_beats_it_and_so_does_the_end(ashdown: Authority, practitioner: Actor) -> None:
    barred = _case(utcnow(), {**_drawn(CONCERNS, CHILDREN[0]), "barred": {USERS[0]}})
    seen = _case(utcnow(), _drawn(CONCERNS, CHILDREN[0]))
    grant = _grant(utcnow(), _opening())
    db.session.add(grant)
    db.session.flush()
    assert _seen(CONCERNS, practitioner) == {seen.id} and barred.id != seen.id
    assert not _seen(CONCERNS, Actor(user_id=USERS[0])), "the right was taken away meanwhile"
    grant.until = utcnow() - timedelta(seconds=1)
    db.session.flush()
    assert not _seen(CONCERNS, practitioner), "the filter was kept, and the time was not asked again"


def _seen(store: Store, actor: Actor, rule: str = "sees") -> set[UUID]:
    db.session.expire_all()
    return set(db.session.scalars(select(store.case.id).where(getattr(store, rule).criteria(actor))))


def _opening() -> dict[str, Any]:
    return {
        "user_id": USERS[0], "person_id": CHILDREN[0], "until": HOUR, "ended": False, "may_write": False,
        "allegations": False,
    }  # fmt: skip


def _drawn(store: Store, child: UUID) -> dict[str, Any]:
    return {"store": store, "people": {child: "child"}, "given": set(), "barred": set()}


def _grant(now: Any, one: dict[str, Any]) -> CaseGrant:
    until = now + one["until"] if one["until"] else None
    return CaseGrant(
        user_id=one["user_id"], person_id=one["person_id"], asked_by_user_id=one["user_id"], sealed_key="", minutes=60,
        until=until, ended_at=now if one["ended"] else None, may_write=one["may_write"],
        allegations=one["allegations"],
    )  # fmt: skip


def _case(now: Any, drawn: dict[str, Any]) -> Any:
    store = drawn["store"]
    people = tuple(drawn["people"].items())
    case, _ = take_in(store, Report(id=uuid4(), words="x", how="page", raised_at=now, people=people))
    db.session.add_all(store.allocation(case_id=case.id, user_id=one) for one in drawn["given"])
    db.session.add_all(store.bar(case_id=case.id, user_id=one, why="other") for one in drawn["barred"])
    db.session.flush()
    return case
