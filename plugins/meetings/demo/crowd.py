"""Who was in each made-up group on which day, read once for a council."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.api import DemoWorld, Organisation, Person, db
from plugins.groups.api import Membership
from plugins.meetings.coming.people import COUNTS_AS
from plugins.meetings.demo.evenings import Evening
from plugins.meetings.demo.ids import chance_of

IN_THE_CHAIR = ("Chair", "Speaker")
TO_AN_ADULT, MOST_WORKERS = 10, 4  # members of the group to each worker, since not all of them come


@dataclass(frozen=True, slots=True)
class Place:
    """One person's time in one group; `until` is the first day on which they were not there any more."""

    person: UUID
    name: str
    counts_as: str
    organisation: UUID | None
    born_on: date | None
    supports: bool
    role: str
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        """True if they were in the group on that day."""
        return self.since <= on and (self.until is None or self.until > on)


class Crowd:
    """The people of one council's groups, and the schools that can bring children."""

    def __init__(self, world: DemoWorld) -> None:
        self.world = world
        self.young = next(iter(world.people.get("young_person", ())), None)
        self.worker = world.holders.get("worker")
        self.decides = world.holders.get("decision_maker")
        self._others = [one for one in world.people.get("worker", ()) if one not in world.holders.values()]
        self._places: dict[UUID, list[Place]] = defaultdict(list)
        for row in db.session.execute(_memberships()):
            self._places[row.group_id].append(_place(row))
        self.schools = _schools()

    def members(self, evening: Evening) -> list[Place]:
        """Whoever was a member on that evening."""
        return [one for one in self._places[evening.group.id] if not one.supports and one.holds(evening.on)]

    def workers(self, evening: Evening) -> list[UUID]:
        """The workers of that evening: those of the group who were there by then, and as many more as it takes."""
        every = self._places[evening.group.id]
        there = [one.person for one in every if one.supports and one.holds(evening.on)]
        own = {one.person for one in every}
        others = [one for one in self._others if one not in own]
        start = sum(evening.group.key.encode()) % len(others) if others else 0
        wanted = min(MOST_WORKERS, 1 + len(self.members(evening)) // TO_AN_ADULT)
        return there + [*others[start:], *others[:start]][: max(0, wanted - len(there))]

    def now(self, group_id: UUID) -> list[Place]:
        """Members of a group today."""
        return [one for one in self._places[group_id] if not one.supports and one.holds(self.world.today)]

    def groups_of(self, person: UUID | None, supports: bool = False) -> list[UUID]:
        """The groups that this person is in today."""
        return [
            group
            for group, places in self._places.items()
            if any(one.person == person and one.supports is supports and one.holds(self.world.today) for one in places)
        ]

    def chair(self, evening: Evening) -> UUID | None:
        """Who holds the office of chair, for most evenings; somebody else stands in at some."""
        there = self.members(evening)
        named = [one.person for one in there if one.role in IN_THE_CHAIR]
        chance = chance_of(evening.id, "chair")
        if named and chance.random() < 0.8:
            return named[0]
        others = [one.person for one in there if one.counts_as == "child"]
        return chance.choice(others) if others and chance.random() < 0.2 else None


def _memberships() -> Any:
    columns = (Person.name, Person.kind, Person.organisation_id, Person.born_on)
    return (
        db.select(
            Membership.group_id, Membership.person_id, Membership.supports, Membership.role,
            Membership.joined_on, Membership.left_on, Membership.paused_on, *columns,
        )
        .join(Person, (Person.authority_id == Membership.authority_id) & (Person.id == Membership.person_id))
        .where(Membership.joined_on.is_not(None))
        .order_by(Membership.group_id, Membership.joined_on, Membership.id)
    )  # fmt: skip


def _place(row: Any) -> Place:
    return Place(
        person=row.person_id,
        name=row.name,
        counts_as="worker" if row.supports else COUNTS_AS.get(row.kind, "guest"),
        organisation=row.organisation_id,
        born_on=row.born_on,
        supports=row.supports,
        role=row.role,
        since=row.joined_on,
        until=min((day for day in (row.left_on, row.paused_on) if day), default=None),
    )


def _schools() -> Mapping[str, Sequence[tuple[UUID, str]]]:
    """Schools by whether they are primary ones, by name."""
    query = db.select(Organisation.id, Organisation.name).where(Organisation.kind == "school", Organisation.active)
    found: dict[str, list[tuple[UUID, str]]] = {"primary": [], "other": []}
    for row in db.session.execute(query.order_by(Organisation.name)):
        found["primary" if "primary" in row.name.casefold() else "other"].append((row.id, row.name))
    return found
