"""Series of events, such as a youth science parliament in several places: days, sessions, schools, what came (N56)."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, String, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, not_personal, scoped_fk, scoped_index, scoped_unique
from plugins.participation_in_governance.models.columns import line, number, some, text


class Series(AuthorityScoped, Base):
    """Several events under one name. `key` is its lasting name in addresses and files."""

    __tablename__ = "participation_in_governance_series"
    __table_args__ = (scoped_unique("key"),)

    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = line()
    about: Mapped[str] = text()
    about_easy: Mapped[str] = text()
    themes: Mapped[list[str]] = some()
    partner_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    outcome: Mapped[str] = text()
    outcome_easy: Mapped[str] = text()
    source: Mapped[str] = text()
    is_public: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    version: Mapped[int] = number(1)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class SeriesEvent(AuthorityScoped, Base):
    """One event of a series, from `on_date` to `until`. `sessions` lists `{"at", "title", "for_whom"}` in order.

    `children` and `adults` are who came without a school; schools have rows of their own.
    """

    __tablename__ = "participation_in_governance_event"
    __table_args__ = (scoped_index("series_id", "on_date"), scoped_index("on_date"))

    series_id: Mapped[UUID] = scoped_fk("participation_in_governance_series", index=False)
    title: Mapped[str] = line()
    on_date: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str] = mapped_column(
        String(200), default="", server_default="", info=not_personal("where an event is held")
    )
    about: Mapped[str] = text()
    sessions: Mapped[list[dict[str, Any]]] = some()
    children: Mapped[int] = number()
    adults: Mapped[int] = number()
    outcome: Mapped[str] = text()
    outcome_easy: Mapped[str] = text()
    cancelled: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    version: Mapped[int] = number(1)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Turnout(AuthorityScoped, Base):
    """A school at an event: how many children and adults it brought; numbers alone, no names."""

    __tablename__ = "participation_in_governance_came"
    __table_args__ = (scoped_unique("event_id", "school_id"),)

    event_id: Mapped[UUID] = scoped_fk("participation_in_governance_event")
    school_id: Mapped[UUID] = scoped_fk("core_organisation")
    children: Mapped[int] = number()
    adults: Mapped[int] = number()
