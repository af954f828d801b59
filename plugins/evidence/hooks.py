"""Where evidence shows up elsewhere, and what the plugin answers for."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from flask import url_for

from core.api import (
    Actor,
    Authority,
    DemoMade,
    DemoWorld,
    HomeItem,
    HomePanel,
    NavItem,
    Panel,
    ReadyIssue,
    Ref,
    ReportPart,
    Said,
    gettext_noop,
    hookimpl,
    touch,
)
from plugins.evidence import elsewhere, reporting
from plugins.evidence.demo import planting
from plugins.evidence.personal import person_erase, person_export, person_merged, retention_due, work_handed_on
from plugins.evidence.quotes import ending
from plugins.evidence.stories.shown import NAMED, SHARES

__all__ = ["person_erase", "person_export", "person_merged", "retention_due", "work_handed_on"]
PICTURES = "core.photograph"
ABOUT = gettext_noop("Stories of what changed, and reports of each year.")


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """What changed, for everybody; for staff where it is written."""
    return [
        NavItem(gettext_noop("What difference it made"), url_for("evidence.index"), order=26, about=ABOUT),
        NavItem("Stories and reports", url_for("evidence.stories_desk"), "evidence.write", 64, place="home"),
        *([] if actor.can("evidence.write") else [_to_read()]),
    ]


@hookimpl
def report_parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """The stories of these days, and how many quotes were cleared."""
    return reporting.parts(start, end, about)


@hookimpl
def object_panels(authority: Authority, actor: Actor, ref: Ref) -> list[Panel]:
    """On another plugin's record the stories of it, and for staff a way to keep words from it as a quote."""
    return elsewhere.panels(actor, ref)


@hookimpl
def home_panels(authority: Authority, actor: Actor) -> list[HomePanel | HomeItem]:
    """The newest stories on the front page; reports that wait for a signature; one's own words that may be shown."""
    return [*elsewhere.home(authority), *elsewhere.items(actor), *elsewhere.shown_words(actor)]


@hookimpl
def ready_issues(authority: Authority, actor: Actor) -> list[ReadyIssue]:
    """Stories that are public and may not be read any more, and those that nobody has looked through."""
    return elsewhere.ready(authority, actor)


@hookimpl
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Fictional stories, quotes and reports."""
    return planting.plant(authority, world)


@hookimpl
def something_said(authority: Authority, source: Ref, said: Said | None) -> None:
    """What was taken back where it was said is gone here; what not everybody may read any more waits to be cleared."""
    if said is None or said.permission == "nobody":
        ending.forget_source(source)
    elif said.permission != "published":
        ending.hold_back(source)


@hookimpl
def consent_changed(authority: Authority, person_id: UUID, purpose: str, allowed: bool) -> None:
    """Nothing is stored of what somebody agreed to: public pages that were kept ready are made anew."""
    if purpose in (SHARES, NAMED, PICTURES):
        touch(authority.id)


def _to_read() -> NavItem:
    """For those who read and sign reports without writing them."""
    return NavItem("Reports to read and sign", url_for("evidence.reports_desk"), "evidence.reports", 64, place="home")
