"""Whom a child must not be handed to, for whoever leads an evening: a name, never a reason."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from core.db import db
from core.people.models import Person
from core.people.names import fold
from core.people.relationships.models import Relationship

FEWEST_DIGITS = 7  # of a telephone number that tells one from another


@dataclass(frozen=True)
class KeptAway:
    """An adult who must not collect a child; `phone` and `names` only recognise them in what somebody wrote."""

    adult_id: UUID
    name: str
    names: frozenset[str]
    phone: str

    def is_named_in(self, text: str) -> bool:
        """True where a text names this adult by their whole name, or by what they are called with their last name."""
        words = f" {fold(text)} "
        return any(f" {name} " in words for name in self.names if name)

    def has_phone(self, number: str) -> bool:
        """True where this is their number, however it is written."""
        mine, other = _digits(self.phone), _digits(number)
        return len(mine) >= FEWEST_DIGITS and mine[-10:] == other[-10:]


def must_not_collect(child_ids: Iterable[UUID]) -> dict[UUID, tuple[KeptAway, ...]]:
    """For each of these children of whom there is one: the adults who are kept from them, by name.

    A flag counts whether or not the relationship was checked, has begun or has ended: it is lifted by a person.
    """
    adult = aliased(Person)
    same = (adult.authority_id == Relationship.authority_id) & (adult.id == Relationship.adult_id)
    query = (
        select(Relationship.child_id, Relationship.adult_id, adult.name, adult.known_as, adult.phone)
        .join(adult, same)
        .where(Relationship.child_id.in_(list(child_ids)))
        .where(or_(Relationship.no_contact.is_(True), Relationship.court_order.is_(True)))
        .order_by(adult.sort_name)
    )
    found = defaultdict[UUID, dict[UUID, KeptAway]](dict)
    for row in db.session.execute(query):
        names = _whole_names(row.name, row.known_as)
        found[row.child_id][row.adult_id] = KeptAway(row.adult_id, row.name, names, row.phone)
    return {child_id: tuple(adults.values()) for child_id, adults in found.items()}


def _whole_names(name: str, known_as: str) -> frozenset[str]:
    """A first name alone is many people's, and an emergency number must not be lost for it."""
    whole = fold(name)
    called = f"{fold(known_as)} {whole.split()[-1]}" if known_as and whole else ""
    return frozenset({whole, called} - {""})


def _digits(number: str) -> str:
    return "".join(one for one in number if one.isdigit())
