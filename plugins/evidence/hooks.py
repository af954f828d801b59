"""Where evidence shows up elsewhere, and what the plugin answers for."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from flask import url_for

from core.api import Actor, Authority, NavItem, Ref, ReportPart, Said, gettext_noop, hookimpl, touch
from plugins.evidence.personal import person_erase, person_export, person_merged, retention_due, work_handed_on
from plugins.evidence.quotes import ending
from plugins.evidence.stories.shown import NAMED, SHARES

__all__ = ["person_erase", "person_export", "person_merged", "retention_due", "work_handed_on"]
PICTURES = "core.photograph"


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """What changed, for everybody; for staff where it is written."""
    about = gettext_noop("Stories of what changed, and reports of each year.")
    return [NavItem(gettext_noop("What difference it made"), url_for("evidence.index"), order=26, about=about)]


@hookimpl
def report_parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """The stories of these days."""
    return []


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
