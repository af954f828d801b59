"""What comes round each year: annual meetings and reports, away days, national events, as somebody may know of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from core.api import Actor, CalendarItem, as_written, db, gettext, local_today
from plugins.groups.api import MY_GROUPS, SEES_GROUP, Group
from plugins.youth_voice.models import Event, EventCopy
from plugins.youth_voice.visibility import OPEN_GROUP
from plugins.youth_voice.vocabulary import EVENT_KINDS, EVENT_STATES, PACKED


@dataclass(frozen=True)
class EventRead:
    """One event with its group; `inside`: the reader is of the group or its staff, and may read the pack."""

    event: Any
    group_key: str
    group: str
    inside: bool

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return gettext(EVENT_KINDS.get(self.event.kind, ""))

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return gettext(EVENT_STATES.get(self.event.state, ""))

    @property
    def has_pack(self) -> bool:
        """True for what has papers of its own to print and to send."""
        return self.event.kind in PACKED

    @property
    def waits(self) -> bool:
        """True where the day is over and nobody has said whether it took place."""
        return bool(self.event.state == "planned" and self.event.on_date < local_today())


def found(actor: Actor, *criteria: Any, newest: bool = False, most: int = 200) -> list[EventRead]:
    """Events that the reader may know of, by day; those of groups whose members stay hidden only for their own."""
    inside = db.or_(MY_GROUPS.criteria(actor, Group), db.literal(actor.can("youth_voice.view")))
    query = (
        db.select(Event, Group.key, Group.name, inside.label("inside"))
        .join(Group, (Group.authority_id == Event.authority_id) & (Group.id == Event.group_id))
        .where(SEES_GROUP.criteria(actor, Group), db.or_(OPEN_GROUP.criteria(actor, Group), inside), *criteria)
        .order_by(Event.on_date.desc() if newest else Event.on_date, Event.id)
        .limit(most)
    )
    return [EventRead(row.Event, row.key, row.name, bool(row.inside)) for row in db.session.execute(query)]


def one(actor: Actor, id: UUID) -> EventRead | None:
    """One event, if the reader may know of it."""
    return next(iter(found(actor, Event.id == id)), None)


def copies(event_id: UUID) -> list[EventCopy]:
    """To whom the pack or report went, by office."""
    query = db.select(EventCopy).where(EventCopy.event_id == event_id)
    return list(db.session.scalars(query.order_by(EventCopy.to_whom, EventCopy.id)))


def days(actor: Actor, first: date, last: date, groups: Iterable[Group] | None = None) -> list[CalendarItem]:
    """Events on these days, of these groups or of all."""
    wanted = [Event.on_date >= first, Event.on_date <= last, Event.state != "cancelled"]
    if groups is not None:
        wanted.append(Event.group_id.in_([group.id for group in groups]))
    return [_item(read) for read in found(actor, *wanted)]


def _item(read: EventRead) -> CalendarItem:
    title, event = as_written(read.event.title), read.event
    note = ", ".join(said for said in (read.group, event.place) if said)
    return CalendarItem(title, event.on_date, url_for("youth_voice.event", id=event.id), note=note)
