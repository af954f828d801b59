"""Words of somebody that may be shown, with where they come from; whether they may is asked at each reading.

Source: NC14 (signed by role only), LA2 (a young person's own words), W13.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, scoped_fk, scoped_index, utcnow
from plugins.evidence.models.columns import about, staff


class Quote(AuthorityScoped, Base):
    """What somebody said. `voice` is one of vocabulary.VOICES and all that everybody learns of the speaker, beside
    `pseudonym` where there is one.

    `words` are as they were given, `public_words` the copy that a person has cleared. `person_id` where the council
    knows the speaker, else `agreed_how` says where their agreement is kept. `source_*` is the record of another plugin
    from which the words come: when they are taken back there they are gone here. `story_id`: the story it stands in.
    `taken_back_at`: the words are gone, and the place where they stood says so.
    """

    __tablename__ = "evidence_quote"
    __table_args__ = (scoped_index("source_id"), scoped_index("said_on", "id"))

    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    public_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S0"))
    voice: Mapped[str] = mapped_column(String(40), default="young_person", server_default="young_person", info=about())
    pseudonym: Mapped[str] = mapped_column(String(120), default="", server_default="", info=about())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    agreed_how: Mapped[str] = mapped_column(String(200), default="", server_default="", info=about())
    said_on: Mapped[date | None] = mapped_column(Date, info=about())
    source_plugin: Mapped[str] = mapped_column(String(80), default="", server_default="")
    source_kind: Mapped[str] = mapped_column(String(80), default="", server_default="")
    source_id: Mapped[UUID | None] = mapped_column(info=about())
    story_id: Mapped[UUID | None] = scoped_fk("evidence_story", nullable=True)
    worker_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=staff())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    cleared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    taken_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    taken_back_why: Mapped[str] = mapped_column(String(40), default="", server_default="", info=about())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}
