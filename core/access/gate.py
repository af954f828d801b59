"""The gate: what a stamp and an actor come to, decided by the route alone before any object is loaded."""

from collections.abc import Iterator
from typing import Literal

from flask import Flask

from core.access.actor import Actor
from core.access.permissions import PermissionTable
from core.access.stamps import Stamp, stamp_of

Refusal = Literal["sign-in", "not-found"]


class GateFault(Exception):
    """Some routes are not guarded; the deployment does not start. The message names each."""


def check(view: object, actor: Actor) -> Refusal | None:
    """None lets the actor in; a stranger is sent to sign in; others without the right get the neutral 404.

    A view without a stamp is closed to everybody, whatever the start-up check said.
    """
    stamp = stamp_of(view)
    if stamp is None:
        return "not-found"
    if stamp.kind == "public" or _holds(stamp, actor):
        return None
    return "not-found" if actor.is_signed_in else "sign-in"


def _holds(stamp: Stamp, actor: Actor) -> bool:
    if stamp.kind == "signed-in":
        return actor.is_member
    return actor.is_signed_in and actor.can(stamp.detail)


def unstamped(app: Flask) -> list[str]:
    """Endpoints without a stamp, sorted; files under static are open by design."""
    return sorted(
        name for name, view in app.view_functions.items() if not _is_static(name) and stamp_of(view) is None
    )


def undeclared(app: Flask, permissions: PermissionTable) -> list[str]:
    """`endpoint: permission` for each stamp whose permission nobody declared: it would shut everyone out."""
    return sorted(
        f"{name}: {stamp.detail}"
        for name, stamp in _stamps(app)
        if stamp.kind == "requires" and stamp.detail not in permissions
    )


def refuse_unstamped(app: Flask, permissions: PermissionTable | None = None) -> None:
    """Stop the start while any route lacks a stamp or asks for an undeclared permission; raises GateFault."""
    faults = [f"{name}: no stamp, so nobody knows who may open it" for name in unstamped(app)]
    if permissions is not None:
        faults += [f"{fault} is declared nowhere" for fault in undeclared(app, permissions)]
    if faults:
        raise GateFault("\n".join(faults))


def _stamps(app: Flask) -> Iterator[tuple[str, Stamp]]:
    for name, view in app.view_functions.items():
        stamp = stamp_of(view)
        if stamp is not None:
            yield name, stamp


def _is_static(endpoint: str) -> bool:
    return endpoint == "static" or endpoint.endswith(".static")
