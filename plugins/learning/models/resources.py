"""Links, files, guides and examples of practice, each with whom it is for, in which languages, and when to look again.

Source: N57, N61 (toolkits from here and elsewhere, published), L7, L9, L17 (links with a day to look again), L19 (an
owner and a date), LA30 (tools by age and need), LA36, LA54 (shared practice); W71 (remarks are never published).
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
    scoped_unique,
    utcnow,
)
from plugins.learning.models.columns import officer


class Resource(AuthorityScoped, Base):
    """One thing to learn from. `kind`: link, file, guide or practice; `open_to`: everybody, members or staff.

    `remarks` are for staff while it is written and are on no other page. Put away (`put_away_on`): kept, not offered.
    """

    __tablename__ = "learning_resource"
    __table_args__ = (scoped_unique("key"), scoped_index("changed_on", "id"), scoped_index("review_on"))

    key: Mapped[str | None] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    kind: Mapped[str] = mapped_column(String(40), default="guide", server_default="guide")
    url: Mapped[str] = mapped_column(String(500), default="", server_default="")
    body: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=not_personal("the words of a guide, about nobody")
    )
    file_id: Mapped[UUID | None] = scoped_fk(
        "core_file", nullable=True, info=not_personal("a paper for learning, not about anybody")
    )
    open_to: Mapped[str] = mapped_column(String(40), default="staff", server_default="staff")
    easy_read: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    licence: Mapped[str] = mapped_column(String(200), default="", server_default="")
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")
    remarks: Mapped[str] = mapped_column(Text, default="", server_default="")
    owner_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    review_on: Mapped[date | None] = mapped_column(Date)
    put_away_on: Mapped[date | None] = mapped_column(Date)
    changed_on: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    tags: Mapped[list["ResourceTag"]] = scoped_collection("ResourceTag", "resource_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class ResourceTag(AuthorityScoped, Base):
    """Whom a resource is for, in which language it is, or what it is about: `sort` is audience, language or topic."""

    __tablename__ = "learning_resource_tag"
    __table_args__ = (scoped_unique("resource_id", "sort", "key"), scoped_index("sort", "key"))

    resource_id: Mapped[UUID] = scoped_fk("learning_resource")
    sort: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(80))
