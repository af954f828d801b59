"""Deleting records whose time has come, each through its own right door, and keeping the certificate by ids."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from core import audit
from core.authority.resolve import Authority
from core.data_rights.erase import EraseRefused, erase
from core.data_rights.retention.due import CORE
from core.data_rights.retention.models import PERSON_KIND, DueRecord
from core.data_rights.retention.own_kinds import OWN_KINDS
from core.data_rights.subject import Subject, subject_of
from core.db import db, utcnow
from core.hooks.dispatcher import Dispatcher, HookFailed
from core.plugging.manifest import Plugin
from core.plugging.registry import Plugins

IDS_IN_ONE = 100  # ids in one line of the audit trail


@dataclass(frozen=True)
class About:
    """What a line of the audit trail is about: records of one kind."""

    plugin: str
    kind: str
    id: str = ""


@dataclass(frozen=True)
class Deleter:
    """Deletes at one council; each record on its own, so that one that cannot go stops no other."""

    authority: Authority
    hooks: Dispatcher
    plugins: Plugins

    def delete(self, rows: Sequence[DueRecord], by: UUID | None, today: date) -> int:
        """Delete what these rows stand for; returns how many went. What could not go waits, with the reason."""
        gone = [row for row in rows if self._one(row, by)]
        for kind in sorted({(row.owner, row.kind) for row in gone}):
            _write_down(kind, [row for row in gone if (row.owner, row.kind) == kind], by)
        return len(gone)

    def _one(self, row: DueRecord, by: UUID | None) -> bool:
        try:
            with db.session.begin_nested():
                left = self._through_its_door(row)
        except (EraseRefused, HookFailed, SQLAlchemyError) as problem:
            why = str(problem) if isinstance(problem, EraseRefused) else "It could not be deleted."
            row.state, row.why = "waiting", why
            return False
        row.state, row.why, row.decided_by, row.decided_at = ("deleted" if left else "gone"), "", by, utcnow()
        return left

    def _through_its_door(self, row: DueRecord) -> bool:
        if row.owner == CORE and row.kind not in OWN_KINDS:
            subject = subject_of(str(row.record_id)) if row.kind == PERSON_KIND else Subject((), (row.record_id,))
            return bool(subject.is_known and erase(self.authority, subject, self.hooks, list(self.plugins), True))
        plugin = self.plugins.get(row.owner)
        kept = OWN_KINDS[row.kind].kept if row.owner == CORE else plugin.keeps.get(row.kind) if plugin else None
        if kept is None:
            raise EraseRefused(f"{_title(plugin, row)} has not said how such records are deleted.")
        model: Any = kept.model
        found = list(db.session.scalars(select(model).where(model.id == row.record_id)))
        kept.delete(found)
        return bool(found)


def _title(plugin: Plugin | None, row: DueRecord) -> str:
    return plugin.title if plugin else row.owner


def _write_down(kind: tuple[str, str], rows: Sequence[DueRecord], by: UUID | None) -> None:
    ids = sorted(str(row.record_id) for row in rows)
    for start in range(0, len(ids), IDS_IN_ONE):
        some = ids[start : start + IDS_IN_ONE]
        detail = {"kind": kind[1], "records": len(some), "ids": some, "retention": rows[0].retention}
        audit.record("retention.deleted", About(*kind), detail=detail, by=by)


def deleted(since: date | None = None, limit: int = 1000) -> Iterable[DueRecord]:
    """The certificate: what was deleted, newest first."""
    query = select(DueRecord).where(DueRecord.state == "deleted")
    if since is not None:
        query = query.where(DueRecord.found_on >= since)
    return db.session.scalars(query.order_by(DueRecord.decided_at.desc(), DueRecord.id).limit(limit))
