"""People as a spreadsheet, made a piece at a time, so that a long list needs no more memory than a short one.

Each piece is read in a scope of its own that ends before the piece is sent: a slow reader holds neither a connection
nor, on SQLite, the others up. Columns have the names of the import's, and follow what the reader may see of one person.
How to reach a young person, parent or carer is told only where they agree to be reached so when their piece is read.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import ColumnElement, func, or_, select

from core.access.actor import Actor
from core.db import authority_scope, db
from core.people import protection
from core.people.access import SEES_PERSON
from core.people.finding import Wanted, criteria
from core.people.models import Organisation, Person, Place
from core.people.rules import school_year_on
from core.people.shared import names_of
from core.people.spreadsheets import plain_cell
from core.people.whereabouts import PROTECT
from core.web.house import house

REACHED_IF_AGREED = ("young_person", "parent_carer")
REACHED_BY = {"email": frozenset({"email"}), "phone": frozenset({"phone", "text"})}
NO_WAY: frozenset[str] = frozenset()
NOWHERE = {"organisation": "", "place": ""}
A_PIECE = 1_000  # people read and sent at once
MARK = "\ufeff"  # tells spreadsheets that what follows is UTF-8
SEEN_BY_ALL = ("name", "known_as", "kind", "organisation", "place", "left_on")
DETAILS = ("external_ref", "born_on", "age_band", "school_year", "email", "phone")
NEEDS = ("heard_how", "access_needs")
TITLES = {
    "name": "Full name",
    "known_as": "What they want to be called, if it differs",
    "kind": "young_person, parent_carer, worker or partner",
    "organisation": "School or organisation",
    "place": "Place",
    "left_on": "The day since when they no longer take part",
    "external_ref": "The number in your own system",
    "born_on": "Date of birth",
    "age_band": "Age as it was said, where the date of birth is not known",
    "school_year": "School year now, where it differs from most children of this age: 0 is Reception",
    "email": "E-mail address; of young people, parents and carers only where they agree to it now",
    "phone": "Phone number; of young people, parents and carers only where they agree to calls or texts now",
    "heard_how": "How they like to be heard",
    "access_needs": "What helps them take part",
}


READ = (
    Person.name,
    Person.known_as,
    Person.kind,
    Person.organisation_id,
    Person.place_id,
    Person.left_on,
    Person.external_ref,
    Person.born_on,
    Person.age_band,
    Person.school_year,
    Person.school_year_from,
    Person.email,
    Person.phone,
    Person.heard_how,
    Person.access_needs,
)


@dataclass(frozen=True)
class Export:
    """Whom to export for whom: the columns, and the filter that chooses the people.

    `tells_all`: whoever takes it may know where protected people are.
    """

    columns: tuple[str, ...]
    chosen: tuple[ColumnElement[bool], ...]
    today: date
    tells_all: bool = False

    def count(self) -> int:
        """How many people it holds now."""
        return db.session.scalar(select(func.count(Person.id)).where(*self.chosen)) or 0

    def ids(self) -> Sequence[UUID]:
        """Of whom it tells now."""
        return db.session.scalars(select(Person.id).where(*self.chosen)).all()


def export_for(actor: Actor, wanted: Wanted, today: date) -> Export:
    """The people who answer `wanted`, as far as the actor may see them; merged records are left out."""
    chosen = (Person.merged_into_id.is_(None), SEES_PERSON.criteria(actor), *criteria(wanted, today))
    return Export(columns_for(actor), chosen, today, actor.can(PROTECT))


def columns_for(actor: Actor) -> tuple[str, ...]:
    """The columns that somebody may take out: what people need only with a permission of its own (S3)."""
    details = DETAILS if actor.can("people.read_details") else ()
    needs = NEEDS if details and actor.can("people.export_needs") else ()
    return (*SEEN_BY_ALL, *details, *needs)


def pieces(app: Flask, authority_id: UUID, export: Export) -> Iterator[str]:
    """The CSV, piece by piece; to be read outside the request."""
    yield MARK + _csv([export.columns])
    at: Any = None
    while True:
        with app.app_context(), authority_scope(authority_id):
            found = _next(export, at)
            text = _csv(_cells(found, export))
        if not found:
            return
        at = found[-1]
        yield text


def _next(export: Export, at: Any) -> Sequence[Any]:
    """The people after the row `at`, by name."""
    query = select(Person.id, Person.sort_name, *READ).where(*export.chosen)
    if at is not None:
        after = or_(Person.sort_name > at.sort_name, Person.id > at.id)
        query = query.where(Person.sort_name >= at.sort_name, after)
    return db.session.execute(query.order_by(Person.sort_name, Person.id).limit(A_PIECE)).all()


def _cells(found: Sequence[Any], export: Export) -> Iterator[list[str]]:
    withheld = _withheld(found) if "email" in export.columns else {}
    organisations = names_of(Organisation, {row.organisation_id for row in found})
    places = names_of(Place, {row.place_id for row in found})
    kept_back = frozenset() if export.tells_all else protection.among(row.id for row in found)
    for row in found:
        told = {
            **row._mapping,
            "organisation": organisations.get(row.organisation_id),
            "place": places.get(row.place_id),
            "school_year": school_year_on(None, row.school_year, row.school_year_from, export.today),
            **(NOWHERE if row.id in kept_back else {}),
            **withheld.get(row.id, {}),
        }
        yield [_cell(told[column]) for column in export.columns]


def _withheld(found: Sequence[Any]) -> dict[UUID, dict[str, str]]:
    """For whoever does not agree to be reached in a way: that column, empty. Colleagues are reached at their work."""
    asked = [row.id for row in found if row.kind in REACHED_IF_AGREED and (row.email or row.phone)]
    agreed = house().agreed_uses(asked, "core.contact") if asked else {}
    return {one: {name: "" for name, ways in REACHED_BY.items() if not ways & agreed.get(one, NO_WAY)} for one in asked}


def _cell(value: Any) -> str:
    """A value as a spreadsheet shows it: dates as 2011-03-27, nothing as an empty cell."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else plain_cell(str(value))


def _csv(lines: Any) -> str:
    text = StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue()
