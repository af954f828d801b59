"""Every page about one person writes down who opened it; drawn from the live addresses, none can be forgotten."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, select
from werkzeug.routing import Rule

from core.access.roles import COUNCIL_ROLES
from core.access.stamps import stamp_of
from core.audit import Sighting
from core.clock import local_today
from core.consent import asking
from core.db import authority_scope, db
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.people.sightings import ABOUT_ONE, SOME_PAGE
from core.testing.apps import World, add_person
from core.web.house import House
from plugins.learning.models import Course
from plugins.participation_champions.models import Service
from tests.plugins.groups.planting import Plant, council_id, planter
from tests.plugins.meetings.planting import meeting_planner

READERS = [role for role in COUNCIL_ROLES if role != "young_person"]
PHOTOS = "core.photograph"


def pages(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Addresses of a council's pages that name a person, and the permission that they ask for."""
    for rule in app.url_map.iter_rules():
        stamp = stamp_of(app.view_functions[rule.endpoint])
        named = rule.arguments & {*ABOUT_ONE}
        if named and "GET" in (rule.methods or ()) and stamp and stamp.kind == "requires":
            yield rule, stamp.detail


@pytest.fixture
def plant(app: Flask) -> Plant:
    return planter(app)


@pytest.fixture
def filled(world: World, plant: Plant) -> dict[str, list[Any]]:
    """What stands for each argument of an address, to be tried in turn: a member, somebody outside, a worker."""
    person = {role: world.people["ashdown", role].person_id for role in COUNCIL_ROLES}
    with world.app.app_context():
        member, outside = add_person("Amara Okoye"), add_person("Bilal Khan")
    plant("forum", members=[member], workers=[person["worker"]])
    meeting = meeting_planner(world.app)("forum")
    whom = [member, outside, person["decision_maker"]]
    with world.app.test_request_context("/ashdown/"), authority_scope(council_id(world.app), write=True):
        db.session.get_one(Person, member).born_on = local_today() - timedelta(days=9 * 365)
        db.session.add(_parent(person["parent_carer"], member))
        db.session.add_all([Course(key="forum", title="Safe"), Service(key="forum", title="Youth offer")])
        form = asking.make_form(asking.Whom(member), [PHOTOS], None, uuid4()).id
        db.session.commit()
    asked = {"purpose": [PHOTOS], "asking_id": [form], "child_id": [member]}
    return {"key": ["forum"], "kind": ["dbs"], "id": [meeting], "twin_id": [outside], "person_id": whom, **asked}


def _parent(adult_id: UUID | None, child_id: UUID) -> Relationship:
    """Somebody whose place in the child's life was checked, so that they may open the page of their child."""
    checked = {"parental_responsibility": True, "verified_on": local_today()}
    return Relationship(adult_id=adult_id, child_id=child_id, **checked)


def sightings(world: World, person_id: UUID) -> set[str]:
    """What was seen of a person, forgotten again."""
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        seen = Sighting.person_id == person_id
        found = set(db.session.scalars(select(Sighting.what).where(seen, Sighting.kind == "seen")))
        db.session.execute(delete(Sighting).where(seen))
        db.session.commit()
        return found


def test_every_page_about_one_person_writes_down_who_opened_it(world: World, filled: dict[str, list[Any]]) -> None:
    house: House = world.app.extensions["heard"]
    browsers = {role: world.browser(role) for role in READERS}
    tried = list(pages(world.app))
    assert len(tried) > 8
    for rule, permission in tried:
        names = sorted(rule.arguments - {"authority"})
        assert set(names) <= filled.keys(), f"{rule}: say in `filled` what stands for {set(names) - filled.keys()}"
        opened = 0
        for values in product(*(filled[name] for name in names)):
            given = dict(zip(names, values, strict=True))
            built = rule.build({"authority": "ashdown", **given}, append_unknown=False)
            assert built is not None
            for role in (one for one in READERS if permission in house.permissions.of_roles(frozenset({one}))):
                if browsers[role].get(built[1]).status_code != 200:
                    continue
                opened += 1
                for one in {given[name] for name in names if name in ABOUT_ONE}:
                    if one != world.people["ashdown", role].person_id:
                        seen = sightings(world, one)
                        assert seen and SOME_PAGE not in seen, f"{rule} does not say whom it showed to a {role}"
        assert opened, f"{rule}: nobody could open it with what `filled` gives"


def test_a_page_that_forgot_to_say_is_written_down_all_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.people.sightings.saw", lambda *args, **kwargs: None)
    with world.app.app_context():
        amara = add_person("Amara Okoye")
    world.browser("worker").get(f"/ashdown/people/{amara}/")
    assert sightings(world, amara) == {SOME_PAGE}
