"""Schools that were asked to come: what they answered. That they came stands on the registers of meetings (N55)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, scoped_fk, scoped_unique
from plugins.participation_in_governance.models.columns import number, text


class SchoolAsked(AuthorityScoped, Base):
    """How one school stands to one group: one of vocabulary.ASKED, and the day on which it was asked last."""

    __tablename__ = "participation_in_governance_asked"
    __table_args__ = (scoped_unique("group_id", "school_id"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    school_id: Mapped[UUID] = scoped_fk("core_organisation")
    state: Mapped[str] = mapped_column(String(40), default="asked", server_default="asked")
    on_date: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = text("what a school answered")
    version: Mapped[int] = number(1)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}
