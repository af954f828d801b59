"""What a migration makes: a council's table, named, keyed, linked, indexed and walled in, in one call.

Names follow the naming convention of the models, so that comparing them with the database finds no difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from core.db.base import AUTHORITY_COLUMN
from core.db.rls import protect


@dataclass(frozen=True)
class Link:
    """A column that points at a row of the same council in `table`; its foreign key and index come with it."""

    column: str
    table: str
    nullable: bool = False
    indexed: bool = True


@dataclass(frozen=True)
class Unique:
    """Columns that are unique together within one council."""

    columns: tuple[str, ...]


@dataclass(frozen=True)
class Indexed:
    """Columns that are indexed together, after the council."""

    columns: tuple[str, ...]


def scoped_table(op: Any, name: str, *parts: sa.Column[Any] | Link | Unique | Indexed) -> None:
    """Create the table `name` with (authority_id, id) as its key and wall it in."""
    op.create_table(name, *_keys(op, name), *_schema(op, name, parts))
    for part in parts:
        if isinstance(part, Link) and part.indexed:
            _index(op, name, (part.column,))
        elif isinstance(part, Indexed):
            _index(op, name, part.columns)
    protect(op, name)


def text(name: str) -> sa.Column[str]:
    """A text that is never missing, "" at first."""
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def line(name: str, length: int = 200) -> sa.Column[str]:
    """A line of text that is never missing, "" at first."""
    return sa.Column(name, sa.String(length), server_default="", nullable=False)


def word(name: str, default: str) -> sa.Column[str]:
    """One of a fixed list of words."""
    return sa.Column(name, sa.String(40), server_default=default, nullable=False)


def number(name: str, default: int = 0) -> sa.Column[int]:
    """A whole number that is never missing."""
    return sa.Column(name, sa.Integer(), server_default=str(default), nullable=False)


def yes(name: str, default: bool = False) -> sa.Column[bool]:
    """Yes or no."""
    return sa.Column(name, sa.Boolean(), server_default=sa.true() if default else sa.false(), nullable=False)


def some(name: str, empty: str = "[]") -> sa.Column[Any]:
    """A list (or with `empty` "{}" a mapping), empty at first."""
    return sa.Column(name, sa.JSON(), server_default=empty, nullable=False)


def _keys(op: Any, name: str) -> Iterator[sa.schema.SchemaItem]:
    yield sa.Column(AUTHORITY_COLUMN, sa.Uuid(), nullable=False)
    yield sa.Column("id", sa.Uuid(), nullable=False)
    yield sa.PrimaryKeyConstraint(AUTHORITY_COLUMN, "id", name=op.f(f"pk_{name}"))
    key = op.f(f"fk_{name}_{AUTHORITY_COLUMN}")
    yield sa.ForeignKeyConstraint([AUTHORITY_COLUMN], ["core_authority.id"], name=key)


def _schema(op: Any, name: str, parts: tuple[Any, ...]) -> Iterator[sa.schema.SchemaItem]:
    for part in parts:
        if isinstance(part, Link):
            yield sa.Column(part.column, sa.Uuid(), nullable=part.nullable)
            yield _foreign_key(op, name, part)
        elif isinstance(part, Unique):
            label = op.f(f"uq_{name}_{'_'.join(part.columns)}")
            yield sa.UniqueConstraint(AUTHORITY_COLUMN, *part.columns, name=label)
        elif isinstance(part, sa.Column):
            yield part


def _foreign_key(op: Any, name: str, link: Link) -> sa.ForeignKeyConstraint:
    own, other = [AUTHORITY_COLUMN, link.column], [f"{link.table}.{AUTHORITY_COLUMN}", f"{link.table}.id"]
    return sa.ForeignKeyConstraint(own, other, name=op.f(f"fk_{name}_{link.column}"))


def _index(op: Any, name: str, columns: tuple[str, ...]) -> None:
    op.create_index(op.f(f"ix_{name}_{'_'.join(columns)}"), name, [AUTHORITY_COLUMN, *columns])
