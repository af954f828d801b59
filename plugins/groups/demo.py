"""Fictional members, workers and board dates: the same ones for the same seed, and none twice."""

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


def plant(world: DemoWorld) -> list[DemoMade]:
    """Fill groups that have nobody yet, and give boards dates ahead; says how many of each were made."""
    taken = set(db.session.scalars(db.select(Membership.group_id).distinct()))
    groups = db.session.scalars(db.select(Group).where(Group.kind.not_in(UMBRELLAS)).order_by(Group.key)).all()
    rows = [row for group in groups if group.id not in taken for row in _members(group, world)]
    bulk_insert(Membership, rows)
    for group in groups:
        membership.recount(group)
    dates = _dates(world)
    bulk_insert(BoardDate, dates)
    return [DemoMade("group memberships", len(rows)), DemoMade("board dates", len(dates))]


def _members(group: Group, world: DemoWorld) -> list[dict[str, Any]]:
    chance = random.Random(f"{world.seed}:{group.key}")  # noqa: S311 - made-up people, the same each time
    fitting = _fitting(group, world)
    chosen = chance.sample(fitting, min(len(fitting), chance.randint(FEWEST, MOST)))
    rows = [_row(group, person, world, place) for place, person in enumerate(chosen)]
    worker = _worker(group, world, chance, {row["person_id"] for row in rows})
    return rows + ([_row(group, worker, world, None)] if worker else [])


def _worker(group: Group, world: DemoWorld, chance: random.Random, members: set[UUID]) -> UUID | None:
    """Half of the groups go to the first worker, who can sign in, so that there is something to see."""
    free = [person for person in world.people.get("worker", ()) if person not in members]
    return (free[0] if chance.random() < 0.5 else chance.choice(free)) if free else None


def _fitting(group: Group, world: DemoWorld) -> Sequence[UUID]:
    """People of the right kind and, where one is stated, of the right age, in a lasting order."""
    everyone = list(world.people.get(KIND_OF[group.participants], ()))
    stated = group.ages if group.age_min is not None or group.age_max is not None else school_ages(group.school_years)
    if group.participants != "young_people" or not everyone:
        return everyone
    ages = stated if stated != Ages(rule=group.age_rule) else USUAL
    query = db.select(Person.id, Person.born_on, Person.age_band, Person.age_band_said_on)
    known = {row.id: age_on(row, world.today) for row in db.session.execute(query)}
    return [person for person in everyone if (age := known.get(person)) is not None and ages.holds(age)]


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
