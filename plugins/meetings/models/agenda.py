"""What a meeting is about: its agenda, with activities that differ by age, and papers in reading bands (N48, W36)."""

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, personal, scoped_fk, scoped_index


def _text() -> Mapped[str]:
    return mapped_column(Text, default="", server_default="")


class AgendaItem(AuthorityScoped, Base):
    """One thing on the agenda. `versions` lists how it is done at each age: `{"for_whom", "activity", "prompt"}`, and
    in whole years `age_from` and `age_to`, each None where nobody has said.

    `part` is formal or informal; nothing is noted in the informal part (W58). `prompt` is what a young chair can say.
    `notes` are the adults' own, apart from what young people said.
    """

    __tablename__ = "meetings_agenda_item"
    __table_args__ = (scoped_index("meeting_id", "position"),)

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting", index=False)
    position: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    title: Mapped[str] = mapped_column(String(200))
    title_easy: Mapped[str] = mapped_column(String(200), default="", server_default="")
    part: Mapped[str] = mapped_column(String(40), default="formal", server_default="formal")
    kind: Mapped[str] = mapped_column(String(40), default="talk", server_default="talk")
    minutes: Mapped[int | None] = mapped_column(Integer)
    aim: Mapped[str] = _text()
    led_by: Mapped[str] = mapped_column(
        String(200),
        default="",
        server_default="",
        info=personal(purpose="participation", cls="S2", retention="published"),
    )
    prompt: Mapped[str] = _text()
    versions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    themes: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    notes: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=personal(purpose="participation", cls="S3", retention="published")
    )
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class Paper(AuthorityScoped, Base):
    """Something to read before a meeting, in the words of each reading band; "" where there is none yet."""

    __tablename__ = "meetings_paper"

    meeting_id: Mapped[UUID] = scoped_fk("meetings_meeting")
    item_id: Mapped[UUID | None] = scoped_fk("meetings_agenda_item", nullable=True)
    title: Mapped[str] = mapped_column(String(200))
    standard: Mapped[str] = _text()
    young: Mapped[str] = _text()
    easy: Mapped[str] = _text()
    link: Mapped[str] = mapped_column(String(500), default="", server_default="")
