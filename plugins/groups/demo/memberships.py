"""Everybody's made-up time in the groups of one council, less what the database holds already."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import sqrt
from typing import Any
from uuid import UUID, uuid5

from core.api import DemoWorld, db
from plugins.groups.demo import stories
from plugins.groups.demo.cast import YOUNG, Cast
from plugins.groups.demo.supporters import Supporters
from plugins.groups.models import Group, Joining, JoinRoute, Membership

NAMESPACE = UUID("6f0a3c52-8f8b-4d53-9a55-0a4f4c1b7d21")  # any fixed one: it makes demo ids repeatable
SMALLEST, BIGGEST = 8, 40  # members of one group, in a council of MANY young people
FEWEST, FEWEST_STARTING = 4, 2  # members of one group, however few people there are
MANY, LEAST_SHARE = 1400, 0.35
ELECTED = frozenset({"election", "delegation", "appointment"})
SENT = ELECTED | {"school"}
OWN_GROUPS = 2  # of the young person who can sign in
SAID_YES = 0.8  # the share of members who have agreed to the code of conduct
INDUCTED = 0.8  # the share of the lines of an induction that a member has done
Row = dict[str, Any]


def demo_id(world: DemoWorld, label: str) -> UUID:
    """The id of the made-up record that `label` stands for in a council; the same at every loading."""
    return uuid5(NAMESPACE, f"{world.seed}/{label}")


class Memberships:
    """The groups of one council and the people shared out between them; `taken` is whom each group knows."""

    def __init__(self, world: DemoWorld, groups: Sequence[Group], offices: Sequence[str]) -> None:
        self.world, self.groups, self._offices = world, groups, offices
        self.cast = Cast(world)
        self.routes = _routes()
        self._known: set[UUID] = set()
        self.taken: dict[UUID, set[UUID]] = defaultdict(set)
        for row in db.session.execute(db.select(Membership.id, Membership.group_id, Membership.person_id)):
            self._known.add(row.id)
            self.taken[row.group_id].add(row.person_id)
        for group_id, person_id in db.session.execute(db.select(Joining.group_id, Joining.person_id)):
            self.taken[group_id].add(person_id)
        past = world.today - timedelta(days=365 * world.years)
        self._years = range(stories.school_year_of(past), stories.school_year_of(world.today) + 1)

    def missing(self) -> list[Row]:
        """The rows that are not there yet, of those who can sign in first."""
        own = self._own_groups()
        rows = [row for group in own for row in self._holder(group)]
        supporters = Supporters(self.world, self.cast, own)
        for group in self.groups:
            for supporter in supporters.of(group):
                rows += self._row(group, supporter.label, supporter.person, supporter.joined_on, supports=True)
            rows += self._members(group)
        return rows

    def _own_groups(self) -> list[Group]:
        """Groups of those who can sign in: two that fit the young person, one for each of the others.

        Open ones come before sensitive ones, and all before those that are only starting. Who is in a group by now gets
        no other one.
        """
        meeting = [group for group in self.groups if group.status != "paused"]
        meeting.sort(key=lambda one: (one.status == "starting", one.members_hidden, bool(one.eligibility), one.key))
        own: list[Group] = []
        for made_of, wanted in ((YOUNG, OWN_GROUPS), ("parents_carers", 1), ("staff", 1)):
            fitting = [group for group in meeting if group.participants == made_of and self._suits_holder(group)]
            there = [group for group in fitting if self.cast.holder(group) in self.taken[group.id]]
            own += there or fitting[:wanted]
        return own

    def _suits_holder(self, group: Group) -> bool:
        holder = self.cast.holder(group)
        return holder is not None and self.cast.fits(group, holder, self.world.today)

    def _holder(self, group: Group) -> Iterator[Row]:
        holder = self.cast.holder(group)
        if holder is not None:
            yield from self._row(group, "holder", holder, self.world.today - timedelta(days=90))

    def _members(self, group: Group) -> Iterator[Row]:
        seed, routes = f"{self.world.seed}:{group.key}", self.routes.get(group.id, [])
        elected, starting = bool(ELECTED & set(routes)), group.status == "starting"
        years = self._years[-1:] if starting else self._years
        offices = [] if starting or group.kind == "network" else self._offices_of(group)
        size = max(self._size(group), 2 * len(offices) if group.posts else 0)
        told = list(stories.told(seed, size, years, self.world.today, offices, elected))
        for story in reversed(told):  # where there are too few people, those who were there long ago are missing
            person = None if self._id(group, story.label) in self._known else self._pick(group, story)
            if person is not None:
                route = story.chance.choice(routes) if routes else None
                yield from self._row(group, story.label, person, story.joined_on, route=route, story=story)

    def _offices_of(self, group: Group) -> list[str]:
        """The council's offices, and the posts that this group fills."""
        posts = [str(post["role"]) for post in group.posts for _ in range(int(str(post["number"])))]
        elsewhere = {str(post["role"]) for other in self.groups for post in other.posts}
        return [*(office for office in self._offices if office not in elsewhere), *posts]

    def _pick(self, group: Group, story: stories.Story) -> UUID | None:
        return self.cast.pick(group, story, self.taken[group.id])

    def _size(self, group: Group) -> int:
        """How many members the group has, by the number of young people there are."""
        usual = random.Random(f"{self.world.seed}:{group.key}").randint(SMALLEST, BIGGEST)  # noqa: S311 - made up
        share = sqrt(len(self.world.people.get("young_person", ())) / MANY)
        size = max(FEWEST, round(usual * min(1.0, max(LEAST_SHARE, share))))
        return max(FEWEST_STARTING, size // 4) if group.status == "starting" else size

    def _id(self, group: Group, label: str) -> UUID:
        return demo_id(self.world, f"{group.key}/{label}")

    def _row(
        self, group: Group, label: str, person: UUID, joined_on: date, *,
        supports: bool = False, route: str | None = None, story: stories.Story | None = None,
    ) -> Iterator[Row]:  # fmt: skip
        """A membership, none where it or another one of this person is there already."""
        id_, today = self._id(group, label), self.world.today
        if id_ in self._known or person in self.taken[group.id]:
            return
        self.taken[group.id].add(person)
        left_on, paused_on = (story.left_on(today), story.paused_on(today)) if story else (None, None)
        term = story.term if story and story.term else (None, None)
        soon = min(today, joined_on + timedelta(days=7))
        chance = random.Random(str(id_))  # noqa: S311 - made up, the same each time
        yield {
            "id": id_,
            "group_id": group.id,
            "person_id": person,
            "role": "Worker" if supports else (story and story.office) or "Member",
            "supports": supports,
            "status": "left" if left_on else "paused" if paused_on else "active",
            "route": route,
            "joined_on": joined_on,
            "left_on": left_on,
            "paused_on": paused_on,
            "term_from": term[0],
            "term_to": term[1],
            "code_agreed_on": soon if not supports and chance.random() < SAID_YES else None,
            "induction": {} if supports else _inducted(group, soon, chance),
            "for_organisation_id": self.cast.organisation_of.get(person) if route in SENT else None,
        }


def _inducted(group: Group, on: date, chance: random.Random) -> dict[str, str]:
    """The lines of the group's induction that somebody has done, with the day."""
    return {line: on.isoformat() for line in group.induction or [] if chance.random() < INDUCTED}


def _routes() -> dict[UUID, list[str]]:
    """For each group the kinds of its ways in, in their order."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for group_id, kind in db.session.execute(
        db.select(JoinRoute.group_id, JoinRoute.kind).order_by(JoinRoute.group_id, JoinRoute.position)
    ):
        found[group_id].append(kind)
    return found
