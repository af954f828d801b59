"""The bodies that elect or send members of a group: their places, who takes them, how many are free (W42, N47)."""

from typing import NamedTuple
from uuid import UUID

from core.api import Organisation, db
from plugins.groups.elections.states import OVER
from plugins.groups.forms.fields import NOT_STATED, Choices, choices
from plugins.groups.joining.states import TO_PUT_IN, WAITS_FOR_THEM
from plugins.groups.models import Constituency, Election, Group, Joining, Membership


class Body(NamedTuple):
    """One body of a group: its places, how many are taken, and how many of those asked have not come yet."""

    id: UUID
    organisation_id: UUID
    name: str
    places: int
    taken: int
    coming: int
    note: str

    @property
    def free(self) -> int:
        """Places that nobody takes; never under none, although more may have been sent."""
        return max(0, self.places - self.taken)

    @property
    def remark(self) -> str:
        """What staff should think about: more members than places is allowed, and said."""
        over = self.taken + self.coming - self.places
        if over <= 0:
            return ""
        return f"{over} more than its {'place' if self.places == 1 else f'{self.places} places'}. You decide."


def of(group: Group) -> list[Body]:
    """Every body of the group by name, with its places counted."""
    query = (
        db.select(Constituency, Organisation.name)
        .join(
            Organisation,
            (Organisation.authority_id == Constituency.authority_id)
            & (Organisation.id == Constituency.organisation_id),
        )
        .where(Constituency.group_id == group.id)
        .order_by(Organisation.name)
    )
    taken, coming = _taken(group), _coming(group)
    return [
        Body(
            id=row.id,
            organisation_id=row.organisation_id,
            name=name,
            places=row.places,
            taken=taken.get(row.organisation_id, 0),
            coming=coming.get(row.organisation_id, 0),
            note=row.note,
        )
        for row, name in db.session.execute(query)
    ]


def choices_of(group: Group, present: UUID | None = None) -> Choices:
    """The group's bodies with their free places, to choose from; `present` is offered whatever became of it."""
    known = {str(body.organisation_id): f"{body.name} ({_places(body.free)})" for body in of(group)}
    if present is not None and str(present) not in known:
        known[str(present)] = db.session.scalar(db.select(Organisation.name).where(Organisation.id == present)) or ""
    return choices(known, not_stated=True) if known else [NOT_STATED]


def remark_on(group: Group, organisation_id: UUID | None) -> str:
    """What to say to staff who just put somebody forward or in for a body that has no place left; "" for nothing."""
    for body in of(group) if organisation_id else []:
        if body.organisation_id == organisation_id and body.remark:
            return f"{body.name}: {body.remark}"
    return ""


def hangs_on(row: Constituency, sees_members: bool) -> list[str]:
    """What would be left without this body, in plain words: who sits for it, who is on the way, its elections.

    How many people that are is told to whoever sees the group's members.
    """
    group = db.session.get_one(Group, row.group_id)
    sitting, coming = _taken(group).get(row.organisation_id, 0), _coming(group).get(row.organisation_id, 0)
    states = list(db.session.scalars(db.select(Election.state).where(Election.constituency_id == row.id)))
    running = sum(state not in OVER for state in states)
    people = [(sitting, "sits", "sit"), (coming, "is on the way", "are on the way")]
    said = [_who(number, one, more, sees_members) for number, one, more in people if number]
    if running:
        said.append("an election that is not over" if running == 1 else f"{running} elections that are not over")
    if len(states) > running:
        said.append("earlier elections, which stay on record")
    return said


def _who(number: int, one: str, more: str, sees_members: bool) -> str:
    if not sees_members:
        return f"somebody {one} for it"
    return f"1 member {one} for it" if number == 1 else f"{number} members {more} for it"


def _places(free: int) -> str:
    return {0: "no place free", 1: "1 place free"}.get(free, f"{free} places free")


def _taken(group: Group) -> dict[UUID, int]:
    query = (
        db.select(Membership.for_organisation_id, db.func.count(Membership.id))
        .where(Membership.group_id == group.id, Membership.status != "left", Membership.supports.is_(False))
        .group_by(Membership.for_organisation_id)
    )
    return {id: number for id, number in db.session.execute(query) if id is not None}


def _coming(group: Group) -> dict[UUID, int]:
    query = (
        db.select(Joining.from_organisation_id, db.func.count(Joining.id))
        .where(Joining.group_id == group.id, Joining.state.in_(WAITS_FOR_THEM | TO_PUT_IN))
        .group_by(Joining.from_organisation_id)
    )
    return {id: number for id, number in db.session.execute(query) if id is not None}
