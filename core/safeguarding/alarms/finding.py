"""Finding who can be told now: asked anew each time, so that whoever lost the role or is away is left out at once."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from core.access.roles import GUARDED_ROLE
from core.authority.duties import Post, Safeguarding
from core.authority.resolve import Authority
from core.clock import local_today
from core.db import current_authority_id, db
from core.notify.rules import usable_email, usable_mobile
from core.people.models import Person
from core.safeguarding.alarms.crew import DEPUTY, LEAD, Crew, Member
from core.safeguarding.models import CaseDuty
from core.safeguarding.store import Store
from core.users.models import Membership, MembershipRole, User

SHORT: Final = 16  # characters of a hash that stands for a post


def crew_of(authority: Authority, day: date | None = None) -> Crew:
    """Everybody who can be told, as of a day (today)."""
    section = authority.file.safeguarding
    posts = section.leads
    taken = _taken(post.email.lower() for post in posts)
    return Crew(
        users=tuple(_member(row, day or local_today()) for row in _leads()),
        posts=tuple(_of_post(post) for post in posts if post.email.lower() not in taken),
        duty=Member("duty", section.duty.name, mobile=mobile(section.duty.text)),
        lado=_lado(section),
    )


def barred_from(store: Store, case_ids: Sequence[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Who must not hear of each of these cases."""
    found: dict[UUID, set[UUID]] = {}
    asked = select(store.bar.case_id, store.bar.user_id).where(store.bar.ended_at.is_(None))
    for row in db.session.execute(asked.where(store.bar.case_id.in_(case_ids))):
        found.setdefault(row.case_id, set()).add(row.user_id)
    return {case_id: frozenset(users) for case_id, users in found.items()}


def mobile(number: str) -> str:
    """A British mobile number as +447...; a number of another country as it is written, without its spaces."""
    return usable_mobile(number) or (number.replace(" ", "") if number.startswith("+") else "")


def _leads() -> Iterable[Any]:
    """Those who hold the role here now, with what the duty page keeps of them."""
    duty = (CaseDuty.user_id == Membership.user_id) & (CaseDuty.authority_id == Membership.authority_id)
    person = (Person.id == Membership.person_id) & (Person.authority_id == Membership.authority_id)
    columns = (CaseDuty.rank, CaseDuty.mobile, CaseDuty.away_from, CaseDuty.away_until)
    asked = (
        select(Membership.user_id, Membership.name, User.email, Person.email.label("other"), *columns)
        .join(User, User.id == Membership.user_id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .outerjoin(Person, person)
        .outerjoin(CaseDuty, duty)
        .where(Membership.authority_id == current_authority_id(), MembershipRole.role == GUARDED_ROLE)
        .where(Membership.accepted_at.is_not(None), Membership.ended_at.is_(None))
        .order_by(Membership.name, Membership.user_id)
    )
    return db.session.execute(asked).all()


def _member(row: Any, day: date) -> Member:
    away = row.away_from is not None and row.away_from <= day <= (row.away_until or date.max)
    return Member(
        key=f"user:{row.user_id}",
        title=row.name,
        rank=DEPUTY if row.rank == DEPUTY else LEAD,
        user_id=row.user_id,
        is_away=away,
        email=usable_email(row.email or "") or usable_email(row.other or ""),
        mobile=mobile(row.mobile or ""),
    )


def _of_post(post: Post) -> Member:
    key = sha256(post.email.lower().encode()).hexdigest()[:SHORT]
    return Member(f"post:{key}", post.post, post.rank, email=usable_email(post.email), mobile=mobile(post.text or ""))


def _lado(section: Safeguarding) -> Member:
    return Member("lado", section.lado.name, email=usable_email(section.lado.email))


def _taken(addresses: Iterable[str]) -> frozenset[str]:
    """Those of the posts' addresses that belong to an account: whether it is told is decided by its role and bars."""
    asked = select(func.lower(User.email)).where(func.lower(User.email).in_(list(addresses)))
    return frozenset(db.session.scalars(asked))
