"""What those who asked make of it: their verdict, that they were told, and whether they felt listened to.

Source: N28 (did they agree it was done), NC21 (tell me later), W30 ("did we listen?"), W22, W31.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, scoped_fk, scoped_index, scoped_unique, utcnow
from plugins.influence.models.columns import about


class Verdict(AuthorityScoped, Base):
    """What one who asked says of what adults claim: yes, partly or no. Never altered; a later one stands beside it.

    `person_id` for somebody with a record, `view_id` for the view by whose code an anonymous one came in, `group_id`
    with `voices` where a group decided together. `on_status` is what the adults claimed at that moment.
    """

    __tablename__ = "influence_verdict"
    __table_args__ = (scoped_index("ask_id", "made_at"),)

    ask_id: Mapped[UUID] = scoped_fk("influence_ask", index=False, info=about())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    view_id: Mapped[UUID | None] = scoped_fk("influence_view", nullable=True, info=about())
    group_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True, info=about())
    voices: Mapped[int] = mapped_column(Integer, default=1, server_default="1", info=about())
    verdict: Mapped[str] = mapped_column(String(40), info=about())
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    public_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S0"))
    on_status: Mapped[str] = mapped_column(String(40), default="", server_default="")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Told(AuthorityScoped, Base):
    """That one contributor was told of one change, how, or why not. `how`: message, guest, page, in_person; `why_not`:
    said_no (did not wish to hear), no_way (left nothing), taken_back.
    """

    __tablename__ = "influence_told"
    __table_args__ = (scoped_unique("change_id", "view_id"), scoped_index("ask_id"))

    ask_id: Mapped[UUID] = scoped_fk("influence_ask", index=False, info=about())
    change_id: Mapped[UUID] = scoped_fk("influence_change", info=about())
    view_id: Mapped[UUID] = scoped_fk("influence_view", info=about())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    how: Mapped[str] = mapped_column(String(40), default="", server_default="", info=about())
    why_not: Mapped[str] = mapped_column(String(40), default="", server_default="", info=about())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Pulse(AuthorityScoped, Base):
    """ "Did we listen?" by one person about one thing (a meeting): four answers from 1 to 4, 0 for none (Lundy's four).

    Only numbers over enough people leave this table, never one person's answers.
    """

    __tablename__ = "influence_pulse"
    __table_args__ = (scoped_unique("about_id", "person_id"), scoped_index("about_plugin", "about_kind", "made_at"))

    about_plugin: Mapped[str] = mapped_column(String(80))
    about_kind: Mapped[str] = mapped_column(String(80))
    about_id: Mapped[UUID] = mapped_column(info=about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=about())
    space: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=about())
    voice: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=about())
    audience: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=about())
    influence: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=about())
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
