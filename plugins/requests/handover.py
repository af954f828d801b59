"""A worker who leaves hands on the requests that they look after and their places as an approver.

What they asked for themselves and what ended keeps who it was.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from core.api import Authority, HandedOn, Ref, current_actor, db, hookimpl, record
from plugins.groups.api import Group
from plugins.requests.models import Approver, Request
from plugins.requests.rules import FINAL
from plugins.requests.vocabulary import LEVELS

UNNAMED = "To a group whose members stay hidden"


@hookimpl
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """Pass on open requests and places as an approver."""
    kept, places = _kept(from_id), _places(from_id)
    if apply:
        for request, _ in kept:
            request.worker_id = to_id
            _write_down("request_handed_on", request)
        for place in places:
            _pass_on(place, to_id)
        db.session.flush()
    found = [
        HandedOn("requests that they look after", len(kept), tuple(_called(*one) for one in kept)),
        HandedOn("places as an approver", len(places), tuple(LEVELS.get(one.level, one.level) for one in places)),
    ]
    return [one for one in found if one.count]


def _kept(person_id: UUID) -> Sequence[Any]:
    query = (
        db.select(Request, Group)
        .outerjoin(Group, (Group.authority_id == Request.authority_id) & (Group.id == Request.group_id))
        .where(Request.worker_id == person_id, Request.state.not_in(FINAL))
        .order_by(Request.number)
    )
    return db.session.execute(query).all()


def _places(person_id: UUID) -> list[Approver]:
    return list(db.session.scalars(db.select(Approver).where(Approver.person_id == person_id).order_by(Approver.level)))


def _pass_on(place: Approver, to_id: UUID | None) -> None:
    there = db.select(Approver.id).where(Approver.level == place.level, Approver.person_id == to_id)
    _write_down("approver_handed_on", place)
    if to_id is None or db.session.scalar(there) is not None:
        db.session.delete(place)
    else:
        place.person_id = to_id


def _called(request: Request, group: Group | None) -> str:
    """The request, where whoever asks may know that the leaver has to do with its group."""
    open_to_all = group is None or (group.listing != "hidden" and not group.members_hidden)
    return request.title if open_to_all or current_actor().can("groups.see_hidden") else UNNAMED


def _write_down(action: str, row: Any) -> None:
    record(f"requests.{action}", Ref("requests", type(row).__name__.lower(), row.id), by=current_actor().user_id)
