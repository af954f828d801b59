"""A link in a mail by which one who must answer does so without signing in: seven days, once, one question.

Looking at it changes nothing, however often and by whomever: mail is opened by machines first. Only sending the form
uses it up. The database keeps a hash; who has the link stands in for whoever it was sent to.
"""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from flask import url_for

from core.api import Authority, Person, db, notify, tokens, utcnow
from plugins.influence.answers.giving import why_not_now
from plugins.influence.models import AnswerLink, Ask, Owner

NOTICE: Final = "influence.to_answer"
LASTS: Final = timedelta(days=7)
KEPT: Final = timedelta(days=90)  # an ended link can still bring a fresh one, to the same address and no other
MOST_FRESH: Final = 3  # sent to one owner on their own wish
FRESH_IN: Final = timedelta(hours=24)
REACHED: Final = ("worker", "partner")


def new_link(owner: Owner, guest_id: UUID | None = None) -> str:
    """A secret that opens the question of `owner` for seven days; flushes. Only its hash is kept."""
    token, now = tokens.new_token(), utcnow()
    link = AnswerLink(owner_id=owner.id, token_hash=tokens.token_hash(token), made_at=now, expires_at=now + LASTS)
    link.guest_id = guest_id
    db.session.add(link)
    db.session.flush()
    return token


def address_of(owner: Owner) -> str:
    """Where a mail reaches whoever must answer: what was given for this question, else what their record says."""
    if owner.email or owner.person_id is None:
        return owner.email
    query = db.select(Person.email).where(Person.id == owner.person_id, Person.kind.in_(REACHED))
    return db.session.scalar(query) or ""


def send_link(owner: Owner, notice: str = NOTICE) -> bool:
    """Send a link to whoever must answer, or tell them where they sign in; False where nothing reaches them.

    In the caller's transaction: rolled back, nothing goes out.
    """
    guest = _guest(owner)
    if guest is not None:
        token = new_link(owner, guest)
        url = url_for("influence.answer_by_link", token=token)
        return bool(notify.guests.tell_guests([guest], notice, url, key=f"answer:{tokens.token_hash(token)[:32]}"))
    if owner.person_id is None:
        return False
    key = f"answer:{owner.id}:{owner.reminders}"
    return bool(notify.tell([owner.person_id], notice, url_for("influence.answer", id=owner.id), key=key))


def _guest(owner: Owner) -> UUID | None:
    """The address in the keeping of the core: the one that links went to before, so that a stop there holds."""
    address = address_of(owner)
    before = (
        db.select(AnswerLink.guest_id)
        .where(AnswerLink.owner_id == owner.id, AnswerLink.guest_id.is_not(None))
        .order_by(AnswerLink.made_at.desc())
    )
    if not address or (known := db.session.scalar(before.limit(1))) is not None:
        return known if address else None
    try:
        return notify.guests.leave("email", address)
    except ValueError:
        return None


def link_of(token: str) -> AnswerLink | None:
    """The link with this secret, open or ended; None for a secret that nobody was given."""
    query = db.select(AnswerLink).where(AnswerLink.token_hash == tokens.token_hash(token))
    found: AnswerLink | None = db.session.scalars(query).one_or_none()
    return found


def owner_by(token: str) -> Owner | None:
    """Whoever may answer by this link now; None where it has ended, was used, or never was."""
    link = link_of(token)
    return _owner(link) if link is not None and is_open(link) else None


def is_open(link: AnswerLink) -> bool:
    """True while the link can still be used, and its question still waits to be answered."""
    if link.used_at is not None or link.expires_at <= utcnow():
        return False
    owner = _owner(link)
    return not why_not_now(owner, _ask(owner))


def use_up(token: str) -> Owner | None:
    """Use the link up in the caller's transaction, with whatever else was sent to the same owner.

    None where somebody did so before. Call in a scope that writes.
    """
    link = link_of(token)
    if link is None or not _used(AnswerLink.id == link.id, AnswerLink.expires_at > utcnow()):
        return None
    _used(AnswerLink.owner_id == link.owner_id)
    return _owner(link)


def _used(*which: Any) -> int:
    """How many links were used up now: of two at once the second waits here, and finds none."""
    wanted = db.update(AnswerLink).where(AnswerLink.used_at.is_(None), *which).values(used_at=utcnow())
    done: Any = db.session.execute(wanted.execution_options(synchronize_session=False))
    return int(done.rowcount)


def again(token: str) -> None:
    """Send a fresh link where an ended one went: to the same address, a few times a day at most; else do nothing."""
    link = link_of(token)
    if link is None:
        return
    owner = _owner(link)
    if not why_not_now(owner, _ask(owner)) and _lately(owner.id) < MOST_FRESH:
        send_link(owner)


def tidy(authority: Authority) -> None:
    """Delete links that ended long ago, and with the last one to an address what the core keeps of it."""
    _delete(AnswerLink.expires_at < utcnow() - KEPT)


def forget(owner: Owner) -> None:
    """Delete every link of `owner`, and the address that they went to."""
    _delete(AnswerLink.owner_id == owner.id)


def _delete(which: Any) -> None:
    guests = set(db.session.scalars(db.select(AnswerLink.guest_id).where(which, AnswerLink.guest_id.is_not(None))))
    db.session.execute(db.delete(AnswerLink).where(which))
    used = db.select(AnswerLink.guest_id).where(AnswerLink.guest_id.in_(guests))
    for guest in sorted(guests - set(db.session.scalars(used))):
        notify.guests.forget(guest)


def _lately(owner_id: UUID) -> int:
    made = db.select(db.func.count()).select_from(AnswerLink).where(AnswerLink.owner_id == owner_id)
    return db.session.scalar(made.where(AnswerLink.made_at > utcnow() - FRESH_IN)) or 0


def _owner(link: AnswerLink) -> Owner:
    found: Owner = db.session.scalars(db.select(Owner).where(Owner.id == link.owner_id)).one()
    return found


def _ask(owner: Owner) -> Ask:
    found: Ask = db.session.scalars(db.select(Ask).where(Ask.id == owner.ask_id)).one()
    return found
