"""Cases about the same people: the same child, a brother or sister, the same adult. Only those the reader may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.db import db
from core.people.merging import twins_folded_into
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.safeguarding import seeing
from core.safeguarding.store import STORES, Store


@dataclass(frozen=True)
class Other:
    """Another case: its store, its columns (id, number, raised_at, state, risk), and why it is shown."""

    store: str
    row: Any
    why: str


def to(store: Store, case: Any) -> list[Other]:
    """Cases that name the same people as this one, then those that name a brother or sister; newest first."""
    parts = db.session.execute(select(store.part.person_id, store.part.part).where(store.part.case_id == case.id))
    named = {row.person_id: row.part for row in parts}
    people = _with_twins(named)
    children = {person_id for person_id, part in named.items() if part in ("child", "sibling")}
    same = _naming(people, case.id)
    known = {(other.store, other.row.id) for other in same}
    family = _naming(siblings(children) - people, case.id, "A brother or sister is named in it")
    return same + [other for other in family if (other.store, other.row.id) not in known]


def siblings(children: Iterable[UUID]) -> set[UUID]:
    """Children with an adult in common with these, on record at any time."""
    ids = set(children)
    if not ids:
        return set()
    adults = select(Relationship.adult_id).where(Relationship.child_id.in_(ids), Relationship.adult_id.is_not(None))
    found = db.session.scalars(select(Relationship.child_id).where(Relationship.adult_id.in_(adults)))
    return set(found) - ids


def _with_twins(people: Iterable[UUID]) -> set[UUID]:
    """All records of the same human beings."""
    ids = set(people)
    query = select(Person.merged_into_id).where(Person.id.in_(ids), Person.merged_into_id.is_not(None))
    kept = set(db.session.scalars(query)) if ids else set[UUID | None]()
    whole = ids | {one for one in kept if one is not None}
    return whole.union(*(twins_folded_into(one) for one in whole)) if whole else whole


def _naming(people: set[UUID], but: UUID, why: str = "The same person is named in it") -> list[Other]:
    found = []
    for store in STORES.values() if people else ():
        one, part = store.case, store.part
        query = seeing.listed(store, one.id.in_(select(part.case_id).where(part.person_id.in_(people))), one.id != but)
        shown = query.with_only_columns(one.id, one.number, one.raised_at, one.state, one.risk)
        found += [Other(store.name, row, why) for row in db.session.execute(shown)]
    return sorted(found, key=lambda other: other.row.raised_at, reverse=True)
