"""Posts beyond the council that a group fills: who holds one, who deputises, and what they brought back (W48, W55)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, sql
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
from plugins.youth_voice.models.columns import about, line, said, text


class Post(AuthorityScoped, Base):
    """A post that members of a group hold elsewhere: so many places, so many deputies, for so many months.

    `key` is its lasting name in the council's file. `active` false: nobody is chosen for it any more, what was stays.
    """

    __tablename__ = "youth_voice_post"
    __table_args__ = (scoped_unique("key"),)

    key: Mapped[str] = mapped_column(String(80))
    group_id: Mapped[UUID] = scoped_fk("groups_group")
    title: Mapped[str] = mapped_column(String(200), info=not_personal("what the post is called"))
    forum: Mapped[str] = line(200, not_personal("where whoever holds the post goes"))
    about: Mapped[str] = text(not_personal("what the post is for"))
    places: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    deputies: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    term_months: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[str] = text(not_personal("where the post is written down"))
    active: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    group: Mapped[Group] = scoped_relationship(Group, "group_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Delegate(AuthorityScoped, Base):
    """Somebody who holds a post or deputises, from a day until their term is over or they stop earlier."""

    __tablename__ = "youth_voice_delegate"
    __table_args__ = (scoped_index("post_id", "from_on"),)

    post_id: Mapped[UUID] = scoped_fk("youth_voice_post", index=False, info=about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=about())
    deputy: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=about())
    how: Mapped[str] = mapped_column(String(40), default="elected", server_default="elected", info=about())
    from_on: Mapped[date] = mapped_column(Date, info=about())
    to_on: Mapped[date | None] = mapped_column(Date, info=about())
    ended_on: Mapped[date | None] = mapped_column(Date, info=about())


class DelegateReport(AuthorityScoped, Base):
    """What somebody who holds a post brought back to the group: what happened, and what the group could do now."""

    __tablename__ = "youth_voice_delegate_report"
    __table_args__ = (scoped_index("post_id", "on_date"),)

    post_id: Mapped[UUID] = scoped_fk("youth_voice_post", index=False)
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    event: Mapped[str] = mapped_column(String(200), info=not_personal("what was gone to"))
    on_date: Mapped[date] = mapped_column(Date)
    words: Mapped[str] = text(said())
    next_steps: Mapped[str] = text(said())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
