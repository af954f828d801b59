"""Ids and chances of made-up records: the same for what a record stands for, at whatever loading."""

import random
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from core.api import DemoWorld, bulk_insert

NAMESPACE = UUID("b4b9f6a2-1d0e-4c56-8f3a-7c9d2e5a1f08")  # any fixed one: it makes demo ids repeatable
BATCH = 1000  # rows in one statement
Row = dict[str, Any]


def demo_id(world: DemoWorld, label: str) -> UUID:
    """The id of the made-up record that `label` stands for in a council."""
    return uuid5(NAMESPACE, f"{world.seed}/{label}")


def chance_of(meeting_id: UUID, about: str) -> random.Random:
    """The chance that decides one thing about one meeting."""
    return random.Random(f"{meeting_id}:{about}")  # noqa: S311 - made up, the same each time


def drawn(chance: random.Random) -> UUID:
    """An id by chance, for records that are made once with their meeting."""
    return UUID(int=chance.getrandbits(128), version=4)


def put(model: Any, rows: Iterable[Row]) -> int:
    """Store the rows in batches; says how many there were."""
    batch: list[Row] = []
    stored = 0
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            stored += len(bulk_insert(model, batch))
            batch = []
    return stored + len(bulk_insert(model, batch))
