"""What the plugin answers for about a person: a copy of it, its erasure, and when it has been kept long enough.

An offer that tells of somebody goes with them: its words, and so those of every copy in every council.
"""

from collections.abc import Sequence
from datetime import date, time
from typing import Any
from uuid import UUID

from core.api import (
    Authority,
    Erased,
    ExportPart,
    HandedOn,
    Kept,
    RetentionDue,
    db,
    hookimpl,
    local_moment,
    offers,
    period,
)
from plugins.practice_exchange.exchange.offering import forget_told
from plugins.practice_exchange.models import Copy, Told

TELLS = "things offered to other councils that tell of them"
TOOK = "names beside copies from other councils"


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """What of them was offered to the region, and which copies they took (UK GDPR Art. 15)."""
    told = offers.named(db.session.scalars(_told_of(person_id)).all())
    said = [{"title": one.title, "summary": one.summary, "region": one.region} for one in told.values()]
    took = [
        {"from": one.origin, "kind": one.kind, "use_for": one.use_for, "taken_at": one.taken_at.isoformat()}
        for one in _taken_by(person_id)
    ]
    parts = (
        ExportPart("What was offered to other councils and tells of you", said),
        ExportPart("Copies from other councils that you took", took),
    )
    return [part for part in parts if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Offers that tell of them go, with the words of every copy; copies that they took stay, nobody's (Art. 17)."""
    told, taken = list(db.session.scalars(_told_of(person_id))), _taken_by(person_id)
    if apply:
        for offer_id in told:
            offers.take_back(offer_id, "erased")
            forget_told(offer_id)
        for copy in taken:
            copy.by_id, copy.use_for = None, ""
        db.session.flush()
    found = (Erased(TELLS, len(told)), Erased(TOOK, len(taken)))
    return [one for one in found if one.count]


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Nothing is stored about a person beside the rows that the core has moved."""


@hookimpl
def consent_changed(authority: Authority, person_id: UUID, purpose: str, allowed: bool) -> None:
    """Everything that this council offers is looked at again, in the transaction of the answer."""
    if not allowed:
        offers.ask_again(authority, "consent")


@hookimpl
def work_handed_on(authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool) -> list[HandedOn]:
    """Copies that a worker took are looked after by whoever takes their work over."""
    rows = [one for one in _taken_by(from_id) if one.removed_on is None]
    for copy in rows if apply else ():
        copy.by_id = to_id
    db.session.flush()
    return [HandedOn("copies from other councils", len(rows))] if rows else []


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Copies that were removed longer ago than the council keeps what is published."""
    oldest = _months_before(today, period(authority, "published").months)
    removed = list(db.session.scalars(db.select(Copy.id).where(Copy.removed_on < oldest)))
    told = list(db.session.scalars(db.select(Told.id).where(Told.offer_id.in_(_old(oldest)))))
    due = (("copies that were removed", removed), ("people in old offers", told))
    return [RetentionDue(kind, ids, oldest, "published") for kind, ids in due if ids]


KEEPS = {"copies that were removed": Kept(Copy), "people in old offers": Kept(Told)}


def take_back_old(authority: Authority, today: date) -> int:
    """Take back what was offered longer ago than the council keeps what is published; flushes."""
    since = local_moment(_months_before(today, period(authority, "published").months), time(0))
    query = db.select(offers.Offer.id).where(
        offers.Offer.authority_id == authority.id, offers.Offer.withdrawn_at.is_(None), offers.Offer.offered_at < since
    )
    ids = list(db.session.scalars(query))
    for offer_id in ids:
        offers.take_back(offer_id, "old")
    return len(ids)


def _old(oldest: date) -> Any:
    return db.select(offers.Offer.id).where(offers.Offer.offered_at < local_moment(oldest, time(0)))


def _told_of(person_id: UUID) -> Any:
    return db.select(Told.offer_id).where(Told.person_id == person_id).order_by(Told.offer_id)


def _taken_by(person_id: UUID) -> Sequence[Copy]:
    return db.session.scalars(db.select(Copy).where(Copy.by_id == person_id).order_by(Copy.taken_at)).all()


def _months_before(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, 28))
