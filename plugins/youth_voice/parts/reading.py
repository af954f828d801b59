"""The two parts of a meeting: one with adults, with an agenda and minutes; one of the members alone (W58).

What stands in the members' own part is read by members. An adult of the group reads what was shared, and nothing tells
how much else there is. Notes of it are kept only where the council lets members keep them.
"""

from typing import Any
from uuid import UUID

from core.api import Actor, access_rules, db
from plugins.groups.api import Group
from plugins.meetings.api import Meeting
from plugins.youth_voice.here import row_or_404
from plugins.youth_voice.models import OwnItem
from plugins.youth_voice.visibility import AMONG_US, MEMBER, NAMES

OF_THE_GROUP = access_rules.Rule(access_rules.through("group", NAMES.allow))
"""Of a meeting: the reader is of its group, or is an adult who may know who is."""


def two_parts(meeting: Any, group: Any) -> bool:
    """True for a meeting with a part that is not formal."""
    return bool(meeting.informal_part or group.informal_part)


def meeting_of(id: UUID) -> Meeting:
    """A meeting with two parts, of a group that the reader belongs to or may know; else the neutral 404."""
    return row_or_404(Meeting, id, OF_THE_GROUP)


def is_member(actor: Actor, group: Group) -> bool:
    """True for one of those whom the group is made of."""
    return MEMBER.allows(actor, group)


def items(actor: Actor, meeting_id: UUID) -> list[OwnItem]:
    """Topics and notes of the members' own part, as far as this reader may read them, as they came."""
    query = db.select(OwnItem).where(OwnItem.meeting_id == meeting_id, AMONG_US.criteria(actor, OwnItem))
    return list(db.session.scalars(query.order_by(OwnItem.made_at, OwnItem.id)))


def item(actor: Actor, id: UUID) -> OwnItem | None:
    """One of them, for its members."""
    query = db.select(OwnItem).where(OwnItem.id == id, AMONG_US.criteria(actor, OwnItem))
    found: OwnItem | None = db.session.scalar(query)
    return found
