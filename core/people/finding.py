"""Find people: by the names they have and are called by, their school, and what they are; pages by (name,
id).

Keyset paging reads one page whatever its number; a cursor is an id only, so that no name stands in an
address.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from core.db import db
from core.people.models import Organisation, Person
from core.people.names import fold
from core.people.rules import AGE_BANDS, birth_dates_of

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


@dataclass(frozen=True)
class Found:
    """One page of rows (named tuples of SHOWN), and the ids to go on from, each None at its end of the
    list.
    """

    rows: Sequence[Any]
    after: UUID | None
    before: UUID | None


def find(
    wanted: Wanted,
    today: date,
    allowed: ColumnElement[bool],
    after: UUID | None = None,
    before: UUID | None = None,
    size: int = PAGE,
) -> Found:
    """The people who answer `wanted` and satisfy the access filter `allowed`, in order of name."""
    query = select(*SHOWN).where(Person.merged_into_id.is_(None), allowed, *_criteria(wanted, today))
    backwards = before is not None and after is None
    cursor = before if backwards else after
    query = _in_order(query, cursor, backwards)
    rows = list(db.session.execute(query.limit(size + 1)))
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
        return Found(rows, rows[-1].id if rows else None, rows[0].id if more and rows else None)
    return Found(rows, rows[-1].id if more else None, rows[0].id if cursor and rows else None)


def organisation_names(ids: set[UUID | None]) -> dict[UUID, str]:
    """Names of the organisations with these ids, in one query."""
    known = [one for one in ids if one is not None]
    if not known:
        return {}
    rows = db.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(known)))
    return {row.id: row.name for row in rows}


def _in_order(query: Select[Any], cursor: UUID | None, backwards: bool) -> Select[Any]:
    name, key = Person.sort_name, Person.id
    if cursor is not None:
        at = db.session.scalar(select(Person.sort_name).where(Person.id == cursor))
        if at is not None:
            beyond = or_(name < at, and_(name == at, key < cursor)) if backwards else None
            query = query.where(
                beyond if beyond is not None else or_(name > at, and_(name == at, key > cursor))
            )
    return query.order_by(name.desc(), key.desc()) if backwards else query.order_by(name, key)


def _criteria(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    found = [_word(word) for word in fold(wanted.words).split()[:MOST_WORDS]]
    if wanted.kind:
        found.append(Person.kind == wanted.kind)
    if wanted.organisation_id:
        found.append(Person.organisation_id == wanted.organisation_id)
    if wanted.place_id:
        found.append(Person.place_id == wanted.place_id)
    if wanted.age_band in AGE_BANDS:
        found.append(_of_age(wanted.age_band, today))
    if not wanted.left_too:
        found.append(or_(Person.left_on.is_(None), Person.left_on > today))
    return found


def _word(word: str) -> ColumnElement[bool]:
    """A word stands in a name, or in the name of the person's school."""
    schools = select(Organisation.id).where(func.lower(Organisation.name).contains(word, autoescape=True))
    ids = list(db.session.scalars(schools.limit(MOST_SCHOOLS)))
    in_name = Person.find_text.contains(word, autoescape=True)
    return or_(in_name, Person.organisation_id.in_(ids)) if ids else in_name


def _of_age(band: str, today: date) -> ColumnElement[bool]:
    earliest, latest = birth_dates_of(band, today)
    said = and_(Person.born_on.is_(None), Person.age_band == band)
    return or_(Person.born_on.between(earliest, latest), said)
