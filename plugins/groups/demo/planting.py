"""Plants what a demonstration shows of groups: members now and formerly, those who support them, and boards.

It makes no group: what a council has is what its file declares, even where that is none. Each record's id is made
from what it stands for, so that loading again, with other numbers or on another day, adds only what is missing.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from math import sqrt
from typing import Any
from uuid import UUID, uuid5

from core.api import Authority, DemoMade, DemoWorld, bulk_insert, db
from plugins.groups.demo import boards, stories
from plugins.groups.demo.cast import YOUNG, Cast
from plugins.groups.demo.supporters import Supporters
from plugins.groups.here import chosen
from plugins.groups.models import Group, JoinRoute, Membership
from plugins.groups.vocabulary import UMBRELLAS

NAMESPACE = UUID("6f0a3c52-8f8b-4d53-9a55-0a4f4c1b7d21")  # any fixed one: it makes demo ids repeatable
SMALLEST, BIGGEST = 8, 40  # members of one group, in a council of MANY young people
FEWEST, FEWEST_STARTING = 4, 2  # members of one group, however few people there are
MANY, LEAST_SHARE = 1400, 0.35
ELECTED = frozenset({"election", "delegation", "appointment"})
SENT = ELECTED | {"school"}
OWN_GROUPS = 2  # of the young person who can sign in
SAID_YES = 0.8  # the share of members who have agreed to the code of conduct
BATCH = 1000  # rows in one statement
Row = dict[str, Any]


def plant(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made."""
    found = db.select(Group).where(Group.kind.not_in(UMBRELLAS), Group.status != "ended").order_by(Group.key)
    groups = db.session.scalars(found).all()
    rows = _Memberships(world, groups, _offices(chosen(authority).member_roles)).missing()
    for start in range(0, len(rows), BATCH):
        bulk_insert(Membership, rows[start : start + BATCH])
    if rows:
        _recount()
    return [DemoMade("group memberships", len(rows)), *boards.plant(world)]


def _offices(roles: Sequence[str]) -> list[str]:
    """The offices that members hold: the first role is an ordinary member's, and workers have their own."""
    return [role for role in roles[1:] if role != "Worker"]


def _recount() -> None:
    """Store how many members each group has, workers left out, in one statement for the council."""
    counted = (
        db.select(Membership.group_id, db.func.count(Membership.id))
        .where(Membership.status == "active", Membership.supports.is_(False))
        .group_by(Membership.group_id)
    )
    numbers = {row[0]: row[1] for row in db.session.execute(counted)}
    if numbers:
        stored = db.update(Group).values(member_count=db.case(numbers, value=Group.id, else_=0))
        db.session.execute(stored, execution_options={"synchronize_session": False})


