"""Finding what was offered to regions: by words, kind and council, the newest first, paged by key.

What is found here is not yet known to stand: whoever shows it asks `standing` first.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from core.db import db
from core.hooks.values import Ref
from core.offers.models import Offer
from core.people.names import fold

BETWEEN = "~"
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for in a region; "" is no narrowing. `kind` is plugin.kind, `after` the last row before the page."""

    region: str
    sort: str = "thing"
    words: str = ""
    kind: str = ""
    council_id: UUID | None = None
    stage: str | None = None
    after: str = ""


class Page(NamedTuple):
    """One page of offers, and where the next one starts; None on the last."""

    rows: Sequence[Offer]
    following: str | None


def found(wanted: Wanted, size: int) -> Page:
    """One page, in one statement."""
    query = db.select(Offer).where(*_narrowed(wanted), *_after(wanted.after))
    ordered = query.order_by(Offer.offered_at.desc(), Offer.id.desc()).limit(size + 1)
    rows = list(db.session.scalars(ordered))
    last = rows[size - 1] if len(rows) > size else None
    return Page(rows[:size], f"{last.offered_at.isoformat()}{BETWEEN}{last.id}" if last else None)


def one(region: str, offer_id: UUID) -> Offer | None:
    """The offer of this id in this region, withdrawn or not; None where there is none."""
    row: Offer | None = db.session.scalar(db.select(Offer).where(Offer.id == offer_id, Offer.region == region))
    return row


def about(offer_ids: Collection[UUID], sort: str) -> list[Offer]:
    """What belongs to these offers and was not taken back, the oldest first: answers, mappings."""
    query = db.select(Offer).where(Offer.about_id.in_(list(offer_ids)), Offer.sort == sort)
    rows = query.where(Offer.withdrawn_at.is_(None)).order_by(Offer.offered_at, Offer.id)
    return list(db.session.scalars(rows)) if offer_ids else []


def named(offer_ids: Collection[UUID]) -> dict[UUID, Offer]:
    """The offers of these ids, withdrawn or not, in one statement: for whoever holds copies of them."""
    query = db.select(Offer).where(Offer.id.in_(list(offer_ids)))
    return {row.id: row for row in db.session.scalars(query)} if offer_ids else {}


def refs_offered(council_id: UUID, region: str) -> frozenset[Ref]:
    """What of a council stands offered to a region."""
    query = db.select(Offer.source_plugin, Offer.source_kind, Offer.source_id).where(
        Offer.authority_id == council_id, Offer.region == region, Offer.withdrawn_at.is_(None), Offer.sort == "thing"
    )
    return frozenset(Ref(*row) for row in db.session.execute(query) if row.source_id is not None)


def _narrowed(wanted: Wanted) -> Iterator[Any]:
    yield from (Offer.region == wanted.region, Offer.sort == wanted.sort, Offer.withdrawn_at.is_(None))
    for word in fold(wanted.words).split()[:MOST_WORDS]:
        yield Offer.find_text.contains(word, autoescape=True)
    if wanted.kind:
        plugin, _, kind = wanted.kind.partition(".")
        yield from (Offer.source_plugin == plugin, Offer.source_kind == kind)
    if wanted.council_id is not None:
        yield Offer.authority_id == wanted.council_id
    if wanted.stage is not None:
        yield Offer.stage == wanted.stage


def _after(after: str) -> Iterator[Any]:
    at, _, id = after.partition(BETWEEN)
    try:
        on, last = datetime.fromisoformat(at), UUID(id)
    except ValueError:
        return
    if on.tzinfo is not None:
        yield db.or_(Offer.offered_at < on, db.and_(Offer.offered_at == on, Offer.id < last))
