"""Decisions of the data protection officer about the lawful basis of a purpose; the newest holds, none is changed.

A basis says why the council may use data at all. It is never a person's agreement: those live in core/consent.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, not_personal, personal, scoped_index, utcnow


class BasisDecision(AuthorityScoped, Base):
    """A basis (Art. 6), the condition for special categories (Art. 9) and for offences (Art. 10), and the law."""

    __tablename__ = "core_basis_decision"
    __table_args__ = (scoped_index("purpose", "decided_at"),)

    purpose: Mapped[str] = mapped_column(String(80))
    basis: Mapped[str] = mapped_column(String(40))
    special: Mapped[str] = mapped_column(String(40), default="none", server_default="none")
    offences: Mapped[str] = mapped_column(String(200), default="", server_default="")
    law: Mapped[str] = mapped_column(String(200), default="", server_default="")
    note: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=not_personal("the reason for a decision about a purpose")
    )
    decided_by: Mapped[UUID | None] = mapped_column(info=personal("accountability", "S1", "audit"))
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
