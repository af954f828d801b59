"""The tables that every plugin shares: people, organisations, places and terms of one council.

Ids are random UUIDs, dates are calendar dates, times are UTC. Each personal column says its purpose, its
class (S2: ordinary personal data, S3: sensitive, S4: its loss could put somebody in danger) and the retention
class of the council's table (N45).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column, validates

from core.db import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    personal,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from core.people.names import fold

RETENTION = "member"
KEEPING = "record-keeping"
KINDS = ("young_person", "parent_carer", "worker", "partner")


def _about(purpose: str = "participation", cls: str = "S2") -> dict[str, Any]:
    """The `info` of a personal column of this module."""
    return personal(purpose=purpose, cls=cls, retention=RETENTION)


class Place(AuthorityScoped, Base):
    """A district, locality, ward or neighbourhood, as the council divides itself: a tree by `parent_id`."""

    __tablename__ = "core_place"
    __table_args__ = (scoped_unique("key"), scoped_index("name"))

    key: Mapped[str | None] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200), info=not_personal("a place's name"))
    code: Mapped[str | None] = mapped_column(String(20))
    active: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    parent_id: Mapped[UUID | None] = scoped_fk("core_place", nullable=True, info=not_personal("the place around it"))


class Organisation(AuthorityScoped, Base):
    """A school, service, provider, board, university or voluntary body that works with young people here."""

    __tablename__ = "core_organisation"
    __table_args__ = (scoped_unique("key"), scoped_index("name"))

    key: Mapped[str | None] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200), info=not_personal("an organisation's name"))
    active: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    place_id: Mapped[UUID | None] = scoped_fk("core_place", nullable=True)

    place: Mapped[Place | None] = scoped_relationship("Place", "place_id")


class Term(AuthorityScoped, Base):
    """A school term of this council, first day to last day, both included."""

    __tablename__ = "core_term"
    __table_args__ = (scoped_unique("key"), scoped_index("starts_on"))

    key: Mapped[str | None] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(80), info=not_personal("a school term's name"))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)


class Person(AuthorityScoped, Base):
    """A council's record of one child, young person, parent, worker or partner.

    Age is a birth date, or an age band with the day it was said. A school year is kept with the calendar year
    in which that school year began, so that it can be counted on. A merged twin stays and names the one kept.
    `gate_passed` is the last birthday that timed work has dealt with, as core/consent/birthdays.py counts them.
    `is_protected` is read and set by core/people/protection.py alone: most staff must not be able to tell.
    """

    __tablename__ = "core_person"
    __table_args__ = (scoped_unique("external_ref"), scoped_index("sort_name"), scoped_index("born_on"))

    kind: Mapped[str] = mapped_column(String(20), default="young_person", info=_about())
    name: Mapped[str] = mapped_column(String(200), info=_about())
    known_as: Mapped[str] = mapped_column(String(100), default="", server_default="", info=_about())
    sort_name: Mapped[str] = mapped_column(String(200), info=_about())
    find_text: Mapped[str] = mapped_column(String(320), info=_about())
    born_on: Mapped[date | None] = mapped_column(Date, info=_about())
    age_band: Mapped[str | None] = mapped_column(String(10), info=_about())
    age_band_said_on: Mapped[date | None] = mapped_column(Date, info=_about())
    school_year: Mapped[int | None] = mapped_column(Integer, info=_about())
    school_year_from: Mapped[int | None] = mapped_column(Integer, info=_about())
    organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True, info=_about())
    place_id: Mapped[UUID | None] = scoped_fk("core_place", nullable=True, info=_about())
    access_needs: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about(cls="S3"))
    heard_how: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
    email: Mapped[str] = mapped_column(String(254), default="", server_default="", info=_about("contact"))
    phone: Mapped[str] = mapped_column(String(40), default="", server_default="", info=_about("contact"))
    external_ref: Mapped[str | None] = mapped_column(String(100), info=_about(KEEPING))
    merged_into_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about(KEEPING))
    left_on: Mapped[date | None] = mapped_column(Date, info=_about(KEEPING))
    is_protected: Mapped[bool] = mapped_column(
        Boolean, default=False, server_default=sql.false(), info=_about("keeping-safe", "S4")
    )
    gate_passed: Mapped[int | None] = mapped_column(Integer, info=_about(KEEPING))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about(KEEPING))
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, onupdate=utcnow, info=_about(KEEPING))
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    organisation: Mapped[Organisation | None] = scoped_relationship("Organisation", "organisation_id")
    place: Mapped[Place | None] = scoped_relationship("Place", "place_id")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}

    @validates("name", "known_as")
    def _keep_find_text(self, key: str, value: str) -> str:
        """A name and what is found by it never part company."""
        name = value if key == "name" else self.name or ""
        known_as = value if key == "known_as" else self.known_as or ""
        self.sort_name, self.find_text = fold(name)[:200], fold(f"{name} {known_as}")[:320]
        return value

    @property
    def called(self) -> str:
        """The name this person wants to be called by."""
        return self.known_as or self.name


class Merge(AuthorityScoped, Base):
    """One merge of twins: the record kept, the one folded in, and every row that moved, so it can be
    undone.

    `moved` lists for each row its table, attribute, id and how it fared (moved, set aside with its values,
    left); `before` and `after` hold the kept record's fields that were filled in.
    """

    __tablename__ = "core_merge"

    kept_id: Mapped[UUID] = scoped_fk("core_person", info=_about(KEEPING))
    merged_id: Mapped[UUID] = scoped_fk("core_person", info=_about(KEEPING))
    moved: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, info=_about(KEEPING))
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=_about(KEEPING))
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, info=_about(KEEPING))
    why: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about(KEEPING))
    by_user_id: Mapped[UUID | None] = mapped_column(info=_about(KEEPING))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
