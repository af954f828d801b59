"""Which records of boards about people have been kept long enough: seats that ended, and what members thought."""

from datetime import date
from typing import Any

from core.api import Person, RetentionDue, db
from plugins.groups.models import BoardDate, BoardRating, SeatHolder


def due(oldest: date, by_birth: bool) -> list[RetentionDue]:
    """Seats that ended and ratings of meetings before `oldest`; with `by_birth` those of whoever was born before it."""
    seat = SeatHolder.to_on.is_not(None)
    seats = db.select(SeatHolder.id).join(Person, _of(SeatHolder))
    ratings = db.select(BoardRating.id).join(Person, _of(BoardRating)).join(BoardDate, _ON)
    ended: Any = Person.born_on if by_birth else SeatHolder.to_on
    rated: Any = Person.born_on if by_birth else BoardDate.on_date
    found = (
        ("seats held on boards", db.session.scalars(seats.where(seat, ended < oldest)).all()),
        ("ratings of boards", db.session.scalars(ratings.where(rated < oldest)).all()),
    )
    return [RetentionDue(kind, ids, oldest, "member") for kind, ids in found if ids]


def _of(model: Any) -> Any:
    return (Person.authority_id == model.authority_id) & (Person.id == model.person_id)


_ON: Any = (BoardDate.authority_id == BoardRating.authority_id) & (BoardDate.id == BoardRating.date_id)
