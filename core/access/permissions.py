"""Permissions as data: which role may do what, from core and every plugin, in one table made at start."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.access.actor import Actor
from core.access.roles import ROLES

NAME = re.compile(r"[a-z][a-z_]*\.[a-z][a-z_]*")


class PermissionFault(Exception):
    """A permission is misnamed, declared twice or given to an unknown role; the deployment does not start."""


@dataclass(frozen=True, slots=True)
class Permission:
    """One right, `subject.verb`, with the roles that give it and the roles that take it away.

    Deny beats allow: who holds a role in `denied` does not have the right, whatever else they hold.
    """

    name: str
    title: str
    roles: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an actor may or may not: the roles held that give the right and those that take it away."""

    permission: str
    allowed: bool
    given_by: tuple[str, ...]
    denied_by: tuple[str, ...]

    def __str__(self) -> str:
        if self.denied_by:
            return f"No: {_titles(self.denied_by)} may never do this."
        if self.given_by:
            return f"Yes: {_titles(self.given_by)} may do this."
        return "No: none of the roles held here gives this."


class PermissionTable:
    """Every permission of this deployment; immutable after start."""

    def __init__(self, permissions: Iterable[Permission]) -> None:
        """Take core's and the plugins' permissions together; raises PermissionFault."""
        self._by_name: dict[str, Permission] = {}
        self._by_roles: dict[frozenset[str], frozenset[str]] = {}
        for permission in permissions:
            self._add(permission)

    def _add(self, permission: Permission) -> None:
        if not NAME.fullmatch(permission.name):
            raise PermissionFault(f"{permission.name}: a permission is named subject.verb, in small letters")
        if permission.name in self._by_name:
            raise PermissionFault(f"{permission.name}: declared twice")
        unknown = sorted({*permission.roles, *permission.denied} - ROLES.keys())
        if unknown:
            raise PermissionFault(f"{permission.name}: no such role: {', '.join(unknown)}")
        self._by_name[permission.name] = permission

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __iter__(self) -> Iterator[Permission]:
        return iter(sorted(self._by_name.values(), key=lambda permission: permission.name))

    def of_roles(self, roles: Iterable[str]) -> frozenset[str]:
        """The rights of somebody who holds exactly `roles`; remembered, for it is asked at every request."""
        held = frozenset(roles)
        if held not in self._by_roles:
            self._by_roles[held] = frozenset(
                name for name in self._by_name if self._explain(held, name).allowed
            )
        return self._by_roles[held]

    def explain(self, actor: Actor, permission: str) -> Explanation:
        """Say why `actor` may or may not; an unknown permission is never given."""
        return self._explain(actor.roles, permission)

    def _explain(self, held: frozenset[str], name: str) -> Explanation:
        permission = self._by_name.get(name, Permission(name, ""))
        given = tuple(role for role in permission.roles if role in held)
        denied = tuple(role for role in permission.denied if role in held)
        return Explanation(name, bool(given) and not denied, given, denied)


def _titles(roles: Iterable[str]) -> str:
    return ", ".join(ROLES[role].title.lower() for role in roles)


CORE_PERMISSIONS = (
    Permission("admin.access", "Give people access, change roles, end access", ("local_admin",)),
    Permission("access.approve", "Say yes or no to a new safeguarding lead", ("safeguarding_lead",)),
    Permission(
        "admin.open",
        "Open the page from which this council is managed",
        ("local_admin", "safeguarding_lead", "data_protection_officer"),
    ),
    Permission("admin.plugins", "Switch parts of the platform on and off", ("local_admin",)),
    Permission("admin.settings", "Change this council's settings", ("local_admin",)),
    Permission("messages.view", "See how messages go out, as numbers", ("local_admin",)),
    Permission("jobs.view", "See how timed work stands here", ("local_admin",)),
    Permission("jobs.retry", "Let timed work that failed be tried again", ("local_admin",)),
    Permission("jobs.operate", "See and mend timed work on the whole deployment", ("operator",)),
    Permission("councils.start", "Start a new council on this deployment", ("operator",)),
    Permission("admin.audit", "Read the record of what was done", ("local_admin", "data_protection_officer")),
)
