"""What somebody who signs in to the demonstration finds waiting: a meeting tonight, a question, something promised.

The worker who can sign in has a meeting today. The young person is asked about a meeting that was moved, has another
one cancelled, and chairs one. The decision-maker has promised something.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from core.api import db
from plugins.meetings.demo.coming import answer
from plugins.meetings.demo.crowd import Crowd
from plugins.meetings.demo.evenings import Evening
from plugins.meetings.demo.ids import Row, chance_of, demo_id
from plugins.meetings.demo.planned import at_day, change
from plugins.meetings.demo.written import Room
from plugins.meetings.models import Action, Meeting
from plugins.meetings.moments import moment

TONIGHT = time(16, 30)
IN_DAYS, ASKED_WITHIN = 8, 18  # days: the meeting that the young person is asked about
DUE_IN = 5  # days
OFF = "The room is being painted. We look for another day and tell you."
ByGroup = Mapping[UUID, list[Evening]]


class Special:
    """The evenings made for those who can sign in, and what is different about some others."""

    def __init__(self, crowd: Crowd, by_group: ByGroup, known: Mapping[UUID, Any], begun: frozenset[UUID]) -> None:
        self._crowd, self._world, self._known, self._begun = crowd, crowd.world, known, begun
        self._mine = _keyed(by_group, crowd.groups_of(crowd.worker, supports=True))
        self._young = _keyed(by_group, crowd.groups_of(crowd.young))
        self.more = [*self._tonight(), *self._asked()]
        self._ahead = self._following()
        self._columns: dict[UUID, Row] = {}
        self._changes: dict[UUID, Row] = {}
        self._differ()

    def columns(self, evening: Evening) -> Row:
        """What is different about the row of this evening."""
        return self._columns.get(evening.id, {})

    def changes(self, evening: Evening) -> Iterator[Row]:
        """What the people of this evening have to be told."""
        if evening.id in self._changes:
            yield self._changes[evening.id]

    def answers(self, evening: Evening) -> Iterator[Row]:
        """The young person's own answer: to all but the soonest of their meetings."""
        if self._crowd.young and evening.id in [one.id for one in self._ahead[1:]]:
            yield answer(evening, self._crowd.young, True, chance_of(evening.id, "own answer"), self._world.today)

    def promised(self, rooms: Sequence[Room]) -> Iterator[Row]:
        """What the decision-maker and the young person promised at the last evenings of those that were held."""
        open_to_all = [room for room in rooms if not room.evening.group.members_hidden]
        own = [room for room in rooms if self._crowd.young in room.came]
        for owner, there in ((self._crowd.decides, open_to_all), (self._crowd.young, own)):
            id = demo_id(self._world, f"promised/{owner}")
            if owner and there and db.session.scalar(db.select(Action.id).where(Action.id == id)) is None:
                yield self._promise(id, owner, max(there, key=lambda room: (room.evening.on, room.evening.id)))

    def _promise(self, id: UUID, owner: UUID, room: Room) -> Row:
        by = "decides" if owner == self._crowd.decides else "member"
        pairs = [(topic, one) for topic in room.evening.topics for one in topic.promised]
        topic, promise = next((pair for pair in pairs if pair[1].by == by), pairs[0])
        return {
            "id": id,
            "meeting_id": room.evening.id,
            "item_id": room.items.get(topic.key),
            "text": promise.text,
            "owner_id": owner,
            "owner_name": "",
            "due_on": self._world.today + timedelta(days=DUE_IN),
            "state": "open",
            "done_on": None,
            "note": "",
        }

    def _tonight(self) -> Iterator[Evening]:
        """A meeting today of a group that the worker supports; one that nobody used comes to today from the past."""
        today = self._world.today
        if any(one.on == today for evenings in self._mine for one in evenings):
            return
        for evenings in self._mine[:1]:
            id = demo_id(self._world, "tonight")
            if id in self._known and (self._known[id].state != "planned" or id in self._begun):
                id = demo_id(self._world, f"tonight/{today}")
            if id in self._known and self._known[id].on_date < today:
                columns = {"on_date": today, "starts_at": moment(today, TONIGHT)}
                _change(id, columns)
            yield _extra(evenings[-1], id, today, TONIGHT)

    def _asked(self) -> Iterator[Evening]:
        """A meeting of the young person's group in some days, where none is near; at most one a month."""
        today = self._world.today
        near = [one for evenings in self._young for one in evenings if 1 < (one.on - today).days < ASKED_WITHIN]
        for evenings in self._young[:1]:
            for month in (today - timedelta(days=31), today):
                id = demo_id(self._world, f"asked/{month:%Y-%m}")
                row = self._known.get(id)
                if row:
                    yield _extra(evenings[-1], id, row.on_date, evenings[-1].habit.usual.at)
                elif month == today and not near:
                    on = today + timedelta(days=IN_DAYS)
                    yield _extra(evenings[-1], id, on, evenings[-1].habit.usual.at)

    def _following(self) -> list[Evening]:
        """The young person's own meetings to come, the soonest first."""
        every = [*self.more, *(one for evenings in self._young for one in evenings)]
        groups = {one.group.id for evenings in self._young for one in evenings}
        ahead = [one for one in every if one.on > self._world.today and one.group.id in groups]
        return sorted(ahead, key=lambda one: (one.on, one.id))

    def _differ(self) -> None:
        """Of the young person's next meetings the first was moved, they chair the second, the third is off."""
        told = at_day(self._world.today - timedelta(days=2), 15)
        following = self._ahead
        for evening in following[:1]:
            self._columns[evening.id] = {"sequence": 1, "changed_at": told}
            self._changes[evening.id] = change(evening, "moved", told, evening.starts_at - timedelta(days=1))
        for evening in following[1:2]:
            self._columns[evening.id] = {"chair_id": self._crowd.young}
        for evening in [one for one in following[2:] if _goes_on(one, following)][:1]:
            self._columns[evening.id] = {"state": "cancelled", "cancelled_why": OFF, "sequence": 1}
            self._changes[evening.id] = change(evening, "cancelled", told, evening.starts_at, OFF)


def _goes_on(evening: Evening, following: Sequence[Evening]) -> bool:
    """True where the group meets again after this evening."""
    return any(one.group.id == evening.group.id and one.on > evening.on for one in following)


def _keyed(by_group: ByGroup, groups: Sequence[UUID]) -> list[list[Evening]]:
    """The evenings of these groups, those that are open first, by the groups' keys."""
    found = [by_group[id] for id in groups if by_group.get(id)]
    return sorted(found, key=lambda evenings: (evenings[0].group.members_hidden, evenings[0].group.key))


def _extra(like: Evening, id: UUID, on: date, at: time) -> Evening:
    """An ordinary evening beside the usual ones."""
    return replace(like, id=id, on=on, starts_at=moment(on, at), kind="task_group", board_id=None)


def _change(id: UUID, columns: Row) -> None:
    stored = db.update(Meeting).where(Meeting.id == id).values(columns)
    db.session.execute(stored, execution_options={"synchronize_session": False})
