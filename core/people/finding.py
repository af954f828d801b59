"""Find people: by the names they have and are called by, by their school, and by what they are."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.db import db
from core.people.keyset import Cursor, Found, page_of
from core.people.models import Organisation, Person
from core.people.names import fold
from core.people.rules import AGE_BANDS, birth_dates_of
from core.people.whereabouts import may_be_looked_for

PAGE = 50
MOST_WORDS = 6  # more words than any name has: the rest of a pasted sentence is not looked for
MOST_SCHOOLS = 50
SHOWN = (
    Person.id,
    Person.name,
    Person.known_as,
    Person.kind,
    Person.born_on,
    Person.age_band,
    Person.age_band_said_on,
    Person.school_year,
    Person.school_year_from,
    Person.organisation_id,
    Person.place_id,
    Person.left_on,
)


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty values ask for nothing."""

    words: str = ""
    kind: str = ""
    organisation_id: UUID | None = None
    place_id: UUID | None = None
    age_band: str = ""
    left_too: bool = False


def find(wanted: Wanted, today: date, allowed: ColumnElement[bool], cursor: Cursor, size: int = PAGE) -> Found:
    """The people who answer `wanted` and pass the access filter `allowed`, by name; rows hold SHOWN."""
    query = select(*SHOWN).where(Person.merged_into_id.is_(None), allowed, *criteria(wanted, today))
    return page_of(query, Person.sort_name, Person.id, cursor, size)


def criteria(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    """What a person's record must be to answer `wanted`."""
    found = [_word(word) for word in fold(wanted.words).split()[:MOST_WORDS]]
    if wanted.kind:
        found.append(Person.kind == wanted.kind)
    if wanted.organisation_id:
        found += [Person.organisation_id == wanted.organisation_id, may_be_looked_for()]
    if wanted.place_id:
        found += [Person.place_id == wanted.place_id, may_be_looked_for()]
    if wanted.age_band in AGE_BANDS:
        found.append(_of_age(wanted.age_band, today))
    if not wanted.left_too:
        found.append(or_(Person.left_on.is_(None), Person.left_on > today))
    return found


def _word(word: str) -> ColumnElement[bool]:
    """A word stands in a name, or in the name of the person's school."""
    named = func.lower(Organisation.name).contains(word, autoescape=True)
    ids = list(db.session.scalars(select(Organisation.id).where(named).limit(MOST_SCHOOLS)))
    in_name = Person.find_text.contains(word, autoescape=True)
    return or_(in_name, and_(Person.organisation_id.in_(ids), may_be_looked_for())) if ids else in_name


def _of_age(band: str, today: date) -> ColumnElement[bool]:
    earliest, latest = birth_dates_of(band, today)
    said = and_(Person.born_on.is_(None), Person.age_band == band)
    return or_(Person.born_on.between(earliest, latest), said)
