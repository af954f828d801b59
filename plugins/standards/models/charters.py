"""Charters: what a council promises to young people and families, and who pledged to keep it.

Source: N20 (three charters), W25 (evidence of commitment), L2 (commitment of every team), LA7 (multi-agency).
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    scoped_collection,
    scoped_fk,
    scoped_index,
    scoped_relationship,
    scoped_unique,
    utcnow,
)
from plugins.standards.models.columns import officer


class Charter(AuthorityScoped, Base):
    """A set of promises, or of standards and principles. `shown`: everybody can read it. `source` says where its words
    come from; a charter without promises is one whose words the council still has to type in.
    """

    __tablename__ = "standards_charter"
    __table_args__ = (scoped_unique("key"),)

    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    about_easy: Mapped[str] = mapped_column(Text, default="", server_default="")
    for_whom: Mapped[str] = mapped_column(String(200), default="", server_default="")
    source: Mapped[str] = mapped_column(Text, default="", server_default="")
    shown: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    takes_pledges: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    promises: Mapped[list["CharterPromise"]] = scoped_collection(
        "plugins.standards.models.charters.CharterPromise", "charter_id", viewonly=True
    )
    pledges: Mapped[list["Pledge"]] = scoped_collection(
        "plugins.standards.models.charters.Pledge", "charter_id", viewonly=True
    )

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class CharterPromise(AuthorityScoped, Base):
    """One promise of a charter, in full and in easy words; `ended_on` is set where it is promised no more."""

    __tablename__ = "standards_charter_promise"
    __table_args__ = (scoped_unique("charter_id", "key"),)

    charter_id: Mapped[UUID] = scoped_fk("standards_charter", index=False)
    key: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    words: Mapped[str] = mapped_column(Text, info=not_personal("a promise of the council"))
    words_easy: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=not_personal("a promise of the council")
    )
    source: Mapped[str] = mapped_column(String(200), default="", server_default="")
    ended_on: Mapped[date | None] = mapped_column(Date)

    charter: Mapped[Charter] = scoped_relationship(Charter, "charter_id", viewonly=True)


class Pledge(AuthorityScoped, Base):
    """A body says that it will keep a charter: an organisation of the council's list, or one named by `body`.

    Pledges are of bodies, never of a child. `words` is what it will do, shown to everybody; `look_again_on` the day on
    which somebody looks whether it did, with `kept` ("", yes, partly, no) and `kept_words`. One that was taken back
    keeps its row and its reason and is shown no more.
    """

    __tablename__ = "standards_pledge"
    __table_args__ = (scoped_unique("charter_id", "body"), scoped_index("look_again_on"))

    charter_id: Mapped[UUID] = scoped_fk("standards_charter", index=False)
    organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    body: Mapped[str] = mapped_column(String(200), info=not_personal("the name of a body, never of a person"))
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    pledged_on: Mapped[date] = mapped_column(Date)
    look_again_on: Mapped[date | None] = mapped_column(Date)
    kept: Mapped[str] = mapped_column(String(40), default="", server_default="")
    kept_words: Mapped[str] = mapped_column(Text, default="", server_default="", info=officer())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    taken_back_on: Mapped[date | None] = mapped_column(Date)
    taken_back_why: Mapped[str] = mapped_column(String(400), default="", server_default="", info=officer())
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    charter: Mapped[Charter] = scoped_relationship(Charter, "charter_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}
