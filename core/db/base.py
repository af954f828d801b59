"""The declarative base: constraint names, the class of each table, and what a personal column declares.

Every table is of one class, kept in `table.info["class"]`: "authority" (rows of one council), "platform", "reference"
(read-only, nothing personal) or "derived" (rebuilt from others).
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase

TableClass = Literal["authority", "platform", "reference", "derived"]
AUTHORITY_COLUMN = "authority_id"


def _own_columns(constraint: Any, table: sa.Table) -> str:
    """Name a constraint by its columns without the council's, which every one of them starts with."""
    names = [column.name for column in constraint.columns]
    return "_".join(name for name in names if name != AUTHORITY_COLUMN) or AUTHORITY_COLUMN


NAMING: dict[str, Any] = {
    "own_columns": _own_columns,
    "ix": "ix_%(table_name)s_%(own_columns)s",
    "uq": "uq_%(table_name)s_%(own_columns)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(own_columns)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What every mapped class descends from; `db.Model` is this class."""

    metadata = sa.MetaData(naming_convention=NAMING)
    __table_class__: ClassVar[TableClass]

    @classmethod
    def __table_cls__(cls, name: str, metadata: sa.MetaData, *parts: Any, **options: Any) -> sa.Table:
        """Make the table with its class noted, and the composite keys that its columns asked for."""
        table_class = getattr(cls, "__table_class__", None)
        if table_class is None:
            raise TypeError(f"{name}: say __table_class__ or descend from AuthorityScoped")
        options["info"] = {**options.get("info", {}), "class": table_class}
        return sa.Table(name, metadata, *parts, *_composite_keys(parts), **options)


def _composite_keys(parts: tuple[Any, ...]) -> list[Any]:
    """Turn each `scoped_fk` column into a foreign key over (authority_id, column), and its index."""
    keys: list[Any] = []
    for column in parts:
        wish = column.info.get("scoped_fk") if isinstance(column, sa.Column) else None
        if wish is None:
            continue
        own = [AUTHORITY_COLUMN, column.name]
        target = [f"{wish.table}.{AUTHORITY_COLUMN}", f"{wish.table}.id"]
        keys.append(sa.ForeignKeyConstraint(own, target, ondelete=wish.ondelete, use_alter=False))
        if wish.index:
            keys.append(sa.Index(None, *own))
    return keys


@dataclass(frozen=True)
class ScopedKey:
    """What a `scoped_fk` column points at."""

    table: str
    ondelete: str | None
    index: bool


@dataclass(frozen=True)
class Personal:
    """Why a column about a person is held, how grave its loss would be (S0 to S4) and how long it is kept."""

    purpose: str
    cls: str
    retention: str


def personal(purpose: str, cls: str, retention: str) -> dict[str, Any]:
    """Return the `info` of a column that holds data about a person (UK GDPR Art. 30)."""
    if cls not in {"S0", "S1", "S2", "S3", "S4"}:
        raise ValueError(f"unknown class of personal data: {cls}")
    return {"personal": Personal(purpose, cls, retention)}


def not_personal(reason: str) -> dict[str, Any]:
    """Return the `info` of a column whose name sounds like somebody's data and which holds none; say what it holds."""
    if not reason.strip():
        raise ValueError("say what the column holds")
    return {"not_personal": reason}
