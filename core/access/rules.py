"""Rules on rows: one definition, asked of a row in hand or made into a query's filter, with one answer.

    SEES_GROUP = Rule(any_of(field("hidden").is_(False), has("groups.manage"), through("members", mine)),
                      deny=through("barred", mine), model=Group)
    SEES_GROUP.allows(actor, group)                       # True or False for a row in hand
    select(Group).where(SEES_GROUP.criteria(actor))       # the same rows, chosen by the database

Deny beats allow. A missing value (None, NULL) is never equal to anything, on both sides: without that care
SQL's third truth value would turn "not" into a different answer from Python's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, bindparam, false, not_, or_, true
from sqlalchemy.orm import RelationshipProperty

from core.access.actor import Actor
from core.db import utcnow


class Condition(Protocol):
    """Anything that can be asked of a row and of a table, with the same meaning."""

    def holds(self, actor: Actor, row: Any) -> bool:
        """True when the row in hand satisfies the condition for this actor."""

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        """The same as a filter on `model` (a mapped class or an alias); never NULL."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What may be done to rows of one kind: allowed by `allow` unless `deny` holds."""

    allow: Condition
    deny: Condition | None = None
    model: Any = None

    def allows(self, actor: Actor, row: Any) -> bool:
        """The answer for one row in hand."""
        if self.deny is not None and self.deny.holds(actor, row):
            return False
        return self.allow.holds(actor, row)

    def criteria(self, actor: Actor, model: Any = None) -> ColumnElement[bool]:
        """The same answer as a filter, on the rule's own model unless another (an alias) is given."""
        table = model if model is not None else self.model
        if table is None:
            raise TypeError("a rule without a model needs one to make a filter")
        return _made(self, actor, table)

    def make(self, actor: Actor, table: Any) -> ColumnElement[bool]:
        """The filter itself, made anew."""
        allowed = self.allow.criteria(actor, table)
        return allowed if self.deny is None else and_(allowed, not_(self.deny.criteria(actor, table)))


@lru_cache(maxsize=512)
def _made(rule: Rule, actor: Actor, table: Any) -> ColumnElement[bool]:
    """A filter hangs on nothing else, and making one costs as much as asking the database: the last ones are kept."""
    return rule.make(actor, table)


@dataclass(frozen=True, slots=True)
class _Constant:
    answer: bool

    def holds(self, actor: Actor, row: Any) -> bool:
        return self.answer

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        return true() if self.answer else false()


ALWAYS: Condition = _Constant(True)
NEVER: Condition = _Constant(False)


@dataclass(frozen=True, slots=True)
class _AllOf:
    parts: tuple[Condition, ...]

    def holds(self, actor: Actor, row: Any) -> bool:
        return all(part.holds(actor, row) for part in self.parts)

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        return and_(true(), *(part.criteria(actor, model) for part in self.parts))


@dataclass(frozen=True, slots=True)
class _AnyOf:
    parts: tuple[Condition, ...]

    def holds(self, actor: Actor, row: Any) -> bool:
        return any(part.holds(actor, row) for part in self.parts)

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        return or_(false(), *(part.criteria(actor, model) for part in self.parts))


@dataclass(frozen=True, slots=True)
class _Not:
    part: Condition

    def holds(self, actor: Actor, row: Any) -> bool:
        return not self.part.holds(actor, row)

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        return not_(self.part.criteria(actor, model))


@dataclass(frozen=True, slots=True)
class _Has:
    permission: str

    def holds(self, actor: Actor, row: Any) -> bool:
        return actor.can(self.permission)

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        return true() if actor.can(self.permission) else false()


@dataclass(frozen=True, slots=True)
class _HasRole:
    role: str

    def holds(self, actor: Actor, row: Any) -> bool:
        return self.role in actor.roles

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        return true() if self.role in actor.roles else false()


