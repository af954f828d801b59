"""Reading the record of the open council, newest first, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from core.audit.models import AuditEntry
from core.db import db

PAGE = 50


@dataclass(frozen=True)
class Filter:
    """What to look for; every part is optional. `action` matches from its beginning ("people." finds them all)."""

    by: UUID | None = None
    action: str = ""
    about_plugin: str = ""
    about_kind: str = ""
    about_id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before_seq: int | None = None


def entries(wanted: Filter = Filter(), limit: int = PAGE) -> Sequence[AuditEntry]:  # noqa: B008 - frozen value
    """Return entries of the open council; give the last one's `seq` as `before_seq` for the next page."""
    found = db.select(AuditEntry).order_by(AuditEntry.seq.desc()).limit(limit)
    return db.session.scalars(found.where(*_conditions(wanted))).all()


def last_entry_at() -> datetime | None:
    """When the open council's record was last added to; None where nothing was ever noted."""
    at: datetime | None = db.session.scalar(db.select(AuditEntry.at).order_by(AuditEntry.seq.desc()).limit(1))
    return at


def in_words(action: str) -> str:
    """An action as people say it: "user.signed_in" is "User: signed in"."""
    return action.replace(".", ": ").replace("_", " ").capitalize()


def _conditions(wanted: Filter) -> list[sa.ColumnElement[bool]]:
    pairs = (
        (wanted.by, lambda value: AuditEntry.by_user_id == value),
        (wanted.action, lambda value: AuditEntry.action.startswith(value, autoescape=True)),
        (wanted.about_plugin, lambda value: AuditEntry.about_plugin == value),
        (wanted.about_kind, lambda value: AuditEntry.about_kind == value),
        (wanted.about_id, lambda value: AuditEntry.about_id == value),
        (wanted.since, lambda value: AuditEntry.at >= value),
        (wanted.until, lambda value: AuditEntry.at < value),
        (wanted.before_seq, lambda value: AuditEntry.seq < value),
    )
    return [condition(value) for value, condition in pairs if value not in (None, "")]
