"""Keeping times that an officer decided, holds that stop deletion, and each record that was due.

Ids of deleted records stay as the certificate of their deletion: they name nobody any more.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    personal,
    scoped_fk,
    scoped_index,
    scoped_unique,
    utcnow,
)

PERSON_KIND = "people"


def _by() -> dict[str, Any]:
    return personal("accountability", "S1", "audit")


def _about() -> dict[str, Any]:
    return personal("record-keeping", "S2", "audit")


class PeriodDecision(AuthorityScoped, Base):
    """How long one class of record is kept, as an officer decided; the newest holds. `months` None: the file again."""

    __tablename__ = "core_period_decision"
    __table_args__ = (scoped_index("record", "decided_at"),)

    record: Mapped[str] = mapped_column(String(40))
    trigger: Mapped[str] = mapped_column(String(40), default="", server_default="")
    months: Mapped[int | None] = mapped_column(Integer)
    review_first: Mapped[bool] = mapped_column(Boolean)
    why: Mapped[str] = mapped_column(Text, info=not_personal("the reason for a period"))
    decided_by: Mapped[UUID | None] = mapped_column(info=_by())
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class LegalHold(AuthorityScoped, Base):
    """Nothing about one person, or nothing of one class of record, may be deleted until a day or until it is ended."""

    __tablename__ = "core_legal_hold"
    __table_args__ = (scoped_index("ended_at"),)

    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    record: Mapped[str] = mapped_column(String(40), default="", server_default="")
    reason: Mapped[str] = mapped_column(Text, info=_about())
    until: Mapped[date | None] = mapped_column(Date, info=_about())
    made_by: Mapped[UUID | None] = mapped_column(info=_by())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    ended_by: Mapped[UUID | None] = mapped_column(info=_by())
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
    ended_why: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())


class DueRecord(AuthorityScoped, Base):
    """One record whose time had come: `waiting` for somebody to look, `kept` until a day, `deleted`, or `gone` (nothing
    was left to delete). `owner` is "core" or a plugin's name, `kind` the owner's word for such records.
    """

    __tablename__ = "core_due_record"
    __table_args__ = (scoped_unique("owner", "kind", "record_id"), scoped_index("state", "found_on"))

    owner: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(80))
    record_id: Mapped[UUID] = mapped_column(info=_about())
    retention: Mapped[str] = mapped_column(String(40))
    due_on: Mapped[date] = mapped_column(Date)
    found_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(40), default="waiting", server_default="waiting")
    keep_until: Mapped[date | None] = mapped_column(Date)
    why: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
    decided_by: Mapped[UUID | None] = mapped_column(info=_by())
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
