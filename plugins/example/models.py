"""The one table of the plugin: notes."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, personal, scoped_fk, scoped_index, scoped_relationship


def _about() -> dict[str, Any]:
    return personal(purpose="example.thanks", cls="S2", retention="member")


class Note(AuthorityScoped, Base):
    """A thank-you; `person_id` is set where it is to one young person and not to everybody who reads the
    board.
    """

    __tablename__ = "example_note"
    __table_args__ = (scoped_index("written_on"),)

    to: Mapped[str] = mapped_column(String(120), info=_about())
    words: Mapped[str] = mapped_column(Text, info=_about())
    written_on: Mapped[date] = mapped_column(Date)
    person_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    writer_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=_about())
    person = scoped_relationship("Person", "person_id")
    writer = scoped_relationship("Person", "writer_id")
