"""The groups that stand under one name: which they are, how each is joined, and its next day (W7, W8).

A council without an umbrella has all its groups shown together.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from core.api import Actor, Authority, db, kept, local_today, utcnow
from plugins.groups.api import (
    SEES_GROUP,
    UMBRELLAS,
    Group,
    Said,
    affiliates_of,
    ages_words,
    meets_words,
    ways_into,
)
from plugins.meetings.api import Dated, Meeting, between
from plugins.youth_voice.here import chosen

AHEAD = timedelta(days=180)


@dataclass(frozen=True)
class Entry:
    """One group on the umbrella's page; `next` is None where no day is known or may be told."""

    group: Any
    ages: str
    meets: str
    ways: list[Said]
    next: Dated | None


def umbrella(authority: Authority) -> Any:
    """The group that all others stand under, as a row with id, key, name and purposes; None where there is none."""
    return kept(authority, ("youth_voice.umbrella", chosen(authority).umbrella), lambda: _umbrella(authority))


def name(authority: Authority) -> str:
    """What all groups together are called here, "" where they have no common name."""
    found = umbrella(authority)
    return found.name if found else ""


def groups(authority: Authority, actor: Actor) -> list[Group]:
    """The groups under the umbrella that the reader may see, by name; those that have ended are left out."""
    above = umbrella(authority)
    inside = Group.programme_id == above.id if above else Group.kind.not_in(UMBRELLAS)
    query = db.select(Group).where(inside, Group.status != "ended", SEES_GROUP.criteria(actor, Group))
    return list(db.session.scalars(query.order_by(Group.name, Group.id)))


def entries(authority: Authority, actor: Actor) -> list[Entry]:
    """Each group with what it is, how it is joined and when it meets next; as many queries for any number."""
    found = groups(authority, actor)
    ways, next_days = ways_into([group.id for group in found]), _next(actor, found)
    return [
        Entry(
            group,
            ages_words(group.ages, group.school_years),
            meets_words(group),
            ways.get(group.id, []),
            next_days.get(group.key),
        )
        for group in found
    ]


def invited(authority: Authority) -> list[Said]:
    """Bodies that take part in the umbrella without being groups of the council."""
    above = umbrella(authority)
    return affiliates_of([above.id]) if above else []


def ids(found: Iterable[Group]) -> list[UUID]:
    """The ids of groups."""
    return [group.id for group in found]


def _next(actor: Actor, found: Iterable[Group]) -> dict[str, Dated]:
    today: date = local_today()
    first: dict[str, Dated] = {}
    for line in between(actor, today, today + AHEAD, Meeting.group_id.in_(ids(found))):
        if not line.cancelled and line.starts_at > utcnow():
            first.setdefault(line.group_key, line)
    return first


def _umbrella(authority: Authority) -> Any:
    columns = (Group.id, Group.key, Group.name, Group.purpose, Group.purpose_easy)
    query = db.select(*columns).where(Group.kind.in_(UMBRELLAS), Group.listing == "public", Group.status != "ended")
    rows = db.session.execute(
        query.order_by(Group.kind.desc(), Group.name, Group.id)
    ).all()  # an umbrella before a programme
    wanted = chosen(authority).umbrella
    named = [row for row in rows if row.key == wanted]
    return next(iter(named or rows), None)
