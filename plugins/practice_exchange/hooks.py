"""Where the exchange shows up elsewhere, and what the plugin answers for."""

from core.api import Actor, Authority, DemoMade, DemoWorld, HomeItem, HomePanel, NavItem, ReadyIssue, hookimpl
from plugins.practice_exchange import home
from plugins.practice_exchange.demo import planting
from plugins.practice_exchange.personal import (
    consent_changed,
    person_erase,
    person_export,
    person_merged,
    retention_due,
    work_handed_on,
)

__all__ = [
    "consent_changed",
    "person_erase",
    "person_export",
    "person_merged",
    "retention_due",
    "work_handed_on",
]


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """The exchange, for staff."""
    return home.nav(authority)


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """Copies that must be removed."""
    return [*home.items(actor)]


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """A setting that names what is not there."""
    return home.ready(authority)


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Fictional offers, a question with answers, a standard and a copy."""
    return planting.plant(authority, world)
