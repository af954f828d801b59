"""The programme itself: the group that it is, and the groups that belong to it (N45).

The programme is a group of the kind "programme" in the groups plugin, so its name, purpose and groups are kept there
and nowhere else.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement

from core.api import Actor, Authority, db
from plugins.groups.api import MY_GROUPS, SEES_GROUP, Group
from plugins.participation_in_governance.here import chosen

PROGRAMME = "programme"
GONE = "ended"


@dataclass(frozen=True)
class Programme:
    """The programme in words: its group's id and key, name, what it is for, what it does."""

    id: UUID
    key: str
    name: str
    purpose: str
    purpose_easy: str
    does: tuple[str, ...]


def found(authority: Authority | None = None) -> Programme | None:
    """The group that the council chose, else its first programme by name; None where there is none yet."""
    columns = (Group.id, Group.key, Group.name, Group.purpose, Group.purpose_easy, Group.does)
    query = db.select(*columns).where(Group.kind == PROGRAMME, Group.status != GONE, Group.listing == "public")
    wanted = chosen(authority).programme
    query = query.where(Group.key == wanted) if wanted else query.order_by(Group.name, Group.id).limit(1)
    row = db.session.execute(query).one_or_none()
    return Programme(row.id, row.key, row.name, row.purpose, row.purpose_easy, tuple(row.does)) if row else None


def groups(actor: Actor, authority: Authority | None = None) -> list[Any]:
    """The groups of the programme that the reader may see, by name, as columns that pages show.

    `authority` is needed outside a request.
    """
    columns = (
        Group.id, Group.key, Group.name, Group.purpose, Group.purpose_easy, Group.who_for, Group.age_min,
        Group.age_max, Group.age_stretch, Group.age_rule, Group.school_years, Group.cadence, Group.cadence_count,
        Group.cadence_target, Group.access_offer, Group.members_hidden, Group.target_attendances, Group.target_unique,
        Group.formal_minutes, Group.informal_part,
    )  # fmt: skip
    programme = found(authority)
    if programme is None:
        return []
    seen = db.select(*columns).where(*in_it(programme), SEES_GROUP.criteria(actor))
    return list(db.session.execute(seen.order_by(Group.name, Group.id)))


def in_it(programme: Programme) -> tuple[ColumnElement[bool], ...]:
    """Conditions on a group: it belongs to the programme and has not ended."""
    return (Group.programme_id == programme.id, Group.status != GONE)


def helps_to_run(actor: Actor) -> bool:
    """True for members of the group that helps to manage the programme (N46)."""
    wanted = chosen().leading_group
    if not wanted or actor.person_id is None:
        return False
    query = db.select(Group.id).where(Group.key == wanted, MY_GROUPS.criteria(actor))
    return db.session.scalar(query) is not None
