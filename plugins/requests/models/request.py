"""A request to work with young people, and what happened to it.

Source: LA33, LA34 (one register, clear routes), Lundy's space, voice, audience and influence, W29 (honest limits), W38
(how success will be known), LA9 (timely feedback).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, Integer, String, Text
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
from plugins.groups.api import Group
from plugins.requests.models.columns import WORK, officer

WORD = String(40)
LINE = String(200)


def _text(info: dict[str, Any] | None = WORK) -> Mapped[str]:
    return mapped_column(Text, default="", server_default="", info=info)


def _line(info: dict[str, Any] | None = WORK) -> Mapped[str]:
    return mapped_column(LINE, default="", server_default="", info=info)


class Request(AuthorityScoped, Base):
    """What an agency asks. `number` counts the council's requests; `state` is one of vocabulary.STATES, and `due_on`
    the day by which its next step should be done.

    `agency_key` is the agency's name folded, so that the same one is found again. `asker_id` is whoever asked with an
    account; without one `guest_id` is their address in the keeping of the core, and `code_hash` the hash of their
    receipt's code. `asked_on`: when it was put to the young people; `answer`: their yes or no, `answer_how` one of
    vocabulary.HOW. `findings`: what they said, in short, without names. `ask_id`: the question in influence by which
    the feedback is owed; `lifted_why`: why a lead let the agency ask again although it is late.
    """

    __tablename__ = "requests_request"
    __table_args__ = (
        scoped_unique("number"),
        scoped_index("state", "due_on", "number"),
        scoped_index("asked_on"),
        scoped_index("agency_key", "state"),
        scoped_index("code_hash"),
        scoped_index("group_id", "state"),
        scoped_index("asker_id", "number"),
    )

    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(LINE, info=WORK)
    kind: Mapped[str] = mapped_column(WORD, default="views", server_default="views")
    from_kind: Mapped[str] = mapped_column(WORD, default="service", server_default="service")
    agency: Mapped[str] = _line(not_personal("the name of an agency"))
    agency_key: Mapped[str] = _line(not_personal("the folded name of an agency"))
    office: Mapped[str] = _line(officer())
    asker_name: Mapped[str] = _line(officer())
    email: Mapped[str] = mapped_column(String(254), default="", server_default="", info=officer())
    asker_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, index=False, info=officer())
    guest_id: Mapped[UUID | None] = mapped_column(info=officer())
    code_hash: Mapped[str] = mapped_column(
        String(64), default="", server_default="", info=not_personal("a keyed hash of a random code")
    )

    group_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True, index=False)
    school_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    cohort: Mapped[str] = mapped_column(String(80), default="", server_default="")
    wanted: Mapped[str] = _line()

    question: Mapped[str] = _text()
    space: Mapped[str] = _text()
    voice: Mapped[str] = _text()
    heard_by: Mapped[str] = _line(officer())
    can_change: Mapped[str] = _text()
    cannot_change: Mapped[str] = _text()
    success: Mapped[str] = _text()
    thanks: Mapped[str] = _text()
    feedback: Mapped[str] = _text()
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    feedback_by: Mapped[date | None] = mapped_column(Date)
    touches: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    risks: Mapped[str] = _text()
    records: Mapped[str] = _text()

    state: Mapped[str] = mapped_column(WORD, default="draft", server_default="draft")
    due_on: Mapped[date | None] = mapped_column(Date)
    sent_on: Mapped[date | None] = mapped_column(Date)
    asked_on: Mapped[date | None] = mapped_column(Date)
    reply_by: Mapped[date | None] = mapped_column(Date)
    over_why: Mapped[str] = _text(officer())
    answer: Mapped[str] = mapped_column(
        WORD, default="", server_default="", info=not_personal("the yes or no of a whole group")
    )
    answer_how: Mapped[str] = mapped_column(WORD, default="", server_default="")
    answered_on: Mapped[date | None] = mapped_column(Date)
    answer_words: Mapped[str] = _text(not_personal("what a group added to its answer; names nobody"))
    answer_by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    worker_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    findings: Mapped[str] = _text(not_personal("what was said, in short; names nobody"))
    ask_id: Mapped[UUID | None] = scoped_fk("influence_ask", nullable=True)
    lifted_why: Mapped[str] = _text(officer())
    lifted_by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, onupdate=utcnow)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    group: Mapped[Group | None] = scoped_relationship(Group, "group_id", viewonly=True)
    steps: Mapped[list["RequestStep"]] = scoped_collection("RequestStep", "request_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class RequestStep(AuthorityScoped, Base):
    """One thing that happened to a request, in order, never altered. `kind` is one of vocabulary.STEPS; `words` is what
    staff wrote for whoever asked.
    """

    __tablename__ = "requests_step"
    __table_args__ = (scoped_unique("request_id", "position"),)

    request_id: Mapped[UUID] = scoped_fk("requests_request", index=False)
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(WORD)
    words: Mapped[str] = _text(officer())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
