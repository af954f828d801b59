"""Participation models as data, and in which mode of each an activity was run, as adults and young people say.

Source: domain rules on ladders and pathways; N18 (a council's own), LA1, LA47, L9; M7 (one entry, read on every model).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, not_personal, scoped_fk, scoped_index, scoped_unique, utcnow
from plugins.influence.models.columns import about, officer


class Model(AuthorityScoped, Base):
    """A participation model that this council uses. `shape`: steps (in an order), degrees (in none), questions.

    `source` says whose model it is, `chosen` where the council's strategy names it or why it was taken. `in_use` false:
    kept with what was recorded in it, not offered any more.
    """

    __tablename__ = "influence_model"
    __table_args__ = (scoped_unique("key"),)

    key: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    shape: Mapped[str] = mapped_column(String(40), default="degrees", server_default="degrees")
    source: Mapped[str] = mapped_column(Text, default="", server_default="")
    chosen: Mapped[str] = mapped_column(Text, default="", server_default="")
    in_use: Mapped[bool] = mapped_column(Boolean, default=True, server_default=sql.true())
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class ModelVersion(AuthorityScoped, Base):
    """The model's modes as they were from one day on, never altered: [{key, title, about, plain, level, ...}].

    Their shape is `modes.library.DeclaredMode`; `means` of a mode maps to other models: [{model, mode, why}].
    """

    __tablename__ = "influence_model_version"
    __table_args__ = (scoped_unique("model_id", "number"),)

    model_id: Mapped[UUID] = scoped_fk("influence_model")
    number: Mapped[int] = mapped_column(Integer)
    modes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    note: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=not_personal("why the wording was changed")
    )
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Mode(AuthorityScoped, Base):
    """In which mode of one model an activity was run, as the adults who ran it say; the latest one stands.

    `part` is "" but for a model of questions: there it is the question, and `mode` one of vocabulary.RUN_ANSWERS.
    `number` is the version whose wording was chosen from. `on_date` is the activity's day. `mapped_from` is the model
    from which it was carried over, with `why`; "" where somebody chose it.
    """

    __tablename__ = "influence_mode"
    __table_args__ = (
        scoped_unique("about_id", "model_id", "part"),
        scoped_index("model_id", "on_date"),
        scoped_index("about_plugin", "about_kind", "about_id"),
    )

    about_plugin: Mapped[str] = mapped_column(String(80))
    about_kind: Mapped[str] = mapped_column(String(80))
    about_id: Mapped[UUID] = mapped_column()
    model_id: Mapped[UUID] = scoped_fk("influence_model", index=False)
    number: Mapped[int] = mapped_column(Integer)
    part: Mapped[str] = mapped_column(String(80), default="", server_default="")
    mode: Mapped[str] = mapped_column(String(80))
    on_date: Mapped[date] = mapped_column(Date)
    mapped_from: Mapped[str] = mapped_column(String(80), default="", server_default="")
    why: Mapped[str] = mapped_column(String(400), default="", server_default="", info=officer())
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=officer())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class ModeRating(AuthorityScoped, Base):
    """Which mode one young person says it was; `part` as in Mode. Only numbers over enough people leave this table."""

    __tablename__ = "influence_mode_rating"
    __table_args__ = (scoped_unique("about_id", "model_id", "part", "person_id"),)

    about_plugin: Mapped[str] = mapped_column(String(80))
    about_kind: Mapped[str] = mapped_column(String(80))
    about_id: Mapped[UUID] = mapped_column(info=about())
    model_id: Mapped[UUID] = scoped_fk("influence_model")
    number: Mapped[int] = mapped_column(Integer)
    part: Mapped[str] = mapped_column(String(80), default="", server_default="", info=about())
    mode: Mapped[str] = mapped_column(String(80), info=about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
