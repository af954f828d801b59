"""Pages of a long list by key, never by number: each page costs the same, and a cursor in an address is an
id only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from core.db import db


@dataclass(frozen=True)
class Cursor:
    """Where a page begins: after or before the record with this id; the beginning when both are None."""

    after: UUID | None = None
    before: UUID | None = None

    @property
    def backwards(self) -> bool:
        """True when the page ends just before `before`."""
        return self.before is not None and self.after is None


@dataclass(frozen=True)
class Found:
    """One page of rows, and the ids to go on from, each None at its end of the list."""

    rows: Sequence[Any]
    after: UUID | None = None
    before: UUID | None = None


def page_of(query: Any, order: Any, key: Any, cursor: Cursor, size: int) -> Found:
    """The rows of `query` in order of the mapped columns (`order`, `key`), at most `size` from the cursor on.

    Rows must carry the id as `id`. A cursor whose record is gone begins at the beginning.
    """
    at = cursor.before if cursor.backwards else cursor.after
    if at is not None:
        query = query.where(*_beyond(order, key, at, cursor.backwards))
    ends = (order.desc(), key.desc()) if cursor.backwards else (order, key)
    rows = list(db.session.execute(query.order_by(*ends).limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    if cursor.backwards:
        rows.reverse()
        return Found(rows, _id(rows, -1), _id(rows, 0) if more else None)
    return Found(rows, _id(rows, -1) if more else None, _id(rows, 0) if at else None)


def _beyond(order: Any, key: Any, at: UUID, backwards: bool) -> list[ColumnElement[bool]]:
    value = db.session.scalar(select(order).where(key == at))
    if value is None:
        return []
    if backwards:
        return [or_(order < value, and_(order == value, key < at))]
    return [or_(order > value, and_(order == value, key > at))]


def _id(rows: Sequence[Any], index: int) -> UUID | None:
    return rows[index].id if rows else None
