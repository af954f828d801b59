"""What was counted: numbers only, of one council in one quarter. Rebuilt from the records whenever anybody wishes."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, scoped_unique, utcnow


class IndicatorCount(AuthorityScoped, Base):
    """One number of one indicator: how many, from how many contributors, how many from the largest of them."""

    __tablename__ = "core_indicator_count"
    __table_args__ = (scoped_unique("quarter", "indicator", "breakdown", "category", "part"),)

    quarter: Mapped[str] = mapped_column(sa.String(7))
    indicator: Mapped[str] = mapped_column(sa.String(80))
    breakdown: Mapped[str] = mapped_column(sa.String(20))
    category: Mapped[str] = mapped_column(sa.String(80))
    part: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[int] = mapped_column(sa.Integer)
    contributors: Mapped[int] = mapped_column(sa.Integer)
    largest: Mapped[int] = mapped_column(sa.Integer)
    counted_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
