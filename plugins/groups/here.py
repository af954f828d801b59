"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from typing import Any, NoReturn, TypeVar

from flask import abort

from core.api import Actor, Authority, Ref, current_actor, current_authority, db, record, settings, touch
from plugins.groups.models import Board, Group
from plugins.groups.settings import GroupsSettings
from plugins.groups.visibility import SEES_GROUP, SEES_MEMBERS

Found = TypeVar("Found")


def council() -> Authority:
    """The council whose pages these are: every address of this plugin begins with one."""
    authority = current_authority()
    assert authority is not None
    return authority


def chosen(authority: Authority | None = None) -> GroupsSettings:
    """What the council has chosen about groups."""
    return settings(authority or council(), "groups", GroupsSettings).model


def member_roles() -> list[str]:
    """The roles that the council gives to members, an ordinary member's first; workers' own is left out."""
    return [role for role in chosen().member_roles if role != "Worker"] or ["Member"]


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist: a stranger never learns whether a record is there."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found


def group_called(key: str) -> Group:
    """The group with this key if the reader may see it, else the neutral 404."""
    seen = db.select(Group).where(Group.key == key, SEES_GROUP.criteria(reader()))
    found: Group | None = db.session.scalars(seen).one_or_none()
    return or_not_here(found)


def members_open(key: str) -> Group:
    """The group with this key if the reader may see its members, else the neutral 404."""
    group = group_called(key)
    return group if SEES_MEMBERS.allows(reader(), group) else not_here()


def board_called(key: str) -> Board:
    """The board with this key, else the neutral 404."""
    found: Board | None = db.session.scalars(db.select(Board).where(Board.key == key)).one_or_none()
    return or_not_here(found)


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit what was done to `row`, with ids and plain facts only; kept public pages go.

    Whom a row is about (its `person_id`) finds the entry again: "who changed what about this person".
    """
    about, people = Ref("groups", type(row).__name__.lower(), row.id), (getattr(row, "person_id", None),)
    record(f"groups.{action}", about, detail=detail or None, by=reader().user_id, people=people)
    touch(council().id)
