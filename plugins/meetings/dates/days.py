"""Meetings on the days of a calendar that all plugins fill."""

from datetime import date
from typing import Any

from flask import url_for

from core.api import Actor, CalendarItem, as_written, gettext
from plugins.meetings.dates import reading
from plugins.meetings.dates.reading import Dated
from plugins.meetings.moments import here


def items(actor: Actor, start: date, end: date, *wanted: Any) -> list[CalendarItem]:
    """The meetings from `start` to `end` that the reader may know of; those that are cancelled or moved say so."""
    return [_item(line) for line in reading.between(actor, start, end, *wanted)]


def _item(line: Dated) -> CalendarItem:
    title = as_written(line.title)
    return CalendarItem(
        title=gettext("Cancelled: %(meeting)s", meeting=title) if line.cancelled else title,
        on=line.on,
        url=url_for("meetings.meeting", id=line.id),
        at=here(line.starts_at).time(),
        place=as_written(line.place),
        note=". ".join(said for said in (line.group if line.says_group else "", line.moved) if said),
    )
