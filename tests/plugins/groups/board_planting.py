"""Ways for tests to plant a board's dates, seats and answers, and to read them back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from core.clock import local_today
from core.db import authority_scope, db
from core.testing.apps import add_person
from plugins.groups.models import Board, BoardDate, BoardRating, BoardSeat, SeatHolder
from tests.plugins.groups.planting import council_id

BOARDS = "/ashdown/groups/boards/"


@contextmanager
def ashdown(app: Flask) -> Iterator[None]:
    """The database of the made-up council, open for writing."""
    with app.app_context(), authority_scope(council_id(app), write=True):
        yield
        db.session.commit()


def on(days: int) -> date:
    """The day so many days from today."""
    return local_today() + timedelta(days=days)


def typed(day: date) -> list[str]:
    """A day as the three boxes of a form send it."""
    return [str(day.day), str(day.month), str(day.year)]


def people(app: Flask, *names: str) -> list[UUID]:
    """New young people on the council's record."""
    with app.app_context():
        return [add_person(name) for name in names]


def board_id(key: str) -> UUID:
    """The id of a board; call inside `ashdown`."""
    return db.session.scalars(db.select(Board.id).where(Board.key == key)).one()


def give_date(app: Flask, key: str, days: int, **fields: Any) -> UUID:
    """A date of a board, so many days from today."""
    with ashdown(app):
        row = BoardDate(board_id=board_id(key), on_date=on(days), **fields)
        db.session.add(row)
        return row.id


def give_seat(app: Flask, group: UUID, key: str, person: UUID, **fields: Any) -> UUID:
    """Let somebody hold a group's seat on a board; returns the seat's id."""
    with ashdown(app):
        asked = db.select(BoardSeat.id).where(BoardSeat.group_id == group, BoardSeat.board_id == board_id(key))
        seat = db.session.scalars(asked.where(BoardSeat.role == "seat")).one()
        db.session.add(SeatHolder(seat_id=seat, person_id=person, **fields))
        return seat


def rate(app: Flask, key: str, date_id: UUID, person: UUID, **answers: Any) -> None:
    """What somebody thought of a meeting."""
    with ashdown(app):
        db.session.add(BoardRating(board_id=board_id(key), date_id=date_id, person_id=person, **answers))


def rows(app: Flask, model: Any) -> list[Any]:
    """Every row of a table, unhooked from the session."""
    with ashdown(app):
        found = list(db.session.scalars(db.select(model)))
        for row in found:
            db.session.expunge(row)
        return found
