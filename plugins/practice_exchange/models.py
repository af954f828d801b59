"""What a council keeps of the exchange: copies that it took, and whom the things that it offered tell of.

The words of an offer and of every copy of it stand in one place, the platform's `core_offer`: taken back there, they
are gone everywhere at once.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from core.api import (
    AuthorityScoped,
    Base,
    UTCDateTime,
    not_personal,
    personal,
    scoped_fk,
    scoped_index,
    scoped_unique,
    utcnow,
)


def _officer() -> dict[str, Any]:
    """Somebody named for their work."""
    return personal(purpose="participation", cls="S1", retention="published")


class Copy(AuthorityScoped, Base):
    """That this council keeps a copy of something. It holds no word of it: those are read from the offer each time.

    `origin` is the council that it came from, `use_for` what it is for here. `made_*`: the draft that a plugin made of
    it. `removed_on` is set once staff have said that nothing of it is left.
    """

    __tablename__ = "practice_exchange_copy"
    __table_args__ = (scoped_unique("offer_id"), scoped_index("removed_on", "taken_at"))

    offer_id: Mapped[UUID] = mapped_column(Uuid, info=not_personal("what was offered"))
    region: Mapped[str] = mapped_column(String(60))
    origin: Mapped[str] = mapped_column(String(200), info=not_personal("a council's name"))
    kind: Mapped[str] = mapped_column(String(200), default="", server_default="")
    use_for: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=not_personal("what a council wants to do with it")
    )
    made_plugin: Mapped[str] = mapped_column(String(80), default="", server_default="")
    made_kind: Mapped[str] = mapped_column(String(80), default="", server_default="")
    made_id: Mapped[UUID | None] = mapped_column(Uuid)
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_officer())
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    removed_on: Mapped[date | None] = mapped_column(Date)


class Told(AuthorityScoped, Base):
    """That something which this council offered tells of a person, so that it goes with them wherever it was copied."""

    __tablename__ = "practice_exchange_told"
    __table_args__ = (scoped_unique("offer_id", "person_id"),)

    __plain__ = "Things offered to the region that tell of somebody"
    __whom__ = "People in stories that are told under other names"

    offer_id: Mapped[UUID] = mapped_column(
        Uuid, info=personal(purpose="participation", cls="S3", retention="published")
    )
    person_id: Mapped[UUID] = scoped_fk(
        "core_person", info=personal(purpose="participation", cls="S3", retention="published")
    )
