"""Ids of made-up records, and putting in those that are missing."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid5

from core.api import DemoWorld, bulk_insert, db

NAMESPACE = UUID("5b1f2d0a-7c2e-4a40-9d0f-3c0f6f1f9e11")  # any fixed one: it makes demo ids repeatable
Row = dict[str, Any]


def demo_id(world: DemoWorld, label: str) -> UUID:
    """The id of the made-up record that `label` stands for in a council."""
    return uuid5(NAMESPACE, f"{world.seed}/{label}")


def put(model: Any, rows: Iterable[Row]) -> int:
    """Insert the rows whose id is not there yet; returns how many."""
    wanted = list(rows)
    known = set(db.session.scalars(db.select(model.id).where(model.id.in_([row["id"] for row in wanted]))))
    new = [row for row in wanted if row["id"] not in known]
    if new:
        bulk_insert(model, new)
    return len(new)


def is_there(model: Any, id: UUID) -> bool:
    """True where a made-up record was put in before."""
    return db.session.scalar(db.select(model.id).where(model.id == id)) is not None
