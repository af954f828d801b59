"""The tables of photos and files: what is stored, who is on it, what was made of it, and where it is used.

Bytes lie on disk (disk.py), never in the database and never under the name that the file came with: names of files
tell names of children. Sizes are pixels and bytes (NC15; OWASP ASVS 5.0 V5).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.db import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    personal,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from core.people.models import Person

WAITING, USABLE, CLEAN, WITHDRAWN, PURGED = "waiting_for_people", "usable", "clean", "withdrawn", "purged"


def _about(cls: str = "S2") -> dict[str, Any]:
    return personal(purpose="pictures", cls=cls, retention="published")


class StoredFile(AuthorityScoped, Base):
    """One photo, document or scan that passed the quarantine.

    `state`: a photo waits until everybody on it is named, is then usable (by whom and for what is asked at the moment
    of use), withdrawn when nobody may use it any more, purged when its bytes are gone. Other kinds are clean.
    `goes_on` is the day on which the bytes of a withdrawn photo are deleted, unless everybody agrees again before;
    `kept_because` is the other basis on which they stay all the same.
    """

    __tablename__ = "core_file"
    __table_args__ = (scoped_index("kind", "state"), scoped_index("created_at"))

    kind: Mapped[str] = mapped_column(String(40), default="photo", server_default="photo")
    state: Mapped[str] = mapped_column(String(40), default=WAITING, server_default=WAITING)
    media_type: Mapped[str] = mapped_column(String(80))
    bytes: Mapped[int] = mapped_column(Integer)
    room: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int | None] = mapped_column(Integer)
    height: Mapped[int | None] = mapped_column(Integer)
    caption: Mapped[str] = mapped_column(String(300), default="", server_default="", info=_about())
    taken_on: Mapped[date | None] = mapped_column(Date, info=_about())
    face_free: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    all_named: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    all_named_by_user_id: Mapped[UUID | None] = mapped_column(info=_about())
    kept_because: Mapped[str] = mapped_column(Text, default="", server_default="")
    added_by_user_id: Mapped[UUID | None] = mapped_column(info=_about())
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    goes_on: Mapped[date | None] = mapped_column(Date)
    purged_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    tags: Mapped[list["FileTag"]] = scoped_collection("FileTag", "file_id", viewonly=True)
    copies: Mapped[list["FileCopy"]] = scoped_collection("FileCopy", "file_id", viewonly=True)
    uses: Mapped[list["FileUse"]] = scoped_collection("FileUse", "file_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class FileTag(AuthorityScoped, Base):
    """One person who can be seen on a picture, or whom a scan is about; `objected_at`: they want it taken down."""

    __tablename__ = "core_file_tag"
    __table_args__ = (scoped_unique("file_id", "person_id"),)

    file_id: Mapped[UUID] = scoped_fk("core_file", index=False, info=_about("S3"))
    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about("S3"))
    tagged_by_user_id: Mapped[UUID | None] = mapped_column(info=_about())
    tagged_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    objected_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())

    person: Mapped[Person] = scoped_relationship("Person", "person_id")


class FileCopy(AuthorityScoped, Base):
    """One smaller picture made of a photo (limits.SIZES); `purged_at` once its bytes are gone."""

    __tablename__ = "core_file_copy"
    __table_args__ = (scoped_unique("file_id", "size"),)

    file_id: Mapped[UUID] = scoped_fk("core_file", index=False)
    size: Mapped[str] = mapped_column(String(20))
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    bytes: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    purged_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class FileUse(AuthorityScoped, Base):
    """One place where a picture is used: a record of any plugin, or words such as "Leaflet, summer 2026".

    `use` is what people agreed to: group_only, print or online. It ends with `withdrawn_at`, and never begins again.
    """

    __tablename__ = "core_file_use"
    __table_args__ = (scoped_index("file_id", "use"),)

    file_id: Mapped[UUID] = scoped_fk("core_file", index=False)
    use: Mapped[str] = mapped_column(String(20))
    about_plugin: Mapped[str] = mapped_column(String(40), default="core", server_default="core")
    about_kind: Mapped[str] = mapped_column(String(40), default="file", server_default="file")
    about_id: Mapped[UUID] = mapped_column()
    where: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about())
    by_user_id: Mapped[UUID | None] = mapped_column(info=_about())
    published_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
