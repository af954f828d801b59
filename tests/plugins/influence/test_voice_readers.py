"""Who reads what was said: each permission, role by role; groups with private members; no role reads everything."""

from uuid import UUID

import pytest

from core.access.actor import Actor
from core.access.roles import COUNCIL_ROLES
from core.db import authority_scope, db
from core.testing.apps import World, add_person
from plugins.groups.models import Membership
from plugins.influence.models import View
from plugins.influence.visibility import READS_VIEW
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.influence.planting import Say, add_rows, record_of

PAGE = "/ashdown/what-happened/views"
TEAM = {"worker", "practitioner"}
READERS = {
    "nobody": set(), "my_worker": set(), "team": TEAM, "decision_makers": TEAM, "published": TEAM,
}  # fmt: skip
"""Beside whoever said it; decision-makers read quotes on the ask that they must answer, never the views themselves."""


def opens(world: World, role: str, view: UUID, slug: str = "ashdown") -> bool:
    """Whether this role gets the view's page, and the list names it exactly then."""
    browser = world.browser(role, slug)
    answer = browser.get(f"/{slug}/what-happened/views/{view}")
    assert answer.status_code in (200, 404), answer.status_code
    if role in TEAM:
        assert (str(view) in browser.get(f"/{slug}/what-happened/views/").text) is (answer.status_code == 200)
    return answer.status_code == 200


@pytest.mark.parametrize("permission", sorted(READERS))
def test_each_permission_is_read_by_those_whom_it_names(world: World, said: Say, permission: str) -> None:
    with world.app.app_context():
        child = add_person("Aisha Bell")
    view = said(person=child, permission=permission)
    assert {role for role in COUNCIL_ROLES if opens(world, role, view)} == READERS[permission]


def test_a_stranger_is_sent_to_sign_in(world: World, said: Say) -> None:
    answer = world.app.test_client().get(f"{PAGE}/{said()}")
    assert answer.status_code == 302 and "sign-in" in answer.location


@pytest.mark.parametrize("permission", sorted(READERS))
def test_whoever_said_it_reads_it_always(world: World, said: Say, permission: str) -> None:
    view = said(person=record_of(world, "young_person"), permission=permission)
    young = world.browser("young_person")
    assert young.get(f"{PAGE}/{view}").location.endswith(f"/mine/said/{view}")
    assert young.get(f"/ashdown/what-happened/mine/said/{view}").status_code == 200
    assert world.browser("worker").get(f"/ashdown/what-happened/mine/said/{view}").status_code == 404


@pytest.mark.parametrize("column", ["worker_id", "entered_by_id"])
def test_my_worker_is_the_one_who_was_meant_or_wrote_it_down(world: World, said: Say, column: str) -> None:
    view = said(permission="my_worker", **{column: record_of(world, "worker")})
    assert opens(world, "worker", view) and not opens(world, "practitioner", view)


def test_at_a_groups_meeting_my_worker_is_who_runs_the_group(world: World, plant: Plant, said: Say) -> None:
    group = plant("forum", workers=[record_of(world, "worker")])
    reported = said(permission="my_worker", group_id=group, entered="reported")
    typed = said(permission="my_worker", group_id=group, entered="worker")
    assert opens(world, "worker", reported) and not opens(world, "practitioner", reported)
    assert not opens(world, "worker", typed), "what somebody else wrote down is for that one alone"


def test_in_a_group_with_private_members_only_those_who_may_know_them_read(
    world: World, plant: Plant, said: Say
) -> None:
    group = plant("care", members_hidden=True, listing="hidden")
    view = said(group_id=group)
    assert not opens(world, "worker", view)
    assert opens(world, "practitioner", view), "practitioners may see private groups"
    add_rows(world.app, Membership(group_id=group, person_id=record_of(world, "worker"), supports=True, role="Worker"))
    assert opens(world, "worker", view)


def test_what_was_taken_back_is_read_by_nobody(world: World, said: Say) -> None:
    young = record_of(world, "young_person")
    view = said(person=young)
    world.browser("young_person").submit(f"/ashdown/what-happened/mine/said/{view}", action="take-back")
    assert not any(opens(world, role, view) for role in COUNCIL_ROLES)


def test_the_other_council_reads_nothing(world: World, said: Say) -> None:
    view = said()
    assert not opens(world, "worker", view, "brackwell")


def test_the_rule_says_the_same_for_a_row_in_hand_and_for_a_query(world: World, plant: Plant, said: Say) -> None:
    me = record_of(world, "worker")
    group = plant("care", members_hidden=True, listing="hidden", workers=[me])
    for permission in READERS:
        for more in ({}, {"group_id": group}, {"worker_id": me}, {"entered": "reported", "group_id": group}):
            said(permission=permission, **more)
    actors = [
        Actor(person_id=me, roles=frozenset({"worker"}), permissions=frozenset({"influence.hear", "groups.members"})),
        Actor(person_id=me, roles=frozenset(), permissions=frozenset({"groups.members"})),
        Actor(permissions=frozenset({"influence.hear"})),
    ]
    with world.app.app_context(), authority_scope(council_id(world.app)):
        rows = list(db.session.scalars(db.select(View)))
        for actor in actors:
            found = set(db.session.scalars(db.select(View.id).where(READS_VIEW.criteria(actor, View))))
            assert found == {row.id for row in rows if READS_VIEW.allows(actor, row)}
