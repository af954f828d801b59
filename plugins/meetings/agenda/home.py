"""What the agenda room has for home pages: the meetings that a young person chairs."""

from datetime import datetime
from typing import Any

from flask import url_for

from core.api import Actor, Authority, HomeItem, day, db, gettext, local_today
from plugins.meetings.models import Meeting
from plugins.meetings.moments import here
from plugins.meetings.visibility import CHAIRS


def items(authority: Authority, actor: Actor) -> list[HomeItem]:
    """A line for each meeting ahead that `actor` chairs, with the way to the chair's view."""
    if actor.person_id is None:
        return []
    query = db.select(Meeting.id, Meeting.title, Meeting.starts_at).where(
        Meeting.chair_id == actor.person_id,
        Meeting.state == "planned",
        Meeting.on_date >= local_today(),
        CHAIRS.criteria(actor),
    )
    rows = db.session.execute(query.order_by(Meeting.starts_at, Meeting.id)).all()
    return [_line(row, here(row.starts_at)) for row in rows]


def _line(row: Any, starts: datetime) -> HomeItem:
    title = gettext("You chair the meeting on %(day)s", day=day(starts.date(), "near"))
    url = url_for("meetings.chair", id=row.id)
    return HomeItem("next", title, url, row.title, on=starts.date(), at=starts.time())
