"""Seats that groups were promised on boards and who holds them: numbers for everyone, names for those who see members.

A number shared between several boards ("two seats in all", W72) is one promise, counted once. Whoever stands in fills
no seat (W44). What numbers may be shown is reasoned in figures.py.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, Person, db, local_today
from plugins.groups.boards.figures import filled_to_show
from plugins.groups.boards.rules import Span, State, seat_state, to_replace
from plugins.groups.membership import called
from plugins.groups.models import Board, BoardSeat, Group, Membership, SeatHolder
from plugins.groups.visibility import SEES_GROUP, SEES_MEMBERS


class BoardName(NamedTuple):
    """What a page needs to name a board and lead to it."""

    id: UUID
    key: str
    name: str


@dataclass(frozen=True)
class Promise:
    """Seats that one group was promised on one board, or in all on several. `promised` None: no number is stated.

    `held` is how many are filled; `shown` is what the reader may be told of that, None being "fewer than".
    """

    group_id: UUID
    group_key: str
    group: str
    for_young: bool
    boards: tuple[BoardName, ...]
    seat_ids: frozenset[UUID]
    promised: int | None
    unclear: bool
    held: int
    shown: int | None

    @property
    def empty(self) -> int:
        """How many of the promised seats nobody holds."""
        return max(0, (self.promised or 0) - self.held)

    @property
    def surplus(self) -> int:
        """How many hold a seat beyond those that were promised."""
        return max(0, self.held - self.promised) if self.promised is not None else 0

    def is_on(self, board_id: UUID) -> bool:
        """True if the promise is about this board."""
        return any(board.id == board_id for board in self.boards)

    def others(self, board_id: UUID) -> list[str]:
        """Names of the boards that share these seats with this one."""
        return [board.name for board in self.boards if board.id != board_id]


class Tally(NamedTuple):
    """Promised and filled seats taken together; `silent` promises state no number and are not in it."""

    promised: int
    filled: int
    silent: int

    @property
    def empty(self) -> int:
        """Seats that were promised and that nobody holds."""
        return self.promised - self.filled


class Holder(NamedTuple):
    """Somebody who holds, held or will hold a seat, for those who see the group's members."""

    id: UUID
    seat_id: UUID
    name: str
    stands_in: bool
    from_on: date | None
    to_on: date | None
    state: State


class OwnSeat(NamedTuple):
    """A seat of the reader's own."""

    board_id: UUID
    board_key: str
    board: str
    group: str
    stands_in: bool
    from_on: date | None
    to_on: date | None


class Vacancy(NamedTuple):
    """A seat whose holder left the group or whose time is over, and that nobody has taken up."""

    board_key: str
    board: str
    group: str
    seats: int


def promises(actor: Actor, fewest: int) -> list[Promise]:
    """Every promise of seats to a group that `actor` may see, by board and group, in two queries."""
    held = _held()
    pools: dict[Any, list[Any]] = defaultdict(list)
    for row in _rows(SEES_GROUP.criteria(actor)):
        pools[_pool(row)].append(row)
    return [_promise(rows, held, fewest) for rows in pools.values()]


def tally(found: Iterable[Promise]) -> Tally:
    """Promised and filled seats of children and young people; a surplus on one board fills no seat of another."""
    mine = [promise for promise in found if promise.for_young]
    stated = [promise for promise in mine if promise.promised is not None]
    promised = sum(promise.promised or 0 for promise in stated)
    return Tally(promised, promised - sum(promise.empty for promise in stated), len(mine) - len(stated))


def seat_on(board_id: UUID, seat_id: UUID, actor: Actor) -> tuple[BoardSeat, Group] | None:
    """A seat of this board and its group, if `actor` may see who is in the group."""
    joined = (
        db.select(BoardSeat, Group)
        .join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
        .where(BoardSeat.id == seat_id, BoardSeat.board_id == board_id, BoardSeat.role == "seat")
        .where(SEES_GROUP.criteria(actor), SEES_MEMBERS.criteria(actor))
    )
    found = db.session.execute(joined).one_or_none()
    return (found[0], found[1]) if found else None


def holders(seat_ids: Iterable[UUID], actor: Actor) -> dict[UUID, list[Holder]]:
    """Who holds these seats, by name, of the groups whose members `actor` sees; those who sit now come first."""
    joined = (
        db.select(*_HELD, SeatHolder.id, Person.name, Person.known_as)
        .join(BoardSeat, (BoardSeat.authority_id == SeatHolder.authority_id) & (BoardSeat.id == SeatHolder.seat_id))
        .join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
        .join(Person, (Person.authority_id == SeatHolder.authority_id) & (Person.id == SeatHolder.person_id))
        .outerjoin(Membership, _SAME_MEMBER)
        .where(SeatHolder.seat_id.in_(list(seat_ids)), SEES_MEMBERS.criteria(actor))
        .order_by(SeatHolder.stands_in, Person.sort_name, SeatHolder.id)
    )
    found: dict[UUID, list[Holder]] = defaultdict(list)
    for row in db.session.execute(joined):
        name = called(row.name, row.known_as)
        found[row.seat_id].append(
            Holder(row.id, row.seat_id, name, row.stands_in, row.from_on, row.to_on, _state(row))
        )
    return {seat: sorted(rows, key=lambda one: _ORDER.index(one.state)) for seat, rows in found.items()}


def readable(actor: Actor) -> frozenset[UUID]:
    """Ids of the groups whose members `actor` sees."""
    return frozenset(db.session.scalars(db.select(Group.id).where(SEES_MEMBERS.criteria(actor))))


