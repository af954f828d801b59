"""Sorting what waits for guests: what goes now, what waits, and what is not sent, with the reason."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select, update

from core.authority.effective import switched_on
from core.authority.resolve import Authority
from core.db import db, utcnow
from core.notify.letters import Parcel
from core.notify.models import DROPPED, FAILED, HELD, QUEUED, SENDING, SENT, GuestMessage, MessageGuest
from core.notify.notice import Notice
from core.notify.notices import notices
from core.notify.readers import circumstances
from core.notify.rules import Circumstances, Way, quiet_until
from core.notify.sorting import MOST_CLAIMS

A_DAY = timedelta(days=1)
MOST_A_DAY = 3  # messages to one address, whoever left it there: nobody can have a stranger flooded


def guest_parcels(authority: Authority, message_ids: Sequence[UUID]) -> list[Parcel]:
    """What goes out now, one message a letter; what waits or is not sent is marked so. The caller commits."""
    here, on = circumstances(authority), switched_on(authority)
    parcels = []
    for row in _waiting(message_ids):
        notice = notices().get(row.notice)
        if notice is None or (notice.owner != "core" and notice.owner not in on):
            _mark(row.id, DROPPED, "switched_off", url="")
        elif row.claims >= MOST_CLAIMS:
            _mark(row.id, FAILED, "unclear", url="")
        elif (found := guest_way(row, notice, here)).goes:
            parcels.append(_parcel(authority, row, notice, found))
        else:
            _not_now(row.id, found)
    return parcels


def way_now(authority: Authority, parcel: Parcel) -> Way:
    """Where the message of this parcel goes at this moment."""
    row = db.session.execute(_query().where(GuestMessage.id == parcel.message_ids[0])).one_or_none()
    return guest_way(row, parcel.kinds[0], circumstances(authority)) if row else Way(why="stopped")


def guest_way(row: Any, notice: Notice, here: Circumstances) -> Way:
    """Where a message to this guest goes: their age is not known, so at night no telephone rings.

    An address that staff entered for somebody's work (a notice that needs no agreement) has no limit for a day.
    """
    if row.stopped_at is not None or not row.address:
        return Way(why="stopped")
    if row.way not in here.means:
        return Way(why="no_means")
    if notice.needs_agreement and _sent_to(row.address, row.way, here) >= MOST_A_DAY:
        return Way(row.way, why="many", until=here.now + A_DAY)
    quiet = quiet_until(here.now) if row.way == "text" else None
    return Way(row.way, row.address, "quiet" if quiet else "", quiet)


def _sent_to(address: str, channel: str, here: Circumstances) -> int:
    same = (MessageGuest.authority_id == GuestMessage.authority_id) & (MessageGuest.id == GuestMessage.guest_id)
    sent = (GuestMessage.state == SENT, GuestMessage.sent_at > here.now - A_DAY)
    query = select(func.count()).select_from(GuestMessage).join(MessageGuest, same).where(*sent)
    return db.session.scalar(query.where(MessageGuest.address == address, MessageGuest.channel == channel)) or 0


def _waiting(message_ids: Sequence[UUID]) -> Sequence[Any]:
    """Those of these messages that are to be sent now, and those that a worker left when it died."""
    due = (GuestMessage.state.in_((QUEUED, SENDING)), GuestMessage.due_at <= utcnow())
    query = _query().where(GuestMessage.id.in_(message_ids), *due)
    return db.session.execute(query.order_by(GuestMessage.made_at, GuestMessage.id)).all()


def _query() -> Any:
    same = (MessageGuest.authority_id == GuestMessage.authority_id) & (MessageGuest.id == GuestMessage.guest_id)
    columns = (GuestMessage.id, GuestMessage.guest_id, GuestMessage.notice, GuestMessage.claims, GuestMessage.state)
    guest = (MessageGuest.channel.label("way"), MessageGuest.address, MessageGuest.language, MessageGuest.stopped_at)
    return select(*columns, GuestMessage.sending_id, GuestMessage.url, *guest).join(MessageGuest, same)


def _parcel(authority: Authority, row: Any, notice: Notice, found: Way) -> Parcel:
    offered = authority.file.languages
    return Parcel(
        sending_id=(row.sending_id if row.state == SENDING else None) or uuid4(),
        person_id=row.guest_id,
        message_ids=(row.id,),
        kinds=(notice,),
        channel=found.channel,
        address=found.address,
        language=row.language if row.language in offered else offered[0],
        claims=row.claims,
        url=row.url,
    )


def _not_now(message_id: UUID, found: Way) -> None:
    if found.until is None:
        _mark(message_id, DROPPED, found.why, url="")
    else:
        _mark(message_id, HELD, found.why, due_at=found.until, claims=0)


def _mark(message_id: UUID, state: str, why: str, **more: Any) -> None:
    values = {"state": state, "why": why, **more}
    db.session.execute(update(GuestMessage).where(GuestMessage.id == message_id).values(values))
