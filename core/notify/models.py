"""The tables of messages: that somebody was told something, how it went out, and how they wish to hear.

No words are kept: the sentence is that of the kind. A person's address is looked up when it is sent; only of guests,
who have no record, the address that they left is kept here.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Integer, String, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.db import AuthorityScoped, Base, UTCDateTime, personal, scoped_fk, scoped_index, scoped_unique, utcnow

QUEUED, HELD, SENDING, SENT, DROPPED, FAILED = "queued", "held", "sending", "sent", "dropped", "failed"
STATES = (QUEUED, HELD, SENDING, SENT, DROPPED, FAILED)


def _about() -> dict[str, Any]:
    return personal(purpose="contact", cls="S2", retention="member")


class Message(AuthorityScoped, Base):
    """One thing that one person was told; it stands on their page whatever became of sending it.

    `state` is one of STATES: `sending` is claimed by a worker, `dropped` was not sent out for the reason `why` (a word
    of core/notify/words.py). Messages that went out as one share `sending_id`. `claims` counts claims of which nobody
    knows how they ended. `due_at` is when it may go out.
    """

    __tablename__ = "core_message"
    __table_args__ = (scoped_unique("person_id", "key"), scoped_index("state", "due_at"), scoped_index("made_at"))

    person_id: Mapped[UUID] = scoped_fk("core_person", index=False, info=_about())
    notice: Mapped[str] = mapped_column(String(80), info=_about())
    key: Mapped[str] = mapped_column(String(200), info=_about())
    url: Mapped[str] = mapped_column(String(500), info=_about())
    hidden: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    state: Mapped[str] = mapped_column(String(40), default=QUEUED, server_default=QUEUED, info=_about())
    channel: Mapped[str] = mapped_column(String(20), default="", server_default="", info=_about())
    why: Mapped[str] = mapped_column(String(40), default="", server_default="", info=_about())
    sending_id: Mapped[UUID | None] = mapped_column()
    claims: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())


class MessageChoice(AuthorityScoped, Base):
    """How one person wishes to hear: `wish` is "" (not said), here, email or text; `pace` at_once, daily or weekly.

    `language` is the one in which they read the page where they chose.
    """

    __tablename__ = "core_message_choice"
    __table_args__ = (scoped_unique("person_id"),)

    person_id: Mapped[UUID] = scoped_fk("core_person", index=False, info=_about())
    wish: Mapped[str] = mapped_column(String(20), default="", server_default="", info=_about())
    pace: Mapped[str] = mapped_column(String(20), default="at_once", server_default="at_once", info=_about())
    language: Mapped[str] = mapped_column(String(20), default="", server_default="", info=_about())
    tasks: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=_about())
    chosen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())


class MessageGuest(AuthorityScoped, Base):
    """Where somebody without an account wishes to hear of one thing: they left a number or an address with it.

    `channel`: email or text. Stopped, `stopped_at` is set and the address is gone.
    """

    __tablename__ = "core_message_guest"
    __table_args__ = (scoped_index("address"),)

    channel: Mapped[str] = mapped_column(String(20), info=_about())
    address: Mapped[str] = mapped_column(
        String(254), default="", server_default="", info=personal(purpose="contact", cls="S3", retention="member")
    )
    language: Mapped[str] = mapped_column(String(20), default="en", server_default="en", info=_about())
    left_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, info=_about())
    stopped_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())


class GuestMessage(AuthorityScoped, Base):
    """One thing that one guest is told; columns as of Message. The letter leads to `url` without any sign-in, so that
    address may open something: it is gone once the letter went out, or never will.
    """

    __tablename__ = "core_guest_message"
    __table_args__ = (scoped_unique("guest_id", "key"), scoped_index("state", "due_at"), scoped_index("made_at"))

    guest_id: Mapped[UUID] = scoped_fk("core_message_guest", index=False, info=_about())
    notice: Mapped[str] = mapped_column(String(80), info=_about())
    key: Mapped[str] = mapped_column(String(200), info=_about())
    url: Mapped[str] = mapped_column(String(500), default="", server_default="", info=_about())
    state: Mapped[str] = mapped_column(String(40), default=QUEUED, server_default=QUEUED, info=_about())
    channel: Mapped[str] = mapped_column(String(20), default="", server_default="", info=_about())
    why: Mapped[str] = mapped_column(String(40), default="", server_default="", info=_about())
    sending_id: Mapped[UUID | None] = mapped_column()
    claims: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    due_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    claimed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime, info=_about())
