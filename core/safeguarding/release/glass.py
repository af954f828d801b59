"""Emergency access, step by step: asked, answered, opened, widened, ended, reviewed, told.

The caller has said who may (views); each step is one transaction with its sealed entry.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select

from core.access.actor import Actor
from core.db import db, utcnow
from core.safeguarding.alarms.ringing import call_leads
from core.safeguarding.models import CaseGrant, CaseLook
from core.safeguarding.record.chronology import new_key
from core.safeguarding.release import rules, sealing
from core.safeguarding.store import LEAD, STORES
from core.safeguarding.timing import council_clocks
from core.users.models import PlatformGrant
from core.working_days import days_off

Why = Mapping[str, str]


def ask(record_id: UUID, user_id: UUID, person_id: UUID, minutes: int, why: Why, actor: Actor) -> CaseGrant:
    """Write down that somebody wants to open a child's cases; the same form twice is one. Not opened yet."""
    found = db.session.scalar(select(CaseGrant).where(CaseGrant.id == record_id))
    if found is not None:
        return found
    assert actor.user_id is not None  # the stamp let only members in
    row = CaseGrant(
        id=record_id, user_id=user_id, person_id=person_id, asked_by_user_id=actor.user_id, sealed_key=new_key(),
        minutes=min(minutes, rules.LONGEST), needs_yes=_needs_yes(user_id, actor),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    sealing.write(row, "asked", why, actor.user_id)
    if row.needs_yes:
        call_leads()
    return row


def answer(row: CaseGrant, actor: Actor, *, yes: bool, words: str) -> bool:
    """A lead's yes or no; False where it is not theirs to give: nobody says yes to themself or to what they asked."""
    if actor.user_id in (row.user_id, row.asked_by_user_id) or rules.standing(row, utcnow()) != "waiting":
        return False
    row.answered_at, row.answered_by_user_id, row.refused = utcnow(), actor.user_id, not yes
    sealing.write(row, "approved" if yes else "refused", {"words": words}, actor.user_id)
    return True


def open_now(row: CaseGrant, actor: Actor) -> bool:
    """Open it for its minutes; what the same person had open before ends. False where it may not be opened (now)."""
    if actor.user_id != row.user_id or rules.standing(row, utcnow()) != "approved" or is_frozen(row.user_id):
        return False
    for other in db.session.scalars(_mine(row.user_id).where(_is_live())):
        end(other, row.user_id, "Another child's cases were opened")
    now = utcnow()
    row.opened_at, row.until = now, now + timedelta(minutes=row.minutes)
    row.review_by = rules.review_by(now, days_off(council_clocks()[1]))
    sealing.write(row, "opened", {"minutes": row.minutes}, row.user_id)
    call_leads()
    return True


def end(row: CaseGrant, by: UUID | None, words: str = "") -> bool:
    """Close it before its time; False where nothing is open."""
    if not rules.is_live(row, utcnow()):
        return False
    row.ended_at = utcnow()
    sealing.write(row, "ended", {"words": words}, by)
    return True


def widen(row: CaseGrant, actor: Actor, *, may_write: bool, allegations: bool, words: str) -> bool:
    """Another lead lets it do more, or no longer, while it lasts; False where it is one's own or over."""
    now = utcnow()
    if actor.user_id == row.user_id or rules.standing(row, now) not in ("approved", "open"):
        return False
    row.may_write, row.allegations = may_write, allegations
    body = {"may_write": may_write, "allegations": allegations, "words": words}
    sealing.write(row, "widened", body, actor.user_id)
    return True


def review(row: CaseGrant, actor: Actor, *, was_right: bool, words: str) -> bool:
    """Another lead looks at what was read and why; False where it is one's own, or not over."""
    if actor.user_id in (row.user_id, row.asked_by_user_id) or rules.standing(row, utcnow()) != "over":
        return False
    row.reviewed_at, row.reviewed_by_user_id = utcnow(), actor.user_id
    sealing.write(row, "reviewed", {"was_right": was_right, "words": words}, actor.user_id)
    return True


def tell(row: CaseGrant, actor: Actor, told: str, words: str) -> bool:
    """Say that the young person was told, or why not; `told` is a key of rules.TELLING. False where it was said."""
    if row.opened_at is None or row.told not in ("", "harm"):
        return False
    row.told, row.told_at = told, utcnow()
    sealing.write(row, "telling", {"told": told, "words": words}, actor.user_id)
    return True


def is_frozen(user_id: UUID) -> bool:
    """True when a review of this person's openings is late."""
    query = select(CaseGrant.review_by).where(CaseGrant.user_id == user_id, CaseGrant.reviewed_at.is_(None))
    return rules.is_frozen([by for by in db.session.scalars(query) if by is not None], utcnow())


def ready(actor: Actor, person_id: UUID) -> CaseGrant | None:
    """An opening that was approved for the actor and this child, and waits for their password."""
    found = db.session.scalars(_mine(actor.user_id).where(CaseGrant.person_id == person_id))
    return next((row for row in found if rules.standing(row, utcnow()) == "approved"), None)


def mine(actor: Actor) -> list[CaseGrant]:
    """The actor's own openings, newest first."""
    return list(db.session.scalars(_mine(actor.user_id).limit(20)))


def for_leads(actor: Actor) -> Select[CaseGrant]:
    """Openings that a lead may know of, newest first: not those of a child in whose cases the lead must not look."""
    return select(CaseGrant).where(*seen_by_lead(actor, CaseGrant.person_id)).order_by(CaseGrant.asked_at.desc())


def seen_by_lead(actor: Actor, person: Any) -> list[ColumnElement[bool]]:
    """Conditions under which a lead may know of something about this person: no case keeps them out of it."""
    return [person.not_in(_kept_from(store, actor)) for store in STORES.values()]


def looks(row: CaseGrant) -> list[CaseLook]:
    """What was read under an opening, in order."""
    query = select(CaseLook).where(CaseLook.grant_id == row.id).order_by(CaseLook.at, CaseLook.id)
    return list(db.session.scalars(query))


def locked(grant_id: UUID) -> CaseGrant | None:
    """An opening, held until the transaction ends."""
    asked = select(CaseGrant).where(CaseGrant.id == grant_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def _kept_from(store: Any, actor: Actor) -> Select[UUID]:
    part, bar = store.part, store.bar
    joined = and_(bar.case_id == part.case_id, bar.authority_id == part.authority_id)
    kept = (bar.user_id == actor.user_id, bar.ended_at.is_(None))
    return select(part.person_id).join(bar, joined).where(*kept)


def _mine(user_id: UUID | None) -> Select[CaseGrant]:
    return select(CaseGrant).where(CaseGrant.user_id == user_id).order_by(CaseGrant.asked_at.desc())


def _is_live() -> ColumnElement[bool]:
    return and_(CaseGrant.ended_at.is_(None), CaseGrant.until > utcnow())


def _needs_yes(user_id: UUID, actor: Actor) -> bool:
    return rules.must_ask(
        policy=council_clocks()[0].break_glass,
        by_lead=actor.can(LEAD),
        for_another=user_id != actor.user_id,
        runs_the_platform=_runs_the_platform(user_id),
    )


def _runs_the_platform(user_id: UUID) -> bool:
    held = (PlatformGrant.user_id == user_id, PlatformGrant.role == "operator", PlatformGrant.ended_at.is_(None))
    return db.session.scalar(select(PlatformGrant.id).where(*held).limit(1)) is not None


def waits() -> ColumnElement[bool]:
    """Openings with which a lead still has something to do: a yes, a review, or telling the young person."""
    fresh = and_(CaseGrant.needs_yes.is_(True), CaseGrant.answered_at.is_(None))
    unanswered = and_(fresh, CaseGrant.asked_at > utcnow() - rules.YES_LASTS)
    opened = CaseGrant.opened_at.is_not(None)
    return or_(unanswered, and_(opened, CaseGrant.reviewed_at.is_(None)), and_(opened, CaseGrant.told == ""))
