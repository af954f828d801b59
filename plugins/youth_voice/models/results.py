"""Results of a ballot that was held elsewhere, such as Make Your Mark: in all, by issue, and by school (W46).

Only totals: nobody's vote is ever here. Totals and issues are kept apart, because published ones do not always add up.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, not_personal, scoped_fk, scoped_index, scoped_relationship, scoped_unique
from plugins.groups.api import Group
from plugins.youth_voice.models.columns import text


class Ballot(AuthorityScoped, Base):
    """One ballot: who could vote, how many good and spoilt papers there were. `published`: everybody may read it."""

    __tablename__ = "youth_voice_ballot"
    __table_args__ = (scoped_index("closed_on"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    title: Mapped[str] = mapped_column(String(200), info=not_personal("a ballot's name"))
    about: Mapped[str] = text(not_personal("what a ballot was about"))
    closed_on: Mapped[date] = mapped_column(Date)
    electorate: Mapped[int | None] = mapped_column(Integer)
    votes: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    spoilt: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    source: Mapped[str] = text(not_personal("where the numbers come from"))
    published: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    group: Mapped[Group] = scoped_relationship(Group, "group_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class BallotTopic(AuthorityScoped, Base):
    """An issue that could be voted for, and how many did."""

    __tablename__ = "youth_voice_ballot_topic"
    __table_args__ = (scoped_unique("ballot_id", "title"),)

    ballot_id: Mapped[UUID] = scoped_fk("youth_voice_ballot")
    title: Mapped[str] = mapped_column(String(200), info=not_personal("an issue of a ballot"))
    votes: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class BallotSchool(AuthorityScoped, Base):
    """One school, college or group: how many could vote there, and how many did."""

    __tablename__ = "youth_voice_ballot_school"
    __table_args__ = (scoped_unique("ballot_id", "organisation_id"),)

    ballot_id: Mapped[UUID] = scoped_fk("youth_voice_ballot")
    organisation_id: Mapped[UUID] = scoped_fk("core_organisation")
    electorate: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    votes: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    spoilt: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
