"""The promise ledger: what boards and officers promised in public, in a chain that shows any later change (M1)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, not_personal, scoped_fk, scoped_index, scoped_unique, utcnow


class LedgerEntry(AuthorityScoped, Base):
    """One public fact. It holds nobody: no quote, no name, no single verdict; offices, boards and cleared copies only.

    `body` holds plain values (days, an outcome, numbers) and the salted hash of the text; `text` is canonical JSON of
    what was cleared for everybody. `hash` covers position, previous and body, `signature` covers the hash. `fact` says
    which record the entry is about, so that nothing is entered twice; it is not part of the chain.

    The database itself refuses every change but one: that a text and its salt are emptied.
    """

    __tablename__ = "influence_ledger"
    __table_args__ = (scoped_unique("position"), scoped_index("ask_id", "position"), scoped_index("kind", "position"))

    position: Mapped[int] = mapped_column(Integer)
    ask_id: Mapped[UUID | None] = scoped_fk("influence_ask", nullable=True, index=False)
    kind: Mapped[str] = mapped_column(String(40))
    on_day: Mapped[date] = mapped_column(Date)
    fact: Mapped[str] = mapped_column(
        String(120), default="", server_default="", info=not_personal("the kind and the id of a question's record")
    )
    body: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict, server_default="{}", info=not_personal("days, an outcome, numbers and a hash")
    )
    text: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=not_personal("a text that was cleared for everybody")
    )
    salt: Mapped[str] = mapped_column(
        String(64), default="", server_default="", info=not_personal("random bits beside a hashed text")
    )
    previous: Mapped[str] = mapped_column(String(64), info=not_personal("a hash"))
    hash: Mapped[str] = mapped_column(String(64), info=not_personal("a hash"))
    signature: Mapped[str] = mapped_column(
        String(128), default="", server_default="", info=not_personal("the council's signature over a hash")
    )
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
