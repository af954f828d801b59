"""Where influence shows up elsewhere, and what the plugin answers for."""

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
    hookimpl,
)
from plugins.influence import reporting
from plugins.influence.answers import home as answering
from plugins.influence.answers import late
from plugins.influence.asks import home as asking
from plugins.influence.asks import panels as asked
from plugins.influence.asks import ready as to_set_up
from plugins.influence.asks.handover import work_handed_on
from plugins.influence.demo.planting import demo_data
from plugins.influence.heard import home as told
from plugins.influence.heard import pulse_views
from plugins.influence.ledger import upkeep
from plugins.influence.modes import running
from plugins.influence.personal import person_erase, person_export, person_merged, retention_due
from plugins.influence.tracker import panels as tracker
from plugins.influence.voice import home as saying
from plugins.influence.voice.listening import consent_changed, something_said

__all__ = [
    "consent_changed",
    "demo_data",
    "person_erase",
    "person_export",
    "person_merged",
    "retention_due",
    "something_said",
    "work_handed_on",
]

TO_ANSWER = "What young people ask you, by when you answer, and what you promised."


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """For each role the page that it needs most."""
    return [
        tracker.nav(),
        asking.nav(),
        NavItem("Asked of you", url_for("influence.to_answer"), "influence.answer", 20, TO_ANSWER),
        *saying.nav(actor),
        NavItem("Participation models", url_for("influence.models"), "influence.models", 66, place="home"),
    ]


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """What each room of the plugin has for this person's home page."""
    return [
        *answering.items(actor),
        *saying.items(authority, actor),
        *asking.items(actor),
        *tracker.home(authority),
        *told.items(actor),
    ]


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """What each room has for the page of another plugin's record."""
    return [
        *late.panel(actor, ref),
        *asked.of_record(actor, ref),
        *running.panel_of(actor, ref),
        *pulse_views.panels(actor, ref),
    ]


@hookimpl
def person_panels(authority: Authority, actor: Actor, person_id: UUID) -> list[Panel]:
    """On a person's page what they said, as far as the reader may read it."""
    return saying.of_person(actor, person_id)


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """What still has to be put right before everything here works."""
    return [*to_set_up.issues(authority, actor), *upkeep.issues(), *tracker.ready(authority, actor)]


@hookimpl
def report_parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """What was said, asked, answered and done, and the questions that everybody may read."""
    return reporting.parts(authority, start, end, about)


@hookimpl
def calendar_items(authority: Authority, actor: Actor, start: date, end: date) -> list[CalendarItem]:
    """The days on which answers are due, for staff and for those who must answer."""
    return asking.calendar(actor, start, end)
