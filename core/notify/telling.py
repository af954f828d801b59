"""Asking for messages: rows in the caller's own transaction, and a piece of timed work that sends them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy import select

from core.consent.wording import here
from core.db import bulk_insert, db, utcnow
from core.jobs import enqueue
from core.notify.models import Message
from core.notify.notice import Notice
from core.notify.notices import notices
from core.people.models import Person

SEND, SEND_HIDDEN, SEND_GUESTS = "notify.send", "notify.send_hidden", "notify.send_guests"
BATCH = 50  # people in one piece of work
FURTHEST = 10  # merges that are followed


def tell(person_ids: Iterable[UUID], notice: str, url: str, *, key: str) -> int:
    """Tell people of something on `url`, a path under this council; returns how many are told that were not before.

    The caller commits; rolled back, nobody was told. The same person and key twice is once. Whether it is also sent
    out, and how, is decided at the moment of sending. Raises NoticeFault for a notice that nobody declared, ValueError
    for an address elsewhere.
    """
    declared = notices()[notice]
    check_url(notice, url)
    wanted = kept_ids(person_ids)
    try:
        with db.session.begin_nested():
            made = _add(wanted, declared, url, key)
    except sa.exc.IntegrityError:  # told in another transaction at the same moment
        made = _add(wanted, declared, url, key)
    hand_to_work(made, declared.hidden)
    return len(made)


def check_url(notice: str, url: str) -> None:
    """Raise ValueError for an address elsewhere."""
    if not url.startswith(f"/{here().slug}/") or len(url) > 500 or "\\" in url:
        raise ValueError(f"{notice}: the address of a message is a path under this council")


def hand_to_work(message_ids: Sequence[UUID], hidden: bool) -> None:
    """Ask for these messages to be sent."""
    for start in range(0, len(message_ids), BATCH):
        enqueue(SEND_HIDDEN if hidden else SEND, {"ids": list(message_ids[start : start + BATCH])})


def kept_ids(person_ids: Iterable[UUID]) -> list[UUID]:
    """The records in use of these people of the open council, each once; merges are followed."""
    found: list[UUID] = []
    waiting = list(dict.fromkeys(person_ids))
    for _ in range(FURTHEST):
        if not waiting:
            break
        query = select(Person.id, Person.merged_into_id).where(Person.id.in_(waiting))
        into = {row.id: row.merged_into_id for row in db.session.execute(query)}
        found += [one for one in waiting if one in into and into[one] is None]
        waiting = [into[one] for one in waiting if into.get(one) is not None]
    return list(dict.fromkeys(found))


def _add(wanted: Sequence[UUID], declared: Notice, url: str, key: str) -> list[UUID]:
    query = select(Message.person_id).where(Message.key == key, Message.person_id.in_(wanted))
    told = set(db.session.scalars(query))
    fresh = [one for one in wanted if one not in told]
    return bulk_insert(Message, [_row(one, declared, url, key) for one in fresh])


def _row(person_id: UUID, declared: Notice, url: str, key: str) -> dict[str, Any]:
    now = utcnow()
    return {
        "id": uuid4(),
        "person_id": person_id,
        "notice": declared.name,
        "key": key,
        "url": url,
        "hidden": declared.hidden,
        "state": "queued",
        "channel": "",
        "why": "",
        "claims": 0,
        "made_at": now,
        "due_at": now,
    }
