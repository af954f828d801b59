"""The made-up people of one council, found by kind and age, and those of them who can sign in."""

import random
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from core.api import DemoWorld, Person, db
from plugins.groups.demo.stories import Story
from plugins.groups.models import Group
from plugins.groups.rules import Ages, months_before, school_ages

YOUNG = "young_people"
KIND_OF = {YOUNG: "young_person", "parents_carers": "parent_carer", "staff": "worker"}
USUAL = Ages(11, 18)  # for made-up members of a group that states no ages
YOUNGEST, OLDEST = 5, 25  # who takes part at all, where a group states only one end
OUTSIDE = 3  # years: how far outside the stated ages the exceptions are


class Cast:
    """Who can be in a group. Holders of accounts are never chosen by chance: see `holder`."""

    def __init__(self, world: DemoWorld) -> None:
        holders = set(world.holders.values()) | {ids[0] for ids in world.people.values() if ids}
        self._world = world
        self.others = {kind: [one for one in ids if one not in holders] for kind, ids in world.people.items()}
        everyone = {one for ids in world.people.values() for one in ids}
        query = db.select(Person.id, Person.born_on, Person.organisation_id)
        rows = [row for row in db.session.execute(query) if row.id in everyone]
        self.organisation_of = {row.id: row.organisation_id for row in rows}
        self._born = {row.id: row.born_on for row in rows}
        young = [(self._born.get(one), one) for one in self.others.get(KIND_OF[YOUNG], ())]
        aged = sorted((born, one.int, one) for born, one in young if born is not None)
        self._births, self._by_birth = [born for born, _, _ in aged], [one for _, _, one in aged]

    def holder(self, group: Group) -> UUID | None:
        """Who can sign in of those that the group is made of."""
        if group.participants == "staff":
            return self._world.holders.get("practitioner")
        return next(iter(self._world.people.get(KIND_OF[group.participants], ())), None)

    def fits(self, group: Group, person: UUID, today: date) -> bool:
        """True where the group is meant for somebody of this age, or asks for none."""
        born = self._born.get(person)
        if group.participants != YOUNG:
            return True
        return born is not None and _first(group, today) <= born <= _last(group, today)

    def pick(self, group: Group, story: Story, taken: Collection[UUID]) -> UUID | None:
        """Somebody for the story who is not yet among `taken`; None where there is nobody left."""
        if group.participants != YOUNG:
            return _free(story.chance, self.others.get(KIND_OF[group.participants], ()), taken)
        spans = [(_first(group, story.leaves_on), _last(group, story.joined_on))]
        spans.append((_first(group, story.joined_on), spans[0][1]))
        if story.outside and stated(group):
            oldest = spans[1][0]
            spans.insert(0, (months_before(oldest, 12 * OUTSIDE), oldest))
        found = (_free(story.chance, self._born_in(*span), taken) for span in spans)
        return next((one for one in found if one is not None), None)

    def _born_in(self, first: date, last: date) -> Sequence[UUID]:
        return self._by_birth[bisect_left(self._births, first) : bisect_right(self._births, last)]


def stated(group: Group) -> Ages | None:
    """The ages that a group states, by its years of age or of school; None where it states neither."""
    if group.age_min is not None or group.age_max is not None:
        return group.ages
    return school_ages(group.school_years) if group.school_years else None


def _first(group: Group, day: date) -> date:
    """The first day on which somebody can be born who is not too old on `day`."""
    limit = (stated(group) or USUAL).limit
    return months_before(day, 12 * ((OLDEST if limit is None else limit) + 1)) + timedelta(days=1)


def _last(group: Group, day: date) -> date:
    """The last day on which somebody can be born who is old enough on `day`."""
    youngest = (stated(group) or USUAL).youngest
    return months_before(day, 12 * (YOUNGEST if youngest is None else youngest))


def _free(chance: random.Random, people: Sequence[UUID], taken: Collection[UUID]) -> UUID | None:
    """Somebody of `people` who is not taken: the next one from a place chosen by chance."""
    start = chance.randrange(len(people)) if people else 0
    return next((one for one in [*people[start:], *people[:start]] if one not in taken), None)
