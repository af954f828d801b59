"""Safe practice: the adults who run groups, who leads them, and which of their checks somebody saw.

These are records of staff, not concerns: what a certificate says is never kept, only that it was seen, as the code of
practice of the Disclosure and Barring Service asks.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, personal, scoped_fk, scoped_index, scoped_unique, utcnow


def _staff(cls: str = "S2") -> dict[str, Any]:
    return personal(purpose="keeping-safe", cls=cls, retention="member")


class AdultPractice(AuthorityScoped, Base):
    """One adult who runs groups or helps there, with a sign-in or without, and who leads them."""

    __tablename__ = "core_adult_practice"
    __table_args__ = (scoped_unique("person_id"), scoped_index("line_manager_user_id"))

    person_id: Mapped[UUID] = scoped_fk("core_person", info=_staff())
    line_manager_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=_staff())
    ended_on: Mapped[date | None] = mapped_column(Date, info=_staff())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class AdultCheck(AuthorityScoped, Base):
    """One check of an adult, as somebody saw it. `number_end`: the last digits of a certificate's number, four at most.

    `withdrawn_on` and `withdrawn_why`: it does not count any more, such as one that was entered by mistake.
    """

    __tablename__ = "core_adult_check"
    __table_args__ = (scoped_index("person_id", "kind"), scoped_index("expires_on"))

    person_id: Mapped[UUID] = scoped_fk("core_person", index=False, info=_staff("S3"))
    kind: Mapped[str] = mapped_column(String(40), info=_staff("S3"))
    level: Mapped[str] = mapped_column(String(40), default="", server_default="", info=_staff("S3"))
    done_on: Mapped[date] = mapped_column(Date, info=_staff("S3"))
    expires_on: Mapped[date | None] = mapped_column(Date, info=_staff("S3"))
    number_end: Mapped[str] = mapped_column(String(4), default="", server_default="", info=_staff("S3"))
    seen_by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=_staff())
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_staff())
    withdrawn_on: Mapped[date | None] = mapped_column(Date, info=_staff("S3"))
    withdrawn_why: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_staff("S3"))
