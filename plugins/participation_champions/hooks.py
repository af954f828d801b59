"""Where champions show up elsewhere, and what the plugin answers for."""

from uuid import UUID

from core.api import Actor, Authority, HomeItem, HomePanel, NavItem, Panel, ReadyIssue, Ref, hookimpl
from plugins.participation_champions import home
from plugins.participation_champions.demo.planting import demo_data
from plugins.participation_champions.network.handover import work_handed_on
from plugins.participation_champions.personal import person_erase, person_export, person_merged, retention_due

__all__ = ["demo_data", "person_erase", "person_export", "person_merged", "retention_due", "work_handed_on"]


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """The network, for staff."""
    return home.nav()


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """What waits for a champion."""
    return [*home.items(actor)]


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """On the page of the network's group."""
    return home.of_group(actor, ref)


@hookimpl
def person_panels(authority: Authority, actor: Actor, person_id: UUID) -> list[Panel]:
    """On a colleague's page, what they stand for."""
    return home.of_person(actor, person_id)


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Gaps, localities that went, a test that is due."""
    return home.issues(authority, actor)
