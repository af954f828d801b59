"""The desk's own tables: who read which case, and the count of each store, which puts those who raise in order."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, scoped_index, scoped_unique, utcnow
from core.safeguarding.models.columns import HASH, about


class CaseLook(AuthorityScoped, Base):
    """One reading of a case by somebody: kept apart from the council's trail, where its number alone would tell."""

    __tablename__ = "core_case_look"
    __table_args__ = (scoped_index("case_id", "at"), scoped_index("by_user_id", "at"))

    store: Mapped[str] = mapped_column(String(20), info=about())
    case_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    by_role: Mapped[str] = mapped_column(String(40), info=about())
    what: Mapped[str] = mapped_column(String(80), info=about())
    grant_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())


class StoreCount(AuthorityScoped, Base):
    """How many cases a store holds, sealed; its row is the lock that numbers them without a gap."""

    __tablename__ = "core_case_count"
    __table_args__ = (scoped_unique("store"),)

    store: Mapped[str] = mapped_column(String(20))
    number: Mapped[int] = mapped_column(Integer)
    seal: Mapped[str] = mapped_column(String(HASH))
