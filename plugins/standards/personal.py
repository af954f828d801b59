"""What the plugin answers for about a person: staff and officers named for what they do. A child is never named here.

That an action was done and an audit filled in stays; whose name stood beside it goes.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Authority, Erased, ExportPart, Kept, RetentionDue, db, hookimpl, local_moment, period, touch
from plugins.groups.api import months_before
from plugins.standards.models import (
    Action,
    ActionChange,
    ActionEvidence,
    Audit,
    AuditAnswer,
    Plan,
    Pledge,
    Priority,
    TargetFigure,
)


class Held(NamedTuple):
    """One place where somebody is named: its heading for them, its name for staff, the column."""

    title: str
    kind: str
    model: Any
    column: str


NAMED = (
    Held("Plans that you look after", "names of who looks after plans", Plan, "owner_id"),
    Held("Priorities that are yours", "names of who owns priorities", Priority, "owner_id"),
    Held("Actions that are yours", "names of who owns actions", Action, "owner_id"),
    Held("What you did about actions", "names in histories of actions", ActionChange, "by_id"),
    Held("What you gave to show that something was done", "names beside evidence", ActionEvidence, "by_id"),
    Held("Figures of targets that you typed in", "names beside figures", TargetFigure, "by_id"),
    Held("Pledges that you wrote down", "names beside pledges", Pledge, "by_id"),
    Held("Audits that you look after", "names of who looks after audits", Audit, "owner_id"),
    Held("Audits that you sent", "names of who sent audits", Audit, "sent_by_id"),
    Held("What you answered in audits", "names beside answers in audits", AuditAnswer, "by_id"),
)
SHOWN = (
    *("title", "body", "kind", "detail", "words", "young_words", "measure", "value", "note", "why", "owner_post"),
    *("next_steps", "kept_words", "taken_back_why", "ended_why", "on_date", "year", "sent_on", "made_at"),
)


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """What they own, did and wrote here (UK GDPR Art. 15)."""
    parts = [ExportPart(held.title, list(_exported(held, person_id))) for held in NAMED]
    return [part for part in parts if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Their name goes; what was done stays, nobody's (UK GDPR Art. 17)."""
    found = [(held, _rows(held, person_id)) for held in NAMED]
    for held, rows in found if apply else ():
        for row in rows:
            setattr(row, held.column, None)
    db.session.flush()
    if apply:
        touch(authority.id)
    return [Erased(held.kind, len(rows)) for held, rows in found if rows]


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Nothing is stored about a person beside the rows that the core has moved."""


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """What was answered, shown and written down longer ago than the council keeps what is published."""
    oldest = months_before(today, period(authority, "published").months)
    since = local_moment(oldest, time(0))
    found = [(kind, _older(kept.model, since)) for kind, kept in KEEPS.items()]
    return [RetentionDue(kind, ids, oldest, "published") for kind, ids in found if ids]


KEEPS = {
    "standards answers in audits": Kept(AuditAnswer),
    "standards things that show what was done": Kept(ActionEvidence),
    "standards histories of actions": Kept(ActionChange),
}


def _older(model: Any, since: datetime) -> list[UUID]:
    return list(db.session.scalars(db.select(model.id).where(model.made_at < since)))


def _rows(held: Held, person_id: UUID) -> list[Any]:
    return list(db.session.scalars(db.select(held.model).where(getattr(held.model, held.column) == person_id)))


def _exported(held: Held, person_id: UUID) -> Iterator[dict[str, object]]:
    for row in _rows(held, person_id):
        values = {name: getattr(row, name) for name in SHOWN if hasattr(row, name)}
        yield {name: _simple(value) for name, value in values.items() if value not in (None, "")}


def _simple(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
