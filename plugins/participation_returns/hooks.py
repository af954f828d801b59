"""Where returns show up elsewhere, and what the plugin answers for."""

from core.api import Actor, Authority, HomeItem, HomePanel, NavItem, Panel, ReadyIssue, Ref, hookimpl
from plugins.participation_returns import home
from plugins.participation_returns.demo.planting import demo_data
from plugins.participation_returns.personal import (
    person_erase,
    person_export,
    person_merged,
    retention_due,
    work_handed_on,
)

__all__ = ["demo_data", "person_erase", "person_export", "person_merged", "retention_due", "work_handed_on"]


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """Returns for staff."""
    return home.nav()


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """What waits for this person."""
    return [*home.items(actor)]


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """What was accepted for the group, on its page; on other records a way to rest a return on them."""
    return home.panels(actor, ref)


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Settings that name what is not there."""
    return home.ready(authority)
