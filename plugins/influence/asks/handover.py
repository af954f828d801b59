"""A worker who leaves hands on the questions that they look after and those that they present; an officer who leaves,
the questions that wait for their answer. What ended keeps who it was.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from core.api import Authority, HandedOn, Ref, current_actor, db, hookimpl, record
from plugins.groups.api import Group
from plugins.influence.models import Ask, Owner

UNNAMED = "Of a group whose members stay hidden"
OPEN = ("draft", "waiting", "doing")


@hookimpl
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """Pass on open questions, and places as the one who presents them."""
    kept, presented = _kept(from_id), _presented(from_id)
    if apply:
        for ask, _ in kept:
            ask.worker_id = to_id
            _write_down("ask_handed_on", ask)
        for owner, _, _ in presented:
            owner.presenter_id = to_id
            _write_down("presenter_handed_on", owner)
        db.session.flush()
    found = [
        _handed("questions of young people that they look after", [_called(ask, group) for ask, group in kept]),
        _handed("questions that they present", [_called(ask, group) for _, ask, group in presented]),
    ]
    return [one for one in found if one.count]


def _kept(person_id: UUID) -> Sequence[Any]:
    query = db.select(Ask, Group).where(Ask.worker_id == person_id, Ask.status.in_(OPEN)).order_by(Ask.number)
    return db.session.execute(_with_group(query)).all()


def _presented(person_id: UUID) -> Sequence[Any]:
    query = (
        db.select(Owner, Ask, Group)
        .join(Ask, (Ask.authority_id == Owner.authority_id) & (Ask.id == Owner.ask_id))
        .where(Owner.presenter_id == person_id, Owner.state == "waiting", Ask.status.in_(OPEN))
        .order_by(Ask.number, Owner.id)
    )
    return db.session.execute(_with_group(query)).all()


def _with_group(query: Any) -> Any:
    return query.outerjoin(Group, (Group.authority_id == Ask.authority_id) & (Group.id == Ask.group_id))


def _called(ask: Ask, group: Group | None) -> str:
    """The question, where whoever asks may know that the leaver has to do with its group."""
    open_to_all = group is None or (group.listing != "hidden" and not group.members_hidden)
    return ask.title if open_to_all or current_actor().can("groups.see_hidden") else UNNAMED


def _handed(kind: str, titles: list[str]) -> HandedOn:
    return HandedOn(kind, len(titles), tuple(titles))


def _write_down(action: str, row: Any) -> None:
    record(f"influence.{action}", Ref("influence", type(row).__name__.lower(), row.id), by=current_actor().user_id)
