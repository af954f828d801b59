"""Every hook there is. The council comes first; an implementation takes the arguments that it needs, by name.

Hooks of enabled councils are asked only of plugins that the council has switched on. Those in EVERY_INSTALLED
are asked of every installed plugin, because people's rights do not end when a plugin is switched off. A
failing implementation of a hook in STOPPING stops the operation; any other is left out, with a quiet notice.
Those in APART are told in the middle of somebody else's writing: one that fails loses its own writing alone.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import pluggy

from core.hooks.values import (
    CalendarItem,
    DemoMade,
    DemoWorld,
    Erased,
    ExportPart,
    HandedOn,
    HomeItem,
    HomePanel,
    NavItem,
    Panel,
    ReadyIssue,
    Ref,
    ReportPart,
    RetentionDue,
    Said,
    Viewer,
)

if TYPE_CHECKING:
    from core.authority.resolve import Authority

PROJECT = "heard"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)

EVERY_INSTALLED = frozenset(
    {"consent_changed", "person_export", "person_erase", "person_merged", "retention_due", "work_handed_on"}
)
STOPPING = EVERY_INSTALLED | {"switched_on", "switched_off", "demo_data", "said_so_far"}
APART = frozenset({"something_said"})

ANSWERS: dict[str, tuple[type, ...]] = {
    "nav_items": (NavItem,),
    "home_panels": (HomePanel, HomeItem),
    "object_panels": (Panel,),
    "person_panels": (Panel,),
    "calendar_items": (CalendarItem,),
    "ready_issues": (ReadyIssue,),
    "report_parts": (ReportPart,),
    "switched_on": (),
    "switched_off": (),
    "demo_data": (DemoMade,),
    "person_export": (ExportPart,),
    "person_erase": (Erased,),
    "person_merged": (),
    "consent_changed": (),
    "retention_due": (RetentionDue,),
    "something_said": (),
    "said_so_far": (Said,),
    "work_handed_on": (HandedOn,),
}


@hookspec
def nav_items(authority: Authority, actor: Viewer) -> list[NavItem]:
    """Entries of the council's menu; those whose permission the viewer lacks are left out by the core."""
    raise NotImplementedError


@hookspec
def home_panels(authority: Authority, actor: Viewer) -> list[HomePanel | HomeItem]:
    """Blocks for the council's front page (public face) and for the signed-in home page (the viewer's face), and
    lines for the top of the home page: what needs the viewer, what is next for them, what changed.
    """
    raise NotImplementedError


@hookspec
def object_panels(authority: Authority, actor: Viewer, ref: Ref) -> list[Panel]:
    """Blocks for the page of another plugin's or the core's record, without either knowing the other."""
    raise NotImplementedError


@hookspec
def person_panels(authority: Authority, actor: Viewer, person_id: UUID) -> list[Panel]:
    """Blocks for a person's page; the core has already made sure that the viewer may see the person."""
    raise NotImplementedError


@hookspec
def calendar_items(authority: Authority, actor: Viewer, start: date, end: date) -> list[CalendarItem]:
    """What happens from `start` to `end`, both days included."""
    raise NotImplementedError


@hookspec
def ready_issues(authority: Authority, actor: Viewer) -> list[ReadyIssue]:
    """What the council still has to set up or put right, for its readiness page."""
    raise NotImplementedError


@hookspec
def report_parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """What happened from `start` to `end`, both included, as counts and records for a report; with `about` only as far
    as it belongs to one of these records, such as groups. A plugin that cannot say that answers with an empty list.
    """
    raise NotImplementedError


@hookspec
def switched_on(authority: Authority) -> None:
    """Told to the one plugin that this council has just switched on, in the same transaction."""
    raise NotImplementedError


@hookspec
def switched_off(authority: Authority) -> None:
    """Told to the one plugin that this council has just switched off; nothing may be deleted here."""
    raise NotImplementedError


@hookspec
def demo_data(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Plant fictional records, the same ones for the same seed, and none twice; says what it made."""
    raise NotImplementedError


@hookspec
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """Everything that the plugin holds about the person (UK GDPR Art. 15)."""
    raise NotImplementedError


@hookspec
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Erase what the plugin holds about the person (UK GDPR Art. 17); with `apply` false only say what would
    go.
    """
    raise NotImplementedError


@hookspec
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Told when two records of one person were made one, after every row that pointed at `gone_id` was moved or
    set aside; told again with the same ids when that is undone and the rows are back. In the same transaction:
    work out anew from the rows what is stored about either.
    """
    raise NotImplementedError


@hookspec
def consent_changed(authority: Authority, person_id: UUID, purpose: str, allowed: bool) -> None:
    """Told that somebody's agreement stands differently now, in the same transaction as their answer: stop or take back
    at once what rests on it. With `allowed` true it may still be for fewer uses than before: ask the gate.
    """
    raise NotImplementedError


@hookspec
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Records whose keeping time has ended by `today`."""
    raise NotImplementedError


@hookspec
def something_said(authority: Authority, source: Ref, said: Said | None) -> None:
    """Told what somebody said, in the same transaction: keep it under `source`, in place of what was kept there;
    None means taken back, and every installed plugin hears of that. May be told the same more than once.
    """
    raise NotImplementedError


@hookspec
def said_so_far(authority: Authority) -> list[Said]:
    """Everything that the plugin holds of what was said, as it stands now: told to a listener that is switched on."""
    raise NotImplementedError


@hookspec
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """A worker leaves: pass what they run, owe or support to `to_id`, or to nobody yet where that is None, and end
    their access to it; with `apply` false only say what there is. A second time there is nothing left to say.
    """
    raise NotImplementedError
