"""The house: everything one running copy of Heard is made of, reachable from the application."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flask import Flask, current_app

from core.access.actor import Actor
from core.access.permissions import PermissionTable
from core.authority.resolve import Authorities
from core.config import Deployment
from core.hooks.dispatcher import Dispatcher
from core.hooks.values import HomeItem, NavItem

if TYPE_CHECKING:  # the registry stands above the web; only its type is known here
    from core.plugging.registry import Plugins

EXTENSION = "heard"


@dataclass(frozen=True)
class House:
    """The parts that create_app() put together, in one place and without module-level state."""

    deployment: Deployment
    authorities: Authorities
    permissions: PermissionTable
    hooks: Dispatcher
    plugins: "Plugins"
    nav: tuple[NavItem, ...] = ()
    home_items: tuple[Callable[[Actor], list[HomeItem]], ...] = ()
    ready_checks: dict[str, Callable[[], bool]] = field(default_factory=dict)

    def build_into(self, app: Flask) -> None:
        """Make this house the one that house() answers with inside `app`."""
        app.extensions[EXTENSION] = self


def house() -> House:
    """Return the house of the application that is handling this request or command."""
    return cast(House, current_app.extensions[EXTENSION])
