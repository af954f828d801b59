"""Courses and who did them: for staff, champions, young people, carers and those who decide.

Source: LA12, LA22 (some are led by young people), LA53 (accredited where possible), N63, W53 (induction, interviews,
Total Respect), W68; domain rules on Total Respect: each who attends makes a pledge, and somebody asks what came of it.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, not_personal, scoped_fk, scoped_index, scoped_unique, utcnow
from plugins.learning.models.columns import learner, officer


class Course(AuthorityScoped, Base):
    """A course. `audience` names who it is for (vocabulary.AUDIENCES); `months` is how long it holds, None for good."""

    __tablename__ = "learning_course"
    __table_args__ = (scoped_unique("key"),)

    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    audience: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    young_led: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    months: Mapped[int | None] = mapped_column(Integer)
    accredited_by: Mapped[str] = mapped_column(
        String(200), default="", server_default="", info=not_personal("the body that accredits the course")
    )
    level: Mapped[str] = mapped_column(String(80), default="", server_default="")
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")
    active: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class CourseTaken(AuthorityScoped, Base):
    """That somebody did a course on one day. `role`: as which of vocabulary.AUDIENCES; `led`: they helped to teach it.

    `pledge` is what they said they would do differently, `pledge_kept` what they say came of it: "", yes, partly, no.
    """

    __tablename__ = "learning_course_taken"
    __table_args__ = (
        scoped_unique("course_id", "person_id", "done_on"),
        scoped_index("expires_on"),
        scoped_index("done_on", "id"),
    )

    course_id: Mapped[UUID] = scoped_fk("learning_course", info=learner())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=learner())
    role: Mapped[str] = mapped_column(String(40), default="staff", server_default="staff", info=learner())
    done_on: Mapped[date] = mapped_column(Date, info=learner())
    expires_on: Mapped[date | None] = mapped_column(Date, info=learner())
    led: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=learner())
    proof: Mapped[str] = mapped_column(String(200), default="", server_default="", info=learner())
    pledge: Mapped[str] = mapped_column(Text, default="", server_default="", info=learner())
    pledge_kept: Mapped[str] = mapped_column(String(40), default="", server_default="", info=learner())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
