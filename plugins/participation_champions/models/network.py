"""Services, who stands for them where, and what champions ask each other.

Source: LA36 (a network of champions from many services), LA49 (one for each service, at all levels), LA27 (a map of
where there is none), LA44 (localities), LA45 (beyond statutory and targeted services).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    Person,
    Place,
    UTCDateTime,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.participation_champions.models.columns import officer


class Service(AuthorityScoped, Base):
    """A service or agency that should have a champion. `reach` is statutory, targeted, universal or "" (not said).

    `only_in` holds keys of the localities in which it works; empty: in all of them. Put away: kept, on no map.
    """

    __tablename__ = "participation_champions_service"
    __table_args__ = (scoped_unique("key"), scoped_index("title"))

    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    reach: Mapped[str] = mapped_column(String(40), default="", server_default="")
    only_in: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")
    put_away_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Champion(AuthorityScoped, Base):
    """Somebody stands for a service in one locality, or (place_id None) wherever the service works.

    `until` None: they still do. Whoever took over names the one before in `after_id`; `hand_over` is what the next one
    should know. Nothing of a young person belongs in here.
    """

    __tablename__ = "participation_champions_champion"
    __table_args__ = (scoped_index("until", "service_id"), scoped_index("person_id", "until"))

    service_id: Mapped[UUID] = scoped_fk("participation_champions_service")
    place_id: Mapped[UUID | None] = scoped_fk("core_place", nullable=True)
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, index=False, info=officer())
    offers: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    asks: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    skills: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]", info=officer())
    hand_over: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    after_id: Mapped[UUID | None] = scoped_fk("participation_champions_champion", nullable=True, info=officer())
    since: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    service: Mapped[Service] = scoped_relationship(Service, "service_id", viewonly=True)
    place: Mapped[Place | None] = scoped_relationship(Place, "place_id", viewonly=True)
    person: Mapped[Person | None] = scoped_relationship(Person, "person_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Question(AuthorityScoped, Base):
    """What a champion asks the others; `settled_on` when they have what they needed."""

    __tablename__ = "participation_champions_question"
    __table_args__ = (scoped_index("made_at", "id"),)

    title: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    skill: Mapped[str] = mapped_column(String(80), default="", server_default="")
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    settled_on: Mapped[date | None] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Reply(AuthorityScoped, Base):
    """What another champion answers; `helped`: whoever asked says that it did."""

    __tablename__ = "participation_champions_reply"
    __table_args__ = (scoped_index("question_id", "made_at"),)

    question_id: Mapped[UUID] = scoped_fk("participation_champions_question", index=False)
    words: Mapped[str] = mapped_column(Text, info=officer())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    helped: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
