"""Hooks: right answers for everyone, menus that lead where the reader may go, demo data planted once."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from flask import Flask

from core.access.actor import ANONYMOUS, Actor
from core.access.roles import COUNCIL_ROLES
from core.authority.resolve import Authority
from core.db import Base, db
from core.hooks.values import DemoWorld, Ref
from core.plugging.switching import Switchboard
from core.testing.conformance.ground import Browsers, Ground
from core.web.house import House

TODAY = date(2026, 11, 20)


class SoundHooks(Ground):
    """Where a plugin shows up elsewhere."""

    def test_page_hooks_answer_everybody(self, app: Flask) -> None:
        """No menu, panel, calendar or readiness hook fails, whoever is looking, on an empty council or a full one."""
        person_id = self.planted_person(app)
        with self.council(app) as (here, authority):
            for actor in (ANONYMOUS, *(actor_of(here, authority, role) for role in COUNCIL_ROLES)):
                for hook, values in questions(actor, person_id).items():
                    assert here.hooks.call(hook, authority, **values).skipped == [], hook

    def test_the_menu_leads_only_where_the_reader_may_go(self, app: Flask, browsers: Browsers) -> None:
        """Every entry that a role is shown opens for that role."""
        for role in COUNCIL_ROLES:
            with self.council(app) as (here, authority):
                actor = actor_of(here, authority, role)
                items = here.hooks.call("nav_items", authority, actor=actor)
            for item in items:
                url = item.url if item.url.startswith("/") else f"/{authority.slug}/{item.url}"
                assert browsers.of(role).get(url).status_code == 200, f"{item.label} for {role}"

    def test_switching_off_and_on_deletes_nothing(self, app: Flask) -> None:
        """Every record is still there afterwards."""
        person_id = self.planted_person(app)
        with self.council(app, write=True) as (here, authority):
            for model in self.plugin.tables:
                self.plant(model, person_id, "Kept through the switch")
            db.session.commit()
        with self.council(app, write=True) as (here, authority):
            board, before = Switchboard(here.plugins, here.hooks, authority), self._ids()
            board.switch_off(self.plugin, agreed=True)
            board.switch_on(self.plugin, agreed=True)
            assert before <= self._ids()
            db.session.rollback()

    def test_demo_data_is_planted_once(self, app: Flask) -> None:
        """A second time there is nothing left to make."""
        with self.council(app, "brackwell", write=True) as (here, authority):
            world = DemoWorld(seed="brackwell", today=TODAY, people={"young_person": [self._someone()]})
            here.hooks.call_one(self.plugin.name, "demo_data", authority, world=world)
            db.session.flush()
            again = here.hooks.call_one(self.plugin.name, "demo_data", authority, world=world)
            assert sum(made.count for made in again) == 0, again
            db.session.rollback()

    def _someone(self) -> Any:
        table = Base.metadata.tables["core_person"]
        person = next(mapper.class_ for mapper in Base.registry.mappers if mapper.local_table is table)
        planted = person(kind="young_person", name="Sky Demonstration")
        db.session.add(planted)
        db.session.flush()
        return planted.id

    def _ids(self) -> set[Any]:
        return {
            (model.__name__, found)
            for model in self.plugin.tables
            for found in db.session.scalars(sa.select(model.id))  # type: ignore[attr-defined]
        }


def actor_of(here: House, authority: Authority, role: str) -> Actor:
    """Somebody of that role, who has a record of their own."""
    return Actor(
        user_id=uuid4(),
        person_id=uuid4(),
        authority_id=authority.id,
        roles=frozenset({role}),
        permissions=here.permissions.of_roles([role]),
        name="Somebody",
    )


def questions(actor: Actor, person_id: Any) -> dict[str, dict[str, Any]]:
    """Every hook that a page asks, with what it is asked."""
    return {
        "nav_items": {"actor": actor},
        "home_panels": {"actor": actor},
        "person_panels": {"actor": actor, "person_id": person_id},
        "object_panels": {"actor": actor, "ref": Ref("core", "organisation", uuid4())},
        "calendar_items": {"actor": actor, "start": TODAY, "end": TODAY + timedelta(days=60)},
        "ready_issues": {"actor": actor},
    }
