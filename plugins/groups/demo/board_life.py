"""Made-up life of boards: who holds the seats, reports to come, a checklist gone through, what young members said.

The same for the same seed. A council that has any of one kind keeps what it has, and gets no more of that kind.
"""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from core.api import Authority, DemoMade, DemoWorld, bulk_insert, db
from plugins.groups.boards import access
from plugins.groups.boards.rules import RATING_DAYS, SPOKEN
from plugins.groups.models import (
    Board,
    BoardCheck,
    BoardDate,
    BoardRating,
    BoardReport,
    BoardSeat,
    Group,
    Membership,
    SeatHolder,
)

Row = dict[str, Any]
TOPICS = (
    (
        "Short breaks for disabled children",
        "What short breaks there are, how many families use them, and what it would cost to offer more.",
        "A short break is time away from home. The board asks: are there enough? You can say what is good and bad.",
    ),
    (
        "Having your own social worker for longer",
        "How often a child's social worker changes, and a plan to make it happen less.",
        "Some social workers leave too soon. The board has a plan to change that. You can say what would help.",
    ),
    (
        "Money for leaving care",
        "What the council gives young people who leave care for their first home.",
        "When you leave care you get money for your home. The board asks: is it enough? You can say what you need.",
    ),
)
WORDS = (
    "They asked us what we think before the adults spoke.",
    "Too many short forms. I did not know what half of it was about.",
    "The chair came to meet us before. That helped.",
    "I would like to hear what happened with what we said last time.",
)
ASK_DAYS = 21  # before the board meets
CHECKED_AGO = 40  # days
MET = ("yes", "yes", "yes", "partly", "not_yet")


def plant(authority: Authority, world: DemoWorld) -> list[DemoMade]:
    """Make what a council has none of; says how many of each."""
    made = [
        ("seats held on boards", SeatHolder, _holders(world)),
        ("reports for boards", BoardReport, _reports(world)),
        ("lines of boards' checklists", BoardCheck, _checks(authority, world)),
        ("ratings of boards", BoardRating, _ratings(world)),
    ]
    return [DemoMade(kind, _put(model, rows)) for kind, model, rows in made]


def _put(model: Any, rows: Iterator[Row]) -> int:
    if db.session.scalar(db.select(model.id).limit(1)) is not None:
        return 0
    wanted = list(rows)
    bulk_insert(model, wanted)
    return len(wanted)


def _chance(world: DemoWorld, about: str) -> random.Random:
    return random.Random(f"{world.seed}:{about}")  # noqa: S311 - made-up boards, the same each time


def _holders(world: DemoWorld) -> Iterator[Row]:
    """Two in three seats are held, and one in three of those by somebody whose time is over."""
    asked = db.select(BoardSeat.id, BoardSeat.group_id, BoardSeat.seats, Group.key)
    joined = asked.join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
    for seat in db.session.execute(joined.where(BoardSeat.role == "seat").order_by(Group.key, BoardSeat.board_id)):
        chance, members = _chance(world, f"seat:{seat.key}"), _members(seat.group_id)
        for place, person in enumerate(members[: (seat.seats or 1) + 1]):
            if place == (seat.seats or 1):
                yield _holder(seat.id, person, world, stands_in=True)
            elif chance.random() < 0.66:
                yield _holder(seat.id, person, world, over=chance.random() < 0.3)


def _holder(seat_id: UUID, person: UUID, world: DemoWorld, *, stands_in: bool = False, over: bool = False) -> Row:
    ends = world.today - timedelta(days=20) if over else world.today + timedelta(days=200)
    since = world.today - timedelta(days=300)
    return {"seat_id": seat_id, "person_id": person, "stands_in": stands_in, "from_on": since, "to_on": ends}


def _reports(world: DemoWorld) -> Iterator[Row]:
    """For every board that asks a group, and for half of the others, one or two reports for its next meeting."""
    asks = set(db.session.scalars(db.select(BoardSeat.board_id).where(BoardSeat.role == "consulted")))
    for board in db.session.scalars(db.select(Board).order_by(Board.key)):
        chance = _chance(world, f"reports:{board.key}")
        coming = db.select(BoardDate.id, BoardDate.on_date).where(
            BoardDate.board_id == board.id, BoardDate.on_date > world.today, BoardDate.cancelled.is_(False)
        )
        found = db.session.execute(coming.order_by(BoardDate.on_date).limit(1)).first()
        if found and (board.id in asks or chance.random() < 0.5):
            for title, about, easy in chance.sample(TOPICS, 2 if board.id in asks else 1):
                yield {
                    "board_id": board.id,
                    "date_id": found.id,
                    "title": title,
                    "about": about,
                    "about_easy": easy,
                    "from_whom": "Head of service",
                    "ask_by": max(found.on_date - timedelta(days=ASK_DAYS), world.today + timedelta(days=3)),
                }


def _checks(authority: Authority, world: DemoWorld) -> Iterator[Row]:
    """Two in three boards have gone through the list, most of it done."""
    for board in db.session.scalars(db.select(Board).order_by(Board.key)):
        chance = _chance(world, f"checks:{board.key}")
        if chance.random() < 0.66:
            for line in access.lines(authority):
                met, day = chance.choice(MET), world.today - timedelta(days=CHECKED_AGO)
                yield {"board_id": board.id, "item": line, "met": met, "checked_on": day}


def _ratings(world: DemoWorld) -> Iterator[Row]:
    """Members of the groups that a board hears in person say what they thought of its last three meetings."""
    for board_id, date_id, seed in _past_meetings(world):
        chance = _chance(world, seed)
        kindness = chance.choice((2, 3, 3))
        for person in _raters(board_id):
            if chance.random() < 0.5:
                answers = {name: min(4, max(0, kindness + chance.choice((-1, 0, 0, 1)))) for name in _ASKED}
                words = chance.choice(WORDS) if chance.random() < 0.25 else ""
                yield answers | {"board_id": board_id, "date_id": date_id, "person_id": person, "words": words}


_ASKED = ("welcome", "understood", "listened", "mattered")


def _past_meetings(world: DemoWorld) -> Iterator[tuple[UUID, UUID, str]]:
    settled = world.today - timedelta(days=RATING_DAYS)
    for board_id, key in db.session.execute(db.select(Board.id, Board.key).order_by(Board.key)):
        held = db.select(BoardDate.id, BoardDate.on_date).where(
            BoardDate.board_id == board_id, BoardDate.on_date < settled, BoardDate.cancelled.is_(False)
        )
        for row in db.session.execute(held.order_by(BoardDate.on_date.desc()).limit(3)):
            yield board_id, row.id, f"ratings:{key}:{row.on_date}"


def _raters(board_id: UUID) -> list[UUID]:
    joined = (
        db.select(Membership.person_id)
        .join(
            BoardSeat,
            (BoardSeat.authority_id == Membership.authority_id) & (BoardSeat.group_id == Membership.group_id),
        )
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .where(BoardSeat.board_id == board_id, BoardSeat.role.in_(SPOKEN), Group.participants == "young_people")
        .where(Membership.status == "active", Membership.supports.is_(False))
        .order_by(Membership.id)
    )
    return list(dict.fromkeys(db.session.scalars(joined)))


def _members(group_id: UUID) -> list[UUID]:
    asked = db.select(Membership.person_id).where(
        Membership.group_id == group_id, Membership.status == "active", Membership.supports.is_(False)
    )
    return list(db.session.scalars(asked.order_by(Membership.joined_on, Membership.id)))
