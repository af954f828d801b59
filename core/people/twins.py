"""Look for twins: records already here that may be about the same person."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from core.db import db
from core.people.models import Person
from core.people.names import fold
from core.people.rules import Likeness, Twin, compare
from core.people.whereabouts import hidden

MOST_LOOKED_AT = 300
MOST_SHOWN = 5
READ = (
    Person.id,
    Person.name,
    Person.known_as,
    Person.born_on,
    Person.organisation_id,
    Person.email,
    Person.phone,
)


@dataclass(frozen=True)
class Candidate:
    """A record that may be a twin, and why."""

    id: UUID
    name: str
    born_on: date | None
    organisation_id: UUID | None
    twin: Twin


def likeness(of: Any) -> Likeness:
    """What is compared of a person, a row of one, or a form's values with the same names."""
    name, known_as = of.name or "", of.known_as or ""
    family = name.split()[-1] if name.split() else ""
    called = known_as if fold(family) in fold(known_as).split() else f"{known_as} {family}"
    contacts = frozenset(fold(value) for value in (of.email, of.phone) if value)
    return Likeness((name, called) if known_as else (name,), of.born_on, of.organisation_id, contacts)


def likely_twins(of: Any, allowed: ColumnElement[bool], besides: UUID | None = None) -> list[Candidate]:
    """The likeliest twins of `of` among records that are not merged, best first; `besides` is its own id."""
    mine = likeness(of)
    if besides and hidden([besides]):
        mine = replace(mine, organisation_id=None)
    rows = db.session.execute(
        select(*READ).where(Person.merged_into_id.is_(None), allowed, or_(*_worth_a_look(mine))).limit(MOST_LOOKED_AT)
    )
    others = [row for row in rows if row.id != besides]
    kept_back = hidden(row.id for row in others)
    compared = [(row, compare(mine, _known_of(row, kept_back))) for row in others]
    best = sorted((pair for pair in compared if pair[1].likely), key=lambda pair: -pair[1].score)
    return [Candidate(row.id, row.name, row.born_on, row.organisation_id, twin) for row, twin in best[:MOST_SHOWN]]


def _known_of(row: Any, kept_back: Collection[UUID]) -> Likeness:
    """What the reader may know of a record: that two go to one school tells where they are."""
    known = likeness(row)
    return replace(known, organisation_id=None) if row.id in kept_back else known


def _worth_a_look(mine: Likeness) -> list[ColumnElement[bool]]:
    """Same birth date, or a name that shares the beginning of one of the words."""
    starts = {word[:4] for name in mine.names for word in fold(name).split() if len(word) > 1}
    found = [Person.find_text.contains(start, autoescape=True) for start in sorted(starts)]
    if mine.born_on:
        found.append(Person.born_on == mine.born_on)
    return found or [Person.find_text == ""]
