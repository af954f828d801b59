"""An ask: one or more views made into a question, and each decision-maker who must answer it by a day.

Source: N52 (each question goes to a named one), NC35, NC50 (several owners), W29 (honest limits), W3, W31.
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
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.groups.api import Group
from plugins.influence.models.columns import OWNER, about, officer
from plugins.influence.models.voice import View


class Ask(AuthorityScoped, Base):
    """A question to those who decide. `number` counts the council's asks; `status` is one of vocabulary.STATUSES, kept
    from the owners' latest answers, and `due_on` the earliest day on which an answer is due that has not come.

    `public_*` are copies of what a person has cleared for everybody; only they leave the council, and only while
    `published_at` is set. `made_with`: who worded it together with adults.
    """

    __tablename__ = "influence_ask"
    __table_args__ = (
        scoped_unique("number"),
        scoped_index("status", "due_on", "id"),
        scoped_index("published_at", "id"),
        scoped_index("answered_on", "id"),
        scoped_index("group_id", "published_at"),
    )

    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(200), info=about())
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    words_easy: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    can_change: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S2"))
    cannot_change: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S2"))
    success: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S2"))
    made_with: Mapped[str] = mapped_column(String(200), default="", server_default="", info=about())
    group_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True, index=False)
    worker_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    status: Mapped[str] = mapped_column(String(40), default="draft", server_default="draft")
    asked_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    answered_on: Mapped[date | None] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    public_title: Mapped[str] = mapped_column(String(200), default="", server_default="", info=about("S0"))
    public_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S0"))
    public_easy: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S0"))
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    unpublished_why: Mapped[str] = mapped_column(String(200), default="", server_default="", info=officer())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    group: Mapped[Group | None] = scoped_relationship(Group, "group_id", viewonly=True)
    views: Mapped[list["AskView"]] = scoped_collection("AskView", "ask_id", viewonly=True)
    owners: Mapped[list["Owner"]] = scoped_collection("Owner", "ask_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class AskTag(AuthorityScoped, Base):
    """What an ask is about: as ViewTag. `published_at` repeats the ask's, so that the newest public asks of one theme
    are found without reading the others; the trail keeps it in step.
    """

    __tablename__ = "influence_ask_tag"
    __table_args__ = (
        scoped_unique("ask_id", "vocabulary", "key"),
        scoped_index("vocabulary", "key", "published_at", "ask_id"),
    )

    ask_id: Mapped[UUID] = scoped_fk("influence_ask")
    vocabulary: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(80))
    published_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class AskView(AuthorityScoped, Base):
    """A view that an ask rests on. `public_quote` is what a person has cleared of its words; it is shown while the view
    may be published, and gone when the view is taken back (`taken_back_at` is then kept here too).
    """

    __tablename__ = "influence_ask_view"
    __table_args__ = (scoped_unique("ask_id", "view_id"),)

    ask_id: Mapped[UUID] = scoped_fk("influence_ask")
    view_id: Mapped[UUID] = scoped_fk("influence_view")
    public_quote: Mapped[str] = mapped_column(Text, default="", server_default="", info=about("S0"))
    taken_back_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    view: Mapped[View] = scoped_relationship(View, "view_id", viewonly=True)


class Owner(AuthorityScoped, Base):
    """Who must answer an ask: a named decision-maker, or a board on one of its days (NC36, W44).

    `title` and `organisation` are how the public reads of them ("Head of Transport", "City Buses"). `name` and `email`
    are for a partner's officer without an account; `person_id` for one with. For a board `presenter_id` is the young
    person or worker who presents the paper. `state`: waiting, answered or passed_on. `reminders` counts what was sent.
    """

    __tablename__ = "influence_owner"
    __table_args__ = (scoped_index("state", "due_on"), scoped_index("person_id", "state"))

    ask_id: Mapped[UUID] = scoped_fk("influence_ask")
    kind: Mapped[str] = mapped_column(String(40), default="person", server_default="person")
    title: Mapped[str] = mapped_column(String(200), default="", server_default="", info=officer())
    name: Mapped[str] = mapped_column(String(200), default="", server_default="", info=officer())
    email: Mapped[str] = mapped_column(String(254), default="", server_default="", info=officer())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, index=False, info=officer())
    organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    board_id: Mapped[UUID | None] = scoped_fk("groups_board", nullable=True)
    date_id: Mapped[UUID | None] = scoped_fk("groups_board_date", nullable=True)
    presenter_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    paper_id: Mapped[UUID | None] = scoped_fk("core_file", nullable=True)
    state: Mapped[str] = mapped_column(String(40), default="waiting", server_default="waiting")
    outcome: Mapped[str] = mapped_column(String(40), default="", server_default="")
    asked_on: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    answered_on: Mapped[date | None] = mapped_column(Date)
    reminders: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    escalated: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    ask: Mapped[Ask] = scoped_relationship(Ask, "ask_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class AnswerLink(AuthorityScoped, Base):
    """A link in a mail by which one owner answers one ask without signing in; only its hash is kept, and it opens
    nothing after `expires_at` or once `used_at` is set. `guest_id`: the address that it was sent to, in the core.
    """

    __tablename__ = "influence_answer_link"
    __table_args__ = (scoped_unique("token_hash"),)

    owner_id: Mapped[UUID] = scoped_fk("influence_owner", info=OWNER)
    token_hash: Mapped[str] = mapped_column(String(64), info=not_personal("a hash of random bits"))
    guest_id: Mapped[UUID | None] = mapped_column(info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Change(AuthorityScoped, Base):
    """One thing that happened to an ask: its trail, in order, never altered. `kind` is one of vocabulary.CHANGES.

    `detail` holds plain values: an outcome, two days; never what somebody said.
    """

    __tablename__ = "influence_change"
    __table_args__ = (scoped_index("ask_id", "position"), scoped_index("made_at"))

    ask_id: Mapped[UUID] = scoped_fk("influence_ask", index=False)
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[UUID | None] = scoped_fk("influence_owner", nullable=True, info=OWNER)
    detail: Mapped[str] = mapped_column(String(400), default="", server_default="", info=officer())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    by_words: Mapped[str] = mapped_column(String(120), default="", server_default="", info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
