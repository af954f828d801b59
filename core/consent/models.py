"""What was asked, by which words, and every answer: a ledger to which one only adds.

The current answer is nowhere stored: rules.py derives it from these rows, the person's age today, who stands in for
them and whether they can decide for themselves.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.db import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    personal,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from core.people.models import Person


def _about(cls: str = "S2") -> dict[str, Any]:
    """The `info` of a personal column of this module."""
    return personal(purpose="agreement", cls=cls, retention="consent")


class Wording(AuthorityScoped, Base):
    """The council's words for one purpose as they once stood: a new row for each new text, never changed."""

    __tablename__ = "core_consent_wording"
    __table_args__ = (scoped_unique("purpose", "digest"),)

    purpose: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64))
    texts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    first_used_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Entry(AuthorityScoped, Base):
    """One line of the ledger: what happened to one person's agreement to one purpose, and by whose word.

    `voice` is whose word it is: own, adult (then `adult_id`), council (corporate parent), worker (a disagreement
    resolved) or job. `capacity` is in what right; `until` the last day that a yes holds. `options` are the uses that
    were agreed to; `with_people` the ids of people it may be shared with.
    """

    __tablename__ = "core_consent_entry"
    __table_args__ = (scoped_index("person_id", "purpose"), scoped_index("until"))

    person_id: Mapped[UUID] = scoped_fk("core_person", index=False, info=_about())
    purpose: Mapped[str] = mapped_column(String(80), info=_about())
    state: Mapped[str] = mapped_column(String(20), info=_about())
    voice: Mapped[str] = mapped_column(String(20), info=_about())
    capacity: Mapped[str] = mapped_column(String(40), default="", server_default="", info=_about())
    adult_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    options: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]", info=_about())
    with_people: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]", info=_about())
    wording_id: Mapped[UUID | None] = scoped_fk("core_consent_wording", nullable=True, index=False)
    band: Mapped[str] = mapped_column(String(20), default="", server_default="", info=_about())
    how: Mapped[str] = mapped_column(String(20), default="screen", server_default="screen", info=_about())
    scan_id: Mapped[UUID | None] = mapped_column(info=_about())  # a stored file; files stand above this room
    note: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    until: Mapped[date | None] = mapped_column(Date, info=_about())
    said_on: Mapped[date] = mapped_column(Date, info=_about())
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    seq: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    by_user_id: Mapped[UUID | None] = mapped_column(info=_about())

    person: Mapped[Person] = scoped_relationship("Person", "person_id")
    adult: Mapped[Person | None] = scoped_relationship("Person", "adult_id")
    wording: Mapped[Wording | None] = scoped_relationship("Wording", "wording_id")


class Competence(AuthorityScoped, Base):
    """A recorded judgement about one decision of one young person (Gillick), or from 16 on a note on capacity.

    `decision` is a purpose; never taken as more than that. `judgement` is competent, partly or not_now, good until
    `review_on`. The young person can read the result.
    """

    __tablename__ = "core_competence"
    __table_args__ = (scoped_index("person_id", "decision"),)

    person_id: Mapped[UUID] = scoped_fk("core_person", index=False, info=_about("S3"))
    decision: Mapped[str] = mapped_column(String(80), info=_about("S3"))
    kind: Mapped[str] = mapped_column(String(40), default="gillick", server_default="gillick", info=_about("S3"))
    judgement: Mapped[str] = mapped_column(String(20), info=_about("S3"))
    information: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    understanding: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    weighing: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    communication: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    freedom: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    parent_advice: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    second_view: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    contested: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=_about("S3"))
    assessed_by_user_id: Mapped[UUID | None] = mapped_column(info=_about("S3"))
    assessed_on: Mapped[date] = mapped_column(Date, info=_about("S3"))
    review_on: Mapped[date] = mapped_column(Date, info=_about("S3"))
    ended_on: Mapped[date | None] = mapped_column(Date, info=_about("S3"))
    ended_why: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about("S3"))

    person: Mapped[Person] = scoped_relationship("Person", "person_id")


class Round(AuthorityScoped, Base):
    """Forms made for many people at once, for paper or for links, and how far their answers have come in."""

    __tablename__ = "core_consent_round"
    __table_args__ = (scoped_index("made_at"),)

    title: Mapped[str] = mapped_column(String(200))
    purposes: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    made_by_user_id: Mapped[UUID | None] = mapped_column(info=_about())
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Asking(AuthorityScoped, Base):
    """One form or one-time link for one answerer about one person; `adult_id` None: the person themselves.

    `code_hash` is of the code on the paper or of the token in the link: only whoever holds it can answer. `answers`
    wait there until a worker has checked who it was, and are emptied then.
    """

    __tablename__ = "core_consent_asking"
    __table_args__ = (scoped_unique("code_hash"), scoped_index("state", "made_at"))

    round_id: Mapped[UUID | None] = scoped_fk("core_consent_round", nullable=True)
    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about())
    adult_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    purposes: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]", info=_about())
    by: Mapped[str] = mapped_column(String(20), default="link", server_default="link", info=_about())
    code_hash: Mapped[str] = mapped_column(String(64), info=_about("S3"))
    state: Mapped[str] = mapped_column(String(40), default="open", server_default="open", info=_about())
    identity: Mapped[str] = mapped_column(String(40), default="to_check", server_default="to_check", info=_about())
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}", info=_about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    made_by_user_id: Mapped[UUID | None] = mapped_column(info=_about())
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime, info=_about())
    answered_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
    settled_by_user_id: Mapped[UUID | None] = mapped_column(info=_about())

    person: Mapped[Person] = scoped_relationship("Person", "person_id")
    adult: Mapped[Person | None] = scoped_relationship("Person", "adult_id")
