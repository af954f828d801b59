"""The gate: stamps decide by the route alone; a route without one, or with a slip in it, stops the start."""

from functools import wraps
from uuid import UUID

import pytest
from flask import Flask

from core.access.actor import ANONYMOUS, Actor
from core.access.gate import GateFault, check, refuse_unstamped, undeclared, unstamped
from core.access.permissions import Permission, PermissionTable
from core.access.stamps import public, requires, signed_in, stamp_of

USER = UUID(int=1)
MEMBER = Actor(user_id=USER, roles=frozenset({"young_person"}))
WORKER = Actor(user_id=USER, roles=frozenset({"worker"}), permissions=frozenset({"groups.manage"}))
STRANGER = Actor(user_id=USER)  # signed in, but in another council


@requires("groups.manage")
def manage() -> str:
    """A page for some."""
    return ""


@signed_in("about oneself")
def mine() -> str:
    """A page for members."""
    return ""


@public("anyone may look")
def front() -> str:
    """A page for all."""
    return ""


def forgotten() -> str:
    """A page whose stamp was forgotten."""
    return ""


@pytest.mark.parametrize(
    ("view", "actor", "answer"),
    [
        (front, ANONYMOUS, None),
        (front, STRANGER, None),
        (mine, ANONYMOUS, "sign-in"),
        (mine, STRANGER, "not-found"),
        (mine, MEMBER, None),
        (manage, ANONYMOUS, "sign-in"),
        (manage, STRANGER, "not-found"),
        (manage, MEMBER, "not-found"),
        (manage, WORKER, None),
        (forgotten, WORKER, "not-found"),
        (None, WORKER, "not-found"),
    ],
)
def test_who_gets_in(view: object, actor: Actor, answer: str | None) -> None:
    """A stranger is sent to sign in; a member without the right gets what a missing page gets."""
    assert check(view, actor) == answer


def test_a_wrapper_keeps_its_stamp() -> None:
    """A cache around a view must not open or close it."""

    @wraps(manage)
    def wrapped() -> str:
        return manage()

    assert stamp_of(wrapped) == stamp_of(manage)


@pytest.mark.parametrize("stamp", [requires, signed_in, public])
def test_a_stamp_says_something(stamp) -> None:  # type: ignore[no-untyped-def]
    """An empty reason is no reason."""
    with pytest.raises(ValueError, match="says which permission or why"):
        stamp(" ")


def test_unstamped_and_undeclared_routes_stop_the_start() -> None:
    """Every fault is named at once; static files are open by design."""
    app = Flask("somewhere")
    app.add_url_rule("/manage", view_func=manage)
    app.add_url_rule("/forgotten", view_func=forgotten)
    table = PermissionTable([Permission("other.view", "Something else")])
    assert unstamped(app) == ["forgotten"]
    assert undeclared(app, table) == ["manage: groups.manage"]
    with pytest.raises(GateFault, match="forgotten: no stamp.*\n.*groups.manage is declared nowhere"):
        refuse_unstamped(app, table)
