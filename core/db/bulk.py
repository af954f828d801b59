"""The one door for many rows at once: it sets the council itself."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from core.db.base import AUTHORITY_COLUMN
from core.db.extension import db
from core.db.keys import AuthorityScoped
from core.db.scope import CrossAuthority, current_authority_id, current_scope


def bulk_insert(model: type[Any], rows: Iterable[Mapping[str, Any]]) -> list[UUID]:
    """Insert rows of one council's table in one statement and return their ids, in order.

    A row that names another council raises CrossAuthority. Every row must have the same keys; None is stored as NULL.
    What is pending in the session is flushed first, so that rows may point at it.
    """
    if not issubclass(model, AuthorityScoped):
        raise TypeError(f"{model.__name__} is no council's table")
    own = current_authority_id()
    ready = [_ready(row, own) for row in rows]
    if not ready:
        return []
    db.session.flush()
    with current_scope().door():  # past the mapper, which would make a statement for every pattern of NULLs
        db.session.execute(sa.insert(sa.inspect(model).local_table), ready)
    return [row["id"] for row in ready]


def _ready(row: Mapping[str, Any], own: UUID) -> dict[str, Any]:
    if row.get(AUTHORITY_COLUMN, own) != own:
        raise CrossAuthority("a row of another council was about to be stored")
    return {**row, AUTHORITY_COLUMN: own, "id": row.get("id") or uuid4()}
