"""How a person is shown: a line of a list, the facts of a page, and the merges that can be undone.

Somebody without `people.read_details` sees what tells two people apart and no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.db import db
from core.people import whereabouts
from core.people.forms import KIND_TITLES
from core.people.models import Merge, Person, Place
from core.people.names import other_name
from core.people.rules import age_range_on, school_year_name, school_year_on
from core.people.shared import names_of


@dataclass(frozen=True)
class Line:
    """A person in a list."""

    id: UUID
    name: str
    known_as: str
    kind: str
    age: str
    school_year: str
    organisation: str
    place: str
    has_left: bool


@dataclass(frozen=True)
class FoldedIn:
    """A record that was merged into this one."""

    id: UUID
    name: str
    made_at: datetime


def lines(rows: Sequence[Any], today: date, details: bool) -> list[Line]:
    """The rows of a list, ages left out where details are not for the viewer."""
    organisations, places = whereabouts.schools_of(rows), names_of(Place, {row.place_id for row in rows})
    kept_back = whereabouts.hidden(row.id for row in rows)
    return [
        Line(
            row.id,
            row.name,
            other_name(row.name, row.known_as),
            KIND_TITLES.get(row.kind, row.kind),
            age_words(row, today) if details else "",
            _school_year(row, today) if details else "",
            organisations.get(row.id, ""),
            "" if row.id in kept_back else places.get(row.place_id, ""),
            bool(row.left_on and row.left_on <= today),
        )
        for row in rows
    ]


def facts(person: Person, today: date, details: bool) -> list[tuple[str, str]]:
    """(label, value) of a record, in the order of the form."""
    called = other_name(person.name, person.known_as)
    place = "" if whereabouts.hidden([person.id]) else names_of(Place, {person.place_id}).get(person.place_id, "")
    found = [
        ("Full name", person.name),
        *([("Known as", called)] if called else []),
        ("Who they are", KIND_TITLES.get(person.kind, person.kind)),
        ("School or organisation", whereabouts.schools_of([person]).get(person.id, "")),
        ("Place", place),
    ]
    if details:
        found += _details(person, today)
    if person.left_on:
        found.append(("No longer takes part since", day_words(person.left_on)))
    return found


def age_words(person: Any, today: date) -> str:
    """ "14", or "13 to 16" where only a band was said; "" where nothing is known."""
    ages = age_range_on(person, today)
    if ages is None or ages[0] < 0:
        return ""
    return str(ages[0]) if ages[0] == ages[1] else f"{ages[0]} to {ages[1]}"


def day_words(day: date | None) -> str:
    """ "27 March 2011", or ""."""
    return f"{day.day} {day:%B %Y}" if day else ""


def merges_of(person_id: UUID) -> list[FoldedIn]:
    """Merges into this record that stand, latest first."""
    rows = db.session.execute(
        select(Merge.id, Person.name, Merge.made_at)
        .join(Person, Person.id == Merge.merged_id)
        .where(Merge.kept_id == person_id, Merge.undone_at.is_(None))
        .order_by(Merge.made_at.desc())
    )
    return [FoldedIn(row.id, row.name, row.made_at) for row in rows]


def _details(person: Person, today: date) -> list[tuple[str, str]]:
    return [
        ("Date of birth", day_words(person.born_on)),
        ("Age", age_words(person, today)),
        ("School year", _school_year(person, today)),
        ("How I like to be heard", person.heard_how),
        ("What helps them take part", person.access_needs),
        ("E-mail", person.email),
        ("Phone", person.phone),
    ]


def _school_year(person: Any, today: date) -> str:
    group = school_year_on(person.born_on, person.school_year, person.school_year_from, today)
    return school_year_name(group)
