"""Safe practice of meetings: who is on duty for safeguarding, whether it was confirmed, and risk assessments.

Source: LA17 and NC13.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    personal,
    scoped_fk,
    scoped_index,
    scoped_unique,
    utcnow,
)


def _staff() -> dict[str, Any]:
    return personal(purpose="keeping-safe", cls="S2", retention="member")


def _line(length: int, info: dict[str, Any] | None = None) -> Mapped[str]:
    return mapped_column(String(length), default="", server_default="", info=info)


class MeetingDuty(AuthorityScoped, Base):
    """The safeguarding lead on duty for one meeting, from the record or by name; and who confirmed that all is there.

    `confirmed_why` is the reason of whoever confirmed it although something was lacking.
    """

    __tablename__ = "meetings_duty"
    __table_args__ = (scoped_unique("meeting_id"),)
    __plain__ = "Who is on duty for safeguarding at meetings"
    __whom__ = "Adults who run groups"

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting")
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_staff())
    name: Mapped[str] = _line(200, _staff())
    role: Mapped[str] = _line(120, not_personal("what whoever is on duty does"))
    phone: Mapped[str] = _line(40, _staff())
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    confirmed_by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=_staff())
    confirmed_why: Mapped[str] = _line(300, not_personal("why a meeting takes place although something is lacking"))
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class RiskAssessment(AuthorityScoped, Base):
    """One signed risk assessment: of every meeting of a group until its review, or of one meeting; never changed.

    `risks` lists what could go wrong, who could be hurt, how likely it is (low, some, high), and what is done.
    """

    __tablename__ = "meetings_risk_assessment"
    __table_args__ = (scoped_index("group_id", "made_at"),)
    __plain__ = "Risk assessments of meetings"
    __whom__ = "Adults who run groups"

    group_id: Mapped[UUID] = scoped_fk("groups_group", index=False)
    meeting_id: Mapped[UUID | None] = scoped_fk("meetings_meeting", nullable=True)
    risks: Mapped[list[dict[str, str]]] = mapped_column(
        JSON, default=list, server_default="[]", info=not_personal("what could go wrong, and what is done")
    )
    signed_by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_staff())
    signed_name: Mapped[str] = _line(200, _staff())
    signed_on: Mapped[date] = mapped_column(Date)
    review_on: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
