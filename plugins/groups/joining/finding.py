"""Finding the person on the council's record before anybody is added, so that nobody is on it twice."""

from typing import Any
from uuid import UUID

from core.api import Person, db

MOST_FOUND = 20
_READ = (Person.id, Person.name, Person.known_as, Person.born_on, Person.age_band, Person.age_band_said_on)


def people_called(words: str) -> list[Any]:
    """People whose name or calling name holds every word, the first few by name."""
    asked = Person(name=words).find_text.split()
    if not asked:
        return []
    query = db.select(*_READ).where(
        Person.merged_into_id.is_(None), *(Person.find_text.contains(word, autoescape=True) for word in asked)
    )
    return list(db.session.execute(query.order_by(Person.sort_name, Person.id).limit(MOST_FOUND)))


def namesakes(name: str, besides: UUID) -> list[Any]:
    """People of the same name on the record, but for the one that the present form has made."""
    wanted = Person(name=name).sort_name
    query = db.select(*_READ).where(
        Person.sort_name == wanted, Person.merged_into_id.is_(None), Person.id != besides
    )
    return list(db.session.execute(query.limit(MOST_FOUND)))
