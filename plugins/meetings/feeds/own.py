"""A person's own feed: made and taken back by themselves, and asked anew at every fetch whether it may still be read.

It never shows a name, a place, or a meeting of a group that is hidden or hides its members. It is not for children
under 13 (UK GDPR Art. 8), for people who are protected, nor for whoever may no longer sign in; it ends after a year.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from core.api import Person, age_on, db, gettext, local_today, may_still_come_in, tokens, utcnow
from plugins.groups.api import Group, Membership
from plugins.meetings.feeds import events
from plugins.meetings.here import chosen, note
from plugins.meetings.models import Feed, Meeting

YOUNGEST = 13  # years
LASTS = timedelta(days=365)
MOST = 3  # alive at once: a phone, a computer, and one that was lost


class NotNow(ValueError):
    """No feed can be made; the text says why and what to do."""


def why_not(person: Person) -> str:
    """Why this person can have no feed, in words for them; "" if they can."""
    if not chosen().private_feeds:
        return gettext("Your council does not offer calendars of your own. Your meetings are on this site.")
    if not may_have_one(person):
        return gettext("You cannot have a calendar of your own yet. Your meetings are on this site. Ask your worker.")
    return ""


def may_have_one(person: Person) -> bool:
    """True for grown-ups, and from 13 years on where the age is known; never for whoever is protected."""
    if person.is_protected or person.kind == "parent_carer":
        return False
    if person.kind != "young_person":
        return True
    age = age_on(person, local_today())
    return age is not None and age >= YOUNGEST


def alive(person_id: UUID) -> Sequence[Feed]:
    """The person's feeds that still work, newest first."""
    query = db.select(Feed).where(
        Feed.person_id == person_id, Feed.revoked_at.is_(None), Feed.ends_on >= local_today()
    )
    return db.session.scalars(query.order_by(Feed.made_at.desc())).all()


def make(person: Person) -> str:
    """Make a feed and return its secret, which nobody can ever read again; raises NotNow."""
    if refused := why_not(person):
        raise NotNow(refused)
    if len(alive(person.id)) >= MOST:
        raise NotNow(gettext("You have three calendar addresses. Take one back first, then make a new one."))
    secret = tokens.new_token()
    feed = Feed(person_id=person.id, token_hash=tokens.token_hash(secret), ends_on=local_today() + LASTS)
    db.session.add(feed)
    db.session.flush()
    note("feed_made", feed)
    return secret


def take_back(feed: Feed) -> None:
    """End a feed now; its address answers like one that never was."""
    feed.revoked_at = feed.revoked_at or utcnow()
    note("feed_taken_back", feed)


def read(secret: str, today: date) -> Sequence[Any] | None:
    """The meetings of the feed with this secret; None where it may not, or may no longer, be read."""
    query = db.select(Feed).where(Feed.token_hash == tokens.token_hash(secret))
    feed: Feed | None = db.session.scalars(query).one_or_none()
    if feed is None or feed.revoked_at is not None or feed.ends_on < today or not chosen().private_feeds:
        return None
    person = db.session.get(Person, feed.person_id)
    if person is None or not may_have_one(person) or not may_still_come_in(person.id):
        return None
    return events.rows(Meeting.group_id.in_(_groups(person.id)))


def _groups(person_id: UUID) -> Any:
    """The groups that the person is in now, those left out whose name or members are hidden."""
    return (
        db.select(Group.id)
        .join(Membership, (Membership.authority_id == Group.authority_id) & (Membership.group_id == Group.id))
        .where(
            Membership.person_id == person_id,
            Membership.status == "active",
            Group.listing != "hidden",
            Group.members_hidden.is_(False),
        )
    )
