"""Joining, leaving and coming back, as staff enter it; each keeps the group's stored count right.

Nobody is ever refused or removed because of age or school year: what lies outside the range is a remark.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Actor, Person, age_on, db, local_today, touch
from plugins.groups.here import note
from plugins.groups.models import Group, Membership
from plugins.groups.rules import age_remark, term_of_office_over, year_remark


@dataclass(frozen=True)
class Member:
    """One line of a group's member list."""

    id: UUID
    person_id: UUID
    name: str
    role: str
    supports: bool
    status: str
    joined_on: date | None
    left_on: date | None
    term_from: date | None
    term_to: date | None
    remark: str


_READ = (
    Membership.id,
    Membership.person_id,
    Membership.role,
    Membership.supports,
    Membership.status,
    Membership.age_reason,
    Membership.joined_on,
    Membership.left_on,
    Membership.term_from,
    Membership.term_to,
    Person.name,
    Person.known_as,
    Person.born_on,
    Person.school_year,
)


def of(group: Group, slack: int) -> list[Member]:
    """Everyone in the group: workers first, then members, then those who left, by name."""
    joined = (
        db.select(*_READ)
        .join(
            Person,
            (Person.authority_id == Membership.authority_id) & (Person.id == Membership.person_id),
        )
        .where(Membership.group_id == group.id)
        .order_by(Membership.status, Membership.supports.desc(), Person.sort_name, Membership.id)
    )
    return [_member(group, row, slack) for row in db.session.execute(joined)]


def remark_on(group: Group, person: Any, slack: int) -> str:
    """What staff should think about before this person joins, in plain words; "" for nothing."""
    years = year_remark(group.school_years, person.school_year) if group.age_min is None else ""
    return years or age_remark(group.ages, age_on(person, local_today()), slack)


def held(group: Group, person_id: UUID) -> Membership | None:
    """The person's membership of the group, whether they are in it now or have left."""
    found = db.select(Membership).where(Membership.group_id == group.id, Membership.person_id == person_id)
    return db.session.scalars(found).one_or_none()


def welcome_maker(group: Group, actor: Actor) -> None:
    """Let whoever makes a group support it, so that a sensitive one has somebody who sees its members."""
    if actor.person_id is None or held(group, actor.person_id):
        return
    db.session.add(
        Membership(group_id=group.id, person_id=actor.person_id, role="Worker", supports=True, joined_on=local_today())
    )


def leave(group: Group, membership: Membership) -> None:
    """End a membership; the record stays, so that coming back needs no new one."""
    membership.status, membership.left_on = "left", local_today()
    note("member_left", membership)
    recount(group)


def come_back(group: Group, membership: Membership) -> None:
    """Take up an ended membership again."""
    membership.status, membership.left_on = "active", None
    note("member_returned", membership)
    recount(group)


def recount(group: Group) -> None:
    """Store how many members the group has, workers left out; the row is held, so that two at once add up."""
    db.session.flush()
    db.session.execute(db.select(Group.id).where(Group.id == group.id).with_for_update())
    active = db.select(db.func.count(Membership.id)).where(
        Membership.group_id == group.id, Membership.status == "active", Membership.supports.is_(False)
    )
    number = db.session.scalar(active) or 0
    db.session.execute(db.update(Group).where(Group.id == group.id).values(member_count=number))
    touch(group.authority_id)


def called(name: str, known_as: str) -> str:
    """A person's name, and what they like to be called where the name does not begin with it."""
    return f"{name} ({known_as})" if known_as and not name.startswith(known_as) else name


def _member(group: Group, row: Any, slack: int) -> Member:
    active = row.status == "active" and not row.supports
    remark = row.age_reason or (remark_on(group, row, slack) if active else "")
    if active and term_of_office_over(row.term_to, local_today()):
        remark = f"{remark} Term of office over." if remark else "Term of office over."
    return Member(
        id=row.id,
        person_id=row.person_id,
        name=called(row.name, row.known_as),
        role=row.role,
        supports=row.supports,
        status=row.status,
        joined_on=row.joined_on,
        left_on=row.left_on,
        term_from=row.term_from,
        term_to=row.term_to,
        remark=remark,
    )
