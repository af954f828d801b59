"""Where the programme shows up elsewhere, and what it reports."""

from collections.abc import Collection
from datetime import date

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
    hookimpl,
)
from plugins.participation_in_governance import home
from plugins.participation_in_governance.demo.planting import demo_data
from plugins.participation_in_governance.reports import parts

__all__ = ["demo_data"]


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """The programme under its own name."""
    return home.nav(authority, actor)


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """This term, and for those who plan what waits for them."""
    return [*home.panels(authority, actor), *home.items(actor)]


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """On pages of its groups and their meetings, what the term is about."""
    return [*home.of_group(actor, ref), *home.of_meeting(actor, ref)]


@hookimpl
def calendar_items(authority: Authority, actor: Actor, start: date, end: date) -> list[CalendarItem]:
    """Days of events."""
    return home.calendar(actor, start, end)


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """What planning the programme waits for."""
    return home.issues(authority, actor)


@hookimpl
def report_parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """What was made together, which schools came, meetings with senior officers, events."""
    return parts.parts(authority, start, end, about)
