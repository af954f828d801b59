"""The columns that both stores have: a case, the entries of its chronology, the sealed body of each, who it is for.

A case holds what a desk sorts by, never a word of what was said. An entry is kept for ever and holds hashes and
ids; its body is sealed under the case's own key and may be destroyed by law, and the chain still holds.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Integer, String, Text, Uuid, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.db import UTCDateTime, personal, utcnow

HASH = 64  # characters of a SHA-256


def about(cls: str = "S4") -> dict[str, Any]:
    """The `info` of a personal column of safeguarding."""
    return personal(purpose="keeping-safe", cls=cls, retention="safeguarding")


class CaseColumns:
    """One case as the desk sorts it. `number` counts a council's cases in this store, from 1, without a gap.

    `how` it came: page, spool, inside, screen, transfer. `state` is worked out from the chronology (states.py) and kept
    here. `due_at` is when the next step (`due_step`) must be done. `head_*` is the end of the chronology, its seal
    made with a key that no database holds; so is `row_seal`, over everything here (row_seals.py). `receipt_hash` is a
    keyed hash of the code that the author was given.
    """

    number: Mapped[int] = mapped_column(Integer)
    number_seal: Mapped[str] = mapped_column(String(HASH))
    sealed_key: Mapped[str] = mapped_column(Text)
    receipt_hash: Mapped[str | None] = mapped_column(String(HASH), info=about())
    how: Mapped[str] = mapped_column(String(20), info=about())
    raised_at: Mapped[datetime] = mapped_column(UTCDateTime, info=about())
    received_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    raised_by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    raised_by_person_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    state: Mapped[str] = mapped_column(String(20), default="raised", server_default="raised", info=about())
    state_since: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    risk: Mapped[str] = mapped_column(String(20), default="", server_default="", info=about())
    decision: Mapped[str] = mapped_column(String(40), default="", server_default="", info=about())
    due_step: Mapped[str] = mapped_column(String(40), default="", server_default="", info=about())
    due_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    acknowledged_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    is_test: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    head_seq: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    head_hash: Mapped[str] = mapped_column(String(HASH), default="", server_default="")
    head_seal: Mapped[str] = mapped_column(String(HASH), default="", server_default="")
    row_seal: Mapped[str] = mapped_column(String(HASH), default="", server_default="")


class EntryColumns:
    """One entry of a chronology; never changed, never deleted. `amends` is the number of the one that it puts right.

    `seal` is made over `hash` with a key that no database holds: it tells which entry of a chain is forged.
    """

    seq: Mapped[int] = mapped_column(Integer)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, info=about())
    occurred_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
    by_user_id: Mapped[UUID | None] = mapped_column(Uuid, info=about())
    by_role: Mapped[str] = mapped_column(String(40), info=about())
    kind: Mapped[str] = mapped_column(String(40), info=about())
    amends: Mapped[int | None] = mapped_column(Integer)
    commitment: Mapped[str] = mapped_column(String(HASH))
    previous_hash: Mapped[str] = mapped_column(String(HASH))
    hash: Mapped[str] = mapped_column(String(HASH))
    seal: Mapped[str] = mapped_column(String(HASH), default="", server_default="")


class BodyColumns:
    """What an entry says, with its salt, sealed under the case's key; destroyed alone when the law asks for it."""

    seq: Mapped[int] = mapped_column(Integer)
    sealed: Mapped[str] = mapped_column(Text, info=about())


class PartColumns:
    """Somebody whom a case names and whom this council knows. `part`: child, sibling, adult, other.

    No link to the person's record: a case outlives it, and an erased person's id names nobody.
    """

    person_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    part: Mapped[str] = mapped_column(String(20), info=about())


class AllocationColumns:
    """Somebody outside the desk who works on a case, until it is taken from them."""

    user_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    since: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())


class BarColumns:
    """Somebody who must not know of a case, whatever their role, and is not told so. `why` is a key of bars.WHY."""

    user_id: Mapped[UUID] = mapped_column(Uuid, info=about())
    why: Mapped[str] = mapped_column(String(40), info=about())
    since: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=about())
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=about())
