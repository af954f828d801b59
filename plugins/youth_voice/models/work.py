"""What a group works on: task groups with an end and an outcome, issues that came from a ballot, the group's own part.

Source: W45 (task groups), W46 (a ballot shapes scrutiny), W58 (a part with adults and a part without).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, Text, Uuid, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.groups.api import Group
from plugins.youth_voice.models.columns import about, line, said, text, word


class TaskGroup(AuthorityScoped, Base):
    """A few members who work on one issue until a day; it ends with an outcome.

    `whose`: the group's own issue or the council's. `item_id` is the agenda item that it came from, which may be gone.
    """

    __tablename__ = "youth_voice_task_group"
    __table_args__ = (scoped_index("state", "ends_on"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    title: Mapped[str] = mapped_column(String(200), info=not_personal("the issue of a task group"))
    about: Mapped[str] = text(not_personal("what a task group wants to find out or change"))
    whose: Mapped[str] = word("own")
    item_id: Mapped[UUID | None] = mapped_column(Uuid)
    from_words: Mapped[str] = line(300, not_personal("which agenda or vote the issue came from"))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = word("open")
    outcome_kind: Mapped[str] = line(40)
    outcome: Mapped[str] = text(said())
    ended_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    group: Mapped[Group] = scoped_relationship(Group, "group_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class TaskMember(AuthorityScoped, Base):
    """One member of a task group; `leads` keeps it going."""

    __tablename__ = "youth_voice_task_member"
    __table_args__ = (scoped_unique("task_group_id", "person_id"),)

    task_group_id: Mapped[UUID] = scoped_fk("youth_voice_task_group", info=about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=about())
    leads: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=about())


class Suggestion(AuthorityScoped, Base):
    """An issue that came out of a ballot and is put to a group, and maybe to a board that plans scrutiny.

    `place` is where the issue stood in the ballot. `state` is one of vocabulary.SUGGESTED; `why` goes with setting
    it aside, and with what the board did.
    """

    __tablename__ = "youth_voice_suggestion"
    __table_args__ = (scoped_unique("ballot_id", "title"), scoped_index("group_id", "state"))

    ballot_id: Mapped[UUID] = scoped_fk("youth_voice_ballot")
    group_id: Mapped[UUID] = scoped_fk("groups_group", index=False)
    board_id: Mapped[UUID | None] = scoped_fk("groups_board", nullable=True)
    task_group_id: Mapped[UUID | None] = scoped_fk("youth_voice_task_group", nullable=True)
    title: Mapped[str] = mapped_column(String(200), info=not_personal("an issue of a ballot"))
    place: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    state: Mapped[str] = word("suggested")
    why: Mapped[str] = text(not_personal("what became of the issue"))
    changed_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    group: Mapped[Group] = scoped_relationship(Group, "group_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class OwnItem(AuthorityScoped, Base):
    """A topic or a note for the part of a meeting that is without adults; read by members alone, unless `shared`."""

    __tablename__ = "youth_voice_own_item"
    __table_args__ = (scoped_index("meeting_id", "made_at"),)

    meeting_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    group_id: Mapped[UUID] = scoped_fk("groups_group", info=about())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    kind: Mapped[str] = mapped_column(String(40), default="topic", server_default="topic", info=about())
    words: Mapped[str] = mapped_column(Text, info=about())
    shared: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)

    group: Mapped[Group] = scoped_relationship(Group, "group_id", viewonly=True)
