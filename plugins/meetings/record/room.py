"""What was written down so far, part by part of a meeting, for the adult who writes during it.

A part is an item of the agenda, or what belongs to none. In the informal part nothing is written down at all (W58).
Raises NotNow, whose text says what to do, for a meeting that is cancelled or still to come.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Actor, Person, access_rules, day, db, local_today
from plugins.groups.api import MY_GROUPS_TO_RUN, called
from plugins.meetings.coming import people
from plugins.meetings.models import Action, AgendaItem, Decision, Meeting, Point
from plugins.meetings.planning.changing import NotNow

FOR_ITS_WORKERS = frozenset({"my_worker", "nobody"})
INFORMAL = "Nothing is written down in this part: it is time together. Choose another part of the meeting."
ADULTS = ("worker", "partner")
MOST_ADULTS = 300
_ITS_WORKER = access_rules.Rule(
    access_rules.any_of(
        access_rules.through("group", MY_GROUPS_TO_RUN.allow),
        access_rules.through("leaders", access_rules.equals_actor("person_id")),
    ),
    model=Meeting,
)


@dataclass(frozen=True)
class Section:
    """One part of the meeting with what was written down in it; `key` is the item's id, "" for no item.

    `kept` counts things said that only the group's own workers may read, where the reader is not one.
    """

    key: str
    title: str
    item: AgendaItem | None
    points: list[Point]
    decisions: list[Decision]
    actions: list[Action]
    kept: int = 0

    @property
    def informal(self) -> bool:
        """True where nothing is written down."""
        return self.item is not None and self.item.part == "informal"

    @property
    def count(self) -> str:
        """How much there is, in words: "2 said, 1 decided"."""
        numbers = (
            (len(self.points) + self.kept, "said"),
            (len(self.decisions), "decided"),
            (len(self.actions), "to do"),
        )
        return ", ".join(f"{number} {words}" for number, words in numbers if number)


@dataclass(frozen=True)
class Named:
    """Somebody who can be chosen; `label` says which of two people of one name it is."""

    id: UUID
    name: str
    label: str


def must_be_on(meeting: Meeting) -> None:
    """Raise NotNow unless the meeting's day has come and it is not cancelled."""
    if meeting.state == "cancelled":
        raise NotNow("This meeting is cancelled. Put it on again first if it took place after all.")
    if meeting.on_date > local_today():
        raise NotNow(f"This meeting is on {day(meeting.on_date, 'near')}. You can write from that day on.")


def item_of(meeting: Meeting, key: str) -> AgendaItem | None:
    """The formal item that something is written at, None for no item; raises NotNow in the informal part.

    An item that is gone is no item: what is written then belongs to the meeting as a whole.
    """
    found = next((item for item in _items(meeting) if str(item.id) == key), None)
    if found is not None and found.part == "informal":
        raise NotNow(INFORMAL)
    return found


def sections(meeting: Meeting, actor: Actor) -> list[Section]:
    """Every part in the order of the agenda; what belongs to no item comes last."""
    items = _items(meeting)
    said, decided, promised = (_by_item(model, meeting, items) for model in (Point, Decision, Action))
    sees_all = is_its_worker(meeting, actor)
    found = []
    for item in (*items, None):
        id = item.id if item else None
        points = [one for one in said.get(id, []) if sees_all or one.permission not in FOR_ITS_WORKERS]
        title = item.title if item else "Anything else" if items else "The meeting"
        kept = len(said.get(id, [])) - len(points)
        key = str(item.id) if item else ""
        found.append(Section(key, title, item, points, decided.get(id, []), promised.get(id, []), kept))
    return found


def is_its_worker(meeting: Meeting, actor: Actor) -> bool:
    """True for whoever supports the group or leads this very meeting."""
    return _ITS_WORKER.allows(actor, meeting)


def speakers(meeting: Meeting) -> list[Named]:
    """The young people and parents of the group, and those who came: whoever can have said something."""
    return [_named(who) for who in people.of(meeting) if who.counts_as in ("child", "parent")]


def owners(meeting: Meeting) -> list[Named]:
    """Whoever can promise something: those who belong to the meeting first, then every other adult on the record."""
    near = people.of(meeting)
    query = (
        db.select(Person.id, Person.name, Person.known_as, Person.kind)
        .where(Person.kind.in_(ADULTS), Person.left_on.is_(None), Person.merged_into_id.is_(None))
        .where(Person.id.not_in([who.id for who in near]))
        .order_by(Person.sort_name, Person.id)
        .limit(MOST_ADULTS)
    )
    others = ((row.id, called(row.name, row.known_as), row.kind) for row in db.session.execute(query))
    return [*(_named(who) for who in near), *(Named(id, name, f"{name}, {kind}") for id, name, kind in others)]


def names_of(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """What these people are called."""
    wanted = {id for id in ids if id}
    query = db.select(Person.id, Person.name, Person.known_as).where(Person.id.in_(wanted))
    return {row.id: called(row.name, row.known_as) for row in db.session.execute(query)} if wanted else {}


def next_position(model: Any, meeting_id: UUID) -> int:
    """Where the next record of this meeting stands."""
    last = db.session.scalar(db.select(db.func.max(model.position)).where(model.meeting_id == meeting_id))
    return (last or 0) + 1


def _items(meeting: Meeting) -> list[AgendaItem]:
    query = db.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return list(db.session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def _by_item(model: Any, meeting: Meeting, items: list[AgendaItem]) -> dict[UUID | None, list[Any]]:
    order = [model.position] if hasattr(model, "position") else [model.due_on.is_(None), model.due_on]
    known, found = {item.id for item in items}, dict[UUID | None, list[Any]]()
    for row in db.session.scalars(db.select(model).where(model.meeting_id == meeting.id).order_by(*order, model.id)):
        found.setdefault(row.item_id if row.item_id in known else None, []).append(row)
    return found


def _named(who: people.Who) -> Named:
    kinds = {"child": "", "parent": ", parent or carer", "worker": ", worker", "guest": ", partner"}
    return Named(who.id, who.name, f"{who.name}{kinds.get(who.counts_as, '')}")
