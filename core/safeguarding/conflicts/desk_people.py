"""Who of a council's members could read a case: those whose roles give a right of the desk, with all their names."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from core.db import current_authority_id, db
from core.people.models import Person
from core.safeguarding.store import LEAD
from core.users.models import Membership, User
from core.web.house import house

WORK = "safeguarding.work"
NOT_STAFF = frozenset({"young_person", "parent_carer"})


@dataclass(frozen=True)
class Member:
    """One member who may sign in here now or later: their user, their record, what they are called, their rights."""

    user_id: UUID
    person_id: UUID | None
    names: tuple[str, ...]
    rights: frozenset[str]
    has_come: bool

    @property
    def is_lead(self) -> bool:
        """True for somebody who receives every case and can sign in."""
        return self.has_come and LEAD in self.rights

    @property
    def is_at_desk(self) -> bool:
        """True for leads, those to be, and whoever a case can be given to."""
        return bool(self.rights & {LEAD, WORK})


def staff() -> list[Member]:
    """Every member of this council who is neither only a young person nor only a parent, and has not left."""
    query = (
        select(Membership, User.name, Person.name, Person.known_as)
        .join(User, User.id == Membership.user_id)
        .outerjoin(Person, (Person.id == Membership.person_id) & (Person.authority_id == Membership.authority_id))
        .where(Membership.authority_id == current_authority_id(), Membership.ended_at.is_(None))
        .options(selectinload(Membership.held))
    )
    found = [_member(row[0], row[1:]) for row in db.session.execute(query)]
    return [one for one in found if one is not None]


def leads() -> list[Member]:
    """Those who receive every case of this council."""
    return [one for one in staff() if one.is_lead]


def users_of(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Users of this council whose own record is one of these, each with the record; those who left as well."""
    ids = set(person_ids)
    here = Membership.authority_id == current_authority_id()
    query = select(Membership.user_id, Membership.person_id).where(here, Membership.person_id.in_(ids))
    rows = db.session.execute(query) if ids else ()
    return {row.user_id: row.person_id for row in rows if row.person_id is not None}


def _member(membership: Membership, names: Iterable[str | None]) -> Member | None:
    if membership.roles <= NOT_STAFF:
        return None
    called = tuple(dict.fromkeys(name for name in (membership.name, *names) if name))
    rights = house().permissions.of_roles(membership.roles)
    return Member(membership.user_id, membership.person_id, called, rights, membership.accepted_at is not None)
