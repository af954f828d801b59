"""People without an account who left a mobile number or an e-mail address with one thing, to hear what comes of it.

That they left it is their word that they wish to hear, for this one thing. Nobody is known: the plugin that holds the
thing holds the guest's id, stops and forgets it. A letter leads straight to the thing, and can be stopped in one step.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy import delete, func, select, update

from core import audit
from core.authority.resolve import Authority
from core.db import bulk_insert, db, utcnow
from core.hooks.values import Ref
from core.jobs import enqueue
from core.notify.models import DROPPED, HELD, QUEUED, GuestMessage, MessageGuest
from core.notify.notice import Notice
from core.notify.notices import notices
from core.notify.readers import means
from core.notify.rules import usable_email, usable_mobile
from core.notify.telling import BATCH, SEND_GUESTS, check_url


def channel_of(typed: str) -> str | None:
    """Which way what somebody typed can be written to: email, text (a British mobile number), or None."""
    if usable_mobile(typed):
        return "text"
    return "email" if usable_email(typed) else None


def can_reach(authority: Authority, channel: str) -> bool:
    """Say whether what this council writes to guests goes out this way: texts only where it has a means to send them.

    A form asks before it takes a number; whoever tells of something asks before it says that somebody is told.
    """
    return channel == "email" or (channel == "text" and "text" in means(authority))


def leave(channel: str, address: str, *, language: str = "en") -> UUID:
    """Keep an address as it is written to; flushes and gives the guest's id. Raises ValueError for one of no use.

    A public form that calls this must be throttled: whoever types an address need not be whose it is.
    """
    found = {"email": usable_email, "text": usable_mobile}[channel](address)
    if not found:
        raise ValueError("that cannot be written to")
    guest = MessageGuest(channel=channel, address=found, language=language)
    db.session.add(guest)
    db.session.flush()
    audit.record("messages.guest_left", _ref(guest.id), detail={"way": channel})
    return guest.id


def ways(ids: Iterable[UUID]) -> dict[UUID, str]:
    """How each of these guests hears: email or text; who stopped or was forgotten is left out."""
    wanted = list(ids)
    known = (MessageGuest.id.in_(wanted), MessageGuest.stopped_at.is_(None))
    rows = db.session.execute(select(MessageGuest.id, MessageGuest.channel).where(*known)) if wanted else ()
    return {row.id: row.channel for row in rows}


def tell_guests(ids: Iterable[UUID], notice: str, url: str | Mapping[UUID, str], *, key: str) -> int:
    """Tell guests of something on `url`, a path under this council that needs no sign-in, or one for each of them.

    The caller commits. The same guest and key twice is once; whether it is sent is asked when it is sent. Returns how
    many are told that were not before. Raises NoticeFault, ValueError.
    """
    declared = notices()[notice]
    if declared.hidden:
        raise ValueError(f"{notice}: what is hidden goes to no guest")
    urls = dict(url) if isinstance(url, Mapping) else dict.fromkeys(ids, url)
    wanted = {one: urls[one] for one in ways(ids)}
    for path in set(wanted.values()):
        check_url(notice, path)
    try:
        with db.session.begin_nested():
            made = _add(wanted, declared, key)
    except sa.exc.IntegrityError:  # told in another transaction at the same moment
        made = _add(wanted, declared, key)
    hand_to_work(made)
    return len(made)


def hand_to_work(message_ids: Sequence[UUID]) -> None:
    """Ask for these messages to be sent."""
    for start in range(0, len(message_ids), BATCH):
        enqueue(SEND_GUESTS, {"ids": [str(one) for one in message_ids[start : start + BATCH]]})


def hold(guest_id: UUID) -> bool:
    """Keep everybody else from stopping this guest, or sending to them, until the transaction ends."""
    asked = select(MessageGuest.id).where(MessageGuest.id == guest_id).with_for_update(key_share=True)
    return db.session.scalar(asked) is not None


def stop(guest_id: UUID) -> None:
    """Stop everything to this guest's address, whatever it was left with, and keep the address no longer.

    Whoever holds a letter of ours may do it; says nothing of whether the address is known here.
    """
    guest = db.session.get(MessageGuest, guest_id) if hold(guest_id) else None
    if guest is None or guest.stopped_at is not None:
        return
    same = (MessageGuest.address == guest.address, MessageGuest.channel == guest.channel)
    ids = db.session.scalars(select(MessageGuest.id).where(*same)).all()
    gone: Any = {"address": "", "stopped_at": utcnow()}
    db.session.execute(update(MessageGuest).where(MessageGuest.id.in_(ids)).values(gone))
    waiting = (GuestMessage.guest_id.in_(ids), GuestMessage.state.in_((QUEUED, HELD)))
    db.session.execute(update(GuestMessage).where(*waiting).values(state=DROPPED, why="stopped", url=""))
    for one in ids:
        audit.record("messages.guest_stopped", _ref(one))


def forget(guest_id: UUID) -> int:
    """Erase the address and everything that was to go there; says how many rows went. A second time there are none."""
    if not hold(guest_id):
        return 0
    sent: Any = db.session.execute(delete(GuestMessage).where(GuestMessage.guest_id == guest_id))
    db.session.execute(delete(MessageGuest).where(MessageGuest.id == guest_id))
    audit.record("messages.guest_forgotten", _ref(guest_id))
    return int(sent.rowcount) + 1


def forget_all(rows: Sequence[MessageGuest]) -> None:
    """Erase addresses whose time is over."""
    for row in rows:
        forget(row.id)


def count() -> int:
    """How many addresses are kept, for whoever looks after the register."""
    return db.session.scalar(select(func.count()).select_from(MessageGuest).where(MessageGuest.address != "")) or 0


def _add(wanted: Mapping[UUID, str], declared: Notice, key: str) -> list[UUID]:
    query = select(GuestMessage.guest_id).where(GuestMessage.key == key, GuestMessage.guest_id.in_(list(wanted)))
    told = set(db.session.scalars(query))
    return bulk_insert(GuestMessage, [_row(one, declared, url, key) for one, url in wanted.items() if one not in told])


def _row(guest_id: UUID, declared: Notice, url: str, key: str) -> dict[str, Any]:
    now = utcnow()
    return {
        "id": uuid4(),
        "guest_id": guest_id,
        "notice": declared.name,
        "key": key,
        "url": url,
        "state": QUEUED,
        "channel": "",
        "why": "",
        "claims": 0,
        "made_at": now,
        "due_at": now,
    }


def _ref(guest_id: UUID) -> Ref:
    return Ref("core", "message_guest", guest_id)
