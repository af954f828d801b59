"""The agenda as it is read: titles in the reader's band, each item as it is done at the reader's age.

A sheet is the agenda for one group of people, to be printed: those of one version, or everybody where there is none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.api import Actor, Person, as_written, banded, db, gettext, reading
from plugins.meetings.agenda import ages
from plugins.meetings.agenda.ages import Ages, Version
from plugins.meetings.agenda.timetable import Slot, slots
from plugins.meetings.models import Meeting
from plugins.meetings.vocabulary import ITEM_KINDS, PARTS

PICTURES = {
    "welcome": "hands",
    "news": "answered",
    "talk": "talk",
    "decide": "ballot",
    "activity": "group",
    "end": "door",
}


TOLD = frozenset({"talk", "decide", "activity"})  # kinds that a title alone does not tell


@dataclass(frozen=True)
class Read:
    """One item as somebody reads it. `part` is the heading that begins with it, "" where it goes on."""

    slot: Slot
    title: Any
    kind: str
    part: str
    picture: str
    own: Version | None
    others: Sequence[Version]

    @property
    def item(self) -> Any:
        """The item itself."""
        return self.slot.item


@dataclass(frozen=True)
class Sheet:
    """The agenda for one group of people; `for_whom` is "" where all do the same."""

    for_whom: str
    lines: list[Read]


def wants_easy(asked: str) -> bool:
    """True where the Easy Read layout was asked for, or is what the reader reads anyway."""
    return asked == "easy" if asked else reading()[0] == "easy"


def ages_of_reader(actor: Actor, meeting: Meeting) -> Ages | None:
    """How old the reader is on the day of the meeting, None for who is not known or not asked, such as staff."""
    if actor.person_id is None or not actor.roles <= {"young_person"}:
        return None
    return ages.ages_of(db.session.get(Person, actor.person_id), meeting.on_date)


def lines(items: Sequence[Any], starts_at: datetime, reader: Ages | None) -> list[Read]:
    """The agenda for one reader: the version of their age first, the others to be opened."""
    return _read(items, starts_at, lambda item: ages.suiting(item.versions, reader))


def sheets(items: Sequence[Any], starts_at: datetime, *, easy: bool = False) -> list[Sheet]:
    """One sheet for each group of people that some item has a version for; one for everybody where there is none."""
    people = [str(one["for_whom"]) for one in ages.whom(items)]
    if not people:
        return [Sheet("", _read(items, starts_at, lambda item: None, easy=easy))]
    return [
        Sheet(name, _read(items, starts_at, lambda item, name=name: ages.of_whom(item, name), easy=easy))
        for name in people
    ]


def titled(item: Any, *, easy: bool = False) -> Any:
    """An item's title as the council wrote it, in the reader's band."""
    plain = item.title_easy or item.title
    return as_written(plain if easy else banded(item.title, easy=plain))


def kind_words(item: Any) -> str:
    """What kind of item it is, "" where its title says enough."""
    words = gettext(ITEM_KINDS[item.kind]) if item.kind in TOLD else ""
    return "" if words.casefold() in (item.title.casefold(), item.title_easy.casefold()) else words


def _read(items: Sequence[Any], starts_at: datetime, pick: Any, *, easy: bool = False) -> list[Read]:
    parts = {item.part for item in items}
    found, before = [], None
    for slot in slots(items, starts_at):
        item = slot.item
        heading = gettext(PARTS.get(item.part, "")) if len(parts) > 1 and item.part != before else ""
        own, before = pick(item), item.part
        picture = PICTURES.get(item.kind, "")
        title = titled(item, easy=easy)
        found.append(Read(slot, title, kind_words(item), heading, picture, own, _others(item.versions, own)))
    return found


def _others(versions: Iterable[Version], own: Version | None) -> list[Version]:
    return [version for version in versions if version is not own]
