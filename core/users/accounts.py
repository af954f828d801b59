"""Giving and ending access: memberships and their roles in one council, every step in the audit trail.

The functions run in the council's own scope, take the user id of whoever acts (None for the operator's
command and for demonstration data) and leave the commit to the caller.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select

from core.access.roles import COUNCIL_ROLES, GUARDED_ROLE, PLATFORM_ROLES
from core.audit import record, record_platform
from core.db import current_authority_id, db, utcnow
from core.hooks.values import Ref
from core.users import sessions
from core.users.directory import anybody_present
from core.users.links import end_links
from core.users.models import Membership, MembershipRole, PlatformGrant, User
from core.users.role_requests import ask_for, withdraw_open
from core.users.sign_in import normal_email, normal_username

NEVER_EMPTY = {
    "local_admin": "They are the only local admin who has come in here, so nothing was changed. "
    "Make somebody else a local admin first.",
    GUARDED_ROLE: "They are the only safeguarding lead here, so nothing was changed: concerns must always reach "
    "somebody. Put another lead forward first, or ask whoever runs this platform to set one up.",
}


class AccessRefused(Exception):
    """What was asked cannot be done; the message says why and what to do, `field` names the form's field."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccess:
    """Who is to be given access to the present council. A user name or an e-mail must be there."""

    name: str
    roles: frozenset[str]
    username: str = ""
    email: str = ""
    person_id: UUID | None = None
    why: str = ""


def about(membership: Membership) -> Ref:
    """How the audit trail names a membership."""
    return Ref("core", "membership", membership.id)


def member(membership_id: UUID) -> Membership | None:
    """One membership of this council, or None; another council's is none."""
    found = db.session.get(Membership, membership_id)
    return found if found and found.authority_id == current_authority_id() else None


def give_access(new: NewAccess, *, by: UUID | None, record_id: UUID | None = None) -> Membership:
    """Make a membership that waits for its one-time link to be used; raises AccessRefused.

    A guarded role is not given but asked for: a present safeguarding lead has to say yes.
    """
    _known_roles(new.roles, COUNCIL_ROLES)
    user = _user_for(new)
    membership = _membership_of(user)
    if membership is not None:
        raise AccessRefused("This person has been given access here before. Find them in the list.", "email")
    membership = Membership(
        authority_id=current_authority_id(), user=user, name=new.name, person_id=new.person_id, invited_by=by
    )
    if record_id is not None:
        membership.id = record_id
    db.session.add(membership)
    db.session.flush()
    record("access.given", about(membership), why=new.why, by=by, people=(membership.person_id,))
    set_roles(membership, new.roles, by=by, why=new.why)
    return membership


def set_roles(membership: Membership, roles: frozenset[str], *, by: UUID | None, why: str = "") -> bool:
    """Make `roles` the roles held; returns True when a guarded one was asked for instead of given.

    Raises AccessRefused when somebody changes their own, for nobody gives or takes their own roles, and when the
    council would have no local admin or no safeguarding lead any more: roll back then.
    """
    _known_roles(roles, COUNCIL_ROLES)
    _not_oneself(membership, by)
    asked = GUARDED_ROLE in roles - membership.roles
    if asked:
        ask_for(membership, GUARDED_ROLE, by=by, why=why)
    if GUARDED_ROLE not in roles:
        withdraw_open(membership, by=by)
    before = membership.roles if membership.is_live else frozenset()
    _replace(membership, roles - ({GUARDED_ROLE} if asked else set()), by=by, why=why)
    _somebody_is_left(before - membership.roles, by)
    return asked


def grant(membership: Membership, role: str, *, by: UUID | None, why: str = "") -> None:
    """Give one role outright: for the operator's command, demonstration data and a lead's yes."""
    _replace(membership, membership.roles | {role}, by=by, why=why)


def end_access(membership: Membership, *, by: UUID | None, why: str = "") -> None:
    """Somebody leaves: roles go and sessions begun here end; the next request finds a stranger.

    Raises AccessRefused as set_roles does: roll back then.
    """
    _not_oneself(membership, by)
    before = membership.roles if membership.is_live else frozenset()
    withdraw_open(membership, by=by)
    _replace(membership, frozenset(), by=by, why=why)
    membership.ended_at = utcnow()
    _somebody_is_left(before, by)
    sessions.end_all(membership.user_id, authority_id=membership.authority_id)
    end_links(membership.user_id, membership.authority_id)
    record("access.ended", about(membership), why=why, by=by, people=(membership.person_id,))


def take_back(membership: Membership, *, by: UUID | None) -> None:
    """Let somebody in again who had left; they need a new link, and roles."""
    membership.ended_at, membership.accepted_at = None, None
    record("access.given_again", about(membership), by=by, people=(membership.person_id,))


def add_member(
    *, name: str, username: str, roles: Iterable[str], email: str = "", person_id: UUID | None = None,
    password_hash: str | None = None, demo: bool = False,
) -> Membership:
    """Make or complete a sign-in with roles given outright; with a hash it is live at once.

    For the operator's command, demonstration data and tests: no page calls it.
    """
    _known_roles(frozenset(roles), COUNCIL_ROLES)
    user = _user_for(NewAccess(name=name, roles=frozenset(), username=username, email=email), known=True)
    user.demo = user.demo or demo
    membership = _membership_of(user) or Membership(
        authority_id=current_authority_id(), user=user, name=name, person_id=person_id
    )
    membership.ended_at = None
    if password_hash is not None:
        user.password_hash, user.password_changed_at = password_hash, utcnow()
        membership.accepted_at = membership.accepted_at or utcnow()
    db.session.add(membership)
    db.session.flush()
    _replace(membership, membership.roles | frozenset(roles), by=None, why="set up from the command line")
    return membership


