"""Plants what a demonstration shows of meetings: years behind, a term ahead, registers, words, minutes, answers.

Each meeting's id is made from its group and its day. Loading again on another day plans what has come into sight and
writes down what has been since; a meeting that somebody has used in the meantime is left as it is.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from core.api import Authority, DemoMade, DemoWorld, db, hookimpl
from plugins.groups.api import UMBRELLAS, Group
from plugins.meetings.demo import coming, habits, planned, practice, registers, written
from plugins.meetings.demo.crowd import Crowd
from plugins.meetings.demo.evenings import Calendar, Evening
from plugins.meetings.demo.ids import Row, put
from plugins.meetings.demo.special import Special
from plugins.meetings.demo.written import Room
from plugins.meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Booking,
    Coming,
    Decision,
    Leader,
    Meeting,
    MeetingChange,
    Minutes,
    Paper,
    Point,
    Safety,
)

TABLES = {  # in the order in which they point at each other
    Meeting: "meetings",
    MeetingChange: "changes of meetings",
    Leader: "adults at meetings",
    AgendaItem: "items on agendas",
    Paper: "papers",
    Booking: "schools at meetings",
    Attendance: "lines of registers",
    Coming: "answers to meetings",
    Point: "things said",
    Decision: "decisions",
    Action: "actions",
    Minutes: "minutes",
    Safety: "what keeps somebody safe",
}
SOON = 2  # meetings of each group to which people have answered
WAS_USED = (Attendance, Minutes, Point, Decision)


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what is missing, and say how many of each were made."""
    found = db.select(Group).where(Group.kind.not_in(UMBRELLAS), Group.status != "ended").order_by(Group.key)
    groups = db.session.scalars(found).all()
    return _Season(authority, world, groups).plant() if groups else []


