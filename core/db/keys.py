"""Keys that carry the council: composite primary keys, foreign keys, unique constraints and relationships.

Wall 4: a link to another council's row cannot be stored, and "already taken" never tells of another council.
"""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import (
    Mapped,
    MappedColumn,
    declared_attr,
    foreign,
    mapped_column,
    relationship,
)

from core.db.base import AUTHORITY_COLUMN, ScopedKey, TableClass

_ONDELETE = {None, "CASCADE", "RESTRICT"}


class _ScopedRelationship:
    """A relationship that waits for its class, because its join condition names it."""

    def __init__(self, make: Callable[[type[Any], str], Any]) -> None:
        self.make = make


class AuthorityScoped:
    """Rows that belong to one council: primary key (authority_id, id), a random id, a default of the open scope.

    Use as `class Group(AuthorityScoped, db.Model)`.
    """

    __table_class__: ClassVar[TableClass] = "authority"
    __mapper_args__: Any = {"allow_partial_pks": False}

    def __init_subclass__(cls, **options: Any) -> None:
        """Settle the relationships declared with `scoped_relationship` and `scoped_collection`."""
        for name, value in list(vars(cls).items()):
            if isinstance(value, _ScopedRelationship):
                setattr(cls, name, value.make(cls, name))
        super().__init_subclass__(**options)

    @declared_attr
    @classmethod
    def authority_id(cls) -> Mapped[UUID]:
        """The council that the row belongs to; filled in and guarded at flush."""
        return mapped_column(sa.Uuid(), sa.ForeignKey("core_authority.id"), primary_key=True, sort_order=-20)

    @declared_attr
    @classmethod
    def id(cls) -> Mapped[UUID]:
        """A random id: it tells nothing of how many rows there are, nor of other councils."""
        return mapped_column(sa.Uuid(), primary_key=True, default=uuid4, sort_order=-19)


@event.listens_for(AuthorityScoped, "init", propagate=True)
def _give_an_id(target: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """A new object knows its id at once, so that others can refer to it before the flush."""
    kwargs.setdefault("id", uuid4())


def scoped_fk(
    table: str,
    *,
    nullable: bool = False,
    ondelete: str | None = None,
    index: bool = True,
    info: dict[str, Any] | None = None,
    **options: Any,
) -> MappedColumn[Any]:
    """Declare a column that points at a row of the same council in `table`.

    The foreign key over (authority_id, column) and its index are added with the table. `ondelete` may be None, CASCADE
    or RESTRICT: SET NULL would empty authority_id too.
    """
    if ondelete not in _ONDELETE:
        raise ValueError("ondelete may be CASCADE or RESTRICT only")
    noted = {**(info or {}), "scoped_fk": ScopedKey(table, ondelete, index)}
    return mapped_column(sa.Uuid(), nullable=nullable, info=noted, **options)


def scoped_relationship(target: Any, column: str, **options: Any) -> Any:
    """Declare the object that the `scoped_fk` column of this class points at; None empties that column only."""

    def make(cls: type[Any], name: str) -> Any:
        return relationship(target, primaryjoin=_joined(cls, name, column, many=False), **options)

    return _ScopedRelationship(make)


def scoped_collection(target: Any, column: str, **options: Any) -> Any:
    """Declare the objects of `target` whose `scoped_fk` column points at this one."""

    def make(cls: type[Any], name: str) -> Any:
        return relationship(target, primaryjoin=_joined(cls, name, column, many=True), **options)

    return _ScopedRelationship(make)


def _joined(cls: type[Any], name: str, column: str, *, many: bool) -> Callable[[], Any]:
    """Return the join condition, made when mappers are configured: only then is the target known."""

    def condition() -> Any:
        link = cls.__mapper__.get_property(name, _configure_mappers=False)
        link._setup_entity()  # the join is settled before the target, and this join needs the target
        target = link.entity.class_
        near, far = (target, cls) if many else (cls, target)
        return sa.and_(near.authority_id == far.authority_id, foreign(getattr(near, column)) == far.id)

    return condition


def scoped_unique(*columns: str, name: str | None = None) -> sa.UniqueConstraint:
    """Return a unique constraint within one council."""
    return sa.UniqueConstraint(AUTHORITY_COLUMN, *columns, name=name)


def scoped_index(*columns: str, name: str | None = None) -> sa.Index:
    """Return an index that starts with the council."""
    return sa.Index(name, AUTHORITY_COLUMN, *columns)


def is_scoped(table: sa.FromClause) -> bool:
    """Say whether a table holds rows of councils."""
    return isinstance(table, sa.Table) and AUTHORITY_COLUMN in table.primary_key.columns
