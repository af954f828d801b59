"""A group that ends keeps its history: nothing is deleted, its people see it as past, and it can be opened again."""

from datetime import date

from core.api import db, local_today
from plugins.groups.elections.states import OVER
from plugins.groups.here import note
from plugins.groups.models import Election, Group, Joining, Membership

ENDED = "ended"
WAITING = ("interested", "said_yes", "welcomed")  # somebody owes these people an answer or a place


def end(group: Group, on: date) -> None:
    """The group meets no more since `on`; memberships, seats and everything else stay as they are."""
    group.status, group.ended_on = ENDED, on
    note("group_ended", group, on=on.isoformat())


def open_again(group: Group) -> None:
    """The group meets again, with everybody who was in it when it ended."""
    group.status, group.ended_on = "active", None
    note("group_opened_again", group)


def keep_day(group: Group) -> None:
    """Where the status was changed by other means, let the day of its end follow."""
    if group.status != ENDED:
        group.ended_on = None
    elif group.ended_on is None:
        group.ended_on = local_today()


def open_elections(group: Group) -> int:
    """How many of its elections are not over: voting for a group that ended would be voting for nothing."""
    query = db.select(db.func.count(Election.id)).where(Election.group_id == group.id, Election.state.not_in(OVER))
    return db.session.scalar(query) or 0


def waiting(group: Group) -> int:
    """How many people wait for an answer from it."""
    query = db.select(db.func.count(Joining.id)).where(Joining.group_id == group.id, Joining.state.in_(WAITING))
    return db.session.scalar(query) or 0


def people(group: Group) -> int:
    """How many are in it now, workers included."""
    query = db.select(db.func.count(Membership.id)).where(Membership.group_id == group.id, Membership.status != "left")
    return db.session.scalar(query) or 0
