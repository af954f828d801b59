"""Who a round is for: people sent by another page, named in a pasted list, or of one school and year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from sqlalchemy import Select, or_, select

from core.clock import local_today
from core.db import db
from core.people.access import SEES_PERSON
from core.people.models import Person
from core.people.names import fold
from core.people.rules import school_year_on
from core.people.whereabouts import may_be_looked_for
from core.web.request import current_actor

MOST_LINES = 400
BATCH = 400  # values in one statement


@dataclass(frozen=True)
class Picked:
    """The people on the list, by name; names that were pasted and found nobody, or more than one."""

    people: Sequence[Person] = ()
    unknown: Sequence[str] = ()
    several: Sequence[str] = ()


class Asked(Protocol):
    """What a form asks for: pasted names, a school and a year group."""

    @property
    def pasted(self) -> list[str]:
        """The lines of the pasted list."""

    @property
    def school(self) -> UUID | None:
        """The organisation, or None."""

    @property
    def year(self) -> int | None:
        """The year group, or None for all."""


def uuids(typed: Iterable[str]) -> list[UUID]:
    """Those of the texts that are ids."""
    found = []
    for one in typed:
        try:
            found.append(UUID(one))
        except ValueError:
            continue
    return found


def picked(ids: Iterable[UUID]) -> Picked:
    """The people of these ids whom the viewer may see; merged records and strangers are left out."""
    wanted, people = list(dict.fromkeys(ids)), list[Person]()
    for start in range(0, len(wanted), BATCH):
        people += db.session.scalars(_seen().where(Person.id.in_(wanted[start : start + BATCH])))
    return Picked(_by_name(people))


def found_by(chosen: Picked, asked: Asked) -> Picked:
    """`chosen` with those added whom the form asks for."""
    people = {person.id: person for person in chosen.people}
    lines = asked.pasted[:MOST_LINES]
    by_name = _named(lines)
    people |= {found[0].id: found[0] for found in by_name.values() if len(found) == 1}
    people |= {person.id: person for person in _of_school(asked)}
    unknown = [line for line in lines if not by_name.get(fold(line))]
    several = [line for line in lines if len(by_name.get(fold(line), ())) > 1]
    return replace(chosen, people=_by_name(people.values()), unknown=unknown, several=several)


def _seen() -> Select[Person]:
    return select(Person).where(Person.merged_into_id.is_(None), SEES_PERSON.criteria(current_actor()))


def _young() -> Select[Person]:
    """Children and young people who still take part."""
    here = or_(Person.left_on.is_(None), Person.left_on > local_today())
    return _seen().where(Person.kind == "young_person", here)


def _named(lines: Sequence[str]) -> dict[str, list[Person]]:
    """The people of exactly these names, whatever the capitals and accents."""
    wanted = {name for line in lines if (name := fold(line))}
    if not wanted:
        return {}
    found: dict[str, list[Person]] = {}
    for person in db.session.scalars(_young().where(Person.sort_name.in_(wanted))):
        found.setdefault(person.sort_name, []).append(person)
    return found


def _of_school(asked: Asked) -> list[Person]:
    if asked.school is None:
        return []
    rows = db.session.scalars(_young().where(Person.organisation_id == asked.school, may_be_looked_for()))
    return [person for person in rows if asked.year is None or _year(person) == asked.year]


def _year(person: Person) -> int | None:
    return school_year_on(person.born_on, person.school_year, person.school_year_from, local_today())


def _by_name(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: (person.sort_name, person.id))
