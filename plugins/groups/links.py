"""How other plugins name a group or a board on their own pages: a title and an address, if the viewer may."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.groups.here import reader
from plugins.groups.models import Board, Group
from plugins.groups.visibility import SEES_GROUP


def group_link(id: UUID) -> Link | None:
    """The group's name and page; None if it is not there or hidden from the viewer."""
    query = db.select(Group.key, Group.name).where(Group.id == id, SEES_GROUP.criteria(reader()))
    found = db.session.execute(query).one_or_none()
    return Link(found.name, url_for("groups.group", key=found.key)) if found else None


def board_link(id: UUID) -> Link | None:
    """The board's name and page; None if it is not there."""
    found = db.session.execute(db.select(Board.key, Board.name).where(Board.id == id)).one_or_none()
    return Link(found.name, url_for("groups.board", key=found.key)) if found else None


REFS: Mapping[str, Callable[[UUID], Link | None]] = {"group": group_link, "board": board_link}
