"""Alarms: what somebody must be told of, how each address can be reached, who is on duty, and trials of it all.

No row says what a case is about; a trial stands apart and is no case.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Uuid, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, scoped_index, scoped_unique, utcnow
from core.safeguarding.models.columns import HASH, about


class CaseAlarm(AuthorityScoped, Base):
    """One reason to tell somebody. `stage` says whom (stages.py) and stands once for each case.

    `told` maps each address that has been told (a name of whom.py, never the address itself) to when. `why` it ended:
    told, read. Without a case it is for the leads alone, for something that belongs to no case.
    """

    __tablename__ = "core_case_alarm"
    __table_args__ = (scoped_unique("store", "case_id", "stage"), scoped_index("settled_at", "due_at"))

    store: Mapped[str] = mapped_column(String(20), info=about())
    case_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    stage: Mapped[str] = mapped_column(String(40), info=about())
    urgent: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, info=about())
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    why: Mapped[str] = mapped_column(String(20), default="", server_default="", info=about())
    told: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}", info=about())


class AlarmWay(AuthorityScoped, Base):
    """How one address can be reached. `claimed_at` while somebody hands a letter over; `tries` since the last success.

    `tested_at` and `failing_since` are of the regular test, which is the same whether or not anything waits.
    """

    __tablename__ = "core_case_alarm_way"
    __table_args__ = (scoped_unique("name"),)

    name: Mapped[str] = mapped_column(String(80), info=about())
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    handed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    next_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    tries: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=about())
    tested_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    failing_since: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    why: Mapped[str] = mapped_column(String(20), default="", server_default="", info=about())


class CaseDuty(AuthorityScoped, Base):
    """How a lead takes part in the duty: lead or deputy, the number for texts, and days away, both included."""

    __tablename__ = "core_case_duty"
    __table_args__ = (scoped_unique("user_id"),)

    user_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    rank: Mapped[str] = mapped_column(String(10), info=about())
    mobile: Mapped[str] = mapped_column(String(20), default="", server_default="", info=about())
    away_from: Mapped[date | None] = mapped_column(Date, info=about())
    away_until: Mapped[date | None] = mapped_column(Date, info=about())
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    changed_by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())


class AlarmTrial(AuthorityScoped, Base):
    """One letter of a test alarm: to whom, when it was handed over, and when a person said that they read it."""

    __tablename__ = "core_case_trial"
    __table_args__ = (scoped_index("asked_at"), scoped_index("token_hash"))

    asked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    asked_by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    name: Mapped[str] = mapped_column(String(80), info=about())
    title: Mapped[str] = mapped_column(String(200), info=about())
    token_hash: Mapped[str] = mapped_column(String(HASH), default="", server_default="", info=about())
    handed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    why_not: Mapped[str] = mapped_column(String(20), default="", server_default="", info=about())
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
