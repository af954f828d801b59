"""How whoever asks stands to the person they ask about, as it is on record; never what could put somebody in danger."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from core.data_rights.requests.models import RightsRequest
from core.db import db
from core.people.models import Person
from core.people.relationships.models import Relationship


@dataclass(frozen=True)
class Standing:
    """What is on record: names, and each relationship with the day on which somebody checked it (None: nobody did)."""

    person_name: str
    asker_name: str
    relationships: tuple[tuple[str, bool, date | None], ...]


def standing(asked: RightsRequest) -> Standing:
    """Who asks about whom, as the council's own records have it."""
    names = _names(asked)
    person = names.get(asked.person_id, "") if asked.person_id else ""
    asker = names.get(asked.asker_id, "") if asked.asker_id else ""
    return Standing(person, asker, tuple(_between(asked.person_id, asked.asker_id)) if asked.on_behalf else ())


def _names(asked: RightsRequest) -> dict[UUID, str]:
    ids = [one for one in (asked.person_id, asked.asker_id) if one]
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))) if ids else ()
    return {row.id: row.name for row in rows}


def _between(child_id: UUID | None, adult_id: UUID | None) -> list[tuple[str, bool, date | None]]:
    if child_id is None or adult_id is None:
        return []
    found = select(Relationship.kind, Relationship.parental_responsibility, Relationship.verified_on)
    rows = db.session.execute(found.where(Relationship.child_id == child_id, Relationship.adult_id == adult_id))
    return [(row.kind.replace("_", " "), row.parental_responsibility, row.verified_on) for row in rows]
