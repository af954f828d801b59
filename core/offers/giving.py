"""Making an offer, changing where it stands, and taking it back. Nothing commits."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from core.audit import record, record_platform
from core.db import current_authority_id, db, utcnow
from core.hooks.values import Ref
from core.offers.kinds import Telling
from core.offers.models import SORTS, Offer
from core.offers.regions import member, region_named
from core.people.names import fold


class NotOffered(Exception):
    """Nothing was offered; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody wants to say to a region; the columns of Offer say what each means."""

    region: str
    sort: str
    title: str
    summary: str = ""
    parts: tuple[Telling, ...] = ()
    contact: str = ""
    source: Ref | None = None
    about_id: UUID | None = None
    attached_id: UUID | None = None
    line: str = ""
    stage: str = ""
    id: UUID | None = None
    """The id of the form that it was typed in: sent twice, it is made once."""
    offered_at: datetime | None = None
    """Only for made-up history; None is now."""


def offer(draft: Draft, by_user_id: UUID | None = None) -> Offer:
    """Say it to the region for the open council; flushes. Raises NotOffered outside the council's regions."""
    council = current_authority_id()
    if member(draft.region, council) is None:
        raise NotOffered("This council is not in that region. Nothing was offered.")
    made, is_new = _made(draft, council)
    if is_new:
        record("offer.made", _ref(made), detail={"region": made.region, "sort": made.sort}, by=by_user_id)
    return made


def lead_offer(draft: Draft, by_user_id: UUID | None) -> Offer:
    """Say it to the region as its lead, whom the page has let in; flushes. Raises NotOffered for no region."""
    if region_named(draft.region) is None:
        raise NotOffered("There is no such region. Nothing was published.")
    made, is_new = _made(draft, None)
    if is_new:
        record_platform("offer.made", _ref(made), detail={"region": made.region, "sort": made.sort}, by=by_user_id)
    return made


def take_back(offer_id: UUID, why: str, by_user_id: UUID | None = None) -> Offer | None:
    """Take an offer of the open council back: its words are gone everywhere at once; None where it is not theirs."""
    found = _own(offer_id, current_authority_id())
    if found is not None and found.withdrawn_at is None:
        clear(found, why)
        record("offer.taken_back", _ref(found), detail={"why": why}, by=by_user_id)
        db.session.flush()
    return found


def change(offer_id: UUID, stage: str, attached_id: UUID | None = None) -> Offer | None:
    """Set where a question of the open council stands, and which answer helped; None where it is not theirs."""
    found = _own(offer_id, current_authority_id())
    if found is not None and found.withdrawn_at is None:
        found.stage, found.attached_id = stage, attached_id
        db.session.flush()
    return found


def lead_change(region: str, offer_id: UUID, by_user_id: UUID | None) -> Offer | None:
    """Take back what a region's lead published there; None where it is not the lead's."""
    found = _own(offer_id, None)
    if found is None or found.region != region:
        return None
    if found.withdrawn_at is None:
        clear(found, "owner")
        record_platform("offer.taken_back", _ref(found), detail={"why": "owner"}, by=by_user_id)
        db.session.flush()
    return found


def clear(one: Offer, why: str) -> None:
    """Take every word out of it; that something was there stays, so that whoever took a copy is told."""
    one.title = one.summary = one.find_text = one.contact = ""
    one.parts, one.withdrawn_at, one.why = [], utcnow(), why


def _made(draft: Draft, council: UUID | None) -> tuple[Offer, bool]:
    if draft.sort not in SORTS:
        raise ValueError(f"{draft.sort!r} is none of {', '.join(SORTS)}")
    known = _own(draft.id, council) if draft.id else None
    if known is not None:
        return known, False
    source = draft.source
    made = Offer(
        id=draft.id or uuid4(),
        region=draft.region,
        authority_id=council,
        sort=draft.sort,
        source_plugin=source.plugin if source else "",
        source_kind=source.kind if source else "",
        source_id=source.id if source else None,
        about_id=draft.about_id,
        attached_id=draft.attached_id,
        line=draft.line,
        stage=draft.stage,
        title=draft.title[:300],
        summary=draft.summary,
        parts=[list(one) for one in draft.parts],
        find_text=fold(" ".join([draft.title, draft.summary, *(words for one in draft.parts for words in one)])),
        contact=draft.contact,
        offered_at=draft.offered_at or utcnow(),
    )
    db.session.add(made)
    db.session.flush()
    return made, True


def _own(offer_id: UUID | None, council: UUID | None) -> Offer | None:
    mine = Offer.authority_id.is_(None) if council is None else Offer.authority_id == council
    found: Offer | None = db.session.scalar(db.select(Offer).where(Offer.id == offer_id, mine))
    return found


def _ref(one: Offer) -> Ref:
    return Ref("core", "offer", one.id)
