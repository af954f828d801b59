"""What is kept of offers: fixed words of a council, or of a region's lead, that its region may read."""

from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, UTCDateTime, not_personal, utcnow

SORTS = ("thing", "question", "answer", "standard", "mapping")


class Offer(Base):
    """Something that was said to a region. It is the platform's: it holds no name, and nobody's record.

    `authority_id` made it, None for the region's lead. `sort` is one of SORTS; `source_*` names the record at that
    council that its words were taken from, where there is one, and `about_id` the offer that it belongs to: an
    answer's question, a mapping's standard. `line` is the standard's line that is mapped, `stage` how far it is, or
    that a question is solved; `attached_id` the thing that goes with an answer, or the answer that solved a question.
    `contact` is a team, never somebody's name. Once `withdrawn_at` is set every word of it is gone and `why` says the
    reason in one word.
    """

    __tablename__ = "core_offer"
    __table_class__ = "platform"
    __table_args__ = (
        sa.Index("ix_core_offer_region_sort_offered_at", "region", "sort", "offered_at", "id"),
        sa.Index("ix_core_offer_authority_id", "authority_id"),
        sa.Index("ix_core_offer_about_id", "about_id"),
    )

    id: Mapped[UUID] = mapped_column(sa.Uuid, primary_key=True, default=uuid4)
    region: Mapped[str] = mapped_column(sa.String(60))
    authority_id: Mapped[UUID | None] = mapped_column(
        sa.ForeignKey("core_authority.id"), info=not_personal("the council that offers it")
    )
    sort: Mapped[str] = mapped_column(sa.String(40))
    source_plugin: Mapped[str] = mapped_column(sa.String(80), default="", server_default="")
    source_kind: Mapped[str] = mapped_column(sa.String(80), default="", server_default="")
    source_id: Mapped[UUID | None] = mapped_column(sa.Uuid, info=not_personal("a record at the council that offers it"))
    about_id: Mapped[UUID | None] = mapped_column(sa.Uuid, info=not_personal("another offer"))
    attached_id: Mapped[UUID | None] = mapped_column(sa.Uuid, info=not_personal("another offer"))
    line: Mapped[str] = mapped_column(sa.String(80), default="", server_default="")
    stage: Mapped[str] = mapped_column(sa.String(40), default="", server_default="")
    title: Mapped[str] = mapped_column(
        sa.String(300), default="", server_default="", info=not_personal("what an offered thing is called")
    )
    summary: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    parts: Mapped[list[list[str]]] = mapped_column(sa.JSON, default=list, server_default="[]")
    find_text: Mapped[str] = mapped_column(
        sa.Text, default="", server_default="", info=not_personal("the words of an offered thing, folded")
    )
    contact: Mapped[str] = mapped_column(
        sa.String(200), default="", server_default="", info=not_personal("a post of a council")
    )
    offered_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    why: Mapped[str] = mapped_column(
        sa.String(40), default="", server_default="", info=not_personal("one word of a fixed few")
    )
