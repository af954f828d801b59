"""The house: everything one running copy of Heard is made of, reachable from the application."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from uuid import UUID

from flask import Flask, current_app

from core.access.actor import Actor
from core.access.permissions import PermissionTable
from core.authority.resolve import Authorities
from core.config import Deployment
from core.hooks.dispatcher import Dispatcher
from core.hooks.values import HomeItem, Link, NavItem, Panel

if TYPE_CHECKING:  # the registry and the indicators stand above the web; only their types are known here
    from core.indicators.declared import Indicator
    from core.plugging.registry import Plugins

EXTENSION = "heard"


@dataclass(frozen=True)
class Standing:
    """What stands on top of every page while something lasts: words, a way to see it, a button that ends it."""

    text: str
    url: str
    link: str
    end_url: str
    end: str


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
    person_panels: tuple[Callable[[Actor, UUID], Sequence[Panel]], ...] = ()
    agreed_uses: Callable[[Iterable[UUID], str], Mapping[UUID, frozenset[str]]] = lambda person_ids, purpose: {}
    """For each of these people the uses that they agree to at this moment; consent stands above who asks it here."""
    beside_agreements: Callable[[Actor, UUID], Link | None] = lambda actor, person_id: None
    """What stands beside a person's agreements for those who may know of it."""
    standing: Callable[[Actor], Standing | None] = lambda actor: None
    """What stands on every page of this person; most have nothing."""
    indicators: tuple["Indicator", ...] = ()
    """What the core itself counts, at every council; plugins declare theirs."""
    ready_checks: dict[str, Callable[[], bool]] = field(default_factory=dict)

    def build_into(self, app: Flask) -> None:
        """Make this house the one that house() answers with inside `app`."""
        app.extensions[EXTENSION] = self


def house() -> House:
    """Return the house of the application that is handling this request or command."""
    return cast(House, current_app.extensions[EXTENSION])
