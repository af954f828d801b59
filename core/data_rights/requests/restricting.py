"""Restriction of a record (UK GDPR Art. 18): since when somebody's record is kept and not used, and its end."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Select, select

from core.data_rights.requests.models import Restriction, RightsRequest
from core.db import db, utcnow


def follow(asked: RightsRequest, step: str, why: str) -> None:
    """Restrict the record when the request is done, and end that when it is lifted; nothing for nobody."""
    if asked.person_id is None:
        return
    open_ones = list(db.session.scalars(_open((asked.person_id,))))
    if step == "lifted":
        for one in open_ones:
            one.lifted_at = utcnow()
    elif not open_ones:
        db.session.add(Restriction(person_id=asked.person_id, request_id=asked.id, why=why))
    db.session.flush()


def is_restricted(person_id: UUID) -> bool:
    """True while the record may be kept and not used."""
    return db.session.scalar(_open((person_id,)).limit(1)) is not None


def restricted(person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these people whose records are restricted, in one query."""
    return frozenset(one.person_id for one in db.session.scalars(_open(tuple(person_ids))))


def _open(person_ids: tuple[UUID, ...]) -> Select[Restriction]:
    return select(Restriction).where(Restriction.person_id.in_(person_ids), Restriction.lifted_at.is_(None))
