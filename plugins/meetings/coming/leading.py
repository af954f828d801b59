"""The adults who are there: who leads, helps or is on duty; until somebody says so, the workers of the group."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from core.api import Person, db
from plugins.groups.api import Membership, called
from plugins.meetings.coming.rules import first_name
from plugins.meetings.models import Leader, Meeting
from plugins.meetings.vocabulary import LEADING


class Adult(NamedTuple):
    """One adult who is there; `part` is a key of LEADING, "" where it is only taken from the group."""

    person_id: UUID
    name: str
    first: str
    part: str


def adults(meeting: Meeting) -> list[Adult]:
    """Those who were named for this meeting, else the workers who support the group, by name."""
    return named(meeting) or workers(meeting)


def named(meeting: Meeting) -> list[Adult]:
    """Those whom somebody put down for this meeting: leading first."""
    query = (
        db.select(Person.id, Person.name, Person.known_as, Leader.part)
        .join(Leader, (Leader.authority_id == Person.authority_id) & (Leader.person_id == Person.id))
        .where(Leader.meeting_id == meeting.id)
        .order_by(Person.sort_name)
    )
    order = list(LEADING)
    rows = sorted(db.session.execute(query), key=lambda row: order.index(row.part) if row.part in order else 9)
    return [_adult(row, row.part) for row in rows]


def workers(meeting: Meeting) -> list[Adult]:
    """The workers who support the group."""
    query = (
        db.select(Person.id, Person.name, Person.known_as)
        .join(Membership, (Membership.authority_id == Person.authority_id) & (Membership.person_id == Person.id))
        .where(
            Membership.group_id == meeting.group_id, Membership.supports.is_(True), Membership.status == "active"
        )
        .order_by(Person.sort_name)
    )
    return [_adult(row, "") for row in db.session.execute(query)]


def put_down(meeting: Meeting, parts: Mapping[UUID, str]) -> None:
    """Let exactly these adults be there, each with their part."""
    there = {row.person_id: row for row in db.session.scalars(db.select(Leader).where(Leader.meeting_id == meeting.id))}
    for person_id, row in there.items():
        if person_id in parts:
            row.part = parts[person_id]
        else:
            db.session.delete(row)
    for person_id, part in parts.items():
        if person_id not in there:
            db.session.add(Leader(meeting_id=meeting.id, person_id=person_id, part=part))
    db.session.flush()


def _adult(row: object, part: str) -> Adult:
    id, name, known_as = (getattr(row, key) for key in ("id", "name", "known_as"))
    return Adult(id, called(name, known_as), first_name(name, known_as), part)
