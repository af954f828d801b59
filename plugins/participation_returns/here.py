"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort

from core.api import (
    Actor,
    Authority,
    Organisation,
    Person,
    Ref,
    access_rules,
    current_actor,
    db,
    local_today,
    record,
    required_authority,
    settings,
    touch,
)
from plugins.participation_returns.settings import ParticipationReturnsSettings
from plugins.standards.api import looked_after_by

Found = TypeVar("Found")


def council() -> Authority:
    """The council whose pages these are: every address of this plugin begins with one."""
    return required_authority()


def chosen(authority: Authority | None = None) -> ParticipationReturnsSettings:
    """What the council has chosen about returns."""
    return settings(authority or council(), "participation_returns", ParticipationReturnsSettings).model


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist."""
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


def own_organisation() -> Organisation | None:
    """The team or provider that the reader's own record names, else the one whose audit they look after."""
    if (mine := reader().person_id) is None:
        return None
    query = db.select(Organisation).join(
        Person, (Person.authority_id == Organisation.authority_id) & (Person.organisation_id == Organisation.id)
    )
    found: Organisation | None = db.session.scalars(query.where(Person.id == mine)).one_or_none()
    other = looked_after_by(mine) if found is None else None
    return db.session.scalars(db.select(Organisation).where(Organisation.id == other)).one() if other else found


def year_of(day: date | None = None) -> int:
    """The year that returns of this day count for: the calendar year in which it began."""
    today = day or local_today()
    return today.year if today.month >= chosen().year_begins else today.year - 1


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit trail what was done to `row`, with ids and plain facts only."""
    about = Ref("participation_returns", type(row).__name__.lower(), row.id)
    record(f"participation_returns.{action}", about, detail=detail or None, by=reader().user_id)
    touch(council().id)
