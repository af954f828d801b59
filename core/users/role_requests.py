"""Two people for a safeguarding lead: one asks, a present lead of the same council says yes or no.

The first lead of a council comes from the operator's command, for there is nobody yet who could say yes.
"""

from uuid import UUID

from sqlalchemy import select

from core.audit import record
from core.db import db, utcnow
from core.hooks.values import Ref
from core.users.models import Membership, MembershipRole, RoleRequest


def ask_for(membership: Membership, role: str, *, by: UUID | None, why: str = "") -> RoleRequest:
    """Put the request before the leads; a second one while the first waits is the first."""
    waiting = waiting_for(membership)
    if waiting is not None:
        return waiting
    request = RoleRequest(membership_id=membership.id, role=role, asked_by=by, why=why)
    db.session.add(request)
    db.session.flush()
    record("role.asked_for", _about(request), why=why, detail={"role": role}, by=by)
    return request


def open_requests() -> list[RoleRequest]:
    """Requests that nobody has answered, the oldest first."""
    return list(
        db.session.scalars(
            select(RoleRequest).where(RoleRequest.answer.is_(None)).order_by(RoleRequest.asked_at)
        )
    )


def may_answer(request: RoleRequest, user_id: UUID | None) -> bool:
    """Neither the one who asked nor the one it is for: the yes must come from a second person."""
    return user_id is not None and user_id not in (request.asked_by, request.membership.user_id)


def answer(request: RoleRequest, *, yes: bool, by: UUID) -> bool:
    """Record a lead's answer and, on a yes, give the role; False when it was answered or may not be."""
    if request.answer is not None or not may_answer(request, by):
        return False
    request.answer, request.answered_by, request.answered_at = ("yes" if yes else "no"), by, utcnow()
    record(f"role.request_{request.answer}", _about(request), detail={"role": request.role}, by=by)
    membership = request.membership
    if yes and membership.ended_at is None and request.role not in membership.roles:
        membership.held.append(MembershipRole(role=request.role, granted_by=by))
        about = Ref("core", "membership", membership.id)
        record("role.given", about, why="a second person said yes", detail={"role": request.role}, by=by)
    return True


def withdraw_open(membership: Membership, *, by: UUID | None) -> None:
    """Take back a request that waits, because it is no longer wanted."""
    waiting = waiting_for(membership)
    if waiting is not None:
        waiting.answer, waiting.answered_by, waiting.answered_at = "withdrawn", by, utcnow()
        record("role.request_withdrawn", _about(waiting), detail={"role": waiting.role}, by=by)


def waiting_for(membership: Membership) -> RoleRequest | None:
    """The request that waits for an answer for this person, if there is one."""
    return db.session.scalar(
        select(RoleRequest).where(
            RoleRequest.membership_id == membership.id, RoleRequest.answer.is_(None)
        )
    )


def _about(request: RoleRequest) -> Ref:
    return Ref("core", "role_request", request.id)
