"""The adult boards that must hear young people, when they sit, and which seats each group holds on them."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Date, Integer, String, Text, sql
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, not_personal, personal, scoped_fk, scoped_index, scoped_unique


def _about(cls: str = "S3") -> dict[str, Any]:
    """A seat held for some groups says as much as being in them."""
    return personal(purpose="participation", cls=cls, retention="member")


class Board(AuthorityScoped, Base):
    """A board, panel or committee that decides. `access_notes`: what it does so that the young can
    take part (LA35).
    """

    __tablename__ = "groups_board"
    __table_args__ = (scoped_unique("key"), scoped_index("name", "id"))

    key: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200), info=not_personal("a board's name"))
    host: Mapped[str] = mapped_column(String(200), default="", server_default="")
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    access_notes: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=not_personal("what the board does so that anyone can come")
    )
    decision_rights: Mapped[str | None] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(Text, default="", server_default="")
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")
    organisation_id: Mapped[UUID | None] = scoped_fk("core_organisation", nullable=True)

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class BoardDate(AuthorityScoped, Base):
    """One day on which a board sits."""

    __tablename__ = "groups_board_date"
    __table_args__ = (scoped_unique("board_id", "on_date"), scoped_index("on_date"))

    board_id: Mapped[UUID] = scoped_fk("groups_board")
    on_date: Mapped[date] = mapped_column(Date)
    papers_due_on: Mapped[date | None] = mapped_column(Date)
    cancelled: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false())
    note: Mapped[str] = mapped_column(
        String(200), default="", server_default="", info=not_personal("a word about the day")
    )


class BoardSeat(AuthorityScoped, Base):
    """What one group has to do with one board: seats there, meetings, papers. None seats: not stated
    (W72).
    """

    __tablename__ = "groups_board_seat"
    __table_args__ = (scoped_unique("group_id", "board_id", "role"),)

    group_id: Mapped[UUID] = scoped_fk("groups_group")
    board_id: Mapped[UUID] = scoped_fk("groups_board")
    role: Mapped[str] = mapped_column(String(40), default="seat")
    seats: Mapped[int | None] = mapped_column(Integer)
    counted: Mapped[str] = mapped_column(String(40), default="not_stated", server_default="not_stated")
    times_per_year: Mapped[int | None] = mapped_column(Integer)
    note: Mapped[str] = mapped_column(Text, default="", server_default="", info=not_personal("how the seat works"))


class SeatHolder(AuthorityScoped, Base):
    """Who holds one of a group's seats on a board, or stands in for who does, and from when to when (W44)."""

    __tablename__ = "groups_seat_holder"
    __table_args__ = (scoped_unique("seat_id", "person_id"),)

    seat_id: Mapped[UUID] = scoped_fk("groups_board_seat", info=_about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about())
    stands_in: Mapped[bool] = mapped_column(Boolean, default=False, server_default=sql.false(), info=_about())
    from_on: Mapped[date | None] = mapped_column(Date, info=_about())
    to_on: Mapped[date | None] = mapped_column(Date, info=_about())


class BoardReport(AuthorityScoped, Base):
    """A report that a board will read on one of its dates; `ask_by` is the last day to ask young people about it."""

    __tablename__ = "groups_board_report"
    __table_args__ = (scoped_index("board_id", "ask_by"),)

    board_id: Mapped[UUID] = scoped_fk("groups_board")
    date_id: Mapped[UUID | None] = scoped_fk("groups_board_date", nullable=True)
    title: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    about_easy: Mapped[str] = mapped_column(Text, default="", server_default="")
    from_whom: Mapped[str] = mapped_column(String(200), default="", server_default="")
    ask_by: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer, default=1, server_default="1")

    __mapper_args__ = {"allow_partial_pks": False, "version_id_col": version}


class BoardCheck(AuthorityScoped, Base):
    """One line of a board's accessibility checklist: whether it does this, in whose words, and when asked (LA35)."""

    __tablename__ = "groups_board_check"
    __table_args__ = (scoped_unique("board_id", "item"),)

    board_id: Mapped[UUID] = scoped_fk("groups_board")
    item: Mapped[str] = mapped_column(String(200))
    met: Mapped[str] = mapped_column(String(40), default="not_yet", server_default="not_yet")
    note: Mapped[str] = mapped_column(
        Text, default="", server_default="", info=not_personal("what is missing at the board")
    )
    checked_on: Mapped[date | None] = mapped_column(Date)


class BoardRating(AuthorityScoped, Base):
    """What one young member thought of a board's meeting: four answers from 1 to 4, and words if they like (LA35).

    0 is "not answered". Only averages over enough people leave this table, never one person's answers.
    """

    __tablename__ = "groups_board_rating"
    __table_args__ = (scoped_unique("date_id", "person_id"),)

    board_id: Mapped[UUID] = scoped_fk("groups_board", info=_about())
    date_id: Mapped[UUID] = scoped_fk("groups_board_date", info=_about())
    person_id: Mapped[UUID] = scoped_fk("core_person", info=_about())
    welcome: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=_about())
    understood: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=_about())
    listened: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=_about())
    mattered: Mapped[int] = mapped_column(Integer, default=0, server_default="0", info=_about())
    words: Mapped[str] = mapped_column(Text, default="", server_default="", info=_about())
