"""Returns of evidence, what happened to each, and the contracts of providers that are evaluated.

Source: L4 (You Said, We Did), L5 (a provider's evaluation, per contract), L6 (the group that receives returns).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from core.api import (
    AuthorityScoped,
    Base,
    Organisation,
    Person,
    UTCDateTime,
    not_personal,
    personal,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.groups.api import BoardDate, Group


def _officer() -> dict[str, Any]:
    return personal(purpose="participation", cls="S1", retention="published")


def _told() -> dict[str, Any]:
    """What staff tell of what young people said: without names, and still words about them."""
    return personal(purpose="participation", cls="S2", retention="published")


class Return(AuthorityScoped, Base):
    """You said, we did: what young people and families said to a team, what it did, and what is different now.

    `status` is one of vocabulary.STATES. `year` is the round that it counts for. `fingerprint` is the same for the same
    words, so that a second sending is the first return. `group_id` is who receives it, `to_group_on` the day of that,
    with `date_id` where it is a known day of the board.
    `about_*`: a record that it rests on, such as a question that was answered.
    """

    __tablename__ = "participation_returns_return"
    __table_args__ = (
        scoped_unique("organisation_id", "year", "fingerprint"),
        scoped_index("status", "sent_on"),
        scoped_index("year", "organisation_id"),
    )

    organisation_id: Mapped[UUID] = scoped_fk("core_organisation", index=False)
    year: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(200), info=_told())
    you_said: Mapped[str] = mapped_column(Text, default="", server_default="", info=_told())
    we_did: Mapped[str] = mapped_column(Text, default="", server_default="", info=_told())
    difference: Mapped[str] = mapped_column(Text, default="", server_default="", info=_told())
    people: Mapped[int | None] = mapped_column(Integer)
    about_plugin: Mapped[str] = mapped_column(String(80), default="", server_default="")
    about_kind: Mapped[str] = mapped_column(String(80), default="", server_default="")
    about_id: Mapped[UUID | None] = mapped_column()
    status: Mapped[str] = mapped_column(String(40), default="draft", server_default="draft")
    fingerprint: Mapped[str] = mapped_column(String(64), info=not_personal("a hash that tells the same words again"))
    written_by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_officer())
    sent_on: Mapped[date | None] = mapped_column(Date)
    group_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True)
    date_id: Mapped[UUID | None] = scoped_fk("groups_board_date", nullable=True)
    to_group_on: Mapped[date | None] = mapped_column(Date)
    taken_on: Mapped[date | None] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    organisation: Mapped[Organisation] = scoped_relationship(Organisation, "organisation_id", viewonly=True)
    group: Mapped[Group | None] = scoped_relationship(Group, "group_id", viewonly=True)
    sitting: Mapped[BoardDate | None] = scoped_relationship(BoardDate, "date_id", viewonly=True)
    colleagues: Mapped[list[Person]] = relationship(
        Person,
        primaryjoin=lambda: (
            (Return.authority_id == foreign(Person.authority_id))
            & (Return.organisation_id == foreign(Person.organisation_id))
        ),
        viewonly=True,
        uselist=True,
    )

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class ReturnStep(AuthorityScoped, Base):
    """One thing that happened to a return, in order, never altered; `kind` is one of vocabulary.STEPS."""

    __tablename__ = "participation_returns_step"
    __table_args__ = (scoped_index("return_id", "made_at"),)

    return_id: Mapped[UUID] = scoped_fk("participation_returns_return", index=False)
    kind: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=_officer())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Contract(AuthorityScoped, Base):
    """A contract or service level agreement with a provider; each has an evaluation of its own every year (L5, W40)."""

    __tablename__ = "participation_returns_contract"
    __table_args__ = (scoped_unique("key"),)

    key: Mapped[str] = mapped_column(String(80))
    organisation_id: Mapped[UUID] = scoped_fk("core_organisation")
    title: Mapped[str] = mapped_column(String(200), info=not_personal("what a contract is called"))
    starts_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")
    active: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    organisation: Mapped[Organisation] = scoped_relationship(Organisation, "organisation_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


__all__ = ["Contract", "Return", "ReturnStep"]
