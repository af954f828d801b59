"""Signing in: one answer and one amount of work for a wrong password, an unknown name and a stranger.

Every try that is not told to wait costs exactly one argon2 comparison (ASVS 5.0 V6.3.8: no account
enumeration; that a child is known here is itself sensitive).
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, select

from core.audit import record, record_platform
from core.db import db
from core.hooks.values import Ref
from core.users import passwords, throttle
from core.users.models import Membership, PlatformGrant, User

NO_WAIT = timedelta(0)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody typed and where; `authority_id` is None on the sign-in page outside any council."""

    authority_id: UUID | None
    name: str
    password: str
    address: str
    secret: str

    @property
    def keys(self) -> tuple[throttle.Key, throttle.Key]:
        """What this try counts against."""
        council = str(self.authority_id or "platform")
        return throttle.keys(self.secret, council, self.name.strip(), self.address)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who may come in, or nobody and how long to wait before the next try."""

    user_id: UUID | None = None
    wait: timedelta = NO_WAIT


def normal_email(text: str) -> str:
    """The form in which an e-mail is kept and compared."""
    return text.strip().casefold()


def normal_username(text: str) -> str:
    """The form in which a user name is kept and compared."""
    return text.strip().casefold()


def attempt(tried: Attempt) -> Outcome:
    """Try to sign in; commits, with an audit line for who comes in."""
    outcome = check(tried)
    if outcome.user_id is not None:
        _record(tried, outcome.user_id)
        db.session.commit()
    return outcome


def check(tried: Attempt) -> Outcome:
    """Is this the password of somebody who belongs here? Commits, and holds no lock while it compares."""
    wait = throttle.enter(tried.keys)
    if wait:
        return Outcome(wait=wait)
    found = db.session.execute(_candidate(tried)).first()
    db.session.commit()
    right = passwords.verify(found.password_hash if found else None, tried.password)
    if not right or found is None or found.admitted is None:
        return Outcome()
    throttle.take_back(tried.keys)
    if passwords.is_outdated(found.password_hash):
        db.session.get_one(User, found.id).password_hash = passwords.hash_password(tried.password)
    db.session.commit()
    return Outcome(user_id=found.id)


def _record(tried: Attempt, user_id: UUID) -> None:
    about = Ref("core", "user", user_id)
    if tried.authority_id is None:
        record_platform("user.signed_in", about, by=user_id)
    else:
        record("user.signed_in", about, by=user_id)


def _candidate(tried: Attempt) -> Select[UUID, str | None, UUID]:
    """The user of that name, with whether they are admitted here: one query whatever was typed."""
    admitted = Membership.id if tried.authority_id else PlatformGrant.id
    query = select(User.id, User.password_hash, admitted.label("admitted"))
    if tried.authority_id:
        query = query.outerjoin(Membership, _live_in(tried.authority_id))
    else:
        query = query.outerjoin(
            PlatformGrant, and_(PlatformGrant.user_id == User.id, PlatformGrant.ended_at.is_(None))
        )
    return query.where(_named(tried)).limit(1)


def _live_in(authority_id: UUID) -> ColumnElement[bool]:
    return and_(
        Membership.user_id == User.id,
        Membership.authority_id == authority_id,
        Membership.accepted_at.is_not(None),
        Membership.ended_at.is_(None),
    )


def _named(tried: Attempt) -> ColumnElement[bool]:
    """An e-mail is one identity everywhere, a user name belongs to its council."""
    if "@" in tried.name:
        return User.email == normal_email(tried.name)
    return and_(
        User.username == normal_username(tried.name),
        User.home_authority_id.is_(None)
        if tried.authority_id is None
        else User.home_authority_id == tried.authority_id,
    )
