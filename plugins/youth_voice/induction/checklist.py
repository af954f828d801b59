"""What every member of a group has learnt and done of its induction, line by line, and what they agreed to (W9, W53).

The lines and their days are the groups plugin's; here they stand side by side, for the group's adults and for a member.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Actor, Person, db
from plugins.groups.api import SEES_GROUP, Group, Membership, called
from plugins.youth_voice.visibility import MEMBER, NAMES


@dataclass(frozen=True)
class Row:
    """One member: the day on which each line was done, None while it is open; the day on which they agreed."""

    id: UUID
    person_id: UUID
    name: str
    days: list[date | None]
    agreed_on: date | None

    @property
    def done(self) -> int:
        """How many lines are done."""
        return sum(on is not None for on in self.days)


@dataclass(frozen=True)
class Progress:
    """One group in the list: how many members there are, how many have done every line, how many agreed."""

    key: str
    name: str
    lines: int
    members: int
    through: int
    agreed: int
    has_code: bool


def rows(group: Group, person_id: UUID | None = None) -> list[Row]:
    """Every member's checklist by name, or one member's own."""
    query = (
        db.select(Membership, Person.name, Person.known_as)
        .join(Person, (Person.authority_id == Membership.authority_id) & (Person.id == Membership.person_id))
        .where(Membership.group_id == group.id, Membership.status != "left", Membership.supports.is_(False))
        .order_by(Person.sort_name, Person.id)
    )
    if person_id is not None:
        query = query.where(Membership.person_id == person_id)
    return [_row(group, held, called(name, known_as)) for held, name, known_as in db.session.execute(query)]


def overview(actor: Actor) -> list[Progress]:
    """Every group whose members the reader may know, with how far its members have come."""
    query = db.select(Group).where(
        SEES_GROUP.criteria(actor, Group), NAMES.criteria(actor, Group), Group.status != "ended"
    )
    groups = {group.id: group for group in db.session.scalars(query.order_by(Group.name)) if _has_any(group)}
    held = db.select(Membership.group_id, Membership.induction, Membership.code_agreed_on).where(
        Membership.group_id.in_(list(groups)), Membership.status == "active", Membership.supports.is_(False)
    )
    found: dict[UUID, list[Any]] = {id: [] for id in groups}
    for row in db.session.execute(held):
        found[row.group_id].append(row)
    return [_progress(group, found[id]) for id, group in groups.items()]


def may_read(actor: Actor, group: Group) -> bool:
    """True for who may know all members."""
    return NAMES.allows(actor, group) and actor.can("youth_voice.view")


def is_member(actor: Actor, group: Group) -> bool:
    """True for a member, who reads their own line."""
    return MEMBER.allows(actor, group)


def _has_any(group: Group) -> bool:
    return bool(group.induction or group.code_of_conduct)


def _progress(group: Group, held: list[Any]) -> Progress:
    lines = group.induction or []
    through = sum(all(line in (row.induction or {}) for line in lines) for row in held) if lines else 0
    agreed = sum(row.code_agreed_on is not None for row in held)
    return Progress(group.key, group.name, len(lines), len(held), through, agreed, bool(group.code_of_conduct))


def _row(group: Group, held: Membership, name: str) -> Row:
    done = held.induction or {}
    days = [_day(done.get(line)) for line in group.induction or []]
    return Row(held.id, held.person_id, name, days, held.code_agreed_on)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
