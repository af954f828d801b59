"""One-time links: into a council for the first time, or back in with a new password; shown once.

A reset gives back no more than the person who started it could have given: memberships elsewhere wait for
those councils to invite again, and a safeguarding lead's role waits for another lead's yes.
"""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import select, update

from core.access.roles import GUARDED_ROLE
from core.audit import record, record_platform
from core.db import db, utcnow
from core.hooks.values import Ref
from core.users import sessions
from core.users.models import AccessLink, Membership, PlatformGrant, User
from core.users.role_requests import ask_for
from core.users.tokens import new_token, token_hash

GOOD_FOR = timedelta(days=7)


def make_link(
    kind: str, user_id: UUID, authority_id: UUID | None, *, by: UUID | None, link_id: UUID | None = None
) -> str | None:
    """Make a link, end the user's older ones here, and return its token: the only time that it is known.

    `kind`: invite or reset. `link_id` comes from the form; a form sent twice gets None the second time.
    """
    link_id = link_id or uuid4()
    if db.session.get(AccessLink, link_id) is not None:
        return None
    token = new_token()
    end_links(user_id, authority_id)
    db.session.add(
        AccessLink(
            id=link_id,
            token_hash=token_hash(token),
            kind=kind,
            user_id=user_id,
            authority_id=authority_id,
            made_by=by,
            expires_at=utcnow() + GOOD_FOR,
        )
    )
    _note(f"link.{kind}_made", authority_id, user_id, by)
    return token


def find_link(token: str, authority_id: UUID | None) -> AccessLink | None:
    """The link of this council behind a token while it works; unknown, used and old ones look the same."""
    link = db.session.scalar(select(AccessLink).where(AccessLink.token_hash == token_hash(token)))
    works = link is not None and link.used_at is None and link.expires_at > utcnow()
    return link if link is not None and works and link.authority_id == authority_id else None


def password_expected(link: AccessLink, user: User) -> bool:
    """True when the password that the user has already must be given, false when a new one is chosen."""
    return link.kind == "invite" and user.password_hash is not None


def use_link(link: AccessLink, password_hash: str | None) -> bool:
    """Spend the link: accept the membership and keep the new password; False when it was spent meanwhile."""
    if not _claim(link):
        return False
    user = db.session.get_one(User, link.user_id)
    if password_hash is not None:
        user.password_hash, user.password_changed_at = password_hash, utcnow()
    if link.kind == "reset":
        _hold_back(user, link)
    _accept(link)
    _note(f"link.{link.kind}_used", link.authority_id, user.id, user.id)
    return True


def _claim(link: AccessLink) -> bool:
    """Mark the link used in one conditional step, so that two openings at once cannot both succeed."""
    done = db.session.execute(
        update(AccessLink)
        .where(AccessLink.id == link.id, AccessLink.used_at.is_(None))
        .values(used_at=utcnow())
    )
    return cast(int, cast(Any, done).rowcount) == 1


def _accept(link: AccessLink) -> None:
    if link.authority_id is None:
        return
    membership = _membership(link.user_id, link.authority_id)
    if membership is not None and membership.ended_at is None and membership.accepted_at is None:
        membership.accepted_at = utcnow()


def _hold_back(user: User, link: AccessLink) -> None:
    """Sessions end, and what this council's admin could not have given waits for whoever can."""
    sessions.end_all(user.id)
    if link.made_by is None:  # the operator, who answers for every council
        return
    others = select(Membership).where(
        Membership.user_id == user.id, Membership.authority_id != link.authority_id
    )
    for membership in db.session.scalars(others):
        membership.accepted_at = None
    for grant in db.session.scalars(select(PlatformGrant).where(PlatformGrant.user_id == user.id)):
        grant.ended_at = grant.ended_at or utcnow()
    _ask_the_leads_again(user, link)


def _ask_the_leads_again(user: User, link: AccessLink) -> None:
    here = _membership(user.id, link.authority_id) if link.authority_id else None
    for row in list(here.held) if here else []:
        if here is not None and row.role == GUARDED_ROLE:
            here.held.remove(row)
            ask_for(here, GUARDED_ROLE, by=link.made_by, why="The password was reset.")


def _membership(user_id: UUID, authority_id: UUID) -> Membership | None:
    return db.session.scalar(
        select(Membership).where(Membership.user_id == user_id, Membership.authority_id == authority_id)
    )


def end_links(user_id: UUID, authority_id: UUID | None) -> None:
    """Make every unused link of a user into this council (or the platform) useless."""
    here = AccessLink.authority_id
    same = here.is_(None) if authority_id is None else here == authority_id
    db.session.execute(
        update(AccessLink)
        .where(AccessLink.user_id == user_id, AccessLink.used_at.is_(None), same)
        .values(used_at=utcnow())
    )


def _note(action: str, authority_id: UUID | None, user_id: UUID, by: UUID | None) -> None:
    about = Ref("core", "user", user_id)
    if authority_id is None:
        record_platform(action, about, by=by)
    else:
        record(action, about, by=by)
