"""The table of tasks: what somebody has to look at, by when, and what came of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, personal, scoped_fk, scoped_index, scoped_unique, utcnow


def _about(cls: str = "S2") -> dict[str, Any]:
    return personal(purpose="record-keeping", cls=cls, retention="member")


class Task(AuthorityScoped, Base):
    """One thing for whoever holds `permission`; `key` says what it is about, so that none is made twice.

    `title` and `url` are shown to everybody with the permission: they hold no more than its holders may see anyway.
    """

    __tablename__ = "core_task"
    __table_args__ = (scoped_unique("key"), scoped_index("done_at", "due_on"))

    key: Mapped[str] = mapped_column(String(200), info=_about())
    kind: Mapped[str] = mapped_column(String(80))
    permission: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(300), info=_about())
    note: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
    url: Mapped[str] = mapped_column(String(500))
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    due_on: Mapped[date | None] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    done_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    done_by_user_id: Mapped[UUID | None] = mapped_column(info=_about())
    outcome: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
