"""Who stands in for whom: a child's parents, carers and guardians, the council as corporate parent, a deputy.

A relationship counts only once somebody checked it (`verified_on`). The two flags are of class S4: whoever is kept
from a child must not learn that they are.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, personal, scoped_fk, scoped_relationship, scoped_unique, utcnow
from core.people.models import Person

KINDS = ("parent", "carer", "guardian", "corporate_parent", "deputy")


def _about(cls: str = "S2") -> dict[str, Any]:
    return personal(purpose="agreement", cls=cls, retention="consent")


class Relationship(AuthorityScoped, Base):
    """One adult's place in one child's life; `adult_id` is None where the council itself is the corporate parent.

    `delegated` lists the purposes that somebody without parental responsibility may decide, such as
    `core.photograph`. `version` guards against two people who change it at once.
    """

    __tablename__ = "core_relationship"
    __table_args__ = (scoped_unique("child_id", "adult_id", "kind"),)

    child_id: Mapped[UUID] = scoped_fk("core_person", info=_about())
    adult_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    kind: Mapped[str] = mapped_column(String(40), default="parent", server_default="parent", info=_about())
    parental_responsibility: Mapped[bool] = mapped_column(
        Boolean, default=False, server_default=sql.false(), info=_about()
    )
    delegated: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]", info=_about("S3"))
    emergency_contact: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=_about())
    verified_on: Mapped[date | None] = mapped_column(Date, info=_about())
    verified_how: Mapped[str] = mapped_column(String(200), default="", server_default="", info=_about())
    verified_by_user_id: Mapped[UUID | None] = mapped_column(info=_about())
    no_contact: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=_about("S4"))
    court_order: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=_about("S4"))
    flag_note: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about("S4"))
    starts_on: Mapped[date | None] = mapped_column(Date, info=_about())
    ends_on: Mapped[date | None] = mapped_column(Date, info=_about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    child: Mapped[Person] = scoped_relationship("Person", "child_id")
    adult: Mapped[Person | None] = scoped_relationship("Person", "adult_id")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}
