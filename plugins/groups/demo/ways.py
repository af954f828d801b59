"""Made-up people on their way into groups: put forward or answering an advert, waiting, welcomed, or not this time.

The young person who can sign in is asked whether they would like to join one group more.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from core.api import DemoMade, Organisation, Person, bulk_insert, db
from plugins.groups.demo.cast import YOUNG
from plugins.groups.demo.memberships import Memberships, demo_id
from plugins.groups.demo.stories import YEAR, Story
from plugins.groups.models import Constituency, Group, Joining

Row = dict[str, Any]
PUT_FORWARD = ("nomination", "service_involvement", "invitation")
ELECTING = ("school", "college", "voluntary")  # kinds of organisation that elect members
PLACES = (1, 1, 2, 2, 3)
HOLDER = "way/holder"  # the label of the one who can sign in
HALF = 0.5  # the share of these ways that each group has


class Way(NamedTuple):
    """Where somebody stands, and how many days ago they came there."""

    state: str
    days: int


ADVERT = (Way("interested", 2), Way("interested", 16), Way("welcomed", 5), Way("not_this_time", 30))
NOMINATED = (Way("asked", 3), Way("thinking", 9), Way("said_yes", 4), Way("said_no", 20))
WHYS = (
    "You say clearly what is fair and what is not. I think the group would be glad of you.",
    "You told me what you would change. This group is asked about just that.",
    "You listen to others, and they listen to you.",
)
MESSAGES = (
    "I saw the poster. I would like to help younger ones.",
    "Can I come and look first? I do not know anybody there.",
    "I want to say what it was like for me.",
)
ANSWERS = {
    "welcomed": "Thank you for writing to us. Come along, we will meet you at the door.",
    "not_this_time": "Thank you for asking. There is no place just now. We have kept your name for spring.",
}


def plant(memberships: Memberships) -> list[DemoMade]:
    """Make the ways and the electing bodies that are missing; says how many of each."""
    rows = list(_rows(memberships, set(db.session.scalars(db.select(Joining.id)))))
    bulk_insert(Joining, list(_named(rows)))
    bodies = list(_bodies(memberships))
    bulk_insert(Constituency, bodies)
    return [DemoMade("ways into groups", len(rows)), DemoMade("bodies that elect", len(bodies))]


def _rows(memberships: Memberships, known: set[UUID]) -> Iterator[Row]:
    """Who can sign in first; where an id is `known` somebody stands there already."""
    if demo_id(memberships.world, HOLDER) not in known:
        yield from _asked_themselves(memberships)
    for group in memberships.groups:
        for route, way in _ways(memberships.routes.get(group.id, [])):
            label = f"{group.key}/{route}/{way.state}/{way.days}"
            if group.participants == YOUNG and demo_id(memberships.world, label) not in known:
                yield from _somebody(memberships, group, route, way, label)


def _ways(routes: Sequence[str]) -> Iterator[tuple[str, Way]]:
    """The ways that there can be towards a group with these routes."""
    for route in routes:
        if route in PUT_FORWARD or route == "advert":
            yield from ((route, way) for way in (ADVERT if route == "advert" else NOMINATED))


def _somebody(memberships: Memberships, group: Group, route: str, way: Way, label: str) -> Iterator[Row]:
    chance = random.Random(f"{memberships.world.seed}:{label}")  # noqa: S311 - made up, the same each time
    if chance.random() >= HALF:
        return
    today = memberships.world.today
    story = Story(label, today, today + timedelta(days=YEAR), chance)
    person = memberships.cast.pick(group, story, memberships.taken[group.id])
    if person is not None:
        memberships.taken[group.id].add(person)
        yield _row(memberships, group, person, route, way, chance, label)


def _asked_themselves(memberships: Memberships) -> Iterator[Row]:
    """One group that the young person who can sign in is asked to join, an open one before a sensitive one."""
    today, cast = memberships.world.today, memberships.cast
    for group in sorted(memberships.groups, key=lambda one: (one.members_hidden, one.key)):
        holder = cast.holder(group) if group.participants == YOUNG else None
        if holder is None or holder in memberships.taken[group.id] or not cast.fits(group, holder, today):
            continue
        chance = random.Random(f"{memberships.world.seed}:asked")  # noqa: S311 - made up
        memberships.taken[group.id].add(holder)
        yield _row(memberships, group, holder, "nomination", Way("asked", 3), chance, HOLDER)
        return


def _row(
    memberships: Memberships, group: Group, person: UUID, route: str, way: Way, chance: random.Random, label: str
) -> Row:
    world, answered = memberships.world, way.state in ANSWERS
    moved = datetime.combine(world.today - timedelta(days=way.days), time(16, 10), UTC)
    made = moved if way.state in ("asked", "interested") else moved - timedelta(days=chance.randrange(2, 7))
    forward = route != "advert"
    return {
        "id": demo_id(world, label),
        "group_id": group.id,
        "person_id": person,
        "route": route,
        "state": way.state,
        "message": "" if forward else chance.choice(MESSAGES),
        "why": chance.choice(WHYS) if forward else "",
        "put_forward_by_id": world.holders.get("practitioner") if forward else None,
        "made_at": made,
        "said_at": moved if forward and way.state != "asked" else None,
        "answer": ANSWERS.get(way.state, ""),
        "answered_at": moved if answered else None,
        "told_on": moved.date() if way.state == "not_this_time" else None,
        "told_how": "phone" if way.state == "not_this_time" else "",
    }


def _named(rows: list[Row]) -> Iterator[Row]:
    """The rows with the names of those who are on the way and of those who put them forward."""
    wanted = {row[key] for row in rows for key in ("person_id", "put_forward_by_id")} - {None}
    query = db.select(Person.id, Person.name, Person.known_as).where(Person.id.in_(wanted))
    names = {id_: known_as or name for id_, name, known_as in db.session.execute(query)}
    for row in rows:
        yield row | {"name": names[row["person_id"]], "put_forward_by": names.get(row["put_forward_by_id"], "")}


def _bodies(memberships: Memberships) -> Iterator[Row]:
    """For each group that is elected, the bodies that elect, where it has none yet."""
    has = set(db.session.scalars(db.select(Constituency.group_id)))
    query = db.select(Organisation.id).where(Organisation.kind.in_(ELECTING), Organisation.active)
    electing = db.session.scalars(query.order_by(Organisation.name)).all()
    for group in memberships.groups:
        if "election" in memberships.routes.get(group.id, []) and group.id not in has:
            chance = random.Random(f"{memberships.world.seed}:{group.key}:bodies")  # noqa: S311 - made up
            for organisation in electing:
                yield {"group_id": group.id, "organisation_id": organisation, "places": chance.choice(PLACES)}
