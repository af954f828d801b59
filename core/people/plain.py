"""A row as plain values and back: what exports show and what an undone merge restores."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, DateTime, Uuid


def plain(value: Any) -> Any:
    """`value` as JSON can hold it: dates and times in ISO 8601, ids as text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def plain_row(row: Any) -> dict[str, Any]:
    """Every column of a mapped row by its attribute, plain."""
    return {attribute.key: plain(getattr(row, attribute.key)) for attribute in row.__mapper__.column_attrs}


def rebuilt(model: type[Any], values: dict[str, Any]) -> Any:
    """A new object of `model` from what plain_row gave; keys that the model no longer knows are left out."""
    known = {attribute.key: attribute.columns[0].type for attribute in model.__mapper__.column_attrs}
    return model(**{key: typed(known[key], value) for key, value in values.items() if key in known})


def typed(kind: Any, value: Any) -> Any:
    """A plain value as the column type `kind` wants it."""
    inner = getattr(kind, "impl_instance", kind)
    if value is None:
        return None
    if isinstance(inner, DateTime):
        return datetime.fromisoformat(value)
    if isinstance(inner, Date):
        return date.fromisoformat(value)
    return UUID(value) if isinstance(inner, Uuid) else value
