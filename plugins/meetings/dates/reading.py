"""The days of meetings that one reader may be told of, soonest first.

A group whose members stay hidden tells its days to its own people and to staff alone: whoever knows when such a group
meets can see who goes there. What a group that has ended had still planned is no meeting to come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_

from core.api import Actor, access_rules, db, gettext, local_today
from plugins.groups.api import Group
from plugins.meetings.dates import moved
from plugins.meetings.here import chosen
from plugins.meetings.models import Meeting, Venue
from plugins.meetings.moments import hours_words
from plugins.meetings.visibility import MY_MEETINGS, SEES_MEETING

_IN_THE_OPEN = access_rules.through("group", access_rules.field("members_hidden").is_(False))
KNOWS_WHEN = access_rules.Rule(
    access_rules.all_of(
        SEES_MEETING.allow,
        access_rules.any_of(_IN_THE_OPEN, MY_MEETINGS.allow, access_rules.has("meetings.view")),
    ),
    model=Meeting,
)


@dataclass(frozen=True)
class Dated:
    """One meeting as a line: `place` is "" where the reader may not know it, `moved` where it was not moved lately."""

    id: UUID
    title: str
    on: date
    starts_at: Any
    hours: str
    cancelled: bool
    group: str
    group_key: str
    place: str
    moved: str

    @property
    def says_group(self) -> bool:
        """True where the title does not name the group already."""
        return self.group.casefold() not in self.title.casefold()


def tells(actor: Actor) -> bool:
    """True where this reader may know the day of any meeting: strangers only where the council shows days to all."""
    return actor.is_member or chosen().public_dates


def to_come() -> ColumnElement[bool]:
    """Meetings from today on of groups that have not ended; the query must know Group."""
    return and_(Meeting.on_date >= local_today(), Group.status != "ended")


def ahead(actor: Actor, most: int, *wanted: Any) -> list[Dated]:
    """The next meetings that the reader may know of, at most so many; those that are over today are left out."""
    query = _read(actor).where(to_come(), Meeting.state != "held", *wanted)
    return _lines(actor, query.limit(most))


def between(actor: Actor, start: date, end: date, *wanted: Any) -> list[Dated]:
    """Meetings from `start` to `end`, both included, past and to come."""
    there = db.or_(Meeting.on_date < local_today(), Group.status != "ended")
    return _lines(actor, _read(actor).where(Meeting.on_date >= start, Meeting.on_date <= end, there, *wanted))


def next_day(actor: Actor, after: date, *wanted: Any) -> date | None:
    """The first day after `after` on which a meeting takes place."""
    query = _joined(db.select(Meeting.on_date)).where(
        Meeting.on_date > after, Meeting.state == "planned", to_come(), KNOWS_WHEN.criteria(actor), *wanted
    )
    found: date | None = db.session.scalar(query.order_by(Meeting.on_date).limit(1)) if tells(actor) else None
    return found


def groups(actor: Actor) -> list[tuple[str, str]]:
    """Groups with a meeting whose day the reader may know, by name, as (key, name)."""
    if not tells(actor):
        return []
    query = _joined(db.select(Group.key, Group.name)).where(KNOWS_WHEN.criteria(actor), Group.status != "ended")
    return [(row.key, row.name) for row in db.session.execute(query.distinct().order_by(Group.name))]


def _read(actor: Actor) -> Any:
    inside = db.or_(MY_MEETINGS.criteria(actor), access_rules.has("meetings.view").criteria(actor, Meeting))
    columns = (
        Meeting.id, Meeting.title, Meeting.state, Meeting.starts_at, Meeting.minutes, Meeting.on_date,
        Meeting.where_note, Meeting.online_url, Group.key, Group.name, Venue.name.label("venue"),
        inside.label("inside"),
    )  # fmt: skip
    return (
        _joined(db.select(*columns))
        .outerjoin(Venue, (Venue.authority_id == Meeting.authority_id) & (Venue.id == Meeting.venue_id))
        .where(KNOWS_WHEN.criteria(actor))
        .order_by(Meeting.starts_at, Meeting.id)
    )


def _joined(query: Any) -> Any:
    return query.select_from(Meeting).join(
        Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id)
    )


def _lines(actor: Actor, query: Any) -> list[Dated]:
    rows: Sequence[Any] = db.session.execute(query).all() if tells(actor) else ()
    told, for_all = moved.words(rows), chosen().public_place
    return [
        Dated(
            id=row.id,
            title=row.title,
            on=row.on_date,
            starts_at=row.starts_at,
            hours=hours_words(row.starts_at, row.minutes),
            cancelled=row.state == "cancelled",
            group=row.name,
            group_key=row.key,
            place=_place(row) if row.inside or for_all else "",
            moved=told.get(row.id, ""),
        )
        for row in rows
    ]


def _place(row: Any) -> str:
    return row.venue or row.where_note or (gettext("Online") if row.online_url else "")
