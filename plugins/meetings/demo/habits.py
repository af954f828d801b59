"""How a made-up group usually meets: the day and time that it names, else one by chance; and the places to meet."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any
from uuid import UUID

from core.api import DemoWorld, Place, bulk_insert, db
from plugins.groups.api import Group
from plugins.meetings import cadence
from plugins.meetings.demo.ids import demo_id
from plugins.meetings.demo.topics import is_grown, is_of_children
from plugins.meetings.models import Usual, Venue

MORNING, NOON, AFTER_SCHOOL, EVENING = time(10), time(13), time(16, 30), time(18)
AT = ((r"\bmorning", MORNING), (r"\bafter school", AFTER_SCHOOL), (r"\bevening", EVENING), (r"\bafternoon", NOON))
WEEKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": cadence.LAST}
INFORMAL = 45  # minutes of time together after a formal part
VENUES: tuple[dict[str, Any], ...] = (
    {
        "name": "The Old Library",
        "address": "Ground floor, beside the market",
        "access": ["step_free", "toilet", "hearing_loop", "bus", "wifi"],
        "access_notes": "The flat entrance is round the corner, by the bicycles. Ring the bell: somebody comes out.",
        "travel": "Every bus to the market stops outside. Taxis wait at the side door.",
    },
    {
        "name": "Riverside Youth Centre",
        "address": "By the footbridge",
        "access": ["step_free", "toilet", "quiet_space", "parking", "kitchen"],
        "access_notes": "The quiet room is the second door on the left. You can go in without asking.",
        "travel": "Five minutes from the bus station along the river. The path is lit.",
    },
    {
        "name": "Committee Room 2",
        "address": "The council's offices, second floor",
        "access": ["step_free", "toilet", "hearing_loop", "wifi"],
        "access_notes": "The lift needs a card after 5 pm: a worker waits at the desk until a quarter past.",
        "travel": "The main entrance, then ask at the desk for the participation team.",
    },
    {
        "name": "St Swithun's Hall",
        "address": "Behind the church, through the green gate",
        "access": ["parking", "bus", "kitchen", "prayer"],
        "access_notes": "One step at the front door; there is a ramp in the cupboard. No hearing loop.",
        "travel": "Two stops after the swimming pool. The gate squeaks, that is how you know.",
    },
)


@dataclass(frozen=True)
class Habit:
    """How one group meets; `usual` as the planner understands it."""

    usual: cadence.Usual
    venue_id: UUID | None
    online_url: str


def plant_venues(world: DemoWorld, groups: Sequence[Group]) -> int:
    """Make the places that are missing: four of every council, and those that groups name; says how many."""
    known = set(db.session.scalars(db.select(Venue.name)))
    places = db.session.scalars(db.select(Place.id).order_by(Place.name)).all()
    rows = [row for row in _venues(world, groups, places) if row["name"] not in known]
    bulk_insert(Venue, rows)
    return len(rows)


def plant_usual(world: DemoWorld, groups: Sequence[Group], habits: dict[UUID, Habit]) -> int:
    """Say how each group usually meets, where nobody has; says for how many."""
    known = set(db.session.scalars(db.select(Usual.group_id)))
    rows = [_row(group, habits[group.id]) for group in groups if group.id not in known]
    bulk_insert(Usual, rows)
    return len(rows)


def habits_of(world: DemoWorld, groups: Sequence[Group]) -> dict[UUID, Habit]:
    """The habit of each group."""
    named = {row.name: row.id for row in db.session.execute(db.select(Venue.name, Venue.id))}
    return {group.id: _habit(world, group, named) for group in groups}


def _venues(world: DemoWorld, groups: Sequence[Group], places: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    own = dict.fromkeys(_own_place(group) for group in groups if group.meets_at)
    more = [{"name": name, "address": "", "access": ["step_free"], "access_notes": "", "travel": ""} for name in own]
    names = {one["name"] for one in VENUES}
    for number, one in enumerate([*VENUES, *(one for one in more if one["name"] not in names)]):
        place = places[number % len(places)] if places else None
        yield one | {"id": demo_id(world, f"venue/{one['name']}"), "place_id": place}


def _own_place(group: Group) -> str:
    name = group.meets_at.strip().rstrip(".")[:200]
    return name[:1].upper() + name[1:]


def _habit(world: DemoWorld, group: Group, venues: dict[str, UUID]) -> Habit:
    chance = random.Random(f"{world.seed}:{group.key}:habit15")  # noqa: S311 - so that few clash
    grown = group.participants != "young_people" or bool(group.school_years)
    at = MORNING if grown else EVENING if is_grown(group) else AFTER_SCHOOL
    weekday, week = chance.choice((0, 1, 1, 2, 2, 3)), chance.randrange(1, 5)
    words = group.meets_when.casefold()
    weekday = next((n for n, name in enumerate(cadence.WEEKDAYS) if name.casefold() in words), weekday)
    week = next((number for word, number in WEEKS.items() if re.search(rf"\b{word}\b", words)), week)
    at = next((hour for pattern, hour in AT if re.search(pattern, words)), at)
    usual = cadence.Usual(weekday, at, _minutes(group), week if group.cadence == "monthly" else None)
    chosen = _own_place(group) if group.meets_at else chance.choice(VENUES)["name"]
    url = f"https://meet.example/{group.key}" if "online" in group.access_offer else ""
    return Habit(usual, venues.get(chosen), url)


def _minutes(group: Group) -> int:
    if group.formal_minutes:
        return group.formal_minutes + (INFORMAL if group.informal_part else 0)
    return 150 if group.school_years else 75 if is_of_children(group) else 120 if group.informal_part else 90


def _row(group: Group, habit: Habit) -> dict[str, Any]:
    usual = habit.usual
    return {
        "group_id": group.id,
        "weekday": usual.weekday,
        "week_of_month": usual.week_of_month,
        "at": f"{usual.at:%H:%M}",
        "minutes": usual.minutes,
        "term_time_only": True,
        "venue_id": habit.venue_id,
        "online_url": habit.online_url,
    }
