"""Opening what is closed: emergency access to one child's cases, and sharing against a refusal.

Columns hold what lists sort by; reasons, answers and reviews are steps, sealed under a key of the record's own.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Integer, String, Text, Uuid, and_, sql
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from core.db import AuthorityScoped, Base, UTCDateTime, scoped_fk, scoped_index, scoped_unique, utcnow
from core.safeguarding.models.allegations import AllegationPart
from core.safeguarding.models.columns import about
from core.safeguarding.models.concerns import ConcernPart


class CaseGrant(AuthorityScoped, Base):
    """One emergency opening: somebody (`user_id`) reads the cases about one child (`person_id`) until a moment.

    `needs_yes`: a lead approves before it opens. It is live while `opened_at` is set, `ended_at` is not and `until` is
    to come. `may_write` and `allegations` are what a lead grants beyond reading concerns. `told` is "" until a lead
    says whether the young person was: told, harm (a reason is written down), nobody (there is nobody to tell).
    """

    __tablename__ = "core_case_grant"
    __table_args__ = (scoped_index("user_id", "until"), scoped_index("person_id", "until"))

    user_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    person_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    asked_by_user_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    sealed_key: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int] = mapped_column(Integer)
    needs_yes: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    answered_by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    refused: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    until: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    may_write: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    allegations: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    review_by: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    reviewed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    reviewed_by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    told: Mapped[str] = mapped_column(String(20), default="", server_default="", info=about())
    told_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())


class CaseGrantStep(AuthorityScoped, Base):
    """What was asked, answered, widened, ended, reviewed or told of one opening, and why; sealed."""

    __tablename__ = "core_case_grant_step"
    __table_args__ = (scoped_unique("about_id", "seq"),)

    about_id: Mapped[UUID] = scoped_fk("core_case_grant", index=False)
    seq: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    kind: Mapped[str] = mapped_column(String(20), info=about())
    sealed: Mapped[str] = mapped_column(Text, info=about())


class DutyOverride(AuthorityScoped, Base):
    """One decision to share or keep something about somebody against their refusal, because the law asks for it.

    `state`: proposed, acted (an emergency: the yes follows within a day), approved, refused, done, reviewed.
    `store` and `case_id` name the case that it belongs to, if there is one. `shown_from` is when the person may see
    that it was done; None is not yet decided or never.
    """

    __tablename__ = "core_duty_override"
    __table_args__ = (scoped_index("person_id", "state"), scoped_index("state", "approve_by"))

    person_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    store: Mapped[str] = mapped_column(String(20), default="", server_default="", info=about())
    case_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    sealed_key: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), info=about())
    is_emergency: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=about())
    proposed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    proposed_by_user_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    approve_by: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    answered_by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    reviewed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    shown_from: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())


class DutyOverrideStep(AuthorityScoped, Base):
    """What was proposed, answered, done, reviewed of one override, and why; sealed."""

    __tablename__ = "core_duty_override_step"
    __table_args__ = (scoped_unique("about_id", "seq"),)

    about_id: Mapped[UUID] = scoped_fk("core_duty_override", index=False)
    seq: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    kind: Mapped[str] = mapped_column(String(20), info=about())
    sealed: Mapped[str] = mapped_column(Text, info=about())


def _openings(part: Any) -> Any:
    """The openings about the same child as a part of a case; both sides are of one council."""
    same = and_(
        part.authority_id == foreign(CaseGrant.authority_id), part.person_id == foreign(CaseGrant.person_id)
    )
    return relationship(CaseGrant, primaryjoin=same, viewonly=True, uselist=True)


ConcernPart.grants = _openings(ConcernPart)
AllegationPart.grants = _openings(AllegationPart)
