"""Which council the running code works for: one scope at a time, held in a context variable.

`authority_scope(id)` reaches one council's rows; `platform_scope(reason=...)` reaches platform tables only. Outside a
scope there is no session at all, so that a forgotten scope is an error and never everybody's rows.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from sqlalchemy.exc import DontWrapMixin


class ScopeError(DontWrapMixin, Exception):
    """The walls between councils refused something; it reaches the caller as it is, not as a database error."""


class NoScope(ScopeError):
    """A council's rows were asked for outside a council's scope."""


class CrossAuthority(ScopeError):
    """Something of one council was used while working for another."""


class StatementRefused(ScopeError):
    """A statement is of a kind that the walls cannot vouch for."""


class Scope:
    """One stretch of work for one council (or for the platform, when `authority_id` is None).

    It is the key of its session, and both end together. `doors` counts the open ways in for writes that the mapper
    itself makes.
    """

    __slots__ = ("authority_id", "doors", "ended", "reason", "session", "write")

    def __init__(self, authority_id: UUID | None, reason: str = "", write: bool = False) -> None:
        self.authority_id = authority_id
        self.reason = reason
        self.write = write
        self.doors = 0
        self.ended = False
        self.session: Any = None

    @contextmanager
    def door(self) -> Iterator[None]:
        """Let through statements that the mapper writes for a flush or for the bulk door."""
        self.doors += 1
        try:
            yield
        finally:
            self.doors -= 1


_current: ContextVar[Scope | None] = ContextVar("heard_scope", default=None)
_on_leaving: list[Callable[[Scope], None]] = []


def on_leaving(listener: Callable[[Scope], None]) -> None:
    """Call `listener` with a scope that is about to end, while it is still the current one."""
    _on_leaving.append(listener)


def current_scope() -> Scope:
    """Return the scope of the running code; raises NoScope."""
    scope = _current.get()
    if scope is None:
        raise NoScope("no scope is open: use authority_scope(...) or platform_scope(reason=...)")
    return scope


def current_authority_id() -> UUID:
    """Return the council of the running code; raises NoScope outside a council's scope."""
    authority_id = current_scope().authority_id
    if authority_id is None:
        raise NoScope("a platform scope reaches no council's rows: open authority_scope(...) for one council")
    return authority_id


def in_authority_scope() -> bool:
    """Say whether a council's scope is open."""
    scope = _current.get()
    return scope is not None and scope.authority_id is not None


@contextmanager
def authority_scope(authority_id: UUID, *, write: bool = False) -> Iterator[Scope]:
    """Work for one council; the same council again joins the open scope, another one raises CrossAuthority.

    With `write=True` SQLite takes its write lock when the first statement runs.
    """
    outer = _current.get()
    if outer is not None and outer.authority_id is not None:
        if outer.authority_id != authority_id:
            raise CrossAuthority("a scope of another council is open: leave it first")
        outer.write = outer.write or write
        yield outer
        return
    with _entered(Scope(authority_id, write=write)) as scope:
        yield scope


@contextmanager
def platform_scope(*, reason: str, write: bool = False) -> Iterator[Scope]:
    """Read and write platform tables, or loop over councils; `reason` says why, and a test lists every use."""
    if not reason.strip():
        raise ValueError("a platform scope needs a reason")
    with _entered(Scope(None, reason, write)) as scope:
        yield scope


@contextmanager
def _entered(scope: Scope) -> Iterator[Scope]:
    token = _current.set(scope)
    try:
        yield scope
    finally:
        try:
            for listener in _on_leaving:
                listener(scope)
        finally:
            scope.ended = True
            _current.reset(token)
