"""What the plugin answers for about a person: staff who wrote returns and who received them. No child is named here."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from core.api import (
    Authority,
    Erased,
    ExportPart,
    HandedOn,
    Kept,
    Ref,
    RetentionDue,
    current_actor,
    db,
    hookimpl,
    local_moment,
    period,
    record,
    touch,
)
from plugins.groups.api import months_before
from plugins.participation_returns.models import Return, ReturnStep
from plugins.participation_returns.vocabulary import WRITTEN


class Held(NamedTuple):
    """One place where somebody is named: its heading for them, its name for staff, the column."""

    title: str
    kind: str
    model: Any
    column: str


NAMED = (
    Held("Returns that you wrote", "names beside returns", Return, "written_by_id"),
    Held("What you did about returns", "names in the trails of returns", ReturnStep, "by_id"),
)
SHOWN = ("title", "you_said", "we_did", "difference", "kind", "words", "sent_on", "made_at")
KIND = "participation returns"


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """What they wrote and did here (UK GDPR Art. 15)."""
    parts = [ExportPart(held.title, list(_exported(held, person_id))) for held in NAMED]
    return [part for part in parts if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Their name goes; what their team handed in stays (UK GDPR Art. 17)."""
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
    """Returns that were made longer ago than the council keeps what is published."""
    oldest = months_before(today, period(authority, "published").months)
    since = local_moment(oldest, time(0))
    ids = list(db.session.scalars(db.select(Return.id).where(Return.made_at < since)))
    return [RetentionDue(KIND, ids, oldest, "published")] if ids else []


@hookimpl
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """Returns that are being written, or were asked again, go on with a colleague."""
    query = db.select(Return).where(Return.written_by_id == from_id, Return.status.in_(WRITTEN))
    rows = db.session.scalars(query.order_by(Return.made_at, Return.id)).all()
    for row in rows if apply else ():
        row.written_by_id = to_id
        about = Ref("participation_returns", "return", row.id)
        record("participation_returns.handed_on", about, by=current_actor().user_id)
    if apply:
        db.session.flush()
    titles = tuple(row.title for row in rows)
    return [HandedOn("returns that are not finished", len(rows), titles)] if rows else []


def _forget(rows: Sequence[Any]) -> None:
    """Each goes with its trail."""
    ids = [row.id for row in rows]
    for step in db.session.scalars(db.select(ReturnStep).where(ReturnStep.return_id.in_(ids))):
        db.session.delete(step)
    db.session.flush()
    for row in rows:
        db.session.delete(row)


KEEPS = {KIND: Kept(Return, _forget)}


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
