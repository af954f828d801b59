"""The table of picnics."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, personal, scoped_fk


class Picnic(AuthorityScoped, Base):
    """A picnic on a day, and who brings the blanket."""

    __tablename__ = "picnics_picnic"

    on: Mapped[date] = mapped_column(Date)
    blanket_person_id: Mapped[UUID | None] = scoped_fk(
        "core_person", nullable=True, info=personal(purpose="participation", cls="S2", retention="member")
    )
