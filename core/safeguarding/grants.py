"""Emergency openings that last now: who reads the cases about which child, and under which opening a reading was made.

`Store.sees` is widened by them for the cases about that child, `Store.works` where a lead lets write.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select

from core.access.actor import Actor
from core.db import db, utcnow
from core.safeguarding.models import CaseGrant
from core.safeguarding.store import GLASS, LEAD, Store


def live(actor: Actor) -> CaseGrant | None:
    """The actor's opening that lasts now; one at a time. None for nearly everybody, without a look at the database."""
    if not actor.can(GLASS):
        return None
    found: CaseGrant | None = db.session.scalar(select(CaseGrant).where(_is_live(actor)).limit(1))
    return found


def opens(actor: Actor, person_id: UUID) -> bool:
    """Say whether the actor has this one child's record open in an emergency: for protected details."""
    found = live(actor)
    return found is not None and found.person_id == person_id


def behind(store: Store, case_ids: Sequence[UUID], actor: Actor) -> dict[UUID, UUID]:
    """By case the opening under which the actor reads it; none where they read it in their own right."""
    if not actor.can(GLASS) or actor.can(LEAD):
        return {}
    part, case = store.part, store.case
    query = (
        select(part.case_id, CaseGrant.id)
        .join(CaseGrant, and_(CaseGrant.person_id == part.person_id, CaseGrant.authority_id == part.authority_id))
        .where(part.case_id.in_(case_ids), part.part == "child", _is_live(actor))
        .where(part.case_id.not_in(select(case.id).where(store.given.criteria(actor))))
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def _is_live(actor: Actor) -> ColumnElement[bool]:
    return and_(CaseGrant.user_id == actor.user_id, CaseGrant.ended_at.is_(None), CaseGrant.until > utcnow())