def mine(actor: Actor) -> list[OwnSeat]:
    """The seats that `actor` holds, stands in for or will take up."""
    if actor.person_id is None:
        return []
    joined = (
        db.select(*_HELD, Board.id, Board.key, Board.name, Group.name.label("group"))
        .join(BoardSeat, (BoardSeat.authority_id == SeatHolder.authority_id) & (BoardSeat.id == SeatHolder.seat_id))
        .join(Board, (Board.authority_id == BoardSeat.authority_id) & (Board.id == BoardSeat.board_id))
        .join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
        .outerjoin(Membership, _SAME_MEMBER)
        .where(SeatHolder.person_id == actor.person_id, Group.status != "ended")
        .order_by(Board.name)
    )
    rows = [row for row in db.session.execute(joined) if _state(row) in ("holds", "coming")]
    return [OwnSeat(row.id, row.key, row.name, row.group, row.stands_in, row.from_on, row.to_on) for row in rows]


def vacancies(groups: Iterable[UUID]) -> list[Vacancy]:
    """Seats of these groups that wait for somebody new, because whoever held them left or their time is over."""
    wanted = frozenset(groups)
    if not wanted:
        return []
    held, ended = _held(), _ended()
    found = []
    for row in _rows(BoardSeat.group_id.in_(list(wanted))):
        if number := to_replace(ended[row.seat_id], held[row.seat_id], row.seats):
            found.append(Vacancy(row.board_key, row.board, row.group, number))
    return found


def is_held(seat_id: UUID) -> bool:
    """True if somebody stands in the list of this seat, now or before."""
    return db.session.scalar(db.select(SeatHolder.id).where(SeatHolder.seat_id == seat_id).limit(1)) is not None


def who_could(seat: BoardSeat) -> list[tuple[str, str]]:
    """Members of the group who are not in the seat's list yet, as (id, name)."""
    listed = db.select(SeatHolder.person_id).where(SeatHolder.seat_id == seat.id)
    members = (
        db.select(Person.id, Person.name, Person.known_as)
        .join(Membership, (Membership.authority_id == Person.authority_id) & (Membership.person_id == Person.id))
        .where(Membership.group_id == seat.group_id, Membership.status == "active", Membership.supports.is_(False))
        .where(Person.id.not_in(listed))
        .order_by(Person.sort_name)
    )
    return [(str(row.id), called(row.name, row.known_as)) for row in db.session.execute(members)]


_ORDER = ("holds", "coming", "left", "over")
_HELD: Any = (
    SeatHolder.seat_id,
    SeatHolder.stands_in,
    SeatHolder.from_on,
    SeatHolder.to_on,
    Membership.status.label("member"),
)
_SAME_MEMBER: Any = (
    (Membership.authority_id == SeatHolder.authority_id)
    & (Membership.group_id == BoardSeat.group_id)
    & (Membership.person_id == SeatHolder.person_id)
)
_READ: Any = (
    BoardSeat.id.label("seat_id"),
    BoardSeat.group_id,
    BoardSeat.seats,
    BoardSeat.counted,
    Board.id.label("board_id"),
    Board.key.label("board_key"),
    Board.name.label("board"),
    Group.key.label("group_key"),
    Group.name.label("group"),
    Group.participants,
    Group.members_hidden,
)


def _rows(criterion: Any) -> list[Any]:
    joined = (
        db.select(*_READ)
        .join(Board, (Board.authority_id == BoardSeat.authority_id) & (Board.id == BoardSeat.board_id))
        .join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
        .where(BoardSeat.role == "seat", Group.status != "ended", criterion)
        .order_by(Board.name, Group.name, BoardSeat.id)
    )
    return list(db.session.execute(joined))


def _states() -> list[tuple[UUID, State]]:
    """Every place in a seat and its state, those who stand in left out."""
    joined = (
        db.select(*_HELD)
        .join(BoardSeat, (BoardSeat.authority_id == SeatHolder.authority_id) & (BoardSeat.id == SeatHolder.seat_id))
        .outerjoin(Membership, _SAME_MEMBER)
        .where(SeatHolder.stands_in.is_(False))
    )
    return [(row.seat_id, _state(row)) for row in db.session.execute(joined)]


def _held() -> Counter[UUID]:
    return Counter(seat for seat, state in _states() if state == "holds")


def _ended() -> Counter[UUID]:
    return Counter(seat for seat, state in _states() if state in ("over", "left"))


def _state(row: Any) -> State:
    return seat_state(Span(row.from_on, row.to_on), row.member, local_today())


def _pool(row: Any) -> Any:
    """What rows of one promise have in common: a shared number stands on each of its boards."""
    return (row.group_id, row.seats) if row.counted == "total" and row.seats is not None else row.seat_id


def _promise(rows: list[Any], held: Counter[UUID], fewest: int) -> Promise:
    first = rows[0]
    filled = sum(held[row.seat_id] for row in rows)
    return Promise(
        group_id=first.group_id,
        group_key=first.group_key,
        group=first.group,
        for_young=first.participants == "young_people",
        boards=tuple(BoardName(row.board_id, row.board_key, row.board) for row in rows),
        seat_ids=frozenset(row.seat_id for row in rows),
        promised=first.seats,
        unclear=first.counted == "not_stated" and first.seats is not None,
        held=filled,
        shown=filled_to_show(filled, first.seats, first.members_hidden, fewest),
    )
