"""Ways for tests to find a council and to make a group in it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Flask

from core.authority import effective
from core.db import authority_scope, db
from core.web.house import house
from plugins.groups import membership, stored
from plugins.groups.content import DeclaredGroup
from plugins.groups.models import Group, Membership
from plugins.groups.plugin import plugin
from plugins.groups.settings import GroupsSettings

Plant = Callable[..., UUID]


def council_id(app: Flask, slug: str = "ashdown") -> UUID:
    """The id of a council; call inside an application context."""
    found = house().authorities.find(slug)
    assert found is not None
    return found.id


def planter(app: Flask) -> Plant:
    """Return make(key, members=[person], workers=[person], authority=slug, **declared fields) -> id of the group."""

    def make(key: str, members: Any = (), workers: Any = (), authority: str = "ashdown", **fields: Any) -> UUID:
        declared = DeclaredGroup.model_validate({"key": key, "name": key.capitalize()} | fields)
        with app.app_context(), authority_scope(council_id(app, authority), write=True):
            stored.save("group", key, stored.canonical(declared.model_dump(mode="json", exclude={"key"})))
            group = db.session.scalars(db.select(Group).where(Group.key == key)).one()
            for person in members:
                db.session.add(Membership(group_id=group.id, person_id=person))
            for person in workers:
                db.session.add(Membership(group_id=group.id, person_id=person, supports=True, role="Worker"))
            membership.recount(group)
            db.session.commit()
            return group.id

    return make


def choose(app: Flask, **settings: Any) -> None:
    """Change the council's settings of this plugin, as its admin does on screen."""
    with app.app_context():
        found = house().authorities.find("ashdown")
    assert found is not None
    with app.app_context(), authority_scope(found.id, write=True):
        effective.save_choice(found, plugin.name, settings=GroupsSettings(**settings))
        db.session.commit()
