"""The one table of the plugin: what was learned from an example, and which team was told (NC43, NC53)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, UTCDateTime, personal, scoped_fk, scoped_index, utcnow


def _staff() -> dict[str, Any]:
    return personal(purpose="participation", cls="S1", retention="published")


class Shared(AuthorityScoped, Base):
    """A team was told what to take from an example. `story_id`: the story of evidence that tells it; the note stays
    where the story goes. `team`: as written, where it is none of the council's organisations.
    """

    __tablename__ = "practice_examples_shared"
    __table_args__ = (scoped_index("story_id", "on_day"), scoped_index("on_day", "id"))

    story_id: Mapped[UUID] = mapped_column()
    organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)
    team: Mapped[str] = mapped_column(String(200), default="", server_default="")
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=_staff())
    on_day: Mapped[date] = mapped_column(Date)
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_staff())
    made_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