@dataclass(frozen=True, slots=True)
class _OneOf:
    name: str
    values: tuple[Any, ...]

    def holds(self, actor: Actor, row: Any) -> bool:
        found = getattr(row, self.name)
        return found is not None and found in self.values

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        column = getattr(model, self.name)
        return and_(column.is_not(None), column.in_(self.values))


@dataclass(frozen=True, slots=True)
class _Is:
    name: str
    value: bool | None

    def holds(self, actor: Actor, row: Any) -> bool:
        return getattr(row, self.name) is self.value

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        answer: ColumnElement[bool] = getattr(model, self.name).is_(self.value)
        return answer


@dataclass(frozen=True, slots=True)
class _IsAhead:
    name: str

    def holds(self, actor: Actor, row: Any) -> bool:
        found = getattr(row, self.name)
        return found is not None and found > utcnow()

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        """Filters are kept from one question to the next: what time it is, is asked when the database is."""
        column = getattr(model, self.name)
        now = bindparam("now", callable_=utcnow, type_=column.type, unique=True)
        return and_(column.is_not(None), column > now)


@dataclass(frozen=True, slots=True)
class _EqualsActor:
    name: str
    attribute: str

    def holds(self, actor: Actor, row: Any) -> bool:
        wanted = getattr(actor, self.attribute)
        return wanted is not None and getattr(row, self.name) == wanted

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        wanted = getattr(actor, self.attribute)
        column = getattr(model, self.name)
        return false() if wanted is None else and_(column.is_not(None), column == wanted)


@dataclass(frozen=True, slots=True)
class _Through:
    relationship: str
    condition: Condition

    def holds(self, actor: Actor, row: Any) -> bool:
        found = getattr(row, self.relationship)
        rows: Iterable[Any] = () if found is None else found if isinstance(found, list) else (found,)
        return any(self.condition.holds(actor, other) for other in rows)

    def criteria(self, actor: Actor, model: Any) -> ColumnElement[bool]:
        attribute = getattr(model, self.relationship)
        related: RelationshipProperty[Any] = attribute.property
        inner = self.condition.criteria(actor, related.mapper.class_)
        answer: ColumnElement[bool] = attribute.any(inner) if related.uselist else attribute.has(inner)
        return answer


@dataclass(frozen=True, slots=True)
class Field:
    """A column to compare; made by `field`."""

    name: str

    def is_(self, value: bool | None) -> Condition:
        """Exactly True, False or missing."""
        return _Is(self.name, value)

    def equals(self, value: Any) -> Condition:
        """The same value; a missing one equals nothing."""
        return _OneOf(self.name, (value,))

    def is_ahead(self) -> Condition:
        """A moment that is still to come; a missing one is not."""
        return _IsAhead(self.name)

    def one_of(self, values: Iterable[Any]) -> Condition:
        """One of a fixed list of values; a missing one is none of them."""
        return _OneOf(self.name, tuple(values))


def field(name: str) -> Field:
    """A column of the row, by its mapped name."""
    return Field(name)


def equals_actor(name: str, attribute: str = "person_id") -> Condition:
    """The row's `name` is the actor's own `attribute`; an actor without one matches no row."""
    return _EqualsActor(name, attribute)


def has(permission: str) -> Condition:
    """The actor holds `permission`, whatever the row."""
    return _Has(permission)


def has_role(role: str) -> Condition:
    """The actor holds `role` here, whatever the row."""
    return _HasRole(role)


def through(relationship: str, condition: Condition) -> Condition:
    """At least one row on the other side of a mapped relationship satisfies `condition`."""
    return _Through(relationship, condition)


def all_of(*parts: Condition) -> Condition:
    """Every part holds; of no parts, always."""
    return _AllOf(parts)


def any_of(*parts: Condition) -> Condition:
    """At least one part holds; of no parts, never."""
    return _AnyOf(parts)


def none_of(*parts: Condition) -> Condition:
    """No part holds."""
    return _Not(_AnyOf(parts))
