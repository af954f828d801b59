"""Fictional people of one council: the same ones for the same slug, number and day.

Telephone numbers are from the ranges that Ofcom keeps for drama, e-mail addresses end in `.example`.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from core.demo import names
from core.people.names import fold

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


@dataclass(frozen=True)
class Ground:
    """What people of a council can belong to: its places and its schools and services, by id."""

    places: Sequence[UUID] = ()
    schools: Sequence[UUID] = ()
    services: Sequence[UUID] = ()


def person_id(slug: str, label: str) -> UUID:
    """The id of the demo person that `label` stands for in a council; the same at every loading."""
    return uuid5(NAMESPACE, f"{slug}/{label}")


def crowd(slug: str, number: int, today: date, ground: Ground) -> Iterator[dict[str, Any]]:
    """Rows for `number` people of the council."""
    for count in range(number):
        choose = random.Random(f"{slug} {count}")
        kind = _weighted(choose, SHARES)
        yield row(slug, str(count), kind, choose, today, ground)


def row(
    slug: str, label: str, kind: str, choose: random.Random, today: date, ground: Ground
) -> dict[str, Any]:
    """One person as a row of the people table, without the council's id."""
    full = names.name(choose)
    born = _born(choose, kind, today)
    young = kind == "young_person"
    pupil = young and _at_school(born, today)
    return {
        "id": person_id(slug, label),
        "kind": kind,
        "name": full,
        "known_as": full.split()[0] if choose.random() < 0.8 else "",
        "sort_name": fold(full),
        "find_text": fold(f"{full} {full.split()[0]}"),
        "born_on": born if young else None,
        "place_id": _some(choose, ground.places),
        "organisation_id": _some(choose, ground.schools if pupil else ground.services),
        "access_needs": _weighted(choose, NEEDS) if young else "",
        "heard_how": _weighted(choose, HEARD) if young else "",
        "email": "" if young else f"{fold(full).replace(' ', '.')}@{slug}.example",
        "phone": f"07700 900{choose.randrange(1000):03d}" if choose.random() < 0.5 else "",
    }


def _born(choose: random.Random, kind: str, today: date) -> date:
    youngest, oldest = (8, 24) if kind == "young_person" else (24, 62)
    # Participation is strongest in the secondary years: the mode of this triangle is fifteen.
    age = choose.triangular(youngest, oldest, 15 if kind == "young_person" else 40)
    return today - timedelta(days=int(age * 365.25))


def _at_school(born: date, today: date) -> bool:
    return today.year - born.year < 18


def _some(choose: random.Random, ids: Sequence[UUID]) -> UUID | None:
    return choose.choice(ids) if ids and choose.random() < 0.9 else None


def _weighted(choose: random.Random, options: Sequence[tuple[str, int]]) -> str:
    return choose.choices([text for text, _ in options], [weight for _, weight in options])[0]
