"""Who sees which group and whose members, for each role; the row's answer and the query's are the same."""

from uuid import UUID

import pytest
from sqlalchemy import select

from core.access.actor import ANONYMOUS, Actor
from core.db import authority_scope, db
from core.testing.apps import World, add_person
from core.web.house import house
from plugins.groups.models import Group, Membership
from plugins.groups.visibility import MY_GROUPS, SEES_GROUP, SEES_MEMBERS
from tests.plugins.groups.planting import Plant, council_id

NAME = "Wren Abernathy"
ROLES = (
    "young_person",
    "parent_carer",
    "worker",
    "practitioner",
    "decision_maker",
    "safeguarding_lead",
    "data_protection_officer",
    "local_admin",
)


@pytest.fixture
def wren(world: World, plant: Plant) -> UUID:
    """A young person in an open, a sensitive and a hidden group; the worker supports none of them."""
    with world.app.app_context():
        person = add_person(NAME)
    plant("open", name="Open Group", members=[person])
    plant("sensitive", name="Sensitive Group", members=[person], members_hidden=True)
    plant("hidden", name="Hidden Group", members=[person], members_hidden=True, listing="hidden")
    plant("inner", name="Inner Group", members=[person], listing="members")
    return person


PAGES = {
    "the open group's members": ("manage/open/members/", {"worker", "practitioner", "safeguarding_lead"}),
    "the sensitive group's members": ("manage/sensitive/members/", {"practitioner", "safeguarding_lead"}),
    "the hidden group's members": ("manage/hidden/members/", {"practitioner", "safeguarding_lead"}),
    "the hidden group": ("hidden", {"practitioner", "safeguarding_lead"}),
    "the inner group": ("inner", {"worker", "practitioner", "safeguarding_lead", "local_admin"}),
    "the sensitive group": ("sensitive", set(ROLES)),
    "the staff list": ("manage/", {"worker", "practitioner", "safeguarding_lead", "local_admin"}),
}


def test_each_role_gets_its_answer_and_the_other_councils_people_none(world: World, wren: UUID) -> None:
    for role in ROLES:
        own, other = world.browser(role), world.browser(role, "brackwell")
        for page, (path, allowed) in PAGES.items():
            answer = own.get(f"/ashdown/groups/{path}")
            assert answer.status_code == (200 if role in allowed else 404), f"{role}: {page}"
            elsewhere = other.get(f"/ashdown/groups/{path}")
            assert elsewhere.status_code == (200 if path == "sensitive" else 404), f"stranger {role}: {page}"


def test_a_name_is_seen_only_by_those_who_may(world: World, wren: UUID) -> None:
    for role in ROLES:
        browser = world.browser(role)
        for path in ("", "open", "sensitive", "boards/", "manage/", "manage/sensitive"):
            assert NAME not in browser.get(f"/ashdown/groups/{path}").text, f"{role}: {path}"
    assert NAME in world.browser("worker").get("/ashdown/groups/manage/open/members/").text


def test_the_number_of_members_is_hidden_too(world: World, wren: UUID) -> None:
    for role, words in (("worker", "The number of members is hidden."), ("practitioner", "1 member.")):
        assert words in world.browser(role).get("/ashdown/groups/manage/sensitive").text
    row = world.browser("local_admin").get("/ashdown/groups/manage/?words=Sensitive").text
    assert ">Hidden<" in row


def test_a_worker_of_the_very_group_sees_its_members(world: World, plant: Plant) -> None:
    with world.app.app_context():
        person = add_person(NAME)
    worker = world.people["ashdown", "worker"].person_id
    plant("mine", name="Mine", members=[person], workers=[worker], members_hidden=True, listing="hidden")
    browser = world.browser("worker")
    assert NAME in browser.get("/ashdown/groups/manage/mine/members/").text
    assert "1 member." in browser.get("/ashdown/groups/manage/mine").text


def test_the_persons_own_page_keeps_the_secret(world: World, wren: UUID) -> None:
    page = world.browser("worker").get(f"/ashdown/people/{wren}/").text
    assert "Open Group" in page
    assert "Sensitive Group" not in page
    assert "Sensitive Group" in world.browser("practitioner").get(f"/ashdown/people/{wren}/").text


def test_a_young_person_sees_their_own_hidden_group_and_no_one_elses(world: World, plant: Plant) -> None:
    me = world.people["ashdown", "young_person"].person_id
    plant("ours", name="Our Own Group", members=[me], listing="hidden", members_hidden=True)
    plant("theirs", name="Their Group", listing="hidden", members_hidden=True)
    browser = world.browser("young_person")
    mine = browser.get("/ashdown/groups/mine").text
    assert "Our Own Group" in mine
    assert "Their Group" not in mine
    assert "Our Own Group" in browser.get("/ashdown/home").text
    assert browser.get("/ashdown/groups/ours").status_code == 200
    assert browser.get("/ashdown/groups/theirs").status_code == 404


def test_someone_who_left_sees_it_no_more(world: World, plant: Plant) -> None:
    me = world.people["ashdown", "young_person"].person_id
    plant("ours", name="Our Own Group", members=[me], listing="hidden")
    lead = world.browser("safeguarding_lead")
    with world.app.app_context(), authority_scope(council_id(world.app)):
        member = db.session.scalar(select(Membership.id))
    lead.submit(f"/ashdown/groups/manage/ours/members/{member}", action="/leave")
    assert world.browser("young_person").get("/ashdown/groups/ours").status_code == 404


def test_hidden_groups_are_left_out_of_boards(world: World, plant: Plant) -> None:
    plant("secret", name="Secret Group", listing="hidden", seats=[{"board": "big-board"}])
    for path in ("boards/", "boards/big-board"):
        assert "Secret Group" not in world.browser("worker").get(f"/ashdown/groups/{path}").text
        assert "Secret Group" in world.browser("safeguarding_lead").get(f"/ashdown/groups/{path}").text


def _actors(world: World) -> list[Actor]:
    table = house().permissions
    found = [ANONYMOUS]
    for role in ROLES:
        who = world.people["ashdown", role]
        held = frozenset({role})
        found.append(
            Actor(person_id=who.person_id, user_id=who.person_id, roles=held, permissions=table.of_roles(held))
        )
    return found


@pytest.mark.parametrize("rule", [SEES_GROUP, SEES_MEMBERS, MY_GROUPS], ids=["group", "members", "mine"])
def test_row_and_query_agree(world: World, plant: Plant, wren: UUID, rule: object) -> None:
    me = world.people["ashdown", "young_person"].person_id
    worker = world.people["ashdown", "worker"].person_id
    for number, listing in enumerate(("public", "members", "hidden")):
        for hidden in (True, False):
            plant(
                f"g-{number}-{hidden}".lower(), listing=listing, members_hidden=hidden, members=[me], workers=[worker]
            )
    with world.app.app_context(), authority_scope(council_id(world.app)):
        groups = db.session.scalars(select(Group)).all()
        for actor in _actors(world):
            chosen = set(db.session.scalars(select(Group.id).where(rule.criteria(actor))))  # type: ignore[attr-defined]
            assert chosen == {group.id for group in groups if rule.allows(actor, group)}  # type: ignore[attr-defined]
