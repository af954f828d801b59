"""What those who decide answered, what they promised to do by when, and how it can be seen that it was done.

Source: LA9 (act or explain why not), N28, NC33 (a change and its proof: "did you get your plan?"), NC16.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, scoped_fk, scoped_index, scoped_unique, utcnow
from plugins.influence.models.columns import OWNER, about, officer


class Answer(AuthorityScoped, Base):
    """One answer of one owner, never altered: a later one stands beside it (`number` counts them).

    `outcome` is one of vocabulary.OUTCOMES; `reason` is there where vocabulary.NEEDS_REASON says so. `how`: page, link
    or worker. `public_*` and `cleared_at` as for an Ask.
    """

    __tablename__ = "influence_answer"
    __table_args__ = (scoped_unique("owner_id", "number"), scoped_index("ask_id", "made_at"))

    ask_id: Mapped[UUID] = scoped_fk("influence_ask", index=False)
    owner_id: Mapped[UUID] = scoped_fk("influence_owner", info=OWNER)
    number: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    outcome: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text, info=officer())
    words_easy: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    reason: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    by_words: Mapped[str] = mapped_column(String(200), default="", server_default="", info=officer())
    how: Mapped[str] = mapped_column(String(40), default="page", server_default="page")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    public_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    public_easy: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    public_reason: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    cleared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Promise(AuthorityScoped, Base):
    """Something that an owner will do, who does it and by when. `state`: open, done or dropped (`note` says why).

    Everybody reads `public_what` and `public_note`, as far as a person cleared them.
    """

    __tablename__ = "influence_promise"
    __table_args__ = (scoped_index("state", "due_on"), scoped_index("ask_id", "due_on"))

    ask_id: Mapped[UUID] = scoped_fk("influence_ask", index=False)
    owner_id: Mapped[UUID] = scoped_fk("influence_owner", info=OWNER)
    answer_id: Mapped[UUID | None] = scoped_fk("influence_answer", nullable=True)
    what: Mapped[str] = mapped_column(String(400), info=officer())
    who: Mapped[str] = mapped_column(String(200), info=officer())
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(40), default="open", server_default="open")
    done_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    public_what: Mapped[str] = mapped_column(String(400), default="", server_default="", info=officer())
    public_note: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    cleared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Proof(AuthorityScoped, Base):
    """How it can be seen that something was done: a document, a figure or words. `kind`: document, figure or words.

    A figure says `part` of `whole`, such as 41 of 52 who got a letter; small ones are never published. Everybody reads
    `public_words`, as far as a person cleared them.
    """

    __tablename__ = "influence_proof"
    __table_args__ = (scoped_index("ask_id", "made_at"),)

    ask_id: Mapped[UUID] = scoped_fk("influence_ask", index=False)
    promise_id: Mapped[UUID | None] = scoped_fk("influence_promise", nullable=True)
    kind: Mapped[str] = mapped_column(String(40), default="words", server_default="words")
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    part: Mapped[int | None] = mapped_column(Integer)
    whole: Mapped[int | None] = mapped_column(Integer)
    file_id: Mapped[UUID | None] = scoped_fk("core_file", nullable=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    public_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    cleared_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Check(AuthorityScoped, Base):
    """A question put back to young people: did it really happen? Open until `closes_on` (NC33).

    Without days it is proposed, and nobody is asked before staff open it. `group_id`: its members are asked as well.
    """

    __tablename__ = "influence_check"
    __table_args__ = (scoped_index("closes_on"),)

    ask_id: Mapped[UUID] = scoped_fk("influence_ask")
    question: Mapped[str] = mapped_column(String(300), info=about("S2"))
    group_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True)
    opens_on: Mapped[date | None] = mapped_column(Date)
    closes_on: Mapped[date | None] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class CheckAnswer(AuthorityScoped, Base):
    """What one young person answered to a check: yes, partly, no or not_me. Only numbers leave this table."""

    __tablename__ = "influence_check_answer"
    __table_args__ = (scoped_unique("check_id", "person_id"),)

    check_id: Mapped[UUID] = scoped_fk("influence_check", info=about())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about())
    answer: Mapped[str] = mapped_column(String(40), info=about())
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
