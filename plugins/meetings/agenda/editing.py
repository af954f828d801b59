"""Writing an agenda: adding, ordering, copying and taking out items; positions are 0, 1, 2 ... without gaps.

Moving an item does not count as changing it, so that two people can order and write at the same time. Raises NotNow,
whose text says what to do, where something was written down under an item already.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from core.api import db
from plugins.meetings.agenda import patterns
from plugins.meetings.here import note, or_not_here
from plugins.meetings.models import Action, AgendaItem, Decision, Meeting, Paper, Point
from plugins.meetings.planning.changing import NotNow

COPIED = ("title", "title_easy", "part", "kind", "minutes", "aim", "prompt", "versions", "themes")
WRITTEN = (Point, Decision, Action)
KEPT = "Something was written down under this item, so it stays. Change its words, or make it shorter."


def of(meeting: Meeting) -> list[AgendaItem]:
    """The items of a meeting in order."""
    query = db.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return list(db.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def item_of(meeting: Meeting, id: UUID) -> AgendaItem:
    """One item of this meeting, else the neutral 404."""
    query = db.select(AgendaItem).where(AgendaItem.id == id, AgendaItem.meeting_id == meeting.id)
    found: AgendaItem | None = db.session.scalars(query).one_or_none()
    return or_not_here(found)


def last_place(meeting: Meeting) -> int:
    """The position after the last item."""
    last = db.session.scalar(db.select(db.func.max(AgendaItem.position)).where(AgendaItem.meeting_id == meeting.id))
    return 0 if last is None else last + 1


def change(item: AgendaItem, values: Mapping[str, Any]) -> None:
    """Give an item these values."""
    for name, value in values.items():
        setattr(item, name, value)
    note("agenda_changed", item)


def move(meeting: Meeting, item: AgendaItem, by: int) -> None:
    """Move an item up (-1) or down (1) by one place; at the end of the list nothing happens."""
    order = of(meeting)
    place = order.index(item)
    to = max(0, min(len(order) - 1, place + by))
    order.insert(to, order.pop(place))
    _number(order)
    if to != place:
        note("agenda_moved", item, place=to + 1)


def may_go(item: AgendaItem) -> bool:
    """True while nothing was written down under the item."""
    return all(
        db.session.scalar(db.select(model.id).where(model.item_id == item.id).limit(1)) is None for model in WRITTEN
    )


def remove(meeting: Meeting, item: AgendaItem) -> None:
    """Take an item out; its papers stay with the meeting."""
    if not may_go(item):
        raise NotNow(KEPT)
    db.session.execute(db.update(Paper).where(Paper.item_id == item.id).values(item_id=None))
    note("agenda_removed", item)
    db.session.delete(item)
    db.session.flush()
    _number(of(meeting))


def start(meeting: Meeting) -> int:
    """Begin an empty agenda with the usual items; returns how many. One that has begun is left alone."""
    if of(meeting):
        return 0
    return _add(meeting, patterns.usual(meeting.minutes, meeting.formal_minutes, meeting.informal_part), meeting.id)


def take_over(meeting: Meeting, source: Meeting, once: UUID) -> int:
    """Add the items of another meeting's agenda, without notes; returns how many. The same `once` adds them once.

    Names of those who lead an item stay in their own group.
    """
    columns = (*COPIED, "led_by") if source.group_id == meeting.group_id else COPIED
    return _add(meeting, [{name: getattr(item, name) for name in columns} for item in of(source)], once)


def add_issue(meeting: Meeting, title: str, aim: str, once: UUID) -> int:
    """Put one issue at the end of an agenda, to talk about; the same `once` adds it once. The caller commits."""
    return _add(meeting, [{"title": title[:200], "aim": aim, "kind": "talk"}], once)


def _add(meeting: Meeting, rows: Iterable[Mapping[str, Any]], once: UUID) -> int:
    first, made = last_place(meeting), 0
    for number, values in enumerate(rows):
        id = uuid5(once, f"item {number}")
        if db.session.get(AgendaItem, id) is None:
            db.session.add(AgendaItem(id=id, meeting_id=meeting.id, position=first + number, **values))
            made += 1
    if made:
        note("agenda_started", meeting, items=made)
    return made


def _number(order: Iterable[AgendaItem]) -> None:
    for position, item in enumerate(order):
        if item.position != position:
            db.session.execute(db.update(AgendaItem).where(AgendaItem.id == item.id).values(position=position))
