"""A term of the programme: what it is about, with whom, the agenda that all groups share, and what is made together.

Source: N45, N47, N48, N53, N54.
"""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, scoped_fk, scoped_index, scoped_unique
from plugins.participation_in_governance.models.columns import line, number, some, text


class ProgrammeTerm(AuthorityScoped, Base):
    """What the programme does in one school term. `themes` are of several sets at once, kept as "set:theme" (N54).

    `partner_id` is the lead partner, `partner_does` what it brings. Until `is_public` it is for staff alone.
    """

    __tablename__ = "participation_in_governance_term"
    __table_args__ = (scoped_unique("term_id"),)

    term_id: Mapped[UUID] = scoped_fk("core_term")
    title: Mapped[str] = line()
    title_easy: Mapped[str] = line()
    themes: Mapped[list[str]] = some()
    about: Mapped[str] = text()
    about_easy: Mapped[str] = text()
    partner_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    partner_does: Mapped[str] = text()
    is_public: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    version: Mapped[int] = number(1)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Output(AuthorityScoped, Base):
    """Something that young people and a partner make together: a plan, a review, a way of working (N45, N54).

    `made_by` are the keys of the groups that took part; `state` is one of vocabulary.OUTPUT_STATES.
    """

    __tablename__ = "participation_in_governance_output"
    __table_args__ = (scoped_index("programme_term_id", "title"),)

    programme_term_id: Mapped[UUID] = scoped_fk("participation_in_governance_term", index=False)
    title: Mapped[str] = line()
    title_easy: Mapped[str] = line()
    kind: Mapped[str] = line()
    about: Mapped[str] = text()
    about_easy: Mapped[str] = text()
    partner_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    made_by: Mapped[list[str]] = some("which groups made it")
    state: Mapped[str] = mapped_column(String(40), default="planned", server_default="planned")
    due_on: Mapped[date | None] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
    changed_what: Mapped[str] = text()
    link: Mapped[str] = line(500)
    is_public: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    version: Mapped[int] = number(1)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class AgendaLine(AuthorityScoped, Base):
    """One item of the term's one agenda, with what is done in each version (N48): `standard`, `young`, `easy`.

    An empty version does what the next plainer one says; `leaves_out` are keys of groups that do not have the item.
    """

    __tablename__ = "participation_in_governance_agenda"
    __table_args__ = (scoped_index("programme_term_id", "position"),)

    programme_term_id: Mapped[UUID] = scoped_fk("participation_in_governance_term", index=False)
    position: Mapped[int] = number()
    kind: Mapped[str] = mapped_column(String(40), default="talk", server_default="talk")
    title: Mapped[str] = line()
    title_young: Mapped[str] = line()
    title_easy: Mapped[str] = line()
    minutes: Mapped[int | None] = mapped_column(Integer)
    aim: Mapped[str] = text()
    standard: Mapped[str] = text()
    young: Mapped[str] = text()
    easy: Mapped[str] = text()
    themes: Mapped[list[str]] = some()
    leaves_out: Mapped[list[Any]] = some()
    version: Mapped[int] = number(1)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}
