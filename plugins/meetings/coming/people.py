"""The people of a meeting: its group's members and workers, those who lead it, and whoever else answered or came."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Actor, Organisation, Person, db
from plugins.groups.api import Membership, called
from plugins.meetings.coming.rules import first_name
from plugins.meetings.models import Attendance, Coming, Leader, Meeting

COUNTS_AS = {"young_person": "child", "parent_carer": "parent", "worker": "worker", "partner": "guest"}
_READ = (Person.id, Person.name, Person.known_as, Person.kind, Person.organisation_id, Person.sort_name)


@dataclass(frozen=True)
class Who:
    """One person of a meeting. `supports`: a worker of the group; `belongs`: in the group just now."""

    id: UUID
    name: str
    first: str
    counts_as: str
    organisation_id: UUID | None
    supports: bool = False
    belongs: bool = True


def of(meeting: Meeting) -> list[Who]:
    """Everybody, by name: the group as it is now, then those who lead, answered or came without being in it."""
    inside = {row.id: _who(row, row.supports) for row in db.session.execute(_group(meeting))}
    others = [db.select(one.person_id).where(one.meeting_id == meeting.id) for one in (Leader, Coming, Attendance)]
    wanted = {id for query in others for id in db.session.scalars(query) if id and id not in inside}
    query = db.select(*_READ).where(Person.id.in_(wanted)).order_by(Person.sort_name)
    outside = [_who(row, row.kind == "worker", belongs=False) for row in db.session.execute(query)] if wanted else []
    return [*inside.values(), *outside]


def member_of(meeting: Meeting, actor: Actor) -> bool:
    """True for somebody whom the group is made of: they are asked whether they come."""
    if actor.person_id is None:
        return False
    query = db.select(Membership.id).where(
        Membership.group_id == meeting.group_id,
        Membership.person_id == actor.person_id,
        Membership.status == "active",
        Membership.supports.is_(False),
    )
    return db.session.scalar(query) is not None


def schools(people: list[Who]) -> dict[UUID, str]:
    """Names of the schools and services that these people come from."""
    ids = {who.organisation_id for who in people if who.organisation_id}
    query = db.select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(query)} if ids else {}


def _group(meeting: Meeting) -> Any:
    return (
        db.select(*_READ, Membership.supports)
        .join(Membership, (Membership.authority_id == Person.authority_id) & (Membership.person_id == Person.id))
        .where(Membership.group_id == meeting.group_id, Membership.status == "active")
        .order_by(Person.sort_name, Person.id)
    )


def _who(row: Any, supports: bool, belongs: bool = True) -> Who:
    return Who(
        id=row.id,
        name=called(row.name, row.known_as),
        first=first_name(row.name, row.known_as),
        counts_as="worker" if supports else COUNTS_AS.get(row.kind, "guest"),
        organisation_id=row.organisation_id,
        supports=supports,
        belongs=belongs,
    )
