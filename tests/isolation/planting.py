"""Rows of every table, made from the metadata alone, so that a new table is attacked without anyone listing it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from core.db import Base
from core.db.keys import is_scoped

Row = dict[str, Any]


class Planter:
    """Plants rows for one council as the owner, each with the parents it needs; `marker` stands in every text."""

    def __init__(self, connection: sa.Connection, authority_id: UUID, marker: str) -> None:
        self.connection = connection
        self.authority_id = authority_id
        self.marker = marker
        self.planted: dict[str, Row] = {}

    def row(self, table: sa.Table) -> Row:
        """Return this council's row of a table, planting it and its parents first."""
        if table.name not in self.planted:
            self.planted[table.name] = {}  # a link to itself stays empty
            values = self.values(table)
            self.connection.execute(sa.insert(table).values(values))
            self.planted[table.name] = values
        return self.planted[table.name]

    def values(self, table: sa.Table) -> Row:
        """Return values for a new row of a table."""
        links = dict(self._links(table))
        return {column.name: links.get(column.name, self._value(column)) for column in table.columns}

    def _links(self, table: sa.Table) -> Iterator[tuple[str, Any]]:
        for constraint in table.foreign_key_constraints:
            target = constraint.referred_table
            if target.name == "core_authority" or target is table:
                continue
            parent = self.row(target)
            yield from ((key.parent.name, parent.get(key.column.name)) for key in constraint.elements)

    def _value(self, column: sa.Column[Any]) -> Any:
        if column.name in {"authority_id", "home_authority_id"}:
            return self.authority_id
        if column.primary_key and isinstance(column.type, sa.Uuid):
            return uuid4()
        if column.name == "number":
            return uuid4().int % 10**6  # counted without a gap, and never twice
        linked = any(key.column.table is column.table for key in column.foreign_keys)
        return None if linked else sample(column, self.marker)


def sample(column: sa.Column[Any], marker: str) -> Any:
    """Return a value that fits a column's type; a text is the marker, cut to length."""
    kind = column.type.impl if isinstance(column.type, sa.types.TypeDecorator) else column.type
    if isinstance(kind, sa.Uuid):
        return None if column.nullable else uuid4()
    if isinstance(kind, sa.JSON):
        return []
    values = {
        sa.String: marker[: getattr(kind, "length", None) or 200],
        sa.Boolean: False,
        sa.Integer: 1,
        sa.DateTime: datetime(2026, 1, 1, tzinfo=UTC),
        sa.Date: date(2026, 1, 1),
        sa.Time: time(9),
    }
    return next(value for of, value in values.items() if isinstance(kind, of))


def scoped_models() -> list[type[Any]]:
    """Return every mapped class that holds rows of councils."""
    found = [mapper.class_ for mapper in Base.registry.mappers if is_scoped(mapper.local_table)]
    return sorted(found, key=lambda model: str(model.__tablename__))


def marker_column(table: sa.Table) -> str:
    """Return the name of the text column by which a row is recognised."""
    texts = (c for c in table.columns if isinstance(c.type, sa.String) and not c.foreign_keys)
    return max(texts, key=lambda column: (column.type.length or 200) >= 20).name  # type: ignore[union-attr]
