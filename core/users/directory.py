"""Finding those who have a sign-in in the present council: always through its memberships, page by page."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import selectinload

from core.access.roles import GUARDED_ROLE
from core.db import current_authority_id, db
from core.users.models import Membership, MembershipRole

AT_ONCE = 50  # lines of a page


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: part of a name, a role, whether those who left are shown, and after whom to go on."""

    text: str = ""
    role: str = ""
    left: bool = False
    after: UUID | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of memberships, and the id to go on after, if there are more."""

    members: tuple[Membership, ...]
    more_after: UUID | None


def find_members(wanted: Wanted) -> Found:
    """Return memberships by name, at most 50."""
    query = select(Membership).where(Membership.authority_id == current_authority_id())
    query = _filtered(query, wanted)
    query = query.options(selectinload(Membership.held), selectinload(Membership.user))
    rows = db.session.scalars(query.order_by(Membership.name, Membership.id).limit(AT_ONCE + 1)).all()
    shown = tuple(rows[:AT_ONCE])
    return Found(shown, shown[-1].id if len(rows) > AT_ONCE else None)


def has_present_lead() -> bool:
    """True when somebody here can say yes to a new safeguarding lead."""
    query = _filtered(select(Membership.id), Wanted(role=GUARDED_ROLE)).where(
        Membership.authority_id == current_authority_id(), Membership.accepted_at.is_not(None)
    )
    return db.session.scalar(query.limit(1)) is not None


def _filtered(query: Select[Any], wanted: Wanted) -> Select[Any]:
    if not wanted.left:
        query = query.where(Membership.ended_at.is_(None))
    if wanted.text:
        query = query.where(Membership.name.icontains(wanted.text, autoescape=True))
    if wanted.role:
        held = select(MembershipRole.membership_id).where(MembershipRole.role == wanted.role)
        query = query.where(Membership.id.in_(held))
    last = db.session.get(Membership, wanted.after) if wanted.after else None
    if last is not None and last.authority_id == current_authority_id():
        query = query.where(tuple_(Membership.name, Membership.id) > tuple_(last.name, last.id))
    return query
