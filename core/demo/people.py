"""Fictional people of one council: the same ones for the same slug, number and day.

Telephone numbers are from the ranges that Ofcom keeps for drama, e-mail addresses end in `.example`.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any
from uuid import UUID, uuid5

from core.demo import names
from core.people.names import fold
from core.people.rules import usual_school_year

NAMESPACE = UUID("5b0f6b0e-5f0c-4f7e-9d2b-3d1f0a7c6e11")  # any fixed one: it makes demo ids repeatable
# How many in each hundred.
SHARES = (("young_person", 70), ("parent_carer", 12), ("worker", 12), ("partner", 6))
NEEDS = (
    ("", 74), ("Easy Read", 6), ("British Sign Language interpreter", 2), ("Step-free access", 3),
    ("Quiet space", 4), ("Large print", 2), ("Interpreter", 4), ("Transport home", 5),
)  # fmt: skip
HEARD = (
    ("", 50), ("Ask me in person, not in a group.", 8), ("I like to write it down first.", 10),
    ("Drawing works better than talking for me.", 6), ("Text me and I will answer.", 12),
    ("I am happy to speak in meetings.", 8), ("Please tell me what happened afterwards.", 6),
)  # fmt: skip
PRIMARY = re.compile(r"\b(primary|infants?|juniors?|first|nursery)\b", re.IGNORECASE)
LAST_PRIMARY_YEAR, LAST_SECONDARY_YEAR = 6, 11  # Year 6 and Year 11; Reception is 0
OLDEST_AT_COLLEGE = 20
HAS_ANOTHER_NAME = 0.12  # the share of people who are called something that their name does not say
Ages = tuple[float, float, float]  # youngest, oldest, and the age that most are near, in years
AGES: dict[str, Ages] = {"young_person": (8, 24, 15)}  # participation is strongest in the secondary years
GROWN: Ages = (24, 62, 40)
TEENAGER: Ages = (14, 16.9, 15)


@dataclass(frozen=True)
class Ground:
    """What people of a council can belong to, by id: its places, schools by age, services, partners.

    `boards` are those partners that decide.
    """

    places: Sequence[UUID] = ()
    primaries: Sequence[UUID] = ()
    secondaries: Sequence[UUID] = ()
    colleges: Sequence[UUID] = ()
    services: Sequence[UUID] = ()
    partners: Sequence[UUID] = ()
    boards: Sequence[UUID] = ()


def person_id(slug: str, label: str) -> UUID:
    """The id of the demo person that `label` stands for in a council; the same at every loading."""
    return uuid5(NAMESPACE, f"{slug}/{label}")


@dataclass(frozen=True, slots=True)
class Part:
    """One person before they are made: the label that stands for them, their id, their kind and their chance."""

    label: str
    id: UUID
    kind: str
    chance: random.Random


def parts(slug: str, number: int) -> Iterator[Part]:
    """Who `number` people of the council are, made as far as their kind."""
    for count in range(number):
        chance = random.Random(f"{slug} {count}")
        yield Part(str(count), person_id(slug, str(count)), _weighted(chance, SHARES), chance)


def crowd(slug: str, number: int, today: date, ground: Ground) -> Iterator[dict[str, Any]]:
    """Rows for `number` people of the council."""
    for part in parts(slug, number):
        yield row(slug, part.label, part.kind, part.chance, today, ground)


def row(
    slug: str, label: str, kind: str, choose: random.Random, today: date, ground: Ground, ages: Ages | None = None
) -> dict[str, Any]:
    """One person as a row of the people table, without the council's id."""
    full = names.name(choose)
    born = _born(choose, ages or AGES.get(kind, GROWN), today)
    called = _called(choose, full)
    young = kind == "young_person"
    folded = fold(full)
    return {
        "id": person_id(slug, label),
        "kind": kind,
        "name": full,
        "known_as": called,
        "sort_name": folded,
        "find_text": fold(f"{full} {called}"),
        "born_on": born if young else None,
        "place_id": _some(choose, ground.places),
        "organisation_id": _some(choose, _belonging(kind, born, today, ground)),
        "access_needs": _weighted(choose, NEEDS) if young else "",
        "heard_how": _weighted(choose, HEARD) if young else "",
        "email": "" if young else f"{folded.replace(' ', '.')}@{slug}.example",
        "phone": f"07700 900{choose.randrange(1000):03d}" if choose.random() < 0.5 else "",
    }


def _born(choose: random.Random, ages: Ages, today: date) -> date:
    return today - timedelta(days=int(choose.triangular(*ages) * 365.25))


def _called(choose: random.Random, full: str) -> str:
    """Another name for some, which the full name does not say; "" for most."""
    other = names.given(choose)
    return other if choose.random() < HAS_ANOTHER_NAME and other not in full else ""


def _belonging(kind: str, born: date, today: date, ground: Ground) -> Sequence[UUID]:
    """Where somebody can belong: a school for their age, a team, a partner; parents belong to none."""
    if kind != "young_person":
        return {"worker": ground.services, "partner": ground.partners}.get(kind, ())
    year = usual_school_year(born, today)
    if year is None:
        return ground.colleges if today.year - born.year < OLDEST_AT_COLLEGE else ()
    if year <= LAST_PRIMARY_YEAR:
        return ground.primaries
    return ground.secondaries if year <= LAST_SECONDARY_YEAR else [*ground.secondaries, *ground.colleges]


def _some(choose: random.Random, ids: Sequence[UUID]) -> UUID | None:
    return choose.choice(ids) if ids and choose.random() < 0.9 else None


def _weighted(choose: random.Random, options: tuple[tuple[str, int], ...]) -> str:
    texts, up_to = _scale(options)
    return choose.choices(texts, cum_weights=up_to)[0]


@cache
def _scale(options: tuple[tuple[str, int], ...]) -> tuple[list[str], list[int]]:
    return [text for text, _ in options], list(accumulate(weight for _, weight in options))
