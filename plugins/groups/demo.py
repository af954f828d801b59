"""Fictional members, workers and board dates: the same ones for the same seed, and none twice.

Members fit the ages that a group states, but for a few just outside them, so that the remark to staff can be seen.
The first young person can sign in and belongs to two groups; half of the groups go to the first worker.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from core.api import DemoMade, DemoWorld, Person, age_on, bulk_insert, db
from plugins.groups import membership
from plugins.groups.models import Board, BoardDate, Group, Membership
from plugins.groups.rules import Ages, school_ages
from plugins.groups.vocabulary import UMBRELLAS

FEWEST, MOST = 4, 14  # members of one group
DAYS_BETWEEN_BOARDS = 63
BOARDS_AHEAD = 4
KIND_OF = {"young_people": "young_person", "parents_carers": "parent_carer", "staff": "worker"}
ROLES = ("Chair", "Deputy chair")
USUAL = Ages(11, 18)  # for made-up members of a group that states no ages
OUTSIDE = 3  # years: how far outside the stated ages the exceptions are
GROUPS_OF_THE_FIRST = 2


def plant(world: DemoWorld) -> list[DemoMade]:
    """Fill groups that have nobody yet, and give boards dates ahead; says how many of each were made.

    It makes no group: what a council has is what its file declares, even where that is none.
    """
    taken = set(db.session.scalars(db.select(Membership.group_id).distinct()))
    groups = db.session.scalars(db.select(Group).where(Group.kind.not_in(UMBRELLAS)).order_by(Group.key)).all()
    cast = _Cast(world, groups)
    rows = [row for group in groups if group.id not in taken for row in cast.members(group)]
    bulk_insert(Membership, rows)
    for group in groups:
        membership.recount(group)
    dates = _dates(world)
    bulk_insert(BoardDate, dates)
    return [DemoMade("group memberships", len(rows)), DemoMade("board dates", len(dates))]


class _Cast:
    """The made-up people of one council, shared out between its groups."""

    def __init__(self, world: DemoWorld, groups: Sequence[Group]) -> None:
        query = db.select(Person.id, Person.born_on, Person.age_band, Person.age_band_said_on)
        self._world = world
        self._ages = {row.id: age_on(row, world.today) for row in db.session.execute(query)}
        self._first = next(iter(world.people.get("young_person", ())), None)
        self._of_the_first = self._chosen_for_the_first(groups)

    def members(self, group: Group) -> list[dict[str, Any]]:
        """The rows of a group's members and of the worker who supports it."""
        chance = random.Random(f"{self._world.seed}:{group.key}")  # noqa: S311 - made-up people, the same each time
        fitting = [person for person in self._fitting(group) if person != self._first]
        chosen = chance.sample(fitting, min(len(fitting), chance.randint(FEWEST, MOST)))
        chosen += [self._first] if self._first and group.id in self._of_the_first else []
        chosen += self._exception(group, chance)
        rows = [_row(group, person, self._world, place) for place, person in enumerate(chosen)]
        worker = self._worker(chance, set(chosen))
        return rows + ([_row(group, worker, self._world, None)] if worker else [])

    def _chosen_for_the_first(self, groups: Sequence[Group]) -> set[UUID]:
        """Two groups that fit the young person who can sign in, open ones before sensitive ones."""
        fitting = [
            group for group in groups if group.participants == "young_people" and self._first in self._fitting(group)
        ]
        fitting.sort(key=lambda group: (group.members_hidden, bool(group.eligibility), group.key))
        return {group.id for group in fitting[:GROUPS_OF_THE_FIRST]}

    def _fitting(self, group: Group) -> Sequence[UUID]:
        """People of the right kind and, where one is stated, of the right age, in a lasting order."""
        everyone = list(self._world.people.get(KIND_OF[group.participants], ()))
        if group.participants != "young_people":
            return everyone
        ages = _stated(group) or USUAL
        return [one for one in everyone if (age := self._ages.get(one)) is not None and ages.holds(age)]

    def _exception(self, group: Group, chance: random.Random) -> list[UUID]:
        """In every other group that states its ages, somebody a little outside them."""
        ages = group.ages
        if group.participants != "young_people" or ages == Ages(rule=ages.rule) or chance.random() < 0.5:
            return []
        everyone = self._world.people.get("young_person", ())
        known = [(one, self._ages.get(one)) for one in everyone if one != self._first]
        near = [one for one, age in known if age is not None and not ages.holds(age) and ages.holds(age, OUTSIDE)]
        return [chance.choice(near)] if near else []

    def _worker(self, chance: random.Random, members: set[UUID]) -> UUID | None:
        """Half of the groups go to the first worker, who can sign in, so that there is something to see."""
        free = [person for person in self._world.people.get("worker", ()) if person not in members]
        return (free[0] if chance.random() < 0.5 else chance.choice(free)) if free else None


def _stated(group: Group) -> Ages | None:
    """The ages that a group states, by its years of age or of school; None where it states neither."""
    if group.age_min is not None or group.age_max is not None:
        return group.ages
    return school_ages(group.school_years) if group.school_years else None


def _row(group: Group, person: UUID, world: DemoWorld, place: int | None) -> dict[str, Any]:
    """A membership; `place` is where the person stands in the group, None for its worker."""
    named = place is not None and place < len(ROLES) and group.kind != "network"
    return {
        "group_id": group.id,
        "person_id": person,
        "role": "Worker" if place is None else ROLES[place] if named else "Member",
        "supports": place is None,
        "status": "active",
        "joined_on": world.today - timedelta(days=90 + 7 * (place or 0)),
        "term_from": _school_year(world.today)[0] if named else None,
        "term_to": _school_year(world.today)[1] if named else None,
    }


def _school_year(day: date) -> tuple[date, date]:
    start = day.year if day.month >= 9 else day.year - 1
    return date(start, 9, 1), date(start + 1, 8, 31)


def _dates(world: DemoWorld) -> list[dict[str, Any]]:
    has_dates = db.select(BoardDate.board_id)
    boards = db.session.scalars(db.select(Board).where(Board.id.not_in(has_dates)).order_by(Board.key)).all()
    return [
        {"board_id": board.id, "on_date": _weekday(world.today + timedelta(days=14 + 5 * at + DAYS_BETWEEN_BOARDS * n))}
        for at, board in enumerate(boards)
        for n in range(BOARDS_AHEAD)
    ]


def _weekday(day: date) -> date:
    """A day on which boards may sit: no weekend, and not between 20 December and 3 January."""
    if (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 3):
        day += timedelta(days=21)
    return day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
