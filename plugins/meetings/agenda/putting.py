"""An agenda that is written once for several meetings, put on each of them (N48: the same agenda, done by age).

Each meeting gets its own versions of an item. What nobody has touched since follows the one agenda when it changes;
what somebody has changed on a meeting's own page stays theirs. Putting the same agenda again adds nothing twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid5

from core.api import bulk_insert, db
from plugins.meetings.here import note
from plugins.meetings.models import AgendaItem, Meeting

UNTOUCHED: Final = 1  # the version of an item that nobody has changed by hand
OPEN: Final = "planned"


@dataclass(frozen=True)
class Entry:
    """One item of the one agenda; `id` is its own, the same for all meetings. `versions` as AgendaItem keeps them."""

    id: UUID
    title: str
    title_easy: str = ""
    kind: str = "talk"
    part: str = "formal"
    minutes: int | None = None
    aim: str = ""
    prompt: str = ""
    versions: tuple[Mapping[str, Any], ...] = ()
    themes: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        """The item's columns."""
        told = {name: getattr(self, name) for name in ("title", "title_easy", "kind", "part", "minutes", "aim")}
        return told | {
            "prompt": self.prompt,
            "versions": [dict(one) for one in self.versions],
            "themes": [*self.themes],
        }


@dataclass(frozen=True)
class Put:
    """What came of it: items that were added, that follow the agenda again, and that somebody's own words kept."""

    added: int = 0
    changed: int = 0
    kept: int = 0


def put(wanted: Mapping[UUID, Sequence[Entry]]) -> Put:
    """Put each meeting's entries on its agenda, those of meetings that are still planned; the caller commits."""
    meetings = _open(wanted)
    there, last = _there(meetings)
    rows, done = [], Put()
    for meeting in meetings:
        new = [one for one in wanted[meeting.id] if item_id(meeting.id, one) not in there]
        first = last.get(meeting.id, -1) + 1
        rows += [_row(meeting.id, one, first + number) for number, one in enumerate(new)]
        old = [(there[item_id(meeting.id, one)], one) for one in wanted[meeting.id] if one not in new]
        done = _sum(done, _follow(meeting, old), added=len(new))
        if new:
            note("agenda_started", meeting, items=len(new))
    bulk_insert(AgendaItem, rows)
    return done


def item_id(meeting: UUID, entry: Entry) -> UUID:
    """The id of an entry on one meeting's agenda."""
    return uuid5(meeting, f"entry {entry.id}")


def _open(wanted: Mapping[UUID, Sequence[Entry]]) -> Sequence[Meeting]:
    query = db.select(Meeting).where(Meeting.id.in_(list(wanted)), Meeting.state == OPEN)
    return db.session.scalars(query.order_by(Meeting.id)).all()


def _there(meetings: Sequence[Meeting]) -> tuple[dict[UUID, AgendaItem], dict[UUID, int]]:
    query = db.select(AgendaItem).where(AgendaItem.meeting_id.in_([one.id for one in meetings]))
    items: dict[UUID, AgendaItem] = {}
    last: dict[UUID, int] = {}
    for item in db.session.scalars(query):
        items[item.id] = item
        last[item.meeting_id] = max(item.position, last.get(item.meeting_id, -1))
    return items, last


def _row(meeting: UUID, entry: Entry, position: int) -> dict[str, Any]:
    return {"id": item_id(meeting, entry), "meeting_id": meeting, "position": position} | entry.columns()


def _follow(meeting: Meeting, pairs: Sequence[tuple[AgendaItem, Entry]]) -> Put:
    changed = kept = 0
    for item, entry in pairs:
        values = entry.columns()
        if all(getattr(item, name) == value for name, value in values.items()):
            continue
        if item.version != UNTOUCHED:
            kept += 1
            continue
        db.session.execute(db.update(AgendaItem).where(AgendaItem.id == item.id).values(**values))
        changed += 1
    if changed:
        note("agenda_changed", meeting, items=changed)
    return Put(0, changed, kept)


def _sum(one: Put, other: Put, added: int) -> Put:
    return Put(one.added + added, one.changed + other.changed, one.kept + other.kept)