def add_platform_user(
    *, name: str, username: str, role: str, email: str = "", region: str | None = None,
    password_hash: str | None = None, demo: bool = False,
) -> User:
    """Make or complete a sign-in outside any one council, in a platform scope."""
    _known_roles(frozenset({role}), PLATFORM_ROLES)
    user = _by_username(normal_username(username), None)
    if user is None:
        user = User(
            username=normal_username(username), name=name, email=normal_email(email) or None, demo=demo
        )
        db.session.add(user)
        db.session.flush()
    if password_hash is not None:
        user.password_hash, user.password_changed_at = password_hash, utcnow()
    if not _has_grant(user, role, region):
        db.session.add(PlatformGrant(user_id=user.id, role=role, region=region))
        record_platform("access.given", Ref("core", "user", user.id), detail={"role": role, "region": region})
    return user


def platform_user_with(username: str, role: str, region: str | None) -> UUID | None:
    """The id of whoever holds a role outside any one council under this sign-in name, in a platform scope."""
    user = _by_username(normal_username(username), None)
    return user.id if user is not None and _has_grant(user, role, region) else None


def member_called(username: str) -> Membership | None:
    """Whoever may come in to the present council under this sign-in name or e-mail; None for nobody."""
    user = db.session.scalar(
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.authority_id == current_authority_id(),
            or_(User.username == normal_username(username), User.email == normal_email(username)),
        )
    )
    found = _membership_of(user) if user is not None else None
    return found if found is not None and found.is_live else None


def anybody_with(role: str, region: str | None) -> UUID | None:
    """The id of somebody who holds a role outside any one council, in a platform scope."""
    query = select(PlatformGrant.user_id).where(PlatformGrant.role == role, PlatformGrant.ended_at.is_(None))
    query = query.where(PlatformGrant.region.is_(None) if region is None else PlatformGrant.region == region)
    return db.session.scalar(query.order_by(PlatformGrant.granted_at).limit(1))


def _has_grant(user: User, role: str, region: str | None) -> bool:
    query = select(PlatformGrant.id).where(
        PlatformGrant.user_id == user.id, PlatformGrant.role == role, PlatformGrant.ended_at.is_(None)
    )
    query = query.where(PlatformGrant.region.is_(None) if region is None else PlatformGrant.region == region)
    return db.session.scalar(query) is not None


def _replace(membership: Membership, roles: frozenset[str], *, by: UUID | None, why: str) -> None:
    """Make the rows match `roles`, with an audit line for each role that came or went."""
    for row in list(membership.held):
        if row.role not in roles:
            membership.held.remove(row)
            taken, whose = {"role": row.role}, (membership.person_id,)
            record("role.taken", about(membership), why=why, detail=taken, by=by, people=whose)
    for role in sorted(roles - membership.roles):
        membership.held.append(MembershipRole(role=role, granted_by=by))
        record("role.given", about(membership), why=why, detail={"role": role}, by=by, people=(membership.person_id,))
    db.session.flush()


def _user_for(new: NewAccess, *, known: bool = False) -> User:
    """The user behind an e-mail, wherever they come from, or a new one of this council.

    `known` accepts an existing user name of this council; a form must not, for it may be somebody else's.
    """
    username, email = normal_username(new.username), normal_email(new.email)
    if "@" in username:
        raise AccessRefused("A user name has no @ in it. E-mail has a box of its own.", "username")
    by_email = db.session.scalar(select(User).where(User.email == email)) if email else None
    if by_email is not None:
        return by_email
    by_name = _by_username(username, current_authority_id()) if username else None
    if by_name is not None and known:
        return by_name
    if by_name is not None:
        raise AccessRefused("This user name is taken here. Choose another.", "username")
    if not (username or email):
        raise AccessRefused("Give a user name or an e-mail address, so that they can sign in.", "username")
    user = User(
        home_authority_id=current_authority_id(),
        username=username or None,
        email=email or None,
        name=new.name,
    )
    db.session.add(user)
    return user


def _by_username(username: str, authority_id: UUID | None) -> User | None:
    home = User.home_authority_id
    here = home.is_(None) if authority_id is None else home == authority_id
    return db.session.scalar(select(User).where(User.username == username, here))


def _membership_of(user: User) -> Membership | None:
    if user not in db.session or user in db.session.new:  # made just now: it cannot have one yet
        return None
    return db.session.scalar(
        select(Membership).where(
            Membership.authority_id == current_authority_id(), Membership.user_id == user.id
        )
    )


def _known_roles(roles: frozenset[str], possible: tuple[str, ...]) -> None:
    unknown = sorted(roles - set(possible))
    if unknown:
        raise AccessRefused(f"There is no role {', '.join(unknown)} here.", "roles")


def _somebody_is_left(taken: frozenset[str], by: UUID | None) -> None:
    """Refuse to take away a council's last local admin or safeguarding lead; the operator may (`by` is None).

    Asked after the change, when the audit trail's lock is held, so that two at once cannot take away each other's.
    """
    for role in sorted(taken & NEVER_EMPTY.keys()) if by is not None else ():
        if not anybody_present(role):
            raise AccessRefused(NEVER_EMPTY[role], "roles")


def _not_oneself(membership: Membership, by: UUID | None) -> None:
    if by is not None and membership.user_id == by:
        raise AccessRefused("Nobody changes their own access. Ask another local admin to do it.")
