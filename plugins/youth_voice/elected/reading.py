"""Which bodies elect or send members of which group, how many places are filled, and which fell free (W42).

Of a group whose members stay hidden only those who may know them read it: a school that sends somebody to a group of
children in care would say that there is one.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, Organisation, db, local_today
from plugins.groups.api import SEES_GROUP, Constituency, Election, Group, Membership, Vacancy, vacancies
from plugins.youth_voice.elected import rules
from plugins.youth_voice.here import chosen
from plugins.youth_voice.visibility import KNOWS_PLACES

RUNNING = ("standing", "voting", "closed", "counted")


class Body(NamedTuple):
    """One body that elects to a group; `filled` in words, `election` the id of one under way."""

    id: UUID
    name: str
    kind: str
    filled: str
    election: UUID | None


class Elects(NamedTuple):
    """One group with the bodies that elect to it."""

    key: str
    name: str
    bodies: list[Body]


class Free(NamedTuple):
    """A place that fell free: whose, since when, what is to be done about it, and by when."""

    group_key: str
    group: str
    vacancy: Vacancy
    constituency_id: UUID | None
    need: rules.Need
    by: date | None


def elects(actor: Actor) -> list[Elects]:
    """Every group that bodies elect or send members to, with its bodies by name; as many queries for any number."""
    rows = list(db.session.execute(_bodies(actor)))
    filled, running = _filled({row.group_id for row in rows}), _running({row.id for row in rows})
    found: dict[UUID, Elects] = {}
    for row in rows:
        group = found.setdefault(row.group_id, Elects(row.key, row.group, []))
        taken = rules.filled_words(filled.get((row.group_id, row.organisation_id), 0), row.places)
        group.bodies.append(Body(row.id, row.name, row.kind, taken, running.get(row.id)))
    return list(found.values())


def free(actor: Actor) -> list[Free]:
    """Places that fell free, as far as the reader may know of places; the oldest first."""
    settings, today, found = chosen(), local_today(), []
    for group in _electing(actor):
        bodies = _constituencies(group.id)
        for one in vacancies(group):
            need = rules.by_election(
                one.since, one.term_to, today, settings.by_election_days, settings.by_election_least
            )
            by = rules.call_by(one.since, settings.by_election_days) if one.since and need != "too_late" else None
            found.append(Free(group.key, group.name, one, bodies.get(one.organisation_id), need, by))
    return sorted(found, key=lambda one: (one.vacancy.since or date.min, one.group, one.vacancy.body))


def _bodies(actor: Actor) -> Any:
    sends, house = Constituency, Organisation
    return (
        db.select(
            sends.id, sends.group_id, sends.organisation_id, sends.places,
            Group.key, Group.name.label("group"), house.name, house.kind,
        )
        .join(Group, (Group.authority_id == sends.authority_id) & (Group.id == sends.group_id))
        .join(house, (house.authority_id == sends.authority_id) & (house.id == sends.organisation_id))
        .where(Group.status != "ended", SEES_GROUP.criteria(actor, Group))
        .where(KNOWS_PLACES.criteria(actor, Group))
        .order_by(Group.name, Group.id, house.kind, house.name, sends.id)
    )  # fmt: skip


def _filled(groups: Iterable[UUID]) -> dict[tuple[UUID, UUID], int]:
    query = (
        db.select(Membership.group_id, Membership.for_organisation_id, db.func.count(Membership.id))
        .where(Membership.group_id.in_(list(groups)), Membership.status != "left", Membership.supports.is_(False))
        .where(Membership.for_organisation_id.is_not(None))
        .group_by(Membership.group_id, Membership.for_organisation_id)
    )
    return {(group, body): number for group, body, number in db.session.execute(query)}


def _running(bodies: Iterable[UUID]) -> dict[UUID, UUID]:
    query = db.select(Election.constituency_id, Election.id).where(
        Election.constituency_id.in_(list(bodies)), Election.state.in_(RUNNING)
    )
    return {row.constituency_id: row.id for row in db.session.execute(query.order_by(Election.opens_at))}


def _electing(actor: Actor) -> list[Group]:
    """Groups that have bodies, of which the reader may know how many places are filled."""
    sends = db.select(Constituency.group_id)
    query = db.select(Group).where(
        Group.id.in_(sends),
        Group.status != "ended",
        SEES_GROUP.criteria(actor, Group),
        KNOWS_PLACES.criteria(actor, Group),
    )
    return list(db.session.scalars(query.order_by(Group.name)))


def _constituencies(group_id: UUID) -> dict[UUID, UUID]:
    query = db.select(Constituency.organisation_id, Constituency.id).where(Constituency.group_id == group_id)
    return {row.organisation_id: row.id for row in db.session.execute(query)}
