"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort

from core.api import (
    Actor,
    Authority,
    Person,
    Ref,
    access_rules,
    current_actor,
    db,
    record,
    required_authority,
    settings,
    touch,
)
from plugins.standards.settings import StandardsSettings

Found = TypeVar("Found")


def council() -> Authority:
    """The council whose pages these are: every address of this plugin begins with one."""
    return required_authority()


def chosen(authority: Authority | None = None) -> StandardsSettings:
    """What the council has chosen about charters, plans and audits."""
    return settings(authority or council(), "standards", StandardsSettings).model


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist: a stranger never learns whether a record is there."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found


def row_or_404(model: Any, rule: access_rules.Rule | None = None, **wanted: Any) -> Any:
    """The row of `model` with these values if the reader may see it, else the neutral 404."""
    query = db.select(model).filter_by(**wanted)
    if rule is not None:
        query = query.where(rule.criteria(reader(), model))
    return or_not_here(db.session.scalars(query).one_or_none())


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """What these people are called, in one query."""
    known = {one for one in ids if one is not None}
    query = db.select(Person.id, Person.name).where(Person.id.in_(known))
    return {row.id: row.name for row in db.session.execute(query)} if known else {}


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit trail what was done to `row`, with ids and plain facts only; kept public pages go."""
    record(f"standards.{action}", Ref("standards", _kind(row), row.id), detail=detail or None, by=reader().user_id)
    touch(council().id)


def _kind(row: Any) -> str:
    return type(row).__name__.lower()
