"""Asks of young people that did not come through the desk: surveys, visits, calls. They count in the fatigue meter."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, not_personal, scoped_fk, scoped_index, scoped_unique, utcnow
from plugins.requests.models.columns import WORK, officer


class OtherAsk(AuthorityScoped, Base):
    """Something that young people were asked elsewhere (LA33: one register). `source` names the record of another
    plugin that reported it, as "plugin:kind:id", so that it counts once; what staff wrote down has its own id there.
    """

    __tablename__ = "requests_other_ask"
    __table_args__ = (scoped_index("on_date"), scoped_unique("source"))

    what: Mapped[str] = mapped_column(String(200), info=WORK)
    who_asked: Mapped[str] = mapped_column(String(200), default="", server_default="", info=WORK)
    on_date: Mapped[date] = mapped_column(Date)
    group_id: Mapped[UUID | None] = scoped_fk("groups_group", nullable=True)
    school_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    cohort: Mapped[str] = mapped_column(String(80), default="", server_default="")
    source: Mapped[str] = mapped_column(String(200), info=not_personal("where it came from: plugin, kind and id"))
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