class _Season:
    """The evenings of one council's groups, parted into what is new, what has been since, and what comes."""

    def __init__(self, authority: Authority, world: DemoWorld, groups: Sequence[Group]) -> None:
        self._world, self._groups = world, groups
        self._venues = habits.plant_venues(world, groups)
        self._habits = habits.habits_of(world, groups)
        self._crowd, self._themes = Crowd(world), planned.themes_of(authority)
        calendar = Calendar(authority, world)
        self._by_group = {group.id: calendar.evenings(group, self._habits[group.id]) for group in groups}
        self._read()
        self._special = Special(self._crowd, self._by_group, self._known, self._begun)
        for extra in self._special.more:
            self._by_group[extra.group.id].append(extra)
        self._rows: dict[type[Any], list[Row]] = defaultdict(list)
        self._made = dict.fromkeys(TABLES, 0)
        self._rooms: list[Room] = []

    def plant(self) -> list[DemoMade]:
        """Make what is missing, group by group, so that memory stays flat."""
        usual = habits.plant_usual(self._world, self._groups, self._habits)
        for group in self._groups:
            self._group(self._by_group[group.id])
            self._store()
        self._rows[Action] += self._special.promised(self._rooms)
        safe = set(db.session.scalars(db.select(Safety.person_id)))
        young = [group for group in self._groups if group.participants == "young_people"]
        self._rows[Safety] += coming.safety(young, self._crowd, safe)
        self._store()
        safe_practice = practice.plant(self._world, self._groups)
        more = [DemoMade("places to meet", self._venues), DemoMade("usual days of groups", usual)]
        more.append(DemoMade("risk assessments and leads on duty", safe_practice))
        return [*more, *(DemoMade(TABLES[model], number) for model, number in self._made.items())]

    def _read(self) -> None:
        """What is there already."""
        today = self._world.today
        columns = (Meeting.id, Meeting.state, Meeting.on_date, Meeting.starts_at)
        self._known = {row.id: row for row in db.session.execute(db.select(*columns))}
        waiting = db.select(Meeting.id).where(Meeting.state == "planned", Meeting.on_date <= today)
        used = (_meetings_of(model, waiting) for model in WAS_USED)
        self._begun = frozenset[UUID]().union(*used)
        recent = Meeting.on_date >= today - timedelta(days=coming.BEHIND)
        near = db.select(Meeting.id).where(recent | (Meeting.state == "planned"))
        self._answered, self._booked = _meetings_of(Coming, near), _meetings_of(Booking, near)

    def _group(self, evenings: Sequence[Evening]) -> None:
        """Plan what is new, write down what has been, ask about what comes next."""
        since = [one for one in map(self._been_since, evenings) if one]
        there = _items_of(since)
        for evening in evenings:
            if evening.id not in self._known:
                items = self._plan(evening)
                if planned.state_of(evening, self._world.today) == "held":
                    lines = self._write_down(evening, items)
                    self._rows[Meeting][-1] |= registers.families(evening, lines)
        for evening in since:
            self._write_down(evening, [item for item in self._agenda(evening) if item["id"] in there])
        _hold(since)
        self._ask(evenings)

    def _been_since(self, evening: Evening) -> Evening | None:
        """The evening as it stands, if it has been since the last loading and nobody has used it."""
        row, today = self._known.get(evening.id), self._world.today
        if row is None or row.state != "planned" or row.id in self._begun or max(row.on_date, evening.on) >= today:
            return None
        return replace(evening, on=row.on_date, starts_at=row.starts_at)

    def _plan(self, evening: Evening) -> list[Row]:
        """A new meeting, with everything that is there before it; returns its agenda."""
        items, rows, today = self._agenda(evening), self._rows, self._world.today
        rows[Meeting].append(planned.meeting(evening, self._crowd, self._themes, self._special.columns(evening)))
        rows[MeetingChange] += [*planned.changes(evening, today), *self._special.changes(evening)]
        rows[Leader] += planned.leaders(evening, self._crowd)
        rows[AgendaItem] += items
        rows[Paper] += planned.papers(evening, today)
        return items

    def _write_down(self, evening: Evening, items: Sequence[Row]) -> list[Row]:
        """Everything that came of an evening that has been; returns its register."""
        lines, today, rows = registers.register(evening, self._crowd), self._world.today, self._rows
        by_title = {item["title"]: item for item in items}
        about = {topic.key: by_title[topic.title] for topic in evening.topics if topic.title in by_title}
        ids, themes = ({key: item[name] for key, item in about.items()} for name in ("id", "themes"))
        room = Room(evening, registers.came(lines), self._crowd.workers(evening), ids, themes)
        row = written.minutes(room, today)
        rows[Attendance] += lines
        rows[Point] += written.points(room)
        rows[Decision] += written.decisions(room)
        rows[Action] += written.actions(room, self._crowd)
        rows[Minutes] += [row] if row else []
        rows[MeetingChange] += written.news(room, row, today)
        if evening.id not in self._booked:
            rows[Booking] += registers.bookings(evening, self._crowd)
        if evening.id not in self._answered and (today - evening.on).days <= coming.BEHIND:
            rows[Coming] += coming.answers(evening, self._crowd, lines)
            self._rooms.append(room)
        return lines

    def _ask(self, evenings: Sequence[Evening]) -> None:
        """Answers to the next meetings of a group, and the schools that have booked."""
        today = self._world.today
        ahead = sorted((one for one in evenings if one.on >= today and self._is_planned(one)), key=lambda one: one.on)
        for evening in ahead[:SOON]:
            if (evening.on - today).days <= coming.AHEAD and evening.id not in self._answered:
                self._rows[Coming] += coming.answers(evening, self._crowd)
                self._rows[Coming] += self._special.answers(evening)
        for evening in ahead:
            if evening.id not in self._booked:
                self._rows[Booking] += registers.bookings(evening, self._crowd)

    def _is_planned(self, evening: Evening) -> bool:
        row = self._known.get(evening.id)
        state: str = row.state if row else self._special.columns(evening).get("state", "planned")
        return state == "planned"

    def _agenda(self, evening: Evening) -> list[Row]:
        return planned.agenda(evening, self._themes)

    def _store(self) -> None:
        for model in TABLES:
            self._made[model] += put(model, self._rows.pop(model, ()))


def _meetings_of(model: Any, among: Any) -> frozenset[UUID]:
    """Those of the meetings that have a record of this kind."""
    return frozenset(db.session.scalars(db.select(model.meeting_id).where(model.meeting_id.in_(among)).distinct()))


def _items_of(evenings: Sequence[Evening]) -> set[UUID]:
    """The agenda items of these evenings as they are now."""
    ids = [one.id for one in evenings]
    query = db.select(AgendaItem.id).where(AgendaItem.meeting_id.in_(ids))
    return set(db.session.scalars(query)) if ids else set()


def _hold(evenings: Sequence[Evening]) -> None:
    """These evenings took place, and the schools that had booked came."""
    ids = [one.id for one in evenings]
    if not ids:
        return
    held = db.update(Meeting).where(Meeting.id.in_(ids))
    came = db.update(Booking).where(Booking.meeting_id.in_(ids), Booking.came_children.is_(None))
    for stored in (
        held.values(state="held", register_closed_at=Meeting.starts_at),
        came.values(came_children=Booking.children, came_adults=Booking.adults),
    ):
        db.session.execute(stored, execution_options={"synchronize_session": False})
