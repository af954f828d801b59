"""Sessions: a row for each signed-in browser, so that it can be seen, counted and ended from elsewhere.

The signed cookie holds a random token and nothing else. One query turns it into an Actor with the roles held
in the present council, at every request, so that a changed role or an ended session bites at once
(ASVS 5.0 V7, V8.3.2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from flask import Flask, g, request, session
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import and_, bindparam, delete, select, update

from core.access.actor import ANONYMOUS, Actor
from core.authority.models import AuthorityRow, remember_version
from core.authority.resolve import Authority
from core.db import db, platform_scope, prepared, utcnow
from core.users.devices import device_of
from core.users.models import Membership, MembershipRole, PlatformGrant, User, UserSession
from core.users.tokens import new_token, token_hash
from core.web.house import house
from core.web.request import current_authority

IDLE = timedelta(hours=2)  # a worker who types up a two-hour meeting must not lose it
ABSOLUTE = timedelta(hours=12)  # a shared computer must not stay open overnight
KEPT = timedelta(days=30)  # long enough to ask about a strange sign-in, then the row goes
SEEN_EVERY = timedelta(minutes=5)  # how exact "last used" is: a write at every page would slow every page


class SignedIn(UserMixin):  # type: ignore[misc]
    """What flask-login carries: the token of the cookie and the actor it stands for."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token, self.actor = token, actor

    def get_id(self) -> str:
        """The token, which is what the cookie keeps."""
        return self.token


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One line of somebody's own list of sessions."""

    id: UUID
    device: str
    created_at: datetime
    last_seen_at: datetime


def install(app: Flask) -> None:
    """Let flask-login ask here who a token stands for."""
    manager = LoginManager(app)
    manager.session_protection = None  # it binds to an address, and phones change theirs
    manager.user_loader(_signed_in)
    app.teardown_appcontext(_remember_use)


def load_actor(authority: Authority | None) -> Actor:
    """Return who is asking here; ANONYMOUS, without a query, when the cookie holds no token."""
    if "_user_id" not in session:
        return ANONYMOUS
    return cast(Actor, current_user.actor) if current_user.is_authenticated else ANONYMOUS


def start(user_id: UUID, authority_id: UUID | None) -> None:
    """Begin a session with a fresh token, whatever the browser held before; the caller commits."""
    token = new_token()
    _end_by_hash(token_hash(str(session.get("_user_id", ""))))
    old = UserSession.created_at < utcnow() - KEPT
    db.session.execute(delete(UserSession).where(UserSession.user_id == user_id, old))
    db.session.add(
        UserSession(
            token_hash=token_hash(token),
            user_id=user_id,
            authority_id=authority_id,
            device=device_of(request.user_agent.string),
        )
    )
    session.clear()
    login_user(SignedIn(token, ANONYMOUS))


def leave() -> None:
    """End the session of this browser; the caller commits."""
    _end_by_hash(token_hash(str(session.get("_user_id", ""))))
    logout_user()
    session.clear()


def end_all(user_id: UUID, *, but: UUID | None = None, authority_id: UUID | None = None) -> int:
    """End a user's sessions and return how many: all, all but one, or those begun in one council."""
    mine = [UserSession.user_id == user_id, UserSession.ended_at.is_(None)]
    if but is not None:
        mine.append(UserSession.id != but)
    if authority_id is not None:
        mine.append(UserSession.authority_id == authority_id)
    done = db.session.execute(update(UserSession).where(*mine).values(ended_at=utcnow()))
    return cast(int, cast(Any, done).rowcount)


def end_one(user_id: UUID, session_id: UUID) -> None:
    """End one of a user's own sessions; somebody else's is left alone."""
    db.session.execute(
        update(UserSession)
        .where(UserSession.id == session_id, UserSession.user_id == user_id, UserSession.ended_at.is_(None))
        .values(ended_at=utcnow())
    )


def region_of(user_id: UUID) -> str | None:
    """The region that a regional lead leads; None for an operator."""
    return db.session.scalar(
        select(PlatformGrant.region).where(
            PlatformGrant.user_id == user_id,
            PlatformGrant.role == "regional_lead",
            PlatformGrant.ended_at.is_(None),
        )
    )