class _Memberships:
    """Everybody's time in the groups of one council, less what the database holds already."""

    def __init__(self, world: DemoWorld, groups: Sequence[Group], offices: Sequence[str]) -> None:
        self._world, self._groups, self._offices = world, groups, offices
        self._cast = Cast(world)
        self._routes = _routes()
        self._known: set[UUID] = set()
        self._in: dict[UUID, set[UUID]] = defaultdict(set)
        for row in db.session.execute(db.select(Membership.id, Membership.group_id, Membership.person_id)):
            self._known.add(row.id)
            self._in[row.group_id].add(row.person_id)
        past = world.today - timedelta(days=365 * world.years)
        self._years = range(stories.school_year_of(past), stories.school_year_of(world.today) + 1)

    def missing(self) -> list[Row]:
        """The rows that are not there yet, of those who can sign in first."""
        own = self._own_groups()
        rows = [row for group in own for row in self._holder(group)]
        supporters = Supporters(self._world, self._cast, own)
        for group in self._groups:
            for supporter in supporters.of(group):
                rows += self._row(group, supporter.label, supporter.person, supporter.joined_on, supports=True)
            rows += self._members(group)
        return rows

    def _own_groups(self) -> list[Group]:
        """Groups of those who can sign in: two that fit the young person, one for each of the others.

        Open ones come before sensitive ones, and all before those that are only starting. Who is in a group by now gets
        no other one.
        """
        meeting = [group for group in self._groups if group.status != "paused"]
        meeting.sort(key=lambda one: (one.status == "starting", one.members_hidden, bool(one.eligibility), one.key))
        own: list[Group] = []
        for made_of, wanted in ((YOUNG, OWN_GROUPS), ("parents_carers", 1), ("staff", 1)):
            fitting = [group for group in meeting if group.participants == made_of and self._suits_holder(group)]
            there = [group for group in fitting if self._cast.holder(group) in self._in[group.id]]
            own += there or fitting[:wanted]
        return own

    def _suits_holder(self, group: Group) -> bool:
        holder = self._cast.holder(group)
        return holder is not None and self._cast.fits(group, holder, self._world.today)

    def _holder(self, group: Group) -> Iterator[Row]:
        holder = self._cast.holder(group)
        if holder is not None:
            yield from self._row(group, "holder", holder, self._world.today - timedelta(days=90))

    def _members(self, group: Group) -> Iterator[Row]:
        seed, routes = f"{self._world.seed}:{group.key}", self._routes.get(group.id, [])
        elected, starting = bool(ELECTED & set(routes)), group.status == "starting"
        years = self._years[-1:] if starting else self._years
        offices = [] if starting or group.kind == "network" else self._offices_of(group)
        size = max(self._size(group), 2 * len(offices) if group.posts else 0)
        told = list(stories.told(seed, size, years, self._world.today, offices, elected))
        for story in reversed(told):  # where there are too few people, those who were there long ago are missing
            person = None if self._id(group, story.label) in self._known else self._pick(group, story)
            if person is not None:
                route = story.chance.choice(routes) if routes else None
                yield from self._row(group, story.label, person, story.joined_on, route=route, story=story)

    def _offices_of(self, group: Group) -> list[str]:
        """The council's offices, and the posts that this group fills."""
        posts = [str(post["role"]) for post in group.posts for _ in range(int(str(post["number"])))]
        elsewhere = {str(post["role"]) for other in self._groups for post in other.posts}
        return [*(office for office in self._offices if office not in elsewhere), *posts]

    def _pick(self, group: Group, story: stories.Story) -> UUID | None:
        return self._cast.pick(group, story, self._in[group.id])

    def _size(self, group: Group) -> int:
        """How many members the group has, by the number of young people there are."""
        usual = random.Random(f"{self._world.seed}:{group.key}").randint(SMALLEST, BIGGEST)  # noqa: S311 - made up
        share = sqrt(len(self._world.people.get("young_person", ())) / MANY)
        size = max(FEWEST, round(usual * min(1.0, max(LEAST_SHARE, share))))
        return max(FEWEST_STARTING, size // 4) if group.status == "starting" else size

    def _id(self, group: Group, label: str) -> UUID:
        return uuid5(NAMESPACE, f"{self._world.seed}/{group.key}/{label}")

    def _row(
        self, group: Group, label: str, person: UUID, joined_on: date, *,
        supports: bool = False, route: str | None = None, story: stories.Story | None = None,
    ) -> Iterator[Row]:  # fmt: skip
        """A membership, none where it or another one of this person is there already."""
        id_, today = self._id(group, label), self._world.today
        if id_ in self._known or person in self._in[group.id]:
            return
        self._in[group.id].add(person)
        left_on = story.left_on(today) if story else None
        term = story.term if story and story.term else (None, None)
        agreed = not supports and (story is None or story.chance.random() < SAID_YES)
        paused_on = story.paused_on(today) if story else None
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
            "code_agreed_on": min(today, joined_on + timedelta(days=7)) if agreed else None,
            "for_organisation_id": self._cast.organisation_of.get(person) if route in SENT else None,
        }


def _routes() -> dict[UUID, list[str]]:
    """For each group the kinds of its ways in, in their order."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for group_id, kind in db.session.execute(
        db.select(JoinRoute.group_id, JoinRoute.kind).order_by(JoinRoute.group_id, JoinRoute.position)
    ):
        found[group_id].append(kind)
    return found
