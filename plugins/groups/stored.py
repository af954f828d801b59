"""Groups and boards between the database and plain fields, in the shape in which a council's file declares
them.

Records that a file names by key (programme, board, organisation, place) are found by that key. Lists come in one
fixed order, so that the same thing always compares equal. Nothing here commits.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Organisation, Place, db
from plugins.groups.boards.dates import hangs_on
from plugins.groups.models import Affiliate, Board, BoardDate, BoardSeat, Group, JoinRoute, SeatHolder, StandingEvent

Fields = dict[str, Any]
Keys = dict[UUID, str]

PLAIN_GROUP = [
    "name",
    "kind",
    "status",
    "purpose",
    "purpose_easy",
    "does",
    "who_for",
    "participants",
    "age_min",
    "age_max",
    "age_stretch",
    "age_rule",
    "school_years",
    "eligibility",
    "cadence",
    "cadence_count",
    "cadence_target",
    "meets_when",
    "meets_at",
    "formal_part",
    "formal_minutes",
    "informal_part",
    "decision_rights",
    "posts",
    "themes",
    "interests",
    "access_offer",
    "languages",
    "contact",
    "listing",
    "members_hidden",
    "target_attendances",
    "target_unique",
    "source",
    "legal_note",
    "advert",
    "advert_until",
    "role_description",
    "code_of_conduct",
    "induction",
]
DATES = ("advert_until",)
PLAIN_BOARD = ["name", "host", "about", "access_notes", "decision_rights", "source"]
ROUTE = ["kind", "by_whom", "how"]
SEAT = ["role", "seats", "counted", "times_per_year", "note"]
EVENT = ["name", "month", "times_per_year", "note"]
AFFILIATE = ["name", "note"]
LINKS: Mapping[str, type] = {"programme": Group, "organisation": Organisation, "place": Place}
ORDER: Mapping[str, Callable[[Fields], Any]] = {
    "seats": lambda seat: (seat["board"], seat["role"]),
    "events": lambda event: event["name"],
    "affiliates": lambda body: body["name"],
    "dates": str,
}


def canonical(fields: Fields) -> Fields:
    """`fields` with those lists whose order means nothing put in order."""
    return {name: sorted(value, key=ORDER[name]) if name in ORDER else value for name, value in fields.items()}


def current() -> dict[tuple[str, str], Fields]:
    """Every board and group of this council as (kind, key) -> fields."""
    boards = {("board", board.key): _board_fields(board) for board in _all(Board)}
    keys = {name: _keys(model) for name, model in LINKS.items()}
    parts = _parts(_keys(Board))
    groups = {("group", group.key): _group_fields(group, keys, parts[group.id]) for group in _all(Group)}
    return boards | groups


def save(kind: str, key: str, fields: Mapping[str, Any]) -> None:
    """Make the board or group called `key` have these fields; it is made if it is not there."""
    if kind == "board":
        _save_board(_board(key), fields)
    else:
        _save_group(_group(key), fields)
    db.session.flush()


def _all(model: type[Any]) -> Iterable[Any]:
    return db.session.scalars(db.select(model))


def _keys(model: Any) -> Keys:
    return {id: key for id, key in db.session.execute(db.select(model.id, model.key)) if key}


def _picked(row: Any, names: Iterable[str]) -> Fields:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _board_fields(board: Board) -> Fields:
    sits = db.select(BoardDate.on_date).where(BoardDate.board_id == board.id, BoardDate.cancelled.is_(False))
    days = db.session.scalars(sits)
    return canonical(_picked(board, PLAIN_BOARD) | {"dates": [day.isoformat() for day in days]})


def _group_fields(group: Group, keys: Mapping[str, Keys], parts: Mapping[str, list[Fields]]) -> Fields:
    links = {name: keys[name].get(getattr(group, f"{name}_id")) for name in LINKS}
    lists = {name: parts.get(name, []) for name in ("join", "seats", "events", "affiliates")}
    return canonical(_picked(group, PLAIN_GROUP) | links | lists)


def _parts(boards: Keys) -> dict[UUID, dict[str, list[Fields]]]:
    """What hangs on each group, read in four queries for all groups together."""
    found: dict[UUID, dict[str, list[Fields]]] = defaultdict(lambda: defaultdict(list))
    for route in db.session.scalars(db.select(JoinRoute).order_by(JoinRoute.position)):
        found[route.group_id]["join"].append(_picked(route, ROUTE))
    for seat in _all(BoardSeat):
        found[seat.group_id]["seats"].append({"board": boards[seat.board_id]} | _picked(seat, SEAT))
    for event in _all(StandingEvent):
        found[event.group_id]["events"].append(_picked(event, EVENT))
    for body in _all(Affiliate):
        found[body.group_id]["affiliates"].append(_picked(body, AFFILIATE))
    return found


def _by_key(model: Any, key: str) -> Any:
    return db.session.scalars(db.select(model).where(model.key == key)).one_or_none()


def _group(key: str) -> Group:
    """The group called `key`; a group may name a programme that is only made later, so an empty one
    will do.
    """
    found: Group = _by_key(Group, key) or _added(Group(key=key, name=key))
    return found


def _board(key: str) -> Board:
    found: Board = _by_key(Board, key) or _added(Board(key=key, name=key))
    return found


def _added(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def _save_board(board: Board, fields: Mapping[str, Any]) -> None:
    for name in PLAIN_BOARD:
        setattr(board, name, fields[name])
    wanted = {date.fromisoformat(day) for day in fields["dates"]}
    held = {row.on_date: row for row in db.session.scalars(db.select(BoardDate).where(BoardDate.board_id == board.id))}
    for day in held.keys() - wanted:
        _drop_date(held[day])
    for day in held.keys() & wanted:
        held[day].cancelled = False
    db.session.add_all(BoardDate(board_id=board.id, on_date=day) for day in sorted(wanted - held.keys()))


def _drop_date(row: BoardDate) -> None:
    """A date that was called off stays; one that reports or young members' answers hang on is called off."""
    if hangs_on(row.id):
        row.cancelled = True
    elif not row.cancelled:
        db.session.delete(row)


