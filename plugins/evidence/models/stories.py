"""A story of what was done and what difference it made, in parts, with the people whom it tells of.

Source: NC1 (one shape: what, how, difference by audience, what next, contact), NC22, NC27 and NC44 (named, or names
changed), L15 (which right, which decision), N17.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.evidence.models.columns import about, staff
from plugins.groups.api import Group

CONTACT = not_personal("which of the council's published contacts")


class Story(AuthorityScoped, Base):
    """What was done, and what changed. `series` says which plugin's collection it belongs to, such as
    "practice_examples"; "" for none. `key` is its name in that collection and in addresses.

    `title` and `summary` are as staff write them; `public_*` are copies that a person has looked through for whatever
    could tell who somebody is, and only they leave the council, while `published_at` is set. `contact` is the key of
    one of the council's contacts (NC22). `pictures`: how many stood there when it was published. `happened_on` to
    `until`: when it was.
    """

    __tablename__ = "evidence_story"
    __table_args__ = (scoped_unique("key"), scoped_index("series", "published_at", "id"), scoped_index("happened_on"))

    key: Mapped[str] = mapped_column(String(80))
    series: Mapped[str] = mapped_column(String(80), default="", server_default="")
    title: Mapped[str] = mapped_column(String(200), info=about())
    summary: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    happened_on: Mapped[date | None] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    group_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True)
    place_id: Mapped[UUID | None] = scoped_fk("core_place", nullable=True)
    contact: Mapped[str] = mapped_column(String(80), default="", server_default="", info=CONTACT)
    worker_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=staff())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    public_title: Mapped[str] = mapped_column(String(200), default="", server_default="", info=about("S0"))
    public_summary: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S0"))
    pictures: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    unpublished_why: Mapped[str] = mapped_column(String(200), default="", server_default="", info=staff())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    group: Mapped[Group | None] = scoped_relationship(Group, "group_id", viewonly=True)
    parts: Mapped[list["StoryPart"]] = scoped_collection("StoryPart", "story_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class StoryPart(AuthorityScoped, Base):
    """One part of a story: `part` is a key of the council's shape of stories, `audience` for whom it made the
    difference that is told here, "" where the part is not told by audience.
    """

    __tablename__ = "evidence_story_part"
    __table_args__ = (scoped_unique("story_id", "part", "audience"),)

    story_id: Mapped[UUID] = scoped_fk("evidence_story")
    part: Mapped[str] = mapped_column(String(80))
    audience: Mapped[str] = mapped_column(String(80), default="", server_default="")
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    public_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S0"))


class StoryPerson(AuthorityScoped, Base):
    """Somebody whom a story tells of, under another name unless they want their own (`is_named`).

    `person_id` where the council has a record of them: then what they agree to now is asked at each reading. Without
    one `agreed_how` says where their agreement is kept, and staff set `withdrawn_on` when they take it back.
    """

    __tablename__ = "evidence_story_person"
    __table_args__ = (scoped_unique("story_id", "name"),)

    story_id: Mapped[UUID] = scoped_fk("evidence_story", info=about())
    name: Mapped[str] = mapped_column(String(120), info=about())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    is_named: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=about())
    agreed_how: Mapped[str] = mapped_column(String(200), default="", server_default="", info=about())
    withdrawn_on: Mapped[date | None] = mapped_column(Date, info=about())
