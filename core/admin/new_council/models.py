"""A new council that is not written yet, kept so that whoever was interrupted goes on where they were."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, UTCDateTime, not_personal, personal, utcnow

_ABOUT = personal(purpose="access", cls="S2", retention="a_month")


class CouncilDraft(Base):
    """What was answered so far, step by step; `user_id` began it, any operator may go on.

    Contacts and safeguarding posts stand in `answers`. It is gone a month after the last change (upkeep.py).
    """

    __tablename__ = "core_council_draft"
    __table_class__ = "platform"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("core_user.id"), index=True, info=_ABOUT)
    name: Mapped[str] = mapped_column(String(200), info=not_personal("a council's name"))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=_ABOUT)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, onupdate=utcnow)
    written_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
