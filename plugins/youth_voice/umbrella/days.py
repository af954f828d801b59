"""The joint calendar: days of all the groups, of the boards that hear them, and of what comes round each year (W7)."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from flask import url_for

from core.api import Actor, CalendarItem, as_written, day, db, gettext
from plugins.groups.api import BoardDate, BoardSeat, Group, board_days
from plugins.meetings.api import Dated, Meeting, between
from plugins.youth_voice.events import reading as events
from plugins.youth_voice.umbrella.reading import ids

SPAN = 3  # months on one page
REACH = 24  # months that the calendar goes back, and on


class Month(NamedTuple):
    """The days of one month: its name, and (day, title, what else there is to say, address)."""

    name: str
    days: list[tuple[date, str, str, str]]


class Span(NamedTuple):
    """The days that one page shows, both included; `before` and `after` are the first months of its neighbours, as
    addresses write them, "" where the calendar ends.
    """

    first: date
    last: date
    before: str
    after: str


def span(asked: str, today: date) -> Span | None:
    """The months from the one asked for ("2026-11"), from this one if none is; None for one outside the calendar."""
    here = today.replace(day=1)
    try:
        first = date.fromisoformat(f"{asked}-01") if asked else here
    except ValueError:
        return None
    if not _is_inside(first, here):
        return None
    before, after = _moved(first, -SPAN), _moved(first, SPAN)
    last = after - timedelta(days=1)
    return Span(first, last, _written(before, here), _written(after, here))


def months(actor: Actor, found: Sequence[Group], shown: Span) -> list[Month]:
    """What there is on the days of a span, month by month."""
    items = [
        *_meetings(actor, found, shown),
        *_boards(found, shown),
        *events.days(actor, shown.first, shown.last, found),
    ]
    items.sort(key=lambda item: (item.on, str(item.at or ""), item.title))
    parted = groupby(items, key=lambda item: item.on.replace(day=1))
    return [Month(day(first, "month_year"), [_line(item) for item in of]) for first, of in parted]


def _meetings(actor: Actor, found: Iterable[Group], shown: Span) -> list[CalendarItem]:
    lines = between(actor, shown.first, shown.last, Meeting.group_id.in_(ids(found)))
    return [_meeting(line) for line in lines]


def _meeting(line: Dated) -> CalendarItem:
    title = as_written(line.title)
    return CalendarItem(
        gettext("Cancelled: %(meeting)s", meeting=title) if line.cancelled else title,
        line.on,
        url_for("meetings.meeting", id=line.id),
        note=", ".join(said for said in (line.group if line.says_group else "", line.hours) if said),
    )


def _boards(found: Iterable[Group], shown: Span) -> list[CalendarItem]:
    heard = db.select(BoardSeat.board_id).where(BoardSeat.group_id.in_(ids(found)))
    sittings = board_days(shown.first, shown.last, BoardDate.board_id.in_(heard), BoardDate.cancelled.is_(False))
    return [
        CalendarItem(one.board, one.on, url_for("groups.board", key=one.board_key), note=gettext("The board meets"))
        for one in sittings
    ]


def _line(item: CalendarItem) -> tuple[date, str, str, str]:
    return item.on, item.title, item.note, item.url


def _is_inside(first: date, here: date) -> bool:
    return _moved(here, -REACH) <= first <= _moved(here, REACH)


def _written(first: date, here: date) -> str:
    return first.strftime("%Y-%m") if _is_inside(first, here) else ""


def _moved(first: date, by: int) -> date:
    years, month = divmod(first.year * 12 + first.month - 1 + by, 12)
    return date(years, month + 1, 1)
