"""What is kept of releases. The release is the platform's: council ids and numbers. What a council gave is its own."""

from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, not_personal, personal, scoped_unique, utcnow


class Seat(AuthorityScoped, Base):
    """That a council takes part in a region's releases from the quarter `joins` to the quarter `leaves`, both included.

    Quarters are written 2026-Q3; `leaves` is "" while no end is set.
    """

    __tablename__ = "core_release_seat"
    __table_args__ = (scoped_unique("region", "joins"),)

    region: Mapped[str] = mapped_column(sa.String(60))
    joins: Mapped[str] = mapped_column(sa.String(7))
    leaves: Mapped[str] = mapped_column(sa.String(7), default="", server_default="")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Given(AuthorityScoped, Base):
    """One number that a council gave for a quarter: copied once, so that every release of it says the same.

    The database refuses to change it, and to delete it unless the whole council is being removed.
    """

    __tablename__ = "core_release_given"
    __table_args__ = (scoped_unique("quarter", "indicator", "breakdown", "category", "part"),)

    quarter: Mapped[str] = mapped_column(sa.String(7))
    indicator: Mapped[str] = mapped_column(sa.String(80))
    breakdown: Mapped[str] = mapped_column(sa.String(20))
    category: Mapped[str] = mapped_column(sa.String(80))
    part: Mapped[str] = mapped_column(sa.String(40))
    number: Mapped[int] = mapped_column(sa.Integer)
    contributors: Mapped[int] = mapped_column(sa.Integer)
    largest: Mapped[int] = mapped_column(sa.Integer)
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Release(Base):
    """One region's figures of one quarter. A draft until `signed_at`; from then on nothing of it changes.

    `document` is the canonical text that `digest` (SHA-256) and `signature` (Ed25519, by the platform) are over;
    `number` counts a region's releases, each of which names the digest of the one before it. `attack` is what came of
    trying it (`outcomes`), of a signed one just before the signature. The database refuses a change of a signed one.
    """

    __tablename__ = "core_release"
    __table_class__ = "platform"
    __table_args__ = (sa.UniqueConstraint("region", "quarter"),)

    id: Mapped[UUID] = mapped_column(sa.Uuid, primary_key=True, default=uuid4)
    region: Mapped[str] = mapped_column(sa.String(60))
    quarter: Mapped[str] = mapped_column(sa.String(7))
    number: Mapped[int] = mapped_column(sa.Integer, default=0, server_default="0")
    document: Mapped[str] = mapped_column(sa.Text)
    digest: Mapped[str] = mapped_column(sa.String(64))
    signature: Mapped[str] = mapped_column(
        sa.String(128), default="", server_default="", info=not_personal("the platform's signature, in hexadecimal")
    )
    public_key: Mapped[str] = mapped_column(sa.String(64), default="", server_default="")
    by_user_id: Mapped[UUID | None] = mapped_column(sa.Uuid, info=personal("accountability", "S1", "audit"))
    attack: Mapped[str] = mapped_column(sa.Text, default="", server_default="")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    signed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
