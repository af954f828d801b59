"""Audits: a form that the council words itself, filled in once a year by each team and provider.

Source: L3 (a simple annual audit, last year beside this year), L8, W26 (Hear by Right: standards, levels,
evidence, a young person's words beside), LA48, LA56. No wording of others is shipped: a council types in what it uses.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from core.api import (
    AuthorityScoped,
    Base,
    Organisation,
    Person,
    UTCDateTime,
    not_personal,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.standards.models.columns import about, officer


class AuditForm(AuthorityScoped, Base):
    """What is asked. `sections`: [{key, title, about}]; `levels`: the same, the steps of its scale in order.
    `kinds`: which kinds of organisation fill it in. A form used by another plugin names it in `kept_by`, which opens
    it; "" is opened here, each year on `opens_month`/`opens_day`, for `days` days. `in_use` false: kept, not opened.
    """

    __tablename__ = "standards_audit_form"
    __table_args__ = (scoped_unique("key"),)

    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    source: Mapped[str] = mapped_column(Text, default="", server_default="")
    sections: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    levels: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    kept_by: Mapped[str] = mapped_column(
        String(80), default="", server_default="", info=not_personal("the name of a plugin")
    )
    opens_month: Mapped[int] = mapped_column(Integer, default=9, server_default="9")
    opens_day: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    days: Mapped[int] = mapped_column(Integer, default=60, server_default="60")
    in_use: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    questions: Mapped[list["AuditQuestion"]] = scoped_collection(
        "plugins.standards.models.audits.AuditQuestion", "form_id", viewonly=True
    )

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class AuditQuestion(AuthorityScoped, Base):
    """One question. `kind` is one of vocabulary.QUESTIONS. `asked_until` is the last year in which it was asked: set
    when it is removed while answers exist, which stay with their years. `young` asks besides what young people say.
    """

    __tablename__ = "standards_audit_question"
    __table_args__ = (scoped_unique("form_id", "key"),)

    form_id: Mapped[UUID] = scoped_fk("standards_audit_form", index=False)
    key: Mapped[str] = mapped_column(String(80))
    section: Mapped[str] = mapped_column(String(80), default="", server_default="")
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    words: Mapped[str] = mapped_column(String(400), info=not_personal("a question of a form"))
    hint: Mapped[str] = mapped_column(Text, default="", server_default="")
    kind: Mapped[str] = mapped_column(String(40), default="level", server_default="level")
    needed: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    young: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")
    asked_until: Mapped[int | None] = mapped_column(Integer)

    form: Mapped[AuditForm] = scoped_relationship(AuditForm, "form_id", viewonly=True)


class Audit(AuthorityScoped, Base):
    """One form for one organisation in one year. `year` is the calendar year in which it opened. `part` tells apart
    several of one organisation, such as its contracts, and `part_title` is what a reader calls it; both "" for most.

    `state`: open, sent. Sent ones are never changed; one that is opened again says so in its changes. `owner_id`: who
    looks after it; besides, staff whose record names the organisation fill it in.
    """

    __tablename__ = "standards_audit"
    __table_args__ = (
        scoped_unique("form_id", "organisation_id", "year", "part"),
        scoped_index("state", "due_on"),
        scoped_index("owner_id", "state"),
    )

    form_id: Mapped[UUID] = scoped_fk("standards_audit_form", index=False)
    organisation_id: Mapped[UUID] = scoped_fk("core_organisation")
    year: Mapped[int] = mapped_column(Integer)
    part: Mapped[str] = mapped_column(String(80), default="", server_default="")
    part_title: Mapped[str] = mapped_column(String(200), default="", server_default="")
    opened_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(40), default="open", server_default="open")
    owner_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, index=False, info=officer())
    sent_on: Mapped[date | None] = mapped_column(Date)
    sent_by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    next_steps: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    reminders: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    form: Mapped[AuditForm] = scoped_relationship(AuditForm, "form_id", viewonly=True)
    organisation: Mapped[Organisation] = scoped_relationship(Organisation, "organisation_id", viewonly=True)
    colleagues: Mapped[list[Person]] = relationship(
        Person,
        primaryjoin=lambda: (
            (Audit.authority_id == foreign(Person.authority_id))
            & (Audit.organisation_id == foreign(Person.organisation_id))
        ),
        viewonly=True,
        uselist=True,
    )

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class AuditAnswer(AuthorityScoped, Base):
    """What was answered to one question: a level or yes/no in `choice`, a count in `number`, and what it rests on in
    `words`. `young_words`: what young people say of it, as a worker wrote it down.
    """

    __tablename__ = "standards_audit_answer"
    __table_args__ = (scoped_unique("audit_id", "question_id"), scoped_index("question_id"))

    audit_id: Mapped[UUID] = scoped_fk("standards_audit", index=False)
    question_id: Mapped[UUID] = scoped_fk("standards_audit_question", index=False)
    choice: Mapped[str] = mapped_column(String(80), default="", server_default="")
    number: Mapped[int | None] = mapped_column(Integer)
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    young_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)

    audit: Mapped[Audit] = scoped_relationship(Audit, "audit_id", viewonly=True)
