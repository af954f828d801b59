"""When a meeting was, before it was moved: said for some weeks, so that nobody comes on the old day."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from core.api import db, gettext, utcnow
from plugins.meetings.models import MeetingChange
from plugins.meetings.moments import when_words

SAID_FOR = timedelta(days=30)


def words(meetings: Iterable[Any]) -> dict[UUID, str]:
    """For each of these meetings that was moved lately, when it was before; rows with `id`, `state`, `starts_at`."""
    starts = {row.id: row.starts_at for row in meetings if row.state == "planned"}
    query = (
        db.select(MeetingChange.meeting_id, MeetingChange.started_at)
        .where(
            MeetingChange.meeting_id.in_(starts),
            MeetingChange.kind == "moved",
            MeetingChange.started_at.is_not(None),
            MeetingChange.made_at > utcnow() - SAID_FOR,
        )
        .order_by(MeetingChange.made_at)
    )
    rows = db.session.execute(query).all() if starts else []
    last = {row.meeting_id: row.started_at for row in rows}
    return {id: was(at) for id, at in last.items() if at != starts[id]}


def was(at: Any) -> str:
    """When it was, as a sentence."""
    return gettext("Moved: it was on %(when)s.", when=when_words(at))