def open_sessions(user_id: UUID) -> list[OpenSession]:
    """A user's own sessions that still work, the latest first."""
    rows = db.session.execute(
        select(UserSession.id, UserSession.device, UserSession.created_at, UserSession.last_seen_at)
        .where(UserSession.user_id == user_id, *_ALIVE)
        .order_by(UserSession.last_seen_at.desc()),
        _bounds(utcnow()),
    )
    return [OpenSession(*row) for row in rows]


def _signed_in(token: str) -> SignedIn | None:
    authority = current_authority()
    rows = _in_council(token, authority.id) if authority else _on_platform(token)
    if not rows:
        return None
    if utcnow() - rows[0].last_seen_at > SEEN_EVERY:
        g.session_in_use = rows[0].session_id
    return SignedIn(token, _actor(rows, authority.id if authority else None))


def _actor(rows: Sequence[Any], authority_id: UUID | None) -> Actor:
    first = rows[0]
    roles = frozenset(row.role for row in rows if row.role)
    return Actor(
        user_id=first.user_id,
        person_id=first.person_id if authority_id else None,
        authority_id=authority_id,
        roles=roles,
        permissions=house().permissions.of_roles(roles),
        name=(first.member_name if authority_id else None) or first.user_name,
        regions=frozenset() if authority_id else frozenset(row.region for row in rows if row.region),
        session_id=first.session_id,
    )


_WHO = (
    UserSession.id.label("session_id"),
    UserSession.last_seen_at,
    User.id.label("user_id"),
    User.name.label("user_name"),
)


_ALIVE = (
    UserSession.ended_at.is_(None),
    UserSession.created_at > bindparam("begun_after"),
    UserSession.last_seen_at > bindparam("seen_after"),
)
_IN_COUNCIL = prepared(
    select(
        *_WHO,
        Membership.person_id,
        Membership.name.label("member_name"),
        MembershipRole.role,
        AuthorityRow.version,
    )
    .join(User, User.id == UserSession.user_id)
    .join(AuthorityRow, AuthorityRow.id == bindparam("here"))
    .outerjoin(
        Membership,
        and_(
            Membership.user_id == User.id,
            Membership.authority_id == bindparam("here"),
            Membership.accepted_at.is_not(None),
            Membership.ended_at.is_(None),
        ),
    )
    .outerjoin(MembershipRole, MembershipRole.membership_id == Membership.id)
    .where(UserSession.token_hash == bindparam("token"), *_ALIVE)
)
_ON_PLATFORM = prepared(
    select(*_WHO, PlatformGrant.role, PlatformGrant.region)
    .join(User, User.id == UserSession.user_id)
    .outerjoin(PlatformGrant, and_(PlatformGrant.user_id == User.id, PlatformGrant.ended_at.is_(None)))
    .where(UserSession.token_hash == bindparam("token"), *_ALIVE)
)


def _in_council(token: str, authority_id: UUID) -> Sequence[Any]:
    """Session, user, membership here, its roles and the council's version: one query, one row for each role."""
    asked = {"token": token_hash(token), "here": authority_id, **_bounds(utcnow())}
    rows = db.session.execute(_IN_COUNCIL, asked).all()
    if rows:
        remember_version(rows[0].version)
    return rows


def _on_platform(token: str) -> Sequence[Any]:
    return db.session.execute(_ON_PLATFORM, {"token": token_hash(token), **_bounds(utcnow())}).all()


def _bounds(now: datetime) -> dict[str, datetime]:
    return {"begun_after": now - ABSOLUTE, "seen_after": now - IDLE}


def _end_by_hash(hashed: str) -> None:
    db.session.execute(
        update(UserSession)
        .where(UserSession.token_hash == hashed, UserSession.ended_at.is_(None))
        .values(ended_at=utcnow())
    )


def _remember_use(error: BaseException | None = None) -> None:
    """After the request, in a scope of its own: a page that only reads must not turn into one that writes."""
    session_id = g.pop("session_in_use", None)
    if session_id is None or error is not None:
        return
    with platform_scope(reason="note that a session is in use", write=True):
        db.session.execute(
            update(UserSession).where(UserSession.id == session_id).values(last_seen_at=utcnow())
        )
        db.session.commit()
