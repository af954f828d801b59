"""Members of a group to choose from, and names as a reader may know them: all, or those who agreed to be named."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from core.api import Person, consent, db
from plugins.groups.api import Membership, called

NAMED = "core.named"


def members_of(group_id: UUID) -> list[tuple[str, str]]:
    """(id, name) of those whom the group is made of, by name; who has paused or left is not among them."""
    query = (
        db.select(Person.id, Person.name, Person.known_as)
        .join(Membership, (Membership.authority_id == Person.authority_id) & (Membership.person_id == Person.id))
        .where(Membership.group_id == group_id, Membership.status == "active", Membership.supports.is_(False))
        .order_by(Person.sort_name, Person.id)
    )
    return [(str(row.id), called(row.name, row.known_as)) for row in db.session.execute(query)]


def names(people: Iterable[UUID]) -> dict[UUID, str]:
    """What these people are called, for readers who may know who is in the group."""
    wanted = set(people)
    if not wanted:
        return {}
    query = db.select(Person.id, Person.name, Person.known_as).where(Person.id.in_(wanted))
    return {row.id: called(row.name, row.known_as) for row in db.session.execute(query)}


def names_for_all(people: Iterable[UUID]) -> dict[UUID, str]:
    """The same for everybody: only those who agree now to be named, asked at this moment."""
    wanted = set(people)
    return names(consent.agreed(wanted, NAMED)) if wanted else {}


def in_order(found: Mapping[UUID, str], people: Iterable[UUID]) -> list[str]:
    """The names of `people` that are known, in their order."""
    return [found[one] for one in people if one in found]
