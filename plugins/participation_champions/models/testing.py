"""Tests from outside: a sample that was drawn, and what the tester says of each line.

Source: LA48 (what is claimed is tested from outside, often, and ready for an inspection), LA56.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    scoped_fk,
    scoped_index,
    scoped_unique,
    utcnow,
)
from plugins.participation_champions.models.columns import officer, outsider


class OutsideTest(AuthorityScoped, Base):
    """One test: who tests, of which plan, drawn how, until when the link opens. Of the link only a hash is kept.

    `seed` and `pool` say how the sample was drawn, so that anybody can draw it again: the same seed from the same
    number of lines gives the same sample.
    """

    __tablename__ = "participation_champions_outside_test"
    __table_args__ = (scoped_unique("token_hash"), scoped_index("made_at"))

    title: Mapped[str] = mapped_column(String(200))
    tester: Mapped[str] = mapped_column(String(200), default="", server_default="", info=outsider())
    plan_key: Mapped[str] = mapped_column(String(80))
    seed: Mapped[int] = mapped_column(Integer)
    pool: Mapped[int] = mapped_column(Integer)
    token_hash: Mapped[str] = mapped_column(String(64), info=not_personal("opens a sample without anybody's data"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    made_by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=outsider())


class SampleLine(AuthorityScoped, Base):
    """One line as the tester reads it: what was said to be done, how it was measured, what shows it. No names.

    It is a copy of that moment: a verdict is about what was read. `held_back` says how many pieces of its texts
    were kept from it because somebody could be told by them. `verdict`: "", holds, partly, not_shown.
    """

    __tablename__ = "participation_champions_sample_line"
    __table_args__ = (scoped_unique("test_id", "position"),)

    test_id: Mapped[UUID] = scoped_fk("participation_champions_outside_test", index=False)
    position: Mapped[int] = mapped_column(Integer)
    action_id: Mapped[UUID] = mapped_column()
    priority: Mapped[str] = mapped_column(String(300), default="", server_default="")
    claim: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    measure: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    status: Mapped[str] = mapped_column(String(40), default="", server_default="")
    shows: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    held_back: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    verdict: Mapped[str] = mapped_column(String(40), default="", server_default="")
    verdict_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=outsider())
    judged_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
