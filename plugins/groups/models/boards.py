"""The adult boards that must hear young people, when they sit, and which seats each group holds on them."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.api import AuthorityScoped, Base, scoped_fk, scoped_index, scoped_unique


class Board(AuthorityScoped, Base):
    """A board, panel or committee that decides. `access_notes`: what it does so that the young can
    take part (LA35).
    """

    __tablename__ = "groups_board"
    __table_args__ = (scoped_unique("key"), scoped_index("name", "id"))

    key: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    host: Mapped[str] = mapped_column(String(200), default="", server_default="")
    about: Mapped[str] = mapped_column(Text, default="", server_default="")
    access_notes: Mapped[str] = mapped_column(Text, default="", server_default="")
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
    note: Mapped[str] = mapped_column(String(200), default="", server_default="")


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
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
