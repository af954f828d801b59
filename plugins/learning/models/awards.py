"""Award rounds: their categories, who was put forward, and how far they came.

Source: NC23 (a yearly scheme, ages 11 to 25), NC24 (who puts forward; the nominee agrees first), NC25 (each area
shortlists, one winner each, one over all), NC27 (names only by consent), NC29 (the next round is planned with them).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    Place,
    UTCDateTime,
    not_personal,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.learning.models.columns import nominator, nominee, officer


class AwardRound(AuthorityScoped, Base):
    """One year of an award scheme. `state`: draft, open (for nominations), judging, announced.

    `area_kind` is the kind of place that judges for itself, "" where there is one list for all; `shortlist` is how many
    each area puts on its list. `lessons` is what young people of the last round change in this one.
    """

    __tablename__ = "learning_award_round"
    __table_args__ = (scoped_unique("key"), scoped_index("opens_on"))

    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    state: Mapped[str] = mapped_column(String(40), default="draft", server_default="draft")
    age_from: Mapped[int | None] = mapped_column(Integer)
    age_to: Mapped[int | None] = mapped_column(Integer)
    area_kind: Mapped[str] = mapped_column(String(80), default="", server_default="")
    shortlist: Mapped[int] = mapped_column(Integer, default=3, server_default="3")
    opens_on: Mapped[date | None] = mapped_column(Date)
    closes_on: Mapped[date | None] = mapped_column(Date)
    ceremony_on: Mapped[date | None] = mapped_column(Date)
    ceremony: Mapped[str] = mapped_column(Text, default="", server_default="")
    lessons: Mapped[str] = mapped_column(Text, default="", server_default="")
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")
    announced_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class AwardCategory(AuthorityScoped, Base):
    """What one can be put forward for in a round."""

    __tablename__ = "learning_award_category"
    __table_args__ = (scoped_unique("round_id", "key"),)

    round_id: Mapped[UUID] = scoped_fk("learning_award_round")
    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")


class Nomination(AuthorityScoped, Base):
    """Somebody put forward in a round. `agreement`: waiting, yes or no, the nominee's own; no judging without a yes.

    `stage`: nominated, shortlisted, winner (of their area, or of a round without areas), overall. `person_id` is set
    once staff know who it is; without it nobody can be asked whether they may be named. `contact` reaches them or
    whoever put them forward.
    """

    __tablename__ = "learning_nomination"
    __table_args__ = (scoped_index("round_id", "stage"), scoped_index("round_id", "made_at"))

    round_id: Mapped[UUID] = scoped_fk("learning_award_round", index=False, info=nominee())
    category_id: Mapped[UUID | None] = scoped_fk("learning_award_category", nullable=True, info=nominee())
    place_id: Mapped[UUID | None] = scoped_fk("core_place", nullable=True, info=nominee())
    name: Mapped[str] = mapped_column(String(200), default="", server_default="", info=nominee())
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=nominee())
    why: Mapped[str] = mapped_column(Text, default="", server_default="", info=nominee("S3"))
    contact: Mapped[str] = mapped_column(String(254), default="", server_default="", info=nominator())
    by_name: Mapped[str] = mapped_column(String(200), default="", server_default="", info=nominator())
    relation: Mapped[str] = mapped_column(String(40), default="other", server_default="other", info=nominator())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=nominator())
    agreement: Mapped[str] = mapped_column(String(40), default="waiting", server_default="waiting", info=nominee())
    agreed_on: Mapped[date | None] = mapped_column(Date, info=nominee())
    agreed_how: Mapped[str] = mapped_column(String(40), default="", server_default="", info=nominee())
    stage: Mapped[str] = mapped_column(String(40), default="nominated", server_default="nominated", info=nominee())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    place: Mapped[Place | None] = scoped_relationship(Place, "place_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class AwardInterest(AuthorityScoped, Base):
    """That a judge knows somebody who was put forward: they take no part in judging them (NC25)."""

    __tablename__ = "learning_award_interest"
    __table_args__ = (scoped_unique("nomination_id", "person_id"),)

    nomination_id: Mapped[UUID] = scoped_fk(
        "learning_nomination", info=not_personal("which nomination; that row says itself whom it is about")
    )
    person_id: Mapped[UUID] = scoped_fk("core_person", info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
