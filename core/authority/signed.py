"""Which plugins a council has signed off: one that holds data about people waits until its assessment is signed.

Source: UK GDPR Art. 35. The newest row of a plugin holds; none is changed. Pages: core/data_rights/sign_off.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, db, not_personal, personal, scoped_index, utcnow


def _by() -> dict[str, Any]:
    return personal("accountability", "S1", "audit")


class SignOff(AuthorityScoped, Base):
    """One signature under a plugin's assessment, or with `stands` false its withdrawal.

    `fingerprint` is that of the data catalogue that was looked at: where it differs now, somebody should look again.
    """

    __tablename__ = "core_sign_off"
    __table_args__ = (scoped_index("plugin", "signed_at"),)

    plugin: Mapped[str] = mapped_column(String(60))
    stands: Mapped[bool] = mapped_column(Boolean)
    fingerprint: Mapped[str] = mapped_column(String(64))
    signer: Mapped[str] = mapped_column(String(200), info=_by())
    conditions: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=not_personal("what must be so while a part is used")
    )
    review_on: Mapped[date | None] = mapped_column(Date)
    by_user_id: Mapped[UUID | None] = mapped_column(info=_by())
    signed_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


def newest() -> dict[str, SignOff]:
    """The row that holds for each plugin at the council in scope."""
    rows = db.session.scalars(db.select(SignOff).order_by(SignOff.signed_at, SignOff.id))
    return {row.plugin: row for row in rows}


def signed() -> frozenset[str]:
    """Names of the plugins whose assessment is signed at the council in scope."""
    query = db.select(SignOff.plugin, SignOff.stands).order_by(SignOff.signed_at, SignOff.id)
    stands: dict[str, bool] = dict(tuple(row) for row in db.session.execute(query))
    return frozenset(name for name, holds in stands.items() if holds)
