"""Making a group from declared fields, as a council's file would: for plugins that know what a group should be like."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from core.api import db
from plugins.groups import membership, stored
from plugins.groups.content import DeclaredGroup
from plugins.groups.here import note, reader
from plugins.groups.models import Group
from plugins.groups.rules import RESERVED, free_slug


def found_group(name: str, fields: Mapping[str, Any], programme_key: str, once: UUID) -> Group:
    """A new group with this name, these declared fields and everything that hangs on it; the caller commits.

    The same `once` makes one group.

    Whoever makes it supports it, so that a group whose members stay hidden has somebody who sees them. Raises
    pydantic.ValidationError for fields that no council's file could declare.
    """
    there = db.session.get(Group, once)
    if there is not None:
        return there
    key = free_slug(name, [*db.session.scalars(db.select(Group.key)), *RESERVED])
    declared = DeclaredGroup(**{**fields, "key": key, "name": name, "programme": programme_key or None})
    db.session.add(Group(id=once, key=key, name=name))
    db.session.flush()
    stored.save("group", key, stored.canonical(declared.model_dump(mode="json", exclude={"key"})))
    group: Group = db.session.get_one(Group, once)
    membership.welcome_maker(group, reader())
    note("group_added", group)
    return group
