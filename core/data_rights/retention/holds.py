"""Legal holds: nothing about a person, or nothing of a class of record, is deleted while one stands.

A hold stands from the moment it is made until its last day is over, or until somebody ends it with a reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.audit import record
from core.clock import local_today
from core.data_rights.retention.models import DueRecord, LegalHold
from core.db import db, utcnow
from core.hooks.values import Ref


@dataclass(frozen=True)
class Held:
    """What may not be deleted today: these people, and these classes of record."""

    people: frozenset[UUID]
    records: frozenset[str]


def held(today: date) -> Held:
    """Everything under hold at the council in scope."""
    rows = db.session.execute(select(LegalHold.person_id, LegalHold.record).where(_standing(today))).all()
    people = frozenset(row.person_id for row in rows if row.person_id is not None)
    return Held(people, frozenset(row.record for row in rows if row.person_id is None))


def stopping(person_ids: Iterable[UUID]) -> LegalHold | None:
    """A hold that keeps these records of one person from being erased today, whoever asks for it."""
    of_them = LegalHold.person_id.in_(list(person_ids))
    return db.session.scalars(select(LegalHold).where(of_them, _standing(local_today())).limit(1)).first()


def all_holds() -> list[LegalHold]:
    """Every hold, newest first."""
    return list(db.session.scalars(select(LegalHold).order_by(LegalHold.made_at.desc(), LegalHold.id)))


def stands(hold: LegalHold, today: date) -> bool:
    """True while nothing under it may be deleted."""
    return hold.ended_at is None and (hold.until is None or hold.until >= today)


def make(hold: LegalHold) -> None:
    """Keep a new hold, audited without its story; the caller commits."""
    db.session.add(hold)
    db.session.flush()
    detail = {"record": hold.record, "until": hold.until.isoformat() if hold.until else ""}
    record("hold.made", _about(hold), detail=detail, by=hold.made_by)


def end(hold: LegalHold, why: str, by: UUID | None) -> None:
    """End a hold before its time, audited; the caller commits."""
    hold.ended_at, hold.ended_by, hold.ended_why = utcnow(), by, why
    record("hold.ended", _about(hold), detail={"record": hold.record}, by=by)


def count(person_ids: Iterable[UUID]) -> int:
    """How many holds there are or were about these people."""
    query = select(func.count(LegalHold.id)).where(LegalHold.person_id.in_(list(person_ids)))
    return db.session.scalar(query) or 0


def forget(person_ids: Iterable[UUID]) -> int:
    """Take out what holds and reviews still say of people who are being erased; returns how many holds went."""
    ids = list(person_ids)
    gone = list(db.session.scalars(select(LegalHold).where(LegalHold.person_id.in_(ids)))) if ids else []
    for row in gone:
        db.session.delete(row)
    for due in db.session.scalars(select(DueRecord).where(DueRecord.record_id.in_(ids))) if ids else ():
        due.why = ""
    return len(gone)


def _standing(today: date) -> ColumnElement[bool]:
    return and_(LegalHold.ended_at.is_(None), or_(LegalHold.until.is_(None), LegalHold.until >= today))


def _about(hold: LegalHold) -> Ref:
    return Ref("core", "person", hold.person_id) if hold.person_id else Ref("core", "legal_hold", hold.id)
