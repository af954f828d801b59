"""What young people said: the words, drawing, photo or recording as given, and apart from it what adults made of it.

Source: N27 (apart from interpretation), N29, NC19 (who may read it), NC20 (praise too), W3 (own topics), LA40.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.groups.api import Group
from plugins.influence.models.columns import about, officer


class View(AuthorityScoped, Base):
    """One thing that somebody said. `sort`: change, praise or question; `given_as`: words, drawing, photo, audio or
    observed; `voice`: person, group or anonymous; `entered`: self, worker, paper, on_behalf, reported (from a space).

    `permission`: who may read it, see vocabulary.PERMISSIONS; `worker_id` is who "my worker" is. `source_*` is the
    record of a space that holds the words, `where_*` what they were said at. `code_hash` opens it again for whoever
    gave it without an account. `read_at`: somebody of the team says that it was read; for what people
    said by themselves. `chosen_at`: whoever said it decided here, later, who may read it; after that a space's
    report lets no more people read it. Taken back: `taken_back_at` is set and words and file are gone.
    """

    __tablename__ = "influence_view"
    __table_args__ = (
        scoped_unique("source_plugin", "source_kind", "source_id"),
        scoped_index("said_on", "id"),
        scoped_index("where_id"),
        scoped_index("code_hash"),
    )

    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    sort: Mapped[str] = mapped_column(String(40), default="change", server_default="change", info=about())
    given_as: Mapped[str] = mapped_column(String(40), default="words", server_default="words", info=about())
    file_id: Mapped[UUID | None] = scoped_fk("core_file", nullable=True, info=about())
    voice: Mapped[str] = mapped_column(String(40), default="anonymous", server_default="anonymous", info=about())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    by_words: Mapped[str] = mapped_column(String(120), default="", server_default="", info=about())
    group_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True, info=about())
    worker_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    permission: Mapped[str] = mapped_column(String(40), default="team", server_default="team", info=about())
    entered: Mapped[str] = mapped_column(String(40), default="self", server_default="self", info=about())
    entered_by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    source_plugin: Mapped[str | None] = mapped_column(String(80))
    source_kind: Mapped[str | None] = mapped_column(String(80))
    source_id: Mapped[UUID | None] = mapped_column(info=about())
    where_plugin: Mapped[str | None] = mapped_column(String(80))
    where_kind: Mapped[str | None] = mapped_column(String(80))
    where_id: Mapped[UUID | None] = mapped_column(info=about())
    said_on: Mapped[date] = mapped_column(Date, info=about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    chosen_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    code_hash: Mapped[str | None] = mapped_column(String(64), info=about())
    guest_id: Mapped[UUID | None] = mapped_column(info=about())
    taken_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    taken_back_why: Mapped[str] = mapped_column(String(40), default="", server_default="", info=about())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    group: Mapped[Group | None] = scoped_relationship(Group, "group_id", viewonly=True)
    tags: Mapped[list["ViewTag"]] = scoped_collection("ViewTag", "view_id")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class ViewTag(AuthorityScoped, Base):
    """What a view is about: an entry of one of the council's vocabularies, a service, a place or an article.

    `vocabulary` is the key of a vocabulary of the council's file, or one of vocabulary.OWN_VOCABULARIES.
    """

    __tablename__ = "influence_view_tag"
    __table_args__ = (scoped_unique("view_id", "vocabulary", "key"), scoped_index("vocabulary", "key"))

    view_id: Mapped[UUID] = scoped_fk("influence_view", info=about())
    vocabulary: Mapped[str] = mapped_column(String(80), info=about())
    key: Mapped[str] = mapped_column(String(80), info=about())


class ViewNote(AuthorityScoped, Base):
    """What an adult made of a view, kept apart from it and never shown in its place (N27)."""

    __tablename__ = "influence_view_note"
    __table_args__ = (scoped_index("view_id", "made_at"),)

    view_id: Mapped[UUID] = scoped_fk("influence_view", index=False, info=about())
    words: Mapped[str] = mapped_column(Text, info=about())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
