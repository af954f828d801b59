"""Whom the made-up life is about: the group that is elected, its members, and schools."""

from typing import NamedTuple
from uuid import UUID

from core.api import DemoWorld, Organisation, db
from plugins.groups.api import UMBRELLAS, Constituency, Group, Membership


class Cast(NamedTuple):
    """The group that most is shown of, its members (the one who can sign in first), and the council's schools."""

    group: Group
    members: list[UUID]
    schools: list[tuple[UUID, str]]


def cast(world: DemoWorld) -> Cast | None:
    """A public group that bodies elect to, else the public one with the most members; None where there is none."""
    elects = db.select(Constituency.group_id)
    public = db.select(Group).where(
        Group.listing == "public",
        Group.members_hidden.is_(False),
        Group.status == "active",
        Group.participants == "young_people",
        Group.kind.not_in(UMBRELLAS),
    )
    ranked = public.order_by(Group.id.in_(elects).desc(), Group.member_count.desc(), Group.key)
    group = db.session.scalars(ranked.limit(1)).first()
    members = members_of(world, group) if group else []
    return Cast(group, members, _schools()) if group is not None and len(members) > 3 else None


def members_of(world: DemoWorld, group: Group) -> list[UUID]:
    """Ids of a group's members, those who can sign in first."""
    query = db.select(Membership.person_id).where(
        Membership.group_id == group.id, Membership.status == "active", Membership.supports.is_(False)
    )
    rows = list(db.session.scalars(query.order_by(Membership.id)))
    holder = next(iter(world.people.get("young_person", ())), None)
    return sorted(rows, key=lambda one: one != holder)


def _schools() -> list[tuple[UUID, str]]:
    query = db.select(Organisation.id, Organisation.name).where(Organisation.kind == "school", Organisation.active)
    return [(row.id, row.name) for row in db.session.execute(query.order_by(Organisation.name, Organisation.id))]
