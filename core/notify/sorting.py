"""Sorting what waits: which messages go now and together, which wait, and which are not sent, with the reason."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import select, update

from core.authority.effective import switched_on
from core.authority.resolve import Authority
from core.db import db, utcnow
from core.notify.letters import Parcel
from core.notify.models import DROPPED, FAILED, HELD, QUEUED, SENDING, Message
from core.notify.notice import Notice
from core.notify.notices import notices
from core.notify.readers import Known, circumstances, readers, way_for
from core.notify.rules import Way
from core.notify.telling import tell
from core.people.relationships import adults_of
from core.people.relationships.rules import Item as Thing

AN_ORDINARY_THING = Thing(cls="S2")
MOST_CLAIMS = 2  # a message of which nobody knows whether it went out is sent once more, and never again


class Item(NamedTuple):
    """One message that waits."""

    id: UUID
    person_id: UUID
    notice: str
    claims: int
    sending_id: UUID | None
    has_waited: bool


class Bundle(NamedTuple):
    """What tells messages that go out together from others."""

    person_id: UUID
    sending_id: UUID | None
    claims: int
    channel: str
    address: str


def waiting(message_ids: Sequence[UUID]) -> list[Item]:
    """Those of these messages that are to be sent now, and those that a worker left when it died."""
    due = (Message.state.in_((QUEUED, SENDING)), Message.due_at <= utcnow())
    columns = (Message.id, Message.person_id, Message.notice, Message.claims, Message.state, Message.sending_id)
    query = select(*columns, Message.due_at, Message.made_at).where(Message.id.in_(message_ids), *due)
    return [_item(row) for row in db.session.execute(query.order_by(Message.made_at, Message.id))]


def parcels_of(authority: Authority, items: Sequence[Item]) -> list[Parcel]:
    """What goes out now, by person; what waits or is not sent is marked so. The caller commits."""
    here, on = circumstances(authority), switched_on(authority)
    known = readers(list({item.person_id for item in items}), here)
    bundles: dict[Bundle, list[tuple[Item, Notice]]] = defaultdict(list)
    for item in items:
        notice = notices().get(item.notice)
        if notice is None or (notice.owner != "core" and notice.owner not in on):
            _mark((item.id,), DROPPED, "switched_off")
        elif item.claims >= MOST_CLAIMS:
            _mark((item.id,), FAILED, "unclear")
        else:
            found = way_for(known.get(item.person_id), notice, here, has_waited=item.has_waited)
            if found.goes:
                bundle = Bundle(item.person_id, item.sending_id, item.claims, found.channel, found.address)
                bundles[bundle].append((item, notice))
            else:
                _not_now(item, found)
                if found.why == "too_young" and notice.for_adults:
                    _tell_adults(authority, item)
    return [_parcel(authority, *one, known) for one in bundles.items()]


def _item(row: Any) -> Item:
    left = row.sending_id if row.state == SENDING else None
    return Item(row.id, row.person_id, row.notice, row.claims, left, row.due_at > row.made_at)


def _parcel(authority: Authority, bundle: Bundle, found: list[tuple[Item, Notice]], known: dict[UUID, Known]) -> Parcel:
    wished, offered = known[bundle.person_id].language, authority.file.languages
    return Parcel(
        sending_id=bundle.sending_id or uuid4(),
        person_id=bundle.person_id,
        message_ids=tuple(item.id for item, _ in found),
        kinds=tuple(notice for _, notice in found),
        channel=bundle.channel,
        address=bundle.address,
        language=wished if wished in offered else offered[0],
        claims=bundle.claims,
    )


def _not_now(item: Item, found: Way) -> None:
    if found.until is None:
        _mark((item.id,), DROPPED, found.why)
    else:
        _mark((item.id,), HELD, found.why, due_at=found.until, claims=0)


def _tell_adults(authority: Authority, item: Item) -> None:
    """Tell those who may see ordinary things of this child today, as far as they agree for themselves."""
    adults = [seen.adult_id for seen in adults_of(item.person_id) if seen.shows(AN_ORDINARY_THING)]
    where = f"/{authority.slug}/me/children/{item.person_id}/"
    tell(adults, item.notice, where, key=f"for:{item.id}")


def _mark(message_ids: Iterable[UUID], state: str, why: str, **more: Any) -> None:
    values = {"state": state, "why": why, **more}
    db.session.execute(update(Message).where(Message.id.in_(list(message_ids))).values(values))
