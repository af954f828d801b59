"""Meetings, the places where they are held, how a group usually meets, who leads, and what changed.

Times are UTC; `on_date` is the day in the council's own time, so that lists and planners read one column. `sequence`
rises with every change that a calendar must follow (RFC 5545). Source: N53, W45, W58, LA31.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    personal,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.groups.api import Group


def _about() -> dict[str, Any]:
    """Leading or chairing some groups says as much as being in them."""
    return personal(purpose="participation", cls="S3", retention="member")


def _text(info: dict[str, Any] | None = None) -> Mapped[str]:
    return mapped_column(Text, default="", server_default="", info=info)


def _words() -> Mapped[list[str]]:
    return mapped_column(JSON, default=list, server_default="[]")


class Venue(AuthorityScoped, Base):
    """A place to meet: how to get there, and what it has for those who need it (keys of the groups' access words)."""

    __tablename__ = "meetings_venue"
    __table_args__ = (scoped_unique("name"),)

    name: Mapped[str] = mapped_column(String(200), info=not_personal("a venue's name"))
    address: Mapped[str] = _text(not_personal("where the venue is"))
    access: Mapped[list[str]] = _words()
    access_notes: Mapped[str] = _text(not_personal("how to get into the venue"))
    travel: Mapped[str] = _text()
    active: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    place_id: Mapped[UUID | None] = scoped_fk("core_place", nullable=True)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Usual(AuthorityScoped, Base):
    """How one group usually meets: the day (Monday is 0), the time ("16:30"), how long, where; the planner starts here.

    `week_of_month` is 1 to 4, or 5 for the last; None where the cadence does not go by months.
    """

    __tablename__ = "meetings_usual"
    __table_args__ = (scoped_unique("group_id"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    weekday: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    week_of_month: Mapped[int | None] = mapped_column(Integer)
    at: Mapped[str] = mapped_column(String(5), default="16:30", server_default="16:30")
    minutes: Mapped[int] = mapped_column(Integer, default=90, server_default="90")
    term_time_only: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    venue_id: Mapped[UUID | None] = scoped_fk("meetings_venue", nullable=True)
    online_url: Mapped[str] = mapped_column(String(500), default="", server_default="")


class Meeting(AuthorityScoped, Base):
    """One meeting of one group: planned, cancelled or held (`rules.STATES`).

    `formal_minutes` of `minutes` are the formal part, the rest is informal and has no notes (W58). `remote_places`:
    how many can join from afar (None: no end). `wanted`: which grade of adult must come (N33). The three counts are
    heads that nobody named: children and adults beside the register, and how many families came.
    """

    __tablename__ = "meetings_meeting"
    __table_args__ = (scoped_index("on_date", "id"), scoped_index("group_id", "on_date"))

    group_id: Mapped[UUID] = scoped_fk("groups_group", index=False)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40), default="ordinary", server_default="ordinary")
    state: Mapped[str] = mapped_column(String(40), default="planned", server_default="planned")
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    minutes: Mapped[int] = mapped_column(Integer, default=90, server_default="90")
    on_date: Mapped[date] = mapped_column(Date)
    venue_id: Mapped[UUID | None] = scoped_fk("meetings_venue", nullable=True)
    where_note: Mapped[str] = _text(not_personal("which room, which door"))
    online_url: Mapped[str] = mapped_column(String(500), default="", server_default="")
    online_note: Mapped[str] = _text(not_personal("how to join from afar"))
    remote_places: Mapped[int | None] = mapped_column(Integer)
    formal_minutes: Mapped[int | None] = mapped_column(Integer)
    informal_part: Mapped[str] = _text()
    about: Mapped[str] = _text()
    about_easy: Mapped[str] = _text()
    wanted: Mapped[str] = mapped_column(String(200), default="", server_default="")
    themes: Mapped[list[str]] = _words()
    board_id: Mapped[UUID | None] = scoped_fk("groups_board", nullable=True)
    chair_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    reply_by: Mapped[date | None] = mapped_column(Date)
    more_children: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    more_adults: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    families: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    cancelled_why: Mapped[str] = _text(not_personal("why a meeting is off, as its members read it"))
    sequence: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    register_closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    # For rules on rows, and read only.
    group: Mapped[Group] = scoped_relationship(Group, "group_id", viewonly=True)
    leaders: Mapped[list["Leader"]] = scoped_collection("Leader", "meeting_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class MeetingChange(AuthorityScoped, Base):
    """Something that a meeting's people must be told: moved, somewhere else, cancelled, on again, minutes out."""

    __tablename__ = "meetings_change"
    __table_args__ = (scoped_index("made_at"),)

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting")
    kind: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    why: Mapped[str] = _text(not_personal("why a meeting changed, as its members read it"))


class Leader(AuthorityScoped, Base):
    """An adult who is there for one meeting: leads, helps or is on duty; they see the evening's sheet."""

    __tablename__ = "meetings_leader"
    __table_args__ = (scoped_unique("meeting_id", "person_id"),)

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting", info=_about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about())
    part: Mapped[str] = mapped_column(String(40), default="leads", server_default="leads", info=_about())
