"""What boards do with young people: reports that a group is asked about, and how many seats are held (W54, W72)."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, not_personal, scoped_fk, scoped_index, scoped_relationship, scoped_unique
from plugins.groups.api import Group
from plugins.youth_voice.models.columns import about, said, text, word


class Consultation(AuthorityScoped, Base):
    """One report of a board, put to one group: since when, what the group answered, and what the board did with it.

    `report_id` is the report in the board's queue; `title` and `board_on` are kept here, because it may be taken away.
    `opened_on` is the day on which it reached the group. `without_why` says why a board went on without an answer.
    """

    __tablename__ = "youth_voice_consultation"
    __table_args__ = (scoped_unique("report_id", "group_id"), scoped_index("board_id", "board_on"))

    report_id: Mapped[UUID] = mapped_column(Uuid)
    group_id: Mapped[UUID] = scoped_fk("groups_group")
    board_id: Mapped[UUID] = scoped_fk("groups_board", index=False)
    title: Mapped[str] = mapped_column(String(200), info=not_personal("what a report is about"))
    opened_on: Mapped[date] = mapped_column(Date)
    board_on: Mapped[date | None] = mapped_column(Date)
    answer: Mapped[str] = text(said())
    answered_on: Mapped[date | None] = mapped_column(Date)
    by_id: Mapped[UUID | None] = scoped_fk("core_person", nullable=True, info=about("S2"))
    without_why: Mapped[str] = text(not_personal("why a board went on without an answer"))
    did: Mapped[str] = word("")
    did_words: Mapped[str] = text(not_personal("what a board did with an answer"))
    did_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    group: Mapped[Group] = scoped_relationship(Group, "group_id", viewonly=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class SeatCount(AuthorityScoped, Base):
    """How many seats young people held of how many, on one board on one day; `filled` None: too few to say.

    `source`: counted by itself, or entered for a day before there was anything to count.
    """

    __tablename__ = "youth_voice_seat_count"
    __table_args__ = (scoped_unique("board_id", "on_date"),)

    board_id: Mapped[UUID] = scoped_fk("groups_board")
    on_date: Mapped[date] = mapped_column(Date)
    promised: Mapped[int | None] = mapped_column(Integer)
    filled: Mapped[int | None] = mapped_column(Integer)
    source: Mapped[str] = word("counted")
    note: Mapped[str] = mapped_column(
        String(300), default="", server_default="", info=not_personal("where a number of seats comes from")
    )
