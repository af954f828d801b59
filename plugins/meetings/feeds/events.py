"""Meetings as events of a calendar: a year behind and all that is ahead, the cancelled ones too.

What a group that has ended had still planned stands there as cancelled: nobody should travel to it.

A meeting has the same `uid` in every feed and for its whole life, also when the council is renamed (RFC 5545, 3.8.4.7).
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from core.api import Authority, db, gettext, utcnow
from plugins.groups.api import Group
from plugins.meetings.ical import FeedEvent
from plugins.meetings.models import Meeting, Venue

BEHIND = timedelta(days=365)
MOST = 500  # events of one feed, the soonest first
_READ = (
    Meeting.id,
    Meeting.title,
    Meeting.starts_at,
    Meeting.minutes,
    Meeting.state,
    Meeting.sequence,
    Meeting.changed_at,
    Venue.name.label("venue"),
    (db.and_(Group.status == "ended", Meeting.on_date > Group.ended_on)).label("called_off"),
)


def rows(*wanted: Any) -> Sequence[Any]:
    """The meetings of a feed, by the conditions on Meeting in `wanted`."""
    query = (
        db.select(*_READ)
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .outerjoin(Venue, (Venue.authority_id == Meeting.authority_id) & (Venue.id == Meeting.venue_id))
        .where(Meeting.starts_at > utcnow() - BEHIND, *wanted)
        .order_by(Meeting.starts_at.desc(), Meeting.id)
        .limit(MOST)
    )
    return db.session.execute(query).all()


def named(authority: Authority, row: Any, *, url: str = "", with_place: bool = False) -> FeedEvent:
    """An event with the meeting's own name, for whoever may know it."""
    place = row.venue or "" if with_place else ""
    return _event(authority, row, title=row.title, place=place, url=url)


def neutral(authority: Authority, row: Any) -> FeedEvent:
    """An event that tells whoever looks over a shoulder nothing but that somebody is busy."""
    return _event(authority, row, title=gettext("Meeting"))


def _event(authority: Authority, row: Any, title: str, place: str = "", url: str = "") -> FeedEvent:
    return FeedEvent(
        uid=f"{row.id}@{authority.id}",
        starts_at=row.starts_at,
        minutes=row.minutes,
        title=title,
        changed_at=row.changed_at,
        place=place,
        url=url,
        sequence=row.sequence + bool(row.called_off),
        cancelled=row.state == "cancelled" or bool(row.called_off),
    )
