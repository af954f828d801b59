"""Lists of meetings: what is on for everybody, and the staff list, paged by (start, id) and never by counting rows.

How many said that they come is read in one grouped query for the page's rows, and only for groups whose members the
reader may see.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, day, db, local_today, prepared, reading
from plugins.groups.api import SEES_MEMBERS, Group
from plugins.meetings.models import Coming, Meeting, Venue
from plugins.meetings.moments import day_starts, here, hours_words
from plugins.meetings.visibility import SEES_MEETING
from plugins.meetings.vocabulary import KINDS, STATES

BETWEEN = "~"
TONES = {"planned": "accent", "cancelled": "warn", "held": "good"}
_ME: Any = db.bindparam("me")
_READ = (
    Meeting.id,
    Meeting.title,
    Meeting.kind,
    Meeting.state,
    Meeting.starts_at,
    Meeting.minutes,
    Meeting.on_date,
    Group.id.label("group_id"),
    Group.key.label("group_key"),
    Group.name.label("group_name"),
    Venue.name.label("venue"),
)


@dataclass(frozen=True)
class Filters:
    """What staff narrowed the list to; "" is everything ahead. `after` is the last row of the page before."""

    group: str = ""
    when: str = ""
    state: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip() for name in ("group", "when", "state", "after")))

    @property
    def past(self) -> bool:
        """True for what has been, newest first; otherwise what is ahead, soonest first."""
        return self.when == "past"

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        named = {"group": self.group, "when": self.when, "state": self.state}
        return {name: value for name, value in named.items() if value}


class Line(NamedTuple):
    """One row of the list, ready to print; `coming` is None where the reader may not know."""

    id: UUID
    title: str
    day: str
    hours: str
    group: str
    group_key: str
    kind: str
    state: str
    tone: str
    venue: str
    coming: int | None


def lines(actor: Actor, filters: Filters, size: int) -> tuple[list[Line], str | None]:
    """One page of the list and where the next one starts, None on the last page."""
    asked = {"most": size + 1, "now": day_starts(local_today())} | ({"me": actor.person_id} if actor.person_id else {})
    rows = db.session.execute(_narrowed(_list_of(_anyone_like(actor), filters.past), filters), asked).all()
    shown = rows[:size]
    last = shown[-1] if len(rows) > size else None
    following = f"{last.starts_at.isoformat()}{BETWEEN}{last.id}" if last else None
    return _printed(shown, _coming(actor, shown)), following


def reader_of(actor: Actor) -> tuple[Actor, UUID | None, tuple[str, str]]:
    """What a list depends on of whoever reads it: two readers who are equal here see the same rows, days included."""
    return _anyone_like(actor), actor.person_id, reading()


def _anyone_like(actor: Actor) -> Actor:
    """Whoever may see what `actor` may: the statement is the same for all of them, only `me` differs."""
    return Actor(person_id=_ME if actor.person_id else None, roles=actor.roles, permissions=actor.permissions)


@lru_cache(maxsize=256)
def _list_of(anyone: Actor, past: bool) -> Any:
    ahead = Meeting.starts_at < db.bindparam("now") if past else Meeting.starts_at >= db.bindparam("now")
    order = (Meeting.starts_at.desc(), Meeting.id.desc()) if past else (Meeting.starts_at, Meeting.id)
    return prepared(
        db.select(*_READ)
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .outerjoin(Venue, (Venue.authority_id == Meeting.authority_id) & (Venue.id == Meeting.venue_id))
        .where(ahead, SEES_MEETING.criteria(anyone))
        .order_by(*order)
        .limit(db.bindparam("most"))
    )


def _narrowed(query: Any, filters: Filters) -> Any:
    if filters.group:
        query = query.where(Group.key == filters.group)
    if filters.state in STATES:
        query = query.where(Meeting.state == filters.state)
    return _after(query, filters) if filters.after else query


def _after(query: Any, filters: Filters) -> Any:
    start, _, id = filters.after.rpartition(BETWEEN)
    try:
        moment, last = datetime.fromisoformat(start), UUID(id)
    except ValueError:
        return query
    if moment.tzinfo is None:
        return query
    same = Meeting.starts_at == moment
    if filters.past:
        return query.where(db.or_(Meeting.starts_at < moment, db.and_(same, Meeting.id < last)))
    return query.where(db.or_(Meeting.starts_at > moment, db.and_(same, Meeting.id > last)))


def _coming(actor: Actor, rows: Any) -> dict[UUID, int]:
    """For each meeting whose people the reader may see, how many said that they come; 0 counts too."""
    if not actor.can("groups.members"):
        return {}
    groups = {row.group_id for row in rows}
    query = db.select(Group.id).where(Group.id.in_(groups), SEES_MEMBERS.criteria(actor))
    seen = set(db.session.scalars(query))
    wanted = [row.id for row in rows if row.group_id in seen]
    counted = (
        db.select(Coming.meeting_id, db.func.count())
        .where(Coming.meeting_id.in_(wanted), Coming.answer == "coming")
        .group_by(Coming.meeting_id)
    )
    return dict.fromkeys(wanted, 0) | {row[0]: row[1] for row in db.session.execute(counted)}


def _printed(rows: Any, coming: Mapping[UUID, int]) -> list[Line]:
    return [
        Line(
            id=row.id,
            title=row.title,
            day=day(here(row.starts_at).date(), "full"),
            hours=hours_words(row.starts_at, row.minutes),
            group=row.group_name,
            group_key=row.group_key,
            kind=KINDS.get(row.kind, row.kind),
            state=STATES.get(row.state, row.state),
            tone=TONES.get(row.state, "neutral"),
            venue=row.venue or "",
            coming=coming.get(row.id),
        )
        for row in rows
    ]
