"""Whom one can ask: the groups that the reader may know of, schools, and situations that the council's lists name."""

from typing import Any
from uuid import UUID

from core.api import Actor, Authority, Organisation, db
from plugins.groups.api import LISTED, SEES_GROUP, UMBRELLAS, Group
from plugins.requests.fatigue.meter import Target, cohorts

YOUNG = ("young_people", "parents_carers")


def groups(actor: Actor) -> list[tuple[UUID, str]]:
    """Groups that can be asked, by name: for strangers those that everybody can find."""
    rule = SEES_GROUP if actor.is_member else LISTED
    query = db.select(Group.id, Group.name).where(
        rule.criteria(actor),
        Group.status != "ended",
        Group.participants.in_(YOUNG),
        Group.kind.not_in(UMBRELLAS),
    )
    return [(row.id, row.name) for row in db.session.execute(query.order_by(Group.name, Group.id))]


def everybody(actor: Actor, authority: Authority) -> list[Target]:
    """Everybody who can be asked: groups, schools and situations."""
    return [
        *(Target("group", id, name) for id, name in groups(actor)),
        *(Target("school", id, name) for id, name in schools()),
        *(Target("cohort", key, title) for key, title in cohorts(authority).items()),
    ]


def schools() -> list[tuple[UUID, str]]:
    """The council's schools, by name."""
    query: Any = db.select(Organisation.id, Organisation.name).where(Organisation.kind == "school", Organisation.active)
    return [(row.id, row.name) for row in db.session.execute(query.order_by(Organisation.name, Organisation.id))]
