"""Finding those who have a sign-in in the present council: always through its memberships, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import selectinload

from core.access.roles import GUARDED_ROLE
from core.db import current_authority_id, db
from core.users.models import Membership, MembershipRole

AT_ONCE = 50  # lines of a page
COLLEAGUES = ("worker", "practitioner", GUARDED_ROLE)


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
    return anybody_present(GUARDED_ROLE)


def anybody_present(role: str) -> bool:
    """True when somebody who has come in, and has not left, holds `role` here."""
    query = _filtered(select(Membership.id), Wanted(role=role)).where(
        Membership.authority_id == current_authority_id(), Membership.accepted_at.is_not(None)
    )
    return db.session.scalar(query.limit(1)) is not None


def colleagues(besides: UUID | None, user_id: UUID | None) -> dict[UUID, str]:
    """Names of those who can take work over, by the id of their record: workers, practitioners and leads who are here.

    Left out: the person `besides`, who leaves, and `user_id`, who chooses; nobody hands anything to themselves.
    """
    query = (
        select(Membership.person_id, Membership.name)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(Membership.authority_id == current_authority_id(), MembershipRole.role.in_(COLLEAGUES))
        .where(Membership.accepted_at.is_not(None), Membership.ended_at.is_(None), Membership.person_id.is_not(None))
        .where(Membership.user_id != user_id)
        .order_by(Membership.name, Membership.id)
    )
    return {row.person_id: row.name for row in db.session.execute(query) if row.person_id != besides}


def holders_of(roles: Iterable[str]) -> dict[UUID, str]:
    """Names of those who hold one of `roles` here and can come in, by the id of their record, in the order of names."""
    query = (
        select(Membership.person_id, Membership.name)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(Membership.authority_id == current_authority_id(), MembershipRole.role.in_(list(roles)))
        .where(Membership.accepted_at.is_not(None), Membership.ended_at.is_(None), Membership.person_id.is_not(None))
        .order_by(Membership.name, Membership.id)
    )
    return {row.person_id: row.name for row in db.session.execute(query)}


def of_person(person_id: UUID) -> list[Membership]:
    """The sign-ins here that belong to one person's record and have not ended."""
    query = select(Membership).where(
        Membership.authority_id == current_authority_id(),
        Membership.person_id == person_id,
        Membership.ended_at.is_(None),
    )
    return list(db.session.scalars(query.order_by(Membership.name, Membership.id)))


def names_of_members(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of this council's members, past ones too, by the id of their user."""
    known = {one for one in ids if one is not None}
    own = Membership.authority_id == current_authority_id()
    query = select(Membership.user_id, Membership.name).where(own, Membership.user_id.in_(known))
    return {row.user_id: row.name for row in db.session.execute(query)} if known else {}


def may_still_come_in(person_id: UUID) -> bool:
    """True while this person's record has a sign-in here that was taken up and has not ended."""
    query = select(Membership.id).where(
        Membership.authority_id == current_authority_id(),
        Membership.person_id == person_id,
        Membership.accepted_at.is_not(None),
        Membership.ended_at.is_(None),
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
