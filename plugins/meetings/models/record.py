"""What happened in the room: young people's own words, decisions, actions, and the minutes.

What was said is kept word for word and apart from any adult's notes (N27); each point is reported to whoever listens
through `core.api.said`. Source: W45, W49, W58, W63, N28.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
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


def _about(cls: str = "S3") -> dict[str, Any]:
    return personal(purpose="participation", cls=cls, retention="published")


class Point(AuthorityScoped, Base):
    """One thing that young people said, in their words. `permission`: who may read it (NC19); `by_words`: how named."""

    __tablename__ = "meetings_point"
    __table_args__ = (scoped_index("meeting_id", "position"),)

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting", index=False)
    item_id: Mapped[UUID | None] = scoped_fk("meetings_agenda_item", nullable=True)
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    by_words: Mapped[str] = mapped_column(String(120), default="", server_default="", info=_about())
    words: Mapped[str] = mapped_column(Text, info=_about())
    permission: Mapped[str] = mapped_column(String(40), default="team", server_default="team", info=_about())
    themes: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Decision(AuthorityScoped, Base):
    """Something that was decided, and who held the power to decide it (W63)."""

    __tablename__ = "meetings_decision"
    __table_args__ = (scoped_index("meeting_id", "position"),)

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting", index=False)
    item_id: Mapped[UUID | None] = scoped_fk("meetings_agenda_item", nullable=True)
    text: Mapped[str] = mapped_column(Text, info=_about("S2"))
    decided_by: Mapped[str] = mapped_column(
        String(40),
        default="group",
        server_default="group",
        info=not_personal("who held the power: group, board or adults"),
    )
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class Action(AuthorityScoped, Base):
    """Something that somebody will do by a day: an owner on the record, or named in words; open, done or dropped."""

    __tablename__ = "meetings_action"
    __table_args__ = (scoped_index("state", "due_on"),)

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting")
    item_id: Mapped[UUID | None] = scoped_fk("meetings_agenda_item", nullable=True)
    text: Mapped[str] = mapped_column(Text, info=_about("S2"))
    owner_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about("S2"))
    owner_name: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about("S2"))
    due_on: Mapped[date | None] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(40), default="open", server_default="open")
    done_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Minutes(AuthorityScoped, Base):
    """The minutes of one meeting: a summary in plain words and one in Easy Read lines; a draft until published."""

    __tablename__ = "meetings_minutes"
    __table_args__ = (scoped_unique("meeting_id"),)

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting")
    summary: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
    easy: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
    state: Mapped[str] = mapped_column(String(40), default="draft", server_default="draft")
    for_all: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}
