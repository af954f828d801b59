"""Sending: who may be written to is asked in the same breath in which the letter is handed over.

The last question and the handing over lie in one transaction that holds the person's record, and so does every change
of what they agreed to (listening.py). So nothing is handed over after a withdrawal was committed; what a mail server
has accepted before is on its way and cannot be called back.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from core import tasks
from core.authority.resolve import Authority
from core.clock import local_today
from core.db import db, utcnow
from core.notify import guests
from core.notify.carriers import NotTaken, Post, Refused, Unclear, opened
from core.notify.guest_sorting import guest_parcels, way_now
from core.notify.letters import Letter, Parcel, letter_for
from core.notify.models import FAILED, QUEUED, SENDING, SENT, GuestMessage, Message
from core.notify.readers import circumstances, readers, way_for
from core.notify.rules import Way
from core.notify.sorting import parcels_of, waiting
from core.notify.telling import hand_to_work
from core.people.models import Person
from core.web.house import house
from core.web.languages import spoken

DONE, LATER, AWAY = "done", "later", "away"
WRONG = {"email": "An e-mail address does not work", "text": "A mobile number does not work"}


class NotYet(Exception):
    """Something could not be sent now; the piece of work is tried again."""


def send(authority: Authority, payload: dict[str, Any]) -> None:
    """Send these messages as far as their readers wish and agree; raises NotYet while some could not be sent."""
    _send(authority, parcels_of(authority, waiting([UUID(one) for one in payload["ids"]])))


def send_guests(authority: Authority, payload: dict[str, Any]) -> None:
    """The same for guests."""
    _send(authority, guest_parcels(authority, [UUID(one) for one in payload["ids"]]))


def _send(authority: Authority, parcels: Sequence[Parcel]) -> None:
    db.session.commit()
    outcomes = set()
    with opened(authority, house().deployment) as post:
        for parcel in parcels:
            outcomes.add(deliver(authority, post, parcel))
            if AWAY in outcomes:  # every further one would wait as long
                break
    if outcomes & {LATER, AWAY}:
        raise NotYet


def deliver(authority: Authority, post: Post, parcel: Parcel) -> str:
    """Claim, prepare, ask again, hand over, mark; each step is committed before the next reaches outside."""
    with spoken(parcel.language):
        letter = letter_for(authority, house().deployment.outgoing, parcel)
    if not _claim(parcel):
        return DONE
    try:
        return _hand_over(authority, post, parcel, letter)
    except NotTaken as fault:
        db.session.rollback()
        _give_back(parcel)
        return AWAY if fault.away else LATER
    except Refused as fault:
        db.session.rollback()
        _fail(authority, parcel, fault)
        return DONE
    except Unclear:  # stays claimed: the next try counts as the second
        db.session.rollback()
        return LATER


def _hand_over(authority: Authority, post: Post, parcel: Parcel, letter: Letter) -> str:
    with post.prepared(letter) as hand_over:
        if _is_still_right(authority, parcel):
            hand_over()
            _settle(parcel, state=SENT, sent_at=utcnow(), channel=parcel.channel, why="")
        else:
            _give_back(parcel, again=True)
    return DONE


def hold_person(person_id: UUID) -> bool:
    """Keep everybody else from changing this person's record, or sending to them, until the transaction ends."""
    asked = select(Person.id).where(Person.id == person_id).with_for_update(key_share=True)
    return db.session.scalar(asked) is not None


def _hold(parcel: Parcel) -> bool:
    return guests.hold(parcel.person_id) if parcel.is_guests else hold_person(parcel.person_id)


def _table(parcel: Parcel) -> Any:
    return GuestMessage if parcel.is_guests else Message


def _claim(parcel: Parcel) -> bool:
    _hold(parcel)
    table = _table(parcel)
    mine = update(table).where(
        table.id.in_(parcel.message_ids),
        table.state.in_((QUEUED, SENDING)),
        table.claims == parcel.claims,
    )
    claimed: Any = {
        "state": SENDING,
        "claims": parcel.claims + 1,
        "sending_id": parcel.sending_id,
        "claimed_at": utcnow(),
    }
    done: Any = db.session.execute(mine.values(claimed))
    if done.rowcount != len(parcel.message_ids):
        db.session.rollback()
        return False
    db.session.commit()
    return True


def _is_still_right(authority: Authority, parcel: Parcel) -> bool:
    """Ask everything again, while nobody can change the answer."""
    if not _hold(parcel) or len(_mine(parcel)) < len(parcel.message_ids):
        return False
    return all(
        one.goes and (one.channel, one.address) == (parcel.channel, parcel.address) for one in _ways(authority, parcel)
    )


def _ways(authority: Authority, parcel: Parcel) -> list[Way]:
    if parcel.is_guests:
        return [way_now(authority, parcel)]
    here = circumstances(authority)
    known = readers([parcel.person_id], here).get(parcel.person_id)
    return [way_for(known, kind, here, has_waited=True) for kind in parcel.kinds]


def _mine(parcel: Parcel) -> Sequence[UUID]:
    """The messages of which this claim is still the last: a worker thought dead finds none."""
    table = _table(parcel)
    claimed = (table.state == SENDING, table.claims == parcel.claims + 1)
    return db.session.scalars(select(table.id).where(table.id.in_(parcel.message_ids), *claimed)).all()


def _give_back(parcel: Parcel, *, again: bool = False) -> None:
    """Unclaim what surely did not go out; with `again` another piece of work decides anew."""
    _settle(parcel, commit=not again, state=QUEUED, claims=parcel.claims)
    if again and parcel.is_guests:
        guests.hand_to_work(parcel.message_ids)
        db.session.commit()
    elif again:
        hand_to_work(parcel.message_ids, any(kind.hidden for kind in parcel.kinds))
        db.session.commit()


def _fail(authority: Authority, parcel: Parcel, fault: Refused) -> None:
    why = "refused" if fault.address else "not_taken"
    _settle(parcel, commit=False, state=FAILED, channel=parcel.channel, why=why)
    if fault.address and not parcel.is_guests and not any(kind.hidden for kind in parcel.kinds):
        month = f"{local_today():%Y-%m}"
        key = f"notify.address:{parcel.person_id}:{parcel.channel}:{month}"
        where = f"/{authority.slug}/people/{parcel.person_id}"
        title = WRONG[parcel.channel]
        tasks.make("notify.address", title, where, permission="people.edit", key=key, person_id=parcel.person_id)
    db.session.commit()


def _settle(parcel: Parcel, *, commit: bool = True, **values: Any) -> None:
    table = _table(parcel)
    mine = table.id.in_(parcel.message_ids), table.claims == parcel.claims + 1, table.state == SENDING
    ended = {"url": ""} if parcel.is_guests and values["state"] in (SENT, FAILED) else {}
    db.session.execute(update(table).where(*mine).values(values | ended))
    if commit:
        db.session.commit()
