"""A request about somebody's data, the steps taken with it, and what is left out of a copy.

Steps are only ever added: where a request stands, and by when it is due, is worked out from them (rules.py).
`closed_on` is what they say too, kept beside the request so that the desk finds the open ones. An erased person's
requests stay as empty records that name nobody: that they were answered, and when, must be shown later (UK GDPR
Art. 5(2)).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, Uuid, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.db import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    personal,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_unique,
    utcnow,
)


def _about(cls: str = "S2") -> dict[str, Any]:
    """The `info` of a personal column of this module."""
    return personal(purpose="rights", cls=cls, retention="audit")


class RightsRequest(AuthorityScoped, Base):
    """One request of one kind about one person; `person_id` is None until somebody knows whose record is meant.

    `asker_id` is the record of whoever asks, where they have one; `on_behalf` when they ask about somebody else.
    `words` is what they ask for or what is wrong, `right_words` what would be right.
    """

    __tablename__ = "core_rights_request"
    __table_args__ = (scoped_unique("reference"), scoped_index("closed_on"))

    kind: Mapped[str] = mapped_column(String(20))
    reference: Mapped[str] = mapped_column(String(20))
    way: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    asker_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    asked_by: Mapped[UUID | None] = mapped_column(Uuid, info=_about())
    on_behalf: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=_about())
    about_name: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about())
    asker_name: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about())
    asker_contact: Mapped[str] = mapped_column(String(300), default="", server_default="", info=_about())
    asker_is: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about())
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    right_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    received_on: Mapped[date] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    assigned_to: Mapped[UUID | None] = mapped_column(Uuid, info=_about())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    steps: Mapped[list["RightsStep"]] = scoped_collection("RightsStep", "request_id", order_by="RightsStep.seq")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class RightsStep(AuthorityScoped, Base):
    """One step: who took it, when, and why; `seq` counts from 1, so that two at the same moment cannot both stand."""

    __tablename__ = "core_rights_step"
    __table_args__ = (scoped_unique("request_id", "seq"),)

    request_id: Mapped[UUID] = scoped_fk("core_rights_request", index=False)
    seq: Mapped[int] = mapped_column(Integer)
    step: Mapped[str] = mapped_column(String(30))
    on: Mapped[date] = mapped_column("on_day", Date)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    by: Mapped[UUID | None] = mapped_column("by_user_id", Uuid, info=_about())
    why: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    detail: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}", info=_about())


class Withheld(AuthorityScoped, Base):
    """A row of a copy that is left out, or one field of it, and for which reason the law allows.

    `row` is a hash of what the row says, so that the choice holds when the search is run again and finds the same.
    """

    __tablename__ = "core_rights_withheld"
    __table_args__ = (scoped_unique("request_id", "row", "field"),)

    request_id: Mapped[UUID] = scoped_fk("core_rights_request", index=False)
    row: Mapped[str] = mapped_column(String(64), info=_about())
    field: Mapped[str] = mapped_column(String(80), default="", server_default="")
    reason: Mapped[str] = mapped_column(String(30), info=_about("S4"))
    by: Mapped[UUID | None] = mapped_column("by_user_id", Uuid, info=_about())
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Restriction(AuthorityScoped, Base):
    """A person's record is kept and not used, since a day and until it is lifted (UK GDPR Art. 18)."""

    __tablename__ = "core_rights_restriction"

    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about())
    request_id: Mapped[UUID | None] = scoped_fk("core_rights_request", nullable=True)
    why: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S3"))
    since: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    lifted_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
