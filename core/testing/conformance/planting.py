"""Makes a record of any mapped class from its columns alone, with the rows that it cannot be without."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from core.db import Base, db

PERSON = "core_person"
FIRST_DAY = date(2026, 1, 5)
_NUMBERS = count(1)
_VALUES: tuple[tuple[type, Any], ...] = (
    (sa.Boolean, False),
    (sa.Integer, 1),
    (sa.Numeric, 1),
    (sa.DateTime, datetime(2026, 1, 5, 12, tzinfo=UTC)),
    (sa.Date, FIRST_DAY),
    (sa.Time, time(12, 0)),
    (sa.JSON, []),
)


def person_columns(model: type) -> list[sa.Column[Any]]:
    """The columns of `model` that point at a person of the council."""
    return [column for column in _table(model).columns if _target(column) == PERSON]


def plant(model: type, person_id: UUID, mark: str, tables: Sequence[type]) -> Any:
    """A flushed record of `model`: every person it names is this one, every text it holds is `mark`."""
    values = {
        column.key: _value(column, person_id, mark, tables) for column in _table(model).columns if _is_wanted(column)
    }
    record = model(**values)
    db.session.add(record)
    db.session.flush()
    return record


def _is_wanted(column: sa.Column[Any]) -> bool:
    if column.key in ("authority_id", "id"):
        return False
    left_out = column.nullable or column.default is not None or column.server_default is not None
    return _target(column) == PERSON or not left_out or isinstance(column.type, sa.Text) and not column.default


def _value(column: sa.Column[Any], person_id: UUID, mark: str, tables: Sequence[type]) -> Any:
    target = _target(column)
    if target == PERSON:
        return person_id
    if target is not None:
        return _parent(target, person_id, mark, tables)
    if isinstance(column.type, sa.Uuid):
        return uuid4()
    if isinstance(column.type, sa.String):
        return mark[: column.type.length] if column.type.length else mark
    if isinstance(column.type, sa.Integer) and _is_told_apart(column):
        return next(_NUMBERS)
    if isinstance(column.type, sa.Date) and _is_told_apart(column):
        return FIRST_DAY + timedelta(days=next(_NUMBERS))
    kind = column.type.impl_instance if isinstance(column.type, sa.TypeDecorator) else column.type
    return next(value for known, value in _VALUES if isinstance(kind, known))


def _is_told_apart(column: sa.Column[Any]) -> bool:
    """Whether two rows of one council may not have the same value here."""
    unique = (one for one in column.table.constraints if isinstance(one, sa.UniqueConstraint))
    return any(column.key in one.columns for one in unique)


def _parent(target: str, person_id: UUID, mark: str, tables: Sequence[type]) -> UUID:
    """The id of a new row of the table that a column must point at."""
    mappers = Base.registry.mappers
    model = next(mapper.class_ for mapper in mappers if _table(mapper.class_).name == target)
    planted: UUID = plant(model, person_id, mark, tables).id
    return planted


def _target(column: sa.Column[Any]) -> str | None:
    """The table that a column points at, by a composite key or a plain one."""
    wish = column.info.get("scoped_fk")
    if wish is not None:
        return str(wish.table)
    return next((key.target_fullname.split(".")[0] for key in column.foreign_keys), None)


def _table(model: Any) -> sa.Table:
    table: sa.Table = model.__table__
    return table
