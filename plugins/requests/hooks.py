"""Where requests show up elsewhere, and what the plugin answers for."""

from datetime import date

from core.api import Actor, Authority, CalendarItem, HomeItem, NavItem, Panel, ReadyIssue, Ref, hookimpl
from plugins.requests.demo.planting import demo_data
from plugins.requests.handover import work_handed_on
from plugins.requests.personal import person_erase, person_export, person_merged, retention_due
from plugins.requests.young import home

__all__ = ["demo_data", "person_erase", "person_export", "person_merged", "retention_due", "work_handed_on"]


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """The desk, my own requests, how to ask."""
    return home.nav(actor)


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomeItem]:
    """What waits for this person."""
    return home.items(actor)


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """On a group's page who asks it, and for the desk its fatigue meter."""
    return home.of_group(actor, ref)


@hookimpl
def calendar_items(authority: Authority, actor: Actor, start: date, end: date) -> list[CalendarItem]:
    """The days on which agencies work with young people."""
    return home.calendar(actor, start, end)


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Levels of approval for which nobody is named."""
    return home.ready(actor)
