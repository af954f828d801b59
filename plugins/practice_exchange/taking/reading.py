"""Copies that this council took, each with what its offer says at this moment."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from core.api import ZONE, Link, Ref, db, local_today, offers, required_authority, resolve
from plugins.practice_exchange.models import Copy
from plugins.practice_exchange.vocabulary import NAME, RESTS, WHY


class Held(NamedTuple):
    """A copy: its offer while that may be read, else why not; `must_go` where staff have to remove it."""

    copy: Copy
    offer: offers.Offer | None
    why: str
    must_go: bool


def copy_of(offer_id: UUID) -> Copy | None:
    """The copy of this offer that the council keeps; None where it took none, or removed it."""
    query = db.select(Copy).where(Copy.offer_id == offer_id, Copy.removed_on.is_(None))
    found: Copy | None = db.session.scalar(query)
    return found


def held(copies: Sequence[Copy]) -> list[Held]:
    """These copies with their words, asked of each council at this moment."""
    known = offers.named([one.offer_id for one in copies])
    readable = {one.id for one in offers.standing(known.values(), NAME)}
    return [_held(one, known.get(one.offer_id), readable) for one in copies]


def page_of(after: str, size: int) -> tuple[list[Copy], str | None]:
    """Copies that were not removed, the newest first, and where the next page starts."""
    query = db.select(Copy).where(Copy.removed_on.is_(None))
    if after.isdigit():
        query = query.offset(int(after))
    rows = list(db.session.scalars(query.order_by(Copy.taken_at.desc(), Copy.id).limit(size + 1)))
    start = int(after) if after.isdigit() else 0
    return rows[:size], str(start + size) if len(rows) > size else None


def to_remove() -> list[tuple[Copy, date]]:
    """Copies whose offer was taken back, or is not there any more, and since when: two statements, no council asked."""
    copies = list(db.session.scalars(db.select(Copy).where(Copy.removed_on.is_(None)).order_by(Copy.taken_at)))
    known = offers.named([one.offer_id for one in copies])
    found = [(one, known.get(one.offer_id)) for one in copies]
    return [(copy, _since(offer)) for copy, offer in found if offer is None or offer.withdrawn_at is not None]


def can_be_made(offer: offers.Offer) -> bool:
    """Whether a plugin that is on here makes a draft of such a thing."""
    kind = offers.can_be_offered(required_authority()).get((offer.source_plugin, offer.source_kind))
    return kind is not None and kind.made is not None


def draft_of(copy: Copy) -> Link | None:
    """Where the draft is that was made of it, while it is there for the reader."""
    if copy.made_id is None:
        return None
    return resolve(required_authority(), Ref(copy.made_plugin, copy.made_kind, copy.made_id))


def _held(copy: Copy, offer: offers.Offer | None, readable: set[UUID]) -> Held:
    if offer is None or offer.withdrawn_at is not None:
        return Held(copy, None, WHY.get(offer.why if offer else "gone", WHY["source"]), must_go=True)
    if offer.id not in readable:
        return Held(copy, None, RESTS, must_go=False)
    return Held(copy, offer, "", must_go=False)


def _since(offer: offers.Offer | None) -> date:
    at = offer.withdrawn_at if offer else None
    return at.astimezone(ZONE).date() if at else local_today()
