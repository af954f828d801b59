"""The actor: who is asking, in which council, with which rights. One value for each request."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at the door, already reduced to what rules need.

    On a council's pages `authority_id` is that council and `roles` are the roles held there: someone who is
    signed in but no member there has a `user_id` and no roles, and is a stranger. On pages outside any
    council `authority_id` is None and `roles` are the platform's (regional_lead with `regions`, operator).
    """

    user_id: UUID | None = None
    person_id: UUID | None = None
    authority_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    name: str = ""
    regions: frozenset[str] = frozenset()
    session_id: UUID | None = None

    @property
    def is_signed_in(self) -> bool:
        """True once a password was given, in whichever council."""
        return self.user_id is not None

    @property
    def is_member(self) -> bool:
        """True for someone signed in who holds a role here; a member of another council is a stranger."""
        return self.user_id is not None and bool(self.roles)

    def can(self, permission: str) -> bool:
        """True when a role held here gives `permission` and none denies it."""
        return permission in self.permissions


ANONYMOUS = Actor()
