"""Permissions are data: made into one table at start, deny beats allow, every answer can be explained."""

from uuid import UUID

import pytest

from core.access.actor import ANONYMOUS, Actor
from core.access.permissions import CORE_PERMISSIONS, Permission, PermissionFault, PermissionTable

SOMEBODY = UUID(int=1)
TABLE = PermissionTable(
    [
        Permission("groups.view", "See groups", ("young_person", "worker")),
        Permission("groups.manage", "Change groups", ("worker",)),
        Permission("concerns.view", "Read concerns", ("safeguarding_lead",), denied=("local_admin",)),
    ]
)


def test_roles_add_up() -> None:
    """Somebody with two roles has the rights of both."""
    assert TABLE.of_roles({"young_person"}) == {"groups.view"}
    assert TABLE.of_roles({"worker"}) == {"groups.view", "groups.manage"}
    assert TABLE.of_roles(()) == frozenset()


def test_deny_beats_allow() -> None:
    """A role that is denied takes the right away from whoever holds it beside another."""
    assert TABLE.of_roles({"safeguarding_lead"}) == {"concerns.view"}
    assert TABLE.of_roles({"safeguarding_lead", "local_admin"}) == frozenset()


@pytest.mark.parametrize(
    ("roles", "said"),
    [
        ({"safeguarding_lead"}, "Yes: safeguarding lead may do this."),
        ({"safeguarding_lead", "local_admin"}, "No: local admin may never do this."),
        ({"worker"}, "No: none of the roles held here gives this."),
    ],
)
def test_every_answer_is_explained(roles: set[str], said: str) -> None:
    """The admin page can say why."""
    actor = Actor(user_id=SOMEBODY, roles=frozenset(roles), permissions=TABLE.of_roles(roles))
    explained = TABLE.explain(actor, "concerns.view")
    assert str(explained) == said
    assert explained.allowed == actor.can("concerns.view")


def test_nobody_may_nothing_and_unknown_is_never_given() -> None:
    """No role, no right; no such right, no one."""
    assert not TABLE.explain(ANONYMOUS, "groups.view").allowed
    assert not TABLE.explain(Actor(user_id=SOMEBODY, roles=frozenset({"worker"})), "groups.fly").allowed


@pytest.mark.parametrize(
    ("permissions", "reason"),
    [
        ([Permission("groups", "x")], "subject.verb"),
        ([Permission("Groups.View", "x")], "subject.verb"),
        ([Permission("a.b", "x"), Permission("a.b", "y")], "declared twice"),
        ([Permission("a.b", "x", ("wizard",))], "no such role: wizard"),
        ([Permission("a.b", "x", (), ("wizard",))], "no such role: wizard"),
    ],
)
def test_faulty_permissions_stop_the_start(permissions: list[Permission], reason: str) -> None:
    """A slip in a manifest is found at start, not by whoever is shut out."""
    with pytest.raises(PermissionFault, match=reason):
        PermissionTable(permissions)


def test_core_permissions_make_a_table() -> None:
    """Core's own list is sound and gives a local admin nothing of a safeguarding lead's."""
    table = PermissionTable(CORE_PERMISSIONS)
    assert "access.approve" not in table.of_roles({"local_admin"})
    assert "admin.access" not in table.of_roles({"safeguarding_lead"})
