"""For several meetings at once: how many children are expected, and whether there are enough adults (W48)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from core.api import Person, db, local_today
from plugins.groups.api import Group, Membership
from plugins.meetings.coming.rules import Ratio
from plugins.meetings.models import Booking, Coming, Leader
from plugins.meetings.practice.enough import Age, needed, youngest_age


def ratios(meetings: Iterable[Any], to_an_adult: int) -> dict[UUID, Ratio]:
    """The expected ratio of each meeting (rows with `id` and `group_id`), in five queries whatever their number."""
    groups = {row.id: row.group_id for row in meetings}
    if not groups:
        return {}
    ids = list(groups)
    children, booked = _ages(ids), _booked(ids)
    named, workers = _numbers(_leaders(ids)), _numbers(_workers(set(groups.values())))
    youngest = dict(db.session.execute(db.select(Group.id, Group.age_min).where(Group.id.in_(groups.values()))).all())
    found = {}
    for id, group in groups.items():
        ages = [*children[id], *[None] * booked[id][0]]
        adults = (named[id] or workers[group]) + booked[id][1]
        found[id] = Ratio(len(ages), adults, to_an_adult, needed(ages, youngest.get(group)))
    return found


def _ages(ids: list[UUID]) -> dict[UUID, list[Age]]:
    """How old each child who said that they come is today; None where nobody knows."""
    found: dict[UUID, list[Age]] = defaultdict(list)
    for row in db.session.execute(_children(ids)):
        found[row.meeting_id].append(youngest_age(row, local_today()))
    return found


def _children(ids: list[UUID]) -> Any:
    """Children who said that they come; whoever waits for a place online does not yet."""
    return (
        db.select(Coming.meeting_id, Person.born_on, Person.age_band, Person.age_band_said_on)
        .join(Person, (Person.authority_id == Coming.authority_id) & (Person.id == Coming.person_id))
        .where(Coming.meeting_id.in_(ids), Coming.answer == "coming", Coming.how != "asked")
        .where(Person.kind == "young_person")
    )


def _leaders(ids: list[UUID]) -> Any:
    return (
        db.select(Leader.meeting_id, db.func.count(Leader.id))
        .where(Leader.meeting_id.in_(ids))
        .group_by(Leader.meeting_id)
    )


def _workers(groups: set[UUID]) -> Any:
    return (
        db.select(Membership.group_id, db.func.count(Membership.id))
        .where(Membership.group_id.in_(groups), Membership.supports.is_(True), Membership.status == "active")
        .group_by(Membership.group_id)
    )


def _booked(ids: list[UUID]) -> dict[UUID, tuple[int, int]]:
    query = (
        db.select(Booking.meeting_id, db.func.sum(Booking.children), db.func.sum(Booking.adults))
        .where(Booking.meeting_id.in_(ids))
        .group_by(Booking.meeting_id)
    )
    found: dict[UUID, tuple[int, int]] = defaultdict(lambda: (0, 0))
    return found | {row[0]: (int(row[1]), int(row[2])) for row in db.session.execute(query)}


def _numbers(query: Any) -> dict[UUID, int]:
    found: dict[UUID, int] = defaultdict(int)
    return found | {row[0]: int(row[1]) for row in db.session.execute(query)}
