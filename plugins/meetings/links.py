"""How other plugins name a meeting or something said there on their own pages: a title and an address."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.meetings.here import reader
from plugins.meetings.models import Meeting, Point
from plugins.meetings.visibility import SEES_MEETING


def meeting_link(id: UUID) -> Link | None:
    """The meeting's title, page and day; None if it is not there or its group is hidden from the viewer."""
    columns = (Meeting.id, Meeting.title, Meeting.on_date)
    query = db.select(*columns).where(Meeting.id == id, SEES_MEETING.criteria(reader()))
    found = db.session.execute(query).one_or_none()
    return Link(found.title, url_for("meetings.meeting", id=found.id), found.on_date) if found else None


def point_link(id: UUID) -> Link | None:
    """The meeting at which it was said; the words themselves are for the page to show or not."""
    meeting_id = db.session.scalar(db.select(Point.meeting_id).where(Point.id == id))
    return meeting_link(meeting_id) if meeting_id else None


REFS: Mapping[str, Callable[[UUID], Link | None]] = {"meeting": meeting_link, "point": point_link}
