"""Where standards shows up elsewhere, and what the plugin answers for."""

from datetime import date

from core.api import Actor, Authority, CalendarItem, HomeItem, HomePanel, NavItem, Panel, ReadyIssue, Ref, hookimpl
from plugins.standards import home
from plugins.standards.demo.planting import demo_data
from plugins.standards.handover import work_handed_on
from plugins.standards.personal import person_erase, person_export, person_merged, retention_due

__all__ = ["demo_data", "person_erase", "person_export", "person_merged", "retention_due", "work_handed_on"]


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """Charters for everybody, the rest for staff."""
    return home.nav(authority, actor)


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """What waits for this person."""
    return [*home.items(actor)]


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """Plans on the pages of boards; on other records which actions they show."""
    return home.panels(actor, ref)


@hookimpl
def calendar_items(authority: Authority, actor: Actor, start: date, end: date) -> list[CalendarItem]:
    """The days of actions and audits."""
    return home.calendar(actor, start, end)


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """What still has to be set up."""
    return home.ready(actor)
