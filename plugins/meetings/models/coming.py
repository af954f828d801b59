"""Who comes to a meeting: their answer, what they need, who was there, and what a leader must know that evening."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, personal, scoped_fk, scoped_unique, utcnow


def _about(purpose: str = "participation", cls: str = "S3") -> dict[str, Any]:
    return personal(purpose=purpose, cls=cls, retention="member")


class Coming(AuthorityScoped, Base):
    """One person's answer to one meeting: `coming` or `cant`, in the `room` or `online`, and what they need."""

    __tablename__ = "meetings_coming"
    __table_args__ = (scoped_unique("meeting_id", "person_id"),)

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting", info=_about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about())
    answer: Mapped[str] = mapped_column(String(40), info=_about())
    how: Mapped[str] = mapped_column(String(40), default="room", server_default="room", info=_about())
    needs: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]", info=_about())
    note: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
    replied_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    replied_by: Mapped[UUID | None] = mapped_column(info=_about())


class Safety(AuthorityScoped, Base):
    """What whoever leads an evening must know to keep one person safe; nobody else reads it.

    `home` is `alone`, `collected` or `unknown`: never guessed.
    """

    __tablename__ = "meetings_safety"
    __table_args__ = (scoped_unique("person_id"),)

    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about("keeping-safe"))
    contact_name: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about("keeping-safe"))
    contact_phone: Mapped[str] = mapped_column(String(40), default="", server_default="", info=_about("keeping-safe"))
    allergies: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("keeping-safe"))
    medical: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("keeping-safe"))
    home: Mapped[str] = mapped_column(
        String(40), default="unknown", server_default="unknown", info=_about("keeping-safe")
    )
    home_note: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("keeping-safe"))
    said_on: Mapped[date | None] = mapped_column(Date, info=_about("keeping-safe"))
    said_by: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about("keeping-safe"))
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Attendance(AuthorityScoped, Base):
    """One line of the register: `here`, `online`, `walk_in`, `apologies` or `away`.

    Somebody who walked in and is not on the record has a `name` only. `counts_as`: child, parent, worker or guest, so
    that children and families are counted apart (NC2); `organisation_id`: the school or service they came from then.
    """

    __tablename__ = "meetings_attendance"
    __table_args__ = (scoped_unique("meeting_id", "person_id"),)

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting", info=_about())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    name: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about())
    status: Mapped[str] = mapped_column(String(40), info=_about())
    counts_as: Mapped[str] = mapped_column(String(40), default="child", server_default="child", info=_about())
    organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True, info=_about())
    marked_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())


class Booking(AuthorityScoped, Base):
    """A school or other body that brings children to a meeting: how many were expected and how many came (N48, N55).

    Only numbers of children are kept, no names; the contact is the adult who brings them.
    """

    __tablename__ = "meetings_booking"
    __table_args__ = (scoped_unique("meeting_id", "organisation_id"),)

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting")
    organisation_id: Mapped[UUID] = scoped_fk("core_organisation")
    children: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    adults: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    came_children: Mapped[int | None] = mapped_column(Integer)
    came_adults: Mapped[int | None] = mapped_column(Integer)
    contact_name: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about("contact", "S2"))
    contact: Mapped[str] = mapped_column(String(254), default="", server_default="", info=_about("contact", "S2"))
    needs: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
