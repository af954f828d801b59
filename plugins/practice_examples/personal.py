"""What the plugin answers for about a person: who told a team of an example. What was learned stays, nobody's."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from core.api import Authority, Erased, ExportPart, Kept, RetentionDue, db, hookimpl, period
from plugins.groups.api import months_before
from plugins.practice_examples.models import Shared

KIND = "practice_examples notes of what teams were told"
KEEPS = {KIND: Kept(Shared)}


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """The notes that they wrote (UK GDPR Art. 15)."""
    rows = [{"on": row.on_day.isoformat(), "words": row.words} for row in _by(person_id)]
    return [ExportPart("What you told teams about examples of practice", rows)] if rows else []


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """The name goes; what was learned is the council's (UK GDPR Art. 17)."""
    rows = _by(person_id)
    for row in rows if apply else ():
        row.by_id = None
    db.session.flush()
    return [Erased("names of who told a team of an example", len(rows))] if rows else []


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Nothing is stored about a person beside the rows that the core has moved."""


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Notes older than the council keeps what is published."""
    oldest = months_before(today, period(authority, "published").months)
    ids = list(db.session.scalars(db.select(Shared.id).where(Shared.on_day < oldest)))
    return [RetentionDue(KIND, ids, oldest, "published")] if ids else []


def _by(person_id: UUID) -> Sequence[Shared]:
    return db.session.scalars(db.select(Shared).where(Shared.by_id == person_id).order_by(Shared.on_day)).all()
