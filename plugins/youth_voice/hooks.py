"""Where youth_voice shows up elsewhere, and what the plugin answers for."""

from datetime import date

from core.api import Actor, Authority, CalendarItem, HomeItem, HomePanel, NavItem, Panel, ReadyIssue, Ref, hookimpl
from plugins.youth_voice import home, panels
from plugins.youth_voice.demo.planting import demo_data
from plugins.youth_voice.events import reading as events
from plugins.youth_voice.personal import person_erase, person_export, person_merged, retention_due
from plugins.youth_voice.reporting import report_parts
from plugins.youth_voice.reports.saying import said_so_far

__all__ = [
    "demo_data",
    "person_erase",
    "person_export",
    "person_merged",
    "report_parts",
    "retention_due",
    "said_so_far",
]


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """All groups under the name that they have here."""
    return [home.nav(authority)]


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """What waits for members, for those who decide and for staff."""
    return [*home.items(actor)]


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """On the pages of groups, boards and meetings."""
    return panels.of_record(actor, ref)


@hookimpl
def calendar_items(authority: Authority, actor: Actor, start: date, end: date) -> list[CalendarItem]:
    """What comes round each year."""
    return events.days(actor, start, end)


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """What still has to be set up, and what has gone wrong with reports."""
    return home.issues(authority, actor)
