"""Planters of services, champions and a plan to test."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask, g

from core.authority import effective
from core.db import authority_scope, db
from core.people.models import Place
from core.testing.apps import World, add_person
from core.testing.conformance.hooks import actor_of
from core.web.house import house
from plugins.participation_champions.models import Champion, Service
from plugins.participation_champions.settings import ChampionsSettings
from plugins.standards.models import Action, ActionEvidence, Plan, Priority
from tests.plugins.groups.planting import council_id
from tests.plugins.influence.planting import add_rows, in_days

HERE = "/ashdown/champions/"


@dataclass(frozen=True)
class Network:
    """The application with services and champions in it."""

    app: Flask

    def service(self, key: str = "youth", slug: str = "ashdown", **columns: Any) -> UUID:
        """Plant a service."""
        return add_rows(self.app, Service(key=key, **{"title": key.capitalize()} | columns), slug=slug)[0]

    def champion(self, service: UUID, name: str = "Kim Lowe", slug: str = "ashdown", **columns: Any) -> UUID:
        """Plant somebody who stands for a service since last month."""
        with self.app.app_context():
            person = columns.pop("person_id", None) or add_person(name, "worker", slug)
        row = Champion(service_id=service, person_id=person, **{"since": in_days(-30)} | columns)
        return add_rows(self.app, row, slug=slug)[0]

    def places(self, *names: str) -> list[UUID]:
        """Plant localities, and let the map have them as its columns."""
        self.choose(locality_kind="locality")
        return add_rows(self.app, *(Place(kind="locality", name=name, key=f"l-{name.lower()}") for name in names))

    def choose(self, **settings: Any) -> None:
        """Change the council's settings of this plugin, as its admin does on screen."""
        with self.app.app_context(), authority_scope(council_id(self.app), write=True):
            found = house().authorities.find("ashdown")
            assert found is not None
            effective.save_choice(found, "participation_champions", settings=ChampionsSettings(**settings))
            db.session.commit()

    def plan(self, number: int = 12, title: str = "Something is done", shows: str = "Four papers") -> UUID:
        """Plant the plan of the scorecard, with so many actions that are done."""
        (plan,) = add_rows(self.app, Plan(key="priorities", title="Priorities"))
        (priority,) = add_rows(self.app, Priority(plan_id=plan, key="first", title="Embed it"))
        own = {"plan_id": plan, "priority_id": priority, "status": "done"}
        actions = add_rows(self.app, *(Action(id=uuid4(), key=f"a-{n}", title=title, **own) for n in range(number)))
        add_rows(self.app, *(ActionEvidence(action_id=action, words=shows) for action in actions))
        return plan


def issues(world: World, role: str) -> list[str]:
    """What is not ready, as this role is told."""
    with world.app.test_request_context("/ashdown/"), authority_scope(council_id(world.app)):
        found = house().authorities.find("ashdown")
        assert found is not None
        g.authority = found
        asked = house().hooks.call("ready_issues", found, actor=actor_of(house(), found, role))
        return [one.title for one in asked]


@pytest.fixture
def network(world: World) -> Network:
    """An empty network."""
    return Network(world.app)
