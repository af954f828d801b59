"""Taking a copy, making a draft of it where a plugin can, and removing it. Nothing commits."""

from uuid import UUID, uuid5

from core.api import Authority, Ref, current_actor, db, local_today, offers, record, utcnow
from plugins.practice_exchange.models import Copy


def take(authority: Authority, offer: offers.Offer, use_for: str, make: bool) -> Copy:
    """Keep a copy with where it comes from; the words stay with the offer. Taken again, it is the same copy."""
    found = db.session.scalar(db.select(Copy).where(Copy.offer_id == offer.id))
    copy = found or Copy(offer_id=offer.id, region=offer.region, origin=offers.council_named(offer.authority_id))
    copy.kind, copy.use_for, copy.by_id = offers.title_of(offer), use_for, current_actor().person_id
    if copy.removed_on is not None:
        copy.removed_on, copy.taken_at = None, utcnow()
    db.session.add(copy)
    db.session.flush()
    if make and copy.made_id is None:
        _make(authority, offer, copy)
    record("practice_exchange.copied", Ref("practice_exchange", "copy", copy.id), by=current_actor().user_id)
    return copy


def remove(copy: Copy) -> None:
    """Staff say that nothing of it is left; that there was a copy stays on record, without a word of it."""
    copy.removed_on, copy.use_for = local_today(), ""
    record("practice_exchange.removed", Ref("practice_exchange", "copy", copy.id), by=current_actor().user_id)
    db.session.flush()


def copy_called(id: UUID) -> Copy | None:
    """The copy of this id that is kept; None once it was removed."""
    found: Copy | None = db.session.scalar(db.select(Copy).where(Copy.id == id, Copy.removed_on.is_(None)))
    return found


def _make(authority: Authority, offer: offers.Offer, copy: Copy) -> None:
    kind = offers.can_be_offered(authority).get((offer.source_plugin, offer.source_kind))
    if kind is None or kind.made is None:
        return
    parts = tuple(offers.Telling(*one) for one in offer.parts)
    made = kind.made(offers.Snapshot(offer.title, offer.summary, parts), uuid5(copy.id, "draft"), copy.origin)
    copy.made_plugin, copy.made_kind, copy.made_id = made.plugin, made.kind, made.id
    db.session.flush()
