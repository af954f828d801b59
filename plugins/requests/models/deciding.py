"""Who decides about a request: young people by their press, approvers by level; and the days that they agree on."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import Boolean, Date, String, Text, Time, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    scoped_fk,
    scoped_index,
    scoped_unique,
    utcnow,
)
from plugins.requests.models.columns import about, officer


class RequestVote(AuthorityScoped, Base):
    """One young person's own yes or no to one request; their last press counts. Only numbers leave this table."""

    __tablename__ = "requests_vote"
    __table_args__ = (scoped_unique("request_id", "person_id"),)

    request_id: Mapped[UUID] = scoped_fk("requests_request", index=False, info=about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=about())
    yes: Mapped[bool] = mapped_column(Boolean, info=about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class RequestApproval(AuthorityScoped, Base):
    """One level's approval of a request. The database takes one for each level, so of two at once only one counts."""

    __tablename__ = "requests_approval"
    __table_args__ = (scoped_unique("request_id", "level"),)

    request_id: Mapped[UUID] = scoped_fk("requests_request", index=False)
    level: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Approver(AuthorityScoped, Base):
    """Somebody who may approve on one level, as a lead has named them."""

    __tablename__ = "requests_approver"
    __table_args__ = (scoped_unique("level", "person_id"),)

    level: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[UUID] = scoped_fk("core_person", info=officer())


class RequestDay(AuthorityScoped, Base):
    """A day on which the work could take place: offered to the young people, and `chosen` once they agreed to it."""

    __tablename__ = "requests_day"
    __table_args__ = (scoped_unique("request_id", "on_date"), scoped_index("on_date"))

    request_id: Mapped[UUID] = scoped_fk("requests_request", index=False)
    on_date: Mapped[date] = mapped_column(Date)
    at: Mapped[time | None] = mapped_column(Time)
    where: Mapped[str] = mapped_column(String(200), default="", server_default="", info=not_personal("a place"))
    chosen: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
