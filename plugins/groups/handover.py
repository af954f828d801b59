"""A worker who leaves hands on the groups that they support and the elections that they run.

Who belongs to a sensitive group is not told to whoever may not know: such a group is counted and not named. A group
left without a worker waits, and is listed for those who may give it one.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import url_for

from core.api import (
    Actor,
    Authority,
    HandedOn,
    Organisation,
    ReadyIssue,
    Ref,
    current_actor,
    db,
    hookimpl,
    local_today,
    record,
)
from plugins.groups import membership
from plugins.groups.models import Constituency, Group, Membership
from plugins.groups.visibility import SEES_GROUP, SEES_MEMBERS

UNNAMED = "A group whose members stay hidden"


@hookimpl
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """Pass on the worker's places in groups and the elections of their constituencies; history keeps who had them."""
    places, elections = _places(from_id), _elections(from_id)
    if apply:
        for place, group in places:
            _pass_on(group, place, to_id)
        for constituency, _, _ in elections:
            constituency.returning_officer_id = to_id
            _write_down("election_handed_on", constituency)
        db.session.flush()
    going_on = [group for _, group in places if group.status != "ended"]
    found = [
        _handed("groups they support", [_called(group, group.name) for group in going_on]),
        _handed("elections they run", [_called(group, f"{group.name}: {body}") for _, group, body in elections]),
    ]
    return [one for one in found if one.count]


def waiting(actor: Actor) -> list[ReadyIssue]:
    """Groups whose last worker has gone, for those who may add one."""
    seen = (Group.status != "ended", lost_worker(), SEES_GROUP.criteria(actor), SEES_MEMBERS.criteria(actor))
    rows = db.session.execute(db.select(Group.key, Group.name).where(*seen).order_by(Group.name))
    todo = "Its worker has left. Add the one who supports it now."
    return [
        ReadyIssue(f"{row.name} waits for a worker", todo, url_for("groups.members", key=row.key), "groups.members", 10)
        for row in rows
    ]


def lost_worker() -> Any:
    """The condition on a group that somebody supported it once and nobody does now."""
    supporters = db.select(Membership.group_id).where(Membership.supports.is_(True))
    gone, here = supporters.where(Membership.status == "left"), supporters.where(Membership.status != "left")
    return db.and_(Group.id.in_(gone), Group.id.not_in(here))


def _places(person_id: UUID) -> Sequence[Any]:
    joined = (
        db.select(Membership, Group)
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .where(Membership.person_id == person_id, Membership.supports.is_(True), Membership.status != "left")
        .order_by(Group.name, Group.id)
    )
    return db.session.execute(joined).all()


def _elections(person_id: UUID) -> Sequence[Any]:
    of_group = (Group.authority_id == Constituency.authority_id) & (Group.id == Constituency.group_id)
    of_body = (Organisation.authority_id == Constituency.authority_id) & (
        Organisation.id == Constituency.organisation_id
    )
    joined = (
        db.select(Constituency, Group, Organisation.name)
        .join(Group, of_group)
        .join(Organisation, of_body)
        .where(Constituency.returning_officer_id == person_id)
        .order_by(Group.name, Organisation.name)
    )
    return db.session.execute(joined).all()


def _pass_on(group: Group, place: Membership, to_id: UUID | None) -> None:
    """The leaver's place is over; the successor has one from today, unless the group itself has ended."""
    place.status, place.left_on = "left", local_today()
    _write_down("member_left", place)
    if to_id is not None and group.status != "ended":
        _take_over(group, place, to_id)
    membership.recount(group)


def _take_over(group: Group, place: Membership, to_id: UUID) -> None:
    held = membership.held(group, to_id)
    if held is None:
        held = Membership(group_id=group.id, person_id=to_id, role=place.role, joined_on=local_today())
        db.session.add(held)
    if held.status == "left":
        held.role, held.left_on = place.role, None
    held.supports, held.status = True, "active"
    db.session.flush()
    _write_down("worker_took_over", held)


def _handed(kind: str, titles: list[str]) -> HandedOn:
    return HandedOn(kind, len(titles), tuple(titles))


def _called(group: Group, title: str) -> str:
    """The title, where whoever asks may know that the leaver has to do with this group."""
    open_to_all = group.listing != "hidden" and not group.members_hidden
    return title if open_to_all or current_actor().can("groups.see_hidden") else UNNAMED


def _write_down(action: str, row: Any) -> None:
    about = Ref("groups", type(row).__name__.lower(), row.id)
    record(f"groups.{action}", about, by=current_actor().user_id, people=(getattr(row, "person_id", None),))
