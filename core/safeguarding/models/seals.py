"""Seals over the ends of all chronologies of a council: the copy of what is also written outside the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, scoped_unique
from core.safeguarding.models.columns import HASH


class CaseSeal(AuthorityScoped, Base):
    """One seal: its `root` stands for every end in `ends`, for the counts of both stores and for the seal before it.

    `ends` are those that moved since the seal before: [store, case, number of the entry, its hash]. `mark` is made over
    the root with a key that no database holds. Never changed, never deleted.
    """

    __tablename__ = "core_case_seal"
    __table_args__ = (scoped_unique("number"),)

    number: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    previous: Mapped[str] = mapped_column(String(HASH))
    root: Mapped[str] = mapped_column(String(HASH))
    mark: Mapped[str] = mapped_column(String(HASH))
    counts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    ends: Mapped[list[Any]] = mapped_column(JSON, default=list)
