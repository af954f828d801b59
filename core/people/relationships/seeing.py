"""Which adults see what of which child today, asked of the database by the rule of rules.py."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from core.clock import local_today
from core.db import db
from core.people.ages import Ages
from core.people.ages_here import council_ages
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.people.relationships.rules import Access, Bond, Child, Item, is_kept_away, level, parent_sees, widest
from core.people.rules import age_range_on

YOUNG = "young_person"


@dataclass(frozen=True)
class Seen:
    """One child and one adult: the level at which the adult sees the child, and the relationships that give it."""

    child: Person
    adult_id: UUID
    level: Access
    bonds: tuple[Relationship, ...]

    def shows(self, item: Item, on: date | None = None) -> bool:
        """True when the adult sees this item."""
        day, ages = on or local_today(), council_ages()
        read = as_child(self.child, ages, day)
        return any(parent_sees(bond, read, item, ages, day) != "nothing" for bond in self.bonds)


def children_of(adult_id: UUID, on: date | None = None) -> list[Seen]:
    """The children of whom this adult sees anything, by name; nobody whom they are kept from."""
    return [one for one in _seen(Relationship.adult_id == adult_id, on) if one.level != "nothing"]


def child_of(adult_id: UUID, child_id: UUID, on: date | None = None) -> Seen | None:
    """What this adult sees of this child, or None: the same for a stranger, an ended and a forbidden relationship."""
    both = (Relationship.adult_id == adult_id) & (Relationship.child_id == child_id)
    return next((one for one in _seen(both, on) if one.level != "nothing"), None)


def adults_of(child_id: UUID, on: date | None = None) -> list[Seen]:
    """The adults who see anything of this child; an adult who is kept away is left out without a trace."""
    return [one for one in _seen(Relationship.child_id == child_id, on) if one.level != "nothing"]


def parents_see(adult_id: UUID, child_id: UUID, cls: str = "S2", on: date | None = None) -> bool:
    """Say whether this adult may see an ordinary item of class `cls` about this child: trust rule P."""
    found = child_of(adult_id, child_id, on)
    return found is not None and found.shows(Item(cls=cls), on)


def as_child(person: Any, ages: Ages, day: date) -> Child:
    """A person as the rule reads them; a worker, parent or partner is an adult, whatever else is known."""
    if person.kind != YOUNG:
        return Child(ages.adult, ages.adult, True, person.is_protected)
    if person.born_on:
        age = ages.on(person.born_on, day)
        return Child(age, age, True, person.is_protected)
    youngest, oldest = age_range_on(person, day) or (None, None)
    return Child(youngest, oldest, False, person.is_protected)


def _seen(about: Any, on: date | None) -> list[Seen]:
    day, ages = on or local_today(), council_ages()
    query = (
        select(Relationship)
        .join(Relationship.child)
        .options(contains_eager(Relationship.child))
        .where(about, Relationship.adult_id.is_not(None), Person.merged_into_id.is_(None))
        .order_by(Person.sort_name, Relationship.made_at, Relationship.id)
    )
    return [_one(bonds, ages, day) for bonds in _by_pair(db.session.scalars(query))]


def _by_pair(rows: Iterable[Relationship]) -> list[Sequence[Relationship]]:
    pairs: dict[tuple[UUID, UUID | None], list[Relationship]] = defaultdict(list)
    for row in rows:
        pairs[row.child_id, row.adult_id].append(row)
    return list(pairs.values())


def _one(bonds: Sequence[Relationship], ages: Ages, day: date) -> Seen:
    """The widest of an adult's places in a child's life, unless one of them keeps them away."""
    child, adult_id = bonds[0].child, bonds[0].adult_id
    assert adult_id is not None  # the query asked for adults
    as_bonds: Sequence[Bond] = bonds
    kept_away = is_kept_away(as_bonds)
    read = as_child(child, ages, day)
    found: Access = "nothing" if kept_away else widest(level(bond, read, ages, day) for bond in as_bonds)
    return Seen(child, adult_id, found, () if kept_away else tuple(bonds))
