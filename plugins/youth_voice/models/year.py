"""What comes round each year, and what every member learns and agrees to (W9, W49, W53)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, not_personal, scoped_fk, scoped_index, scoped_relationship, scoped_unique
from plugins.groups.api import Group
from plugins.youth_voice.models.columns import about, line, said, text, word


class Event(AuthorityScoped, Base):
    """Something of a group's year: an annual general meeting, an annual report, an away day, a national event.

    `words` are the group's own for it, such as what the chair says; `post_id` is whose post takes them to it.
    """

    __tablename__ = "youth_voice_event"
    __table_args__ = (scoped_index("on_date"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    post_id: Mapped[UUID | None] = scoped_fk("youth_voice_post", nullable=True)
    kind: Mapped[str] = word("agm")
    title: Mapped[str] = mapped_column(String(200), info=not_personal("an event's name"))
    on_date: Mapped[date] = mapped_column(Date)
    place: Mapped[str] = line(200, not_personal("where the event is"))
    about: Mapped[str] = text(not_personal("what the event is"))
    words: Mapped[str] = text(said())
    state: Mapped[str] = word("planned")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    group: Mapped[Group] = scoped_relationship(Group, "group_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class EventCopy(AuthorityScoped, Base):
    """To whom the pack or the report went, named by office, and what they answered (W49)."""

    __tablename__ = "youth_voice_event_copy"
    __table_args__ = (scoped_unique("event_id", "to_whom"),)

    event_id: Mapped[UUID] = scoped_fk("youth_voice_event")
    to_whom: Mapped[str] = mapped_column(String(200), info=not_personal("an office, such as leader of the council"))
    sent_on: Mapped[date] = mapped_column(Date)
    replied_on: Mapped[date | None] = mapped_column(Date)
    reply: Mapped[str] = text(not_personal("what an office answered"))


class Code(AuthorityScoped, Base):
    """One wording of a group's code of conduct, from a day on; the latest stands, earlier ones are never altered."""

    __tablename__ = "youth_voice_code"
    __table_args__ = (scoped_unique("group_id", "number"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    number: Mapped[int] = mapped_column(Integer)
    words: Mapped[str] = text(not_personal("what members of a group agreed with each other"))
    why: Mapped[str] = line(300, not_personal("why the words were changed"))
    from_on: Mapped[date] = mapped_column(Date)

    group: Mapped[Group] = scoped_relationship(Group, "group_id", viewonly=True)


class CodeAgreement(AuthorityScoped, Base):
    """Who had agreed to an earlier wording, and when; the agreement to the present one stands in the group's list."""

    __tablename__ = "youth_voice_code_agreement"
    __table_args__ = (scoped_unique("code_id", "person_id"),)

    code_id: Mapped[UUID] = scoped_fk("youth_voice_code", info=about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=about())
    agreed_on: Mapped[date] = mapped_column(Date, info=about())
