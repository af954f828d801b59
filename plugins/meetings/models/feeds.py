"""A person's own calendar feed: an address that nobody can guess, that ends after a year and can be taken back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, personal, scoped_fk, scoped_unique, utcnow


def _about() -> dict[str, Any]:
    return personal(purpose="participation", cls="S2", retention="account")


class Feed(AuthorityScoped, Base):
    """One private feed. Only the SHA-256 of its secret is kept; `ends_on` is its last day."""

    __tablename__ = "meetings_feed"
    __table_args__ = (scoped_unique("token_hash"),)

    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about())
    token_hash: Mapped[str] = mapped_column(String(64), info=_about())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    ends_on: Mapped[date] = mapped_column(Date, info=_about())
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
