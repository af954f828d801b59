"""Who stands in for whom among the fictional people, and what they agreed to: every state that a worker meets.

The parent with an account looks after the young person with one, and after a younger child, so that both sides of every
page can be tried. Planted once: a council in which anything was agreed to is left alone.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.authority.resolve import Authority
from core.clock import ZONE, months_after
from core.consent.models import Competence, Entry
from core.consent.purposes import Purpose
from core.consent.reading import council_ages
from core.consent.wording import askable, kept
from core.db import bulk_insert, db
from core.hooks.values import DemoWorld
from core.people.models import Person
from core.people.relationships.models import Relationship

A_CHILD, JUDGED_FROM = 10, 13  # ages in years
MANY = 200  # from so many young people on, every third has agreements: enough to measure, and soon planted
ANSWERS = (("given", 68), ("refused", 8), ("withdrawn", 5), ("asked", 7), ("expired", 4), ("", 8))  # of each hundred
CHECKED = ("Birth certificate seen", "Known to the school for years", "Letter from the social worker")


@dataclass(frozen=True)
class Young:
    """A young person, their age today and the adults who decide for them."""

    id: UUID
    age: int
    adults: tuple[UUID, ...]


def plant(authority: Authority, world: DemoWorld) -> int:
    """Plant relationships, judgements and answers; returns how many rows were new."""
    if db.session.scalar(select(Entry.id).limit(1)) is not None or not askable():
        return 0
    chance = random.Random(f"{world.seed} agreements")
    young = list(_young(authority, world, chance))
    links = [_link(one, adult, chance, world.today) for one in young for adult in one.adults]
    wordings = {purpose.name: kept(purpose.name) for purpose in askable()}
    judged = [_judged(one, world.today) for one in young if _is_judged(one)]
    said = [line for one in young for purpose in askable() for line in _lines(one, purpose, wordings, chance, world)]
    bulk_insert(Relationship, links)
    bulk_insert(Competence, judged)
    bulk_insert(Entry, said)
    return len(links) + len(judged) + len(said)


def _young(authority: Authority, world: DemoWorld, chance: random.Random) -> Iterator[Young]:
    ages = council_ages(authority)
    ids = list(world.people.get("young_person", ()))
    first, *parents = world.people.get("parent_carer", ()) or (None,)
    wanted = ids if len(ids) < MANY else ids[:1] + ids[1::3]
    born = _born(wanted)
    known = [one for one in wanted if born.get(one)]
    child = next((one for one in known[1:] if ages.on(_day(born[one]), world.today) <= A_CHILD), None)
    for one in known:
        age = ages.on(_day(born[one]), world.today)
        adults = _adults(one, age, parents, chance) if age < ages.adult else ()
        if first and age < ages.adult and one in (known[0], child):
            adults = (first, *adults)[:2]
        yield Young(one, age, adults)


def _day(born_on: date | None) -> date:
    assert born_on is not None  # those without one were left out
    return born_on


def _born(ids: Sequence[UUID]) -> dict[UUID, date | None]:
    found: dict[UUID, date | None] = {}
    for start in range(0, len(ids), 500):
        rows = db.session.execute(select(Person.id, Person.born_on).where(Person.id.in_(ids[start : start + 500])))
        found.update((row.id, row.born_on) for row in rows)
    return found


def _adults(one: UUID, age: int, parents: Sequence[UUID], chance: random.Random) -> tuple[UUID, ...]:
    """None, one or two of the parents: a third of those who may decide alone soon have nobody recorded."""
    number = min(len(parents), chance.choices((0, 1, 2), (10 if age < 13 else 35, 60, 20))[0])
    return tuple(chance.sample(list(parents), number))


def _link(one: Young, adult: UUID, chance: random.Random, today: date) -> dict[str, Any]:
    is_checked = adult == one.adults[0] or chance.random() < 0.7
    return {
        "child_id": one.id,
        "adult_id": adult,
        "kind": "parent",
        "parental_responsibility": True,
        "delegated": [],
        "emergency_contact": adult == one.adults[0],
        "verified_on": today - timedelta(days=chance.randrange(40, 300)) if is_checked else None,
        "verified_how": chance.choice(CHECKED) if is_checked else "",
        "made_at": _at(today - timedelta(days=301)),
    }


def _is_judged(one: Young) -> bool:
    return JUDGED_FROM <= one.age < 16 and one.id.int % 2 == 0


def _judged(one: Young, today: date) -> dict[str, Any]:
    on = today - timedelta(days=20 + one.id.int % 60)
    return {
        "person_id": one.id,
        "decision": "core.photograph",
        "judgement": ("competent", "competent", "partly")[one.id.int % 3],
        "information": "Shown the three uses with pictures.",
        "understanding": "Said in their own words where a photo may end up.",
        "weighing": "Liked it for the group, was less sure about the internet.",
        "communication": "Told me in a talk.",
        "freedom": "Nobody else was there, and nobody had asked for it.",
        "parent_advice": "Encouraged to tell a parent, and wants to.",
        "assessed_on": on,
        "review_on": months_after(on, 6),
        "made_at": _at(on),
    }


def _lines(
    one: Young, purpose: Purpose, wordings: dict[str, UUID | None], chance: random.Random, world: DemoWorld
) -> Iterator[dict[str, Any]]:
    """The story of one agreement: asked, then answered, then what became of the answer."""
    end = chance.choices([state for state, _ in ANSWERS], [share for _, share in ANSWERS])[0]
    if not end:
        return
    day = world.today - timedelta(days=chance.randrange(15, 320))
    by_adult = one.age < 16 and bool(one.adults) and not (purpose.name == "core.photograph" and _is_judged(one))
    offered = sorted(purpose.options)
    uses = sorted(chance.sample(offered, chance.randint(1, len(offered)))) if offered else []
    for seq, state in enumerate(_story(end), start=1):
        yield {
            "person_id": one.id,
            "purpose": purpose.name,
            "state": state,
            "voice": "adult" if by_adult else "own",
            "capacity": "parental_responsibility" if by_adult else "own",
            "adult_id": one.adults[0] if by_adult else None,
            "options": uses if state == "given" else [],
            "with_people": [],
            "wording_id": wordings[purpose.name],
            "how": "job" if state == "expired" else ("paper", "screen", "spoken")[seq % 3],
            "until": _until(day, end) if state == "given" else None,
            "said_on": day + timedelta(days=seq),
            "at": _at(day + timedelta(days=seq)),
            "seq": seq,
        }


def _story(end: str) -> tuple[str, ...]:
    if end in ("given", "refused"):
        return ("asked", end)
    return ("asked",) if end == "asked" else ("asked", "given", end)


def _until(day: date, end: str) -> date:
    return day + timedelta(days=10) if end == "expired" else months_after(day, 12)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(16, 30), ZONE)
