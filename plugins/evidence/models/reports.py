"""A report of a council's year, term or quarter, put together from the records of all plugins and signed off by people.

Source: NC54 (activity, impact, aspirations of a year), W49 (annual report), N62 (each quarter, then locked), L4, LA55.
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
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_unique,
    utcnow,
)
from plugins.evidence.models.columns import about, staff


class Report(AuthorityScoped, Base):
    """What happened from `starts_on` to `ends_on`. `kind` says whose report it is and how often it comes, such as
    "evidence.annual" or "youth_voice.annual"; there is one of a kind for the same days, and `key` is its address.

    `about` narrows it to some records, as [[plugin, kind, id], ...]; empty, it is of the whole council. `parts`: which
    parts of what plugins report stand in it; None for all. `compiled_at`: when they were last gathered. While
    `signed_at` is set nothing in it changes, and only what is signed is published.
    """

    __tablename__ = "evidence_report"
    __table_args__ = (
        scoped_unique("key"),
        scoped_unique("kind", "starts_on", "ends_on"),
        scoped_index("published_at", "ends_on"),
    )

    key: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(80), default="evidence.annual", server_default="evidence.annual")
    title: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    about: Mapped[list[Any]] = mapped_column(JSON, default=list, server_default="[]")
    parts: Mapped[list[str] | None] = mapped_column(JSON)
    worker_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=staff())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    compiled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    signed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    unpublished_why: Mapped[str] = mapped_column(String(200), default="", server_default="", info=staff())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    sections: Mapped[list["Section"]] = scoped_collection(
        "Section", "report_id", viewonly=True, order_by="Section.position"
    )

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Section(AuthorityScoped, Base):
    """One section: the words that people write, and below them figures and lines.

    `key` is the plan's ("foreword") or that of the part that a plugin reported ("meetings.held"); `source` is that
    plugin, "" for a section of words. `hint` says what belongs here. `is_shown`: stands in the report. `pictures`: how
    many stood here when it was published; where fewer may be shown now, the report says so.
    """

    __tablename__ = "evidence_section"
    __table_args__ = (scoped_unique("report_id", "key"), scoped_index("report_id", "position"))

    report_id: Mapped[UUID] = scoped_fk("evidence_report", index=False)
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    key: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(String(80), default="", server_default="")
    title: Mapped[str] = mapped_column(String(200))
    hint: Mapped[str] = mapped_column(String(400), default="", server_default="")
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S2"))
    words_easy: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S2"))
    is_shown: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    pictures: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Figure(AuthorityScoped, Base):
    """A count in a section of a report or in a story, as it was counted; small counts of people are kept back where it
    is shown. `whole`: of how many. `url`: where those with the right see what was counted. `cleared_at`: of a story's
    count, since when everybody may read it; one that is written anew waits until somebody looks it through.
    """

    __tablename__ = "evidence_figure"
    __table_args__ = (scoped_index("section_id", "position"), scoped_index("story_id", "position"))

    section_id: Mapped[UUID | None] = scoped_fk("evidence_section", nullable=True, index=False)
    story_id: Mapped[UUID | None] = scoped_fk("evidence_story", nullable=True, index=False)
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    key: Mapped[str] = mapped_column(String(80), default="", server_default="")
    title: Mapped[str] = mapped_column(String(200))
    count: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    whole: Mapped[int | None] = mapped_column(Integer)
    of_people: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    url: Mapped[str] = mapped_column(String(400), default="", server_default="")
    cleared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Line(AuthorityScoped, Base):
    """A record that stands in a section: a story, a quote, a question. `ref_*` is the record; what everybody may see
    of it is asked at each reading, so nothing of it but `title` (for staff) is kept here.

    `chosen`: staff put it there, so compiling again leaves it. `cleared_at`: it was public when the report was; if it
    is not any more, the report says that something is no longer shown.
    """

    __tablename__ = "evidence_line"
    __table_args__ = (scoped_unique("section_id", "ref_plugin", "ref_kind", "ref_id"), scoped_index("ref_id"))

    section_id: Mapped[UUID] = scoped_fk("evidence_section")
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    ref_plugin: Mapped[str] = mapped_column(String(80))
    ref_kind: Mapped[str] = mapped_column(String(80))
    ref_id: Mapped[UUID] = mapped_column(info=about("S2"))
    title: Mapped[str] = mapped_column(String(200), default="", server_default="", info=about("S2"))
    on_day: Mapped[date | None] = mapped_column(Date)
    chosen: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    is_shown: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    cleared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class SignOff(AuthorityScoped, Base):
    """Somebody stands for a report as it is: a person with an account, or those who said so at a meeting.

    `as_words` is how the report names them: an office or a group, never a child. It falls with the next change.
    """

    __tablename__ = "evidence_sign_off"
    __table_args__ = (scoped_index("report_id", "made_at"),)

    report_id: Mapped[UUID] = scoped_fk("evidence_report", index=False)
    as_words: Mapped[str] = mapped_column(String(200), info=staff())
    note: Mapped[str] = mapped_column(String(400), default="", server_default="", info=staff())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=staff())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
