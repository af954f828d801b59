"""Where meetings show up elsewhere, and what the plugin answers for."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from flask import url_for

from core.api import (
    Actor,
    Authority,
    CalendarItem,
    HomeItem,
    HomePanel,
    NavItem,
    Panel,
    ReadyIssue,
    Ref,
    ReportPart,
    gettext_noop,
    hookimpl,
)
from plugins.meetings import panels, reporting
from plugins.meetings.agenda import home as what_about
from plugins.meetings.dates import days
from plugins.meetings.demo.planting import demo_data
from plugins.meetings.handover import work_handed_on
from plugins.meetings.home import deciding, own, ready, work
from plugins.meetings.personal import person_erase, person_export, person_merged, retention_due
from plugins.meetings.record import home as what_happened
from plugins.meetings.record.saying import said_so_far

__all__ = [
    "demo_data",
    "person_erase",
    "person_export",
    "person_merged",
    "retention_due",
    "said_so_far",
    "work_handed_on",
]

ABOUT = gettext_noop("When groups meet next, and a calendar that your phone can follow.")


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """The next meetings for all; for staff two buttons on the home page, since their menu is long already."""
    return [
        NavItem(gettext_noop("Meetings"), url_for("meetings.index"), order=24, about=ABOUT),
        NavItem("Year planner", url_for("meetings.planner"), "meetings.plan", 12, place="home"),
        NavItem("All meetings", url_for("meetings.manage"), "meetings.view", 14, place="home"),
    ]


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """What each room of the plugin has for this person's home page."""
    mine = [*own.items(actor), *work.items(actor), *deciding.items(actor)]
    return [*mine, *what_about.items(authority, actor), *what_happened.items(actor)]


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """On the page of a group or a board, its next meetings."""
    return panels.of_record(actor, ref)


@hookimpl
def person_panels(authority: Authority, actor: Actor, person_id: UUID) -> list[Panel]:
    """On a person's page, how often they were there this school year."""
    return panels.of_person(authority, actor, person_id)


@hookimpl
def calendar_items(authority: Authority, actor: Actor, start: date, end: date) -> list[CalendarItem]:
    """Meetings whose day the reader may know."""
    return days.items(actor, start, end)


@hookimpl
def report_parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """Meetings that took place, and who came."""
    return reporting.parts(start, end, about)


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """What planning waits for, and actions that nobody has."""
    return [*ready.issues(authority, actor), *what_happened.without_owner(actor)]
