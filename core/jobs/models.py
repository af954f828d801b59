"""What is kept of timed work: one row for each piece of it, and one for each worker that looks after it.

Rows hold ids and plain words only, so that any worker may read which councils have work waiting.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, UTCDateTime, not_personal, personal, utcnow

STATES = ("waiting", "running", "held", "done", "failed")


def _about() -> dict[str, Any]:
    return personal(purpose="record-keeping", cls="S1", retention="a_month")


class JobRow(Base):
    """One piece of work: what, for which council (None: the platform), asked by whom, due when, how it went.

    `state` is one of STATES; `held` waits for a plugin to be switched on. `handed` counts how often it was given to the
    engine, `attempt` how often it was begun. `reason` says in plain words why the last attempt failed, without values.
    """

    __tablename__ = "core_job"
    __table_class__ = "platform"
    __table_args__ = (
        sa.UniqueConstraint("authority_id", "name", "key"),
        sa.Index(
            "uq_core_job_platform_name_key",
            "name",
            "key",
            unique=True,
            sqlite_where=sa.text("authority_id IS NULL"),
            postgresql_where=sa.text("authority_id IS NULL"),
        ),
        sa.Index("ix_core_job_state_due_at", "state", "due_at"),
    )

    id: Mapped[UUID] = mapped_column(sa.Uuid, primary_key=True, default=uuid4)
    authority_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("core_authority.id"))
    name: Mapped[str] = mapped_column(sa.String(80), info=not_personal("what kind of work it is"))
    key: Mapped[str] = mapped_column(sa.String(200))
    payload: Mapped[dict[str, Any]] = mapped_column(sa.JSON, default=dict, info=_about())
    by_user_id: Mapped[UUID | None] = mapped_column(sa.Uuid, info=_about())
    hidden: Mapped[bool] = mapped_column(sa.Boolean, default=False, server_default=sa.false())
    scheduled: Mapped[bool] = mapped_column(sa.Boolean, default=False, server_default=sa.false())
    state: Mapped[str] = mapped_column(sa.String(10), default="waiting", server_default="waiting")
    reason: Mapped[str] = mapped_column(sa.String(200), default="", server_default="")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime)
    slot_at: Mapped[datetime] = mapped_column(UTCDateTime)
    handed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    handed: Mapped[int] = mapped_column(sa.Integer, default=0, server_default="0")
    attempt: Mapped[int] = mapped_column(sa.Integer, default=0, server_default="0")
    worker: Mapped[str] = mapped_column(sa.String(80), default="", server_default="")
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class WorkerRow(Base):
    """A process that does timed work: its name, since when, and when it last said that it lives."""

    __tablename__ = "core_job_worker"
    __table_class__ = "platform"

    name: Mapped[str] = mapped_column(
        sa.String(80), primary_key=True, info=not_personal("a process of this deployment")
    )
    started_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    beat_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, index=True)
