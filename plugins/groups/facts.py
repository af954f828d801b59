"""One group in words: how to join, when it meets, which boards hear it, what comes round each year."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Actor, Organisation, Place, db
from plugins.groups.models import Affiliate, Board, BoardSeat, Group, JoinRoute, StandingEvent
from plugins.groups.rules import Ages, cadence_words, times_words
from plugins.groups.visibility import SEES_GROUP
from plugins.groups.vocabulary import MONTHS, ROUTES, SEAT_ROLES


@dataclass(frozen=True)
class Said:
    """One fact in words: its record, a heading, and what follows it."""

    id: UUID
    title: str
    text: str = ""
    url_key: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything about a group that is no column of its own."""

    routes: list[Said]
    seats: list[Said]
    events: list[Said]
    affiliates: list[Said]
    programme: Any = None
    parts_of: tuple[Any, ...] = ()
    place: str = ""
    organisation: str = ""


def of(group: Group, actor: Actor) -> Facts:
    """Read the facts of `group`; groups that `actor` may not see are not named."""
    return Facts(
        routes=[_route(row) for row in _rows(JoinRoute, group.id, JoinRoute.position)],
        seats=seats_of(group.id),
        events=[_event(row) for row in _rows(StandingEvent, group.id, StandingEvent.name)],
        affiliates=[Said(row.id, row.name, row.note) for row in _rows(Affiliate, group.id, Affiliate.name)],
        programme=_near(Group.id == group.programme_id, actor).first() if group.programme_id else None,
        parts_of=tuple(_near(Group.programme_id == group.id, actor)),
        place=_name(Place, group.place_id),
        organisation=_name(Organisation, group.organisation_id),
    )


def seats_of(group_id: UUID) -> list[Said]:
    """What the group has to do with each board, in words."""
    joined = (
        db.select(BoardSeat, Board.name, Board.key)
        .join(Board, (Board.authority_id == BoardSeat.authority_id) & (Board.id == BoardSeat.board_id))
        .where(BoardSeat.group_id == group_id)
        .order_by(Board.name, BoardSeat.role)
    )
    return [
        Said(seat.id, f"{SEAT_ROLES[seat.role]} {_the(name)}", seat_words(seat), key)
        for seat, name, key in db.session.execute(joined)
    ]


def seat_words(seat: Any) -> str:
    """How many seats, how often, and the note; what is not stated is left out, but for seats."""
    parts = []
    if seat.role == "seat":
        parts.append("Number of seats not stated" if seat.seats is None else _seats(seat.seats))
    if seat.times_per_year:
        parts.append(f"{times_words(seat.times_per_year)} a year")
    return ". ".join([*parts, *([seat.note.rstrip(".")] if seat.note else [])]) + ("." if parts or seat.note else "")


def meets_words(group: Any) -> str:
    """How often and when a group meets; "" when neither is stated."""
    parts = [cadence_words(group.cadence, group.cadence_count), group.meets_when, group.meets_at]
    return ". ".join(part.rstrip(".") for part in parts if part)


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"


def _the(name: str) -> str:
    return name if name.lower().startswith("the ") else f"the {name}"


def _rows(model: Any, group_id: UUID, order: Any) -> Any:
    return db.session.scalars(db.select(model).where(model.group_id == group_id).order_by(order, model.id))


def _near(criterion: Any, actor: Actor) -> Any:
    query = db.select(Group.key, Group.name, Group.purpose).where(criterion, SEES_GROUP.criteria(actor))
    return db.session.execute(query.order_by(Group.name))


def _name(model: Any, id: UUID | None) -> str:
    return db.session.scalar(db.select(model.name).where(model.id == id)) or "" if id else ""


def _route(row: JoinRoute) -> Said:
    by = f" by: {', '.join(row.by_whom)}" if row.by_whom else ""
    return Said(row.id, f"{ROUTES[row.kind]}{by}" if row.kind != "delegation" else _sent(row), row.how)


def _sent(row: JoinRoute) -> str:
    return f"Sent by: {', '.join(row.by_whom)}" if row.by_whom else ROUTES["delegation"]


def _event(row: StandingEvent) -> Said:
    month = MONTHS.get(str(row.month), "") if row.month else ""
    often = f"{times_words(row.times_per_year)} a year" if row.times_per_year else ""
    return Said(row.id, row.name, ". ".join(part for part in (often, month, row.note.rstrip(".")) if part))


def ages_of(row: Any) -> Ages:
    """The age range of a group or of a row with its columns."""
    return Ages(row.age_min, row.age_max, row.age_stretch, row.age_rule)


def cadence_of(row: Any) -> str:
    """How often a group or a row with its columns meets, in words."""
    return cadence_words(row.cadence, row.cadence_count)
