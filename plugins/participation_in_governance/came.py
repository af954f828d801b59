"""What came of the programme's meetings: read from minutes and from public questions, for each reader as far as they
may know of the meeting at all (N45).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Actor, db, local_today
from plugins.groups.api import Group
from plugins.influence.api import Line, public_asks_of
from plugins.meetings.api import KNOWS_WHEN, Came, Meeting, Span, came_of
from plugins.participation_in_governance.here import council


@dataclass(frozen=True)
class Held:
    """One meeting that has been: what its minutes tell this reader (None: nothing), and the questions it led to."""

    id: UUID
    title: str
    on: date
    group: str
    came: Came | None
    asks: Sequence[Line]

    @property
    def says_nothing(self) -> bool:
        """True where nothing that came of it may be read yet."""
        return self.came is None and not self.asks


def meetings_held(actor: Actor, groups: Collection[UUID], span: Span, most: int) -> list[Held]:
    """The meetings of these groups from `span` that are over, the newest first, with what came of each."""
    rows = _rows(actor, groups, span, most)
    ids = [row.id for row in rows]
    told = came_of(actor, ids)
    asked = public_asks_of(council(), "meetings", "meeting", {row.id: row.group_id for row in rows})
    return [Held(row.id, row.title, row.on_date, row.group, told.get(row.id), asked.get(row.id, ())) for row in rows]


def _rows(actor: Actor, groups: Collection[UUID], span: Span, most: int) -> Sequence[Any]:
    query = (
        db.select(Meeting.id, Meeting.title, Meeting.on_date, Meeting.group_id, Group.name.label("group"))
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .where(
            Meeting.group_id.in_(groups),
            Meeting.state == "held",
            Meeting.on_date >= span.starts_on,
            Meeting.on_date <= min(span.ends_on, local_today()),
            KNOWS_WHEN.criteria(actor),
        )
        .order_by(Meeting.on_date.desc(), Meeting.id)
        .limit(most)
    )
    return db.session.execute(query).all()