def _save_group(group: Group, fields: Mapping[str, Any]) -> None:
    for name in PLAIN_GROUP:
        setattr(group, name, fields[name])
    for name in DATES:
        setattr(group, name, date.fromisoformat(fields[name]) if fields[name] else None)
    group.programme_id = _group(fields["programme"]).id if fields["programme"] else None
    for name in ("organisation", "place"):
        found = _by_key(LINKS[name], fields[name]) if fields[name] else None
        setattr(group, f"{name}_id", found.id if found else None)
    routes = [route | {"position": place} for place, route in enumerate(fields["join"])]
    seats = [_without_board(seat) | {"board_id": _board(seat["board"]).id} for seat in fields["seats"]]
    _replace(JoinRoute, group.id, routes)
    _replace_seats(group.id, seats)
    _replace(StandingEvent, group.id, fields["events"])
    _replace(Affiliate, group.id, fields["affiliates"])


def _without_board(seat: Fields) -> Fields:
    return {name: value for name, value in seat.items() if name != "board"}


def _replace_seats(group_id: UUID, wanted: Iterable[Fields]) -> None:
    """Let the group have these seats. Those that go on keep whoever holds them; one that is held is never taken."""
    held = {(row.board_id, row.role): row for row in db.session.scalars(_of_group(BoardSeat, group_id))}
    for fields in wanted:
        row = held.pop((fields["board_id"], fields["role"]), None) or BoardSeat(group_id=group_id)
        for name, value in fields.items():
            setattr(row, name, value)
        db.session.add(row)
    taken = set(db.session.scalars(db.select(SeatHolder.seat_id).distinct()))
    for row in held.values():
        if row.id not in taken:
            db.session.delete(row)


def _of_group(model: Any, group_id: UUID) -> Any:
    return db.select(model).where(model.group_id == group_id)


def _replace(model: Any, group_id: UUID, rows: Iterable[Fields]) -> None:
    """Let the group have exactly these rows; the old ones go first, because the new ones may use their
    keys.
    """
    for row in db.session.scalars(_of_group(model, group_id)):
        db.session.delete(row)
    db.session.flush()
    db.session.add_all(model(group_id=group_id, **row) for row in rows)
