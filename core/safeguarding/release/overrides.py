"""Sharing or keeping something against a refusal, because the law asks for it: proposed, answered, done, reviewed.

Consent is asked of nobody here, and `consent.require` is not changed by it: what is shared under an override leaves
through a referral pack, which names it. One that belongs to a case stands in its chronology as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from core.access.actor import Actor
from core.db import db, utcnow
from core.people.sightings import leading_role
from core.safeguarding import seeing
from core.safeguarding.alarms.ringing import call_leads
from core.safeguarding.models import DutyOverride
from core.safeguarding.record.chronology import append, new_key
from core.safeguarding.release import glass, rules, sealing
from core.safeguarding.store import LEAD, STORES, Store

Words = Mapping[str, Any]


@dataclass(frozen=True)
class Proposal:
    """What is proposed: about whom, in which case (or none), how long, in an emergency or not, and the reasons."""

    id: UUID
    person_id: UUID
    days: int
    is_emergency: bool
    body: Words
    store: Store | None = None
    case_id: UUID | None = None


def propose(made: Proposal, actor: Actor) -> DutyOverride:
    """Write a proposal down and tell the leads; the same form twice is one. The caller commits."""
    found = db.session.scalar(select(DutyOverride).where(DutyOverride.id == made.id))
    if found is not None:
        return found
    assert actor.user_id is not None  # the stamp let only members in
    now = utcnow()
    row = DutyOverride(
        id=made.id, person_id=made.person_id, store=made.store.name if made.store else "", case_id=made.case_id,
        sealed_key=new_key(), state="acted" if made.is_emergency else "proposed", is_emergency=made.is_emergency,
        proposed_at=now, proposed_by_user_id=actor.user_id,
        approve_by=now + timedelta(hours=rules.EMERGENCY_HOURS) if made.is_emergency else None,
        ends_at=now + timedelta(days=min(made.days, rules.MOST_DAYS)),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _write(row, "proposed", made.body, actor)
    call_leads()
    return row


def take(row: DutyOverride, step: str, body: Words, actor: Actor) -> bool:
    """Take a step; False where it does not follow, or is not this person's to take."""
    if step not in may(row, actor):
        return False
    now = utcnow()
    row.state = rules.STEPS[step][1]
    if step in rules.ANSWERS:
        row.answered_at, row.answered_by_user_id = now, actor.user_id
    if row.state == "done":
        row.done_at = row.done_at or (row.proposed_at if step == "agreed_after" else now)
    if step == "reviewed":
        row.reviewed_at = now
        row.shown_from = now if body.get("shown") and row.case_id is None else None
    _write(row, step, body, actor)
    return True


def may(row: DutyOverride, actor: Actor) -> tuple[str, ...]:
    """The steps that are open to this person now."""
    return rules.next_steps(
        row.state,
        is_lead=actor.can(LEAD),
        is_proposer=actor.user_id == row.proposed_by_user_id,
        was_answered_by_me=actor.user_id == row.answered_by_user_id,
    )


def seen(actor: Actor) -> Select[DutyOverride]:
    """What somebody may know of, newest first: a lead's all, one's own; nothing of a case that one may not see."""
    own = DutyOverride.proposed_by_user_id == actor.user_id
    lead = and_(true() if actor.can(LEAD) else false(), *glass.seen_by_lead(actor, DutyOverride.person_id))
    return select(DutyOverride).where(or_(own, lead), _case_seen()).order_by(DutyOverride.proposed_at.desc())


def of_person(actor: Actor, person_id: UUID) -> Sequence[DutyOverride]:
    """Those about one person that the actor may know of."""
    return db.session.scalars(seen(actor).where(DutyOverride.person_id == person_id)).all()


def shown_to(person_ids: Sequence[UUID]) -> list[tuple[datetime, str]]:
    """What the person themself may read by now: when it was done, and the words that were written for them.

    Never one that belongs to a case.
    """
    query = select(DutyOverride).where(
        DutyOverride.person_id.in_(person_ids), DutyOverride.shown_from <= utcnow(), DutyOverride.case_id.is_(None)
    )
    rows = db.session.scalars(query.order_by(DutyOverride.shown_from.desc())).all()
    return [(row.done_at or row.proposed_at, _words_for(row)) for row in rows]


def locked(override_id: UUID) -> DutyOverride | None:
    """An override, held until the transaction ends."""
    asked = select(DutyOverride).where(DutyOverride.id == override_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def _write(row: DutyOverride, kind: str, body: Words, actor: Actor) -> None:
    """The step itself, and in the case that it belongs to an entry that says the same."""
    sealing.write(row, kind, body, actor.user_id)
    if row.case_id is None:
        return
    store = STORES[row.store]
    case = seeing.held(store, row.case_id)
    entry = "override" if kind == "proposed" else "override_answered"
    said = {**body, "step": rules.STANDS[row.state], "override_id": str(row.id)}
    append(store, case, entry, said, by=actor.user_id, role=leading_role(actor))


def _case_seen() -> ColumnElement[bool]:
    visible = [
        and_(
            DutyOverride.store == store.name,
            DutyOverride.case_id.in_(seeing.listed(store).with_only_columns(store.case.id)),
        )
        for store in STORES.values()
    ]
    return or_(DutyOverride.case_id.is_(None), *visible)


def _words_for(row: DutyOverride) -> str:
    steps = [step.body for step in sealing.read(row) if step.kind == "reviewed" and step.body]
    return str(steps[-1].get("for_them", "")) if steps else ""
