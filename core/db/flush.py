"""Wall 3: what a flush writes carries the council of the scope, and keeps it for life."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from core.db.base import AUTHORITY_COLUMN
from core.db.keys import AuthorityScoped
from core.db.scope import CrossAuthority, NoScope, Scope, StatementRefused


def check_flush(session: Session, scope: Scope) -> None:
    """Fill in or check authority_id on every new, changed and deleted object; raises ScopeError."""
    for target in session.new:
        _check_class(target, scope)
        fill_in(target, scope)
    for target in (*session.new, *session.dirty, *session.deleted):
        if isinstance(target, AuthorityScoped):
            _check_owner(target, scope)


def fill_in(target: Any, scope: Scope) -> None:
    """Give an object without a council the scope's; raises NoScope in a platform scope."""
    if isinstance(target, AuthorityScoped) and getattr(target, AUTHORITY_COLUMN) is None:
        target.authority_id = _own(scope)


def check_attached(target: Any, scope: Scope) -> None:
    """Refuse an object that claims to be another council's stored row; raises CrossAuthority."""
    key = sa.inspect(target).key
    if key is not None and isinstance(target, AuthorityScoped) and key[1][0] != scope.authority_id:
        raise CrossAuthority("an object of another council was brought into this session")


def _own(scope: Scope) -> UUID:
    if scope.authority_id is None:
        raise NoScope("a platform scope writes no council's rows")
    return scope.authority_id


def _check_owner(target: AuthorityScoped, scope: Scope) -> None:
    history = sa.inspect(target).attrs.authority_id.history  # type: ignore[union-attr]
    if history.deleted or target.authority_id != _own(scope):
        raise CrossAuthority(f"{type(target).__name__} belongs to another council")


def _check_class(target: Any, scope: Scope) -> None:
    """Reference data is written by migrations and by platform work only."""
    if getattr(target, "__table_class__", None) == "reference" and scope.authority_id is not None:
        raise StatementRefused(f"{type(target).__name__} is reference data: a council's scope reads it only")
