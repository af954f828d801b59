"""Made-up reports that boards have read, with what groups answered and what the boards did; seats on earlier days."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from core.api import DemoMade, DemoWorld, db
from plugins.groups.api import BoardDate, BoardReport, BoardSeat, Group, consulted_boards
from plugins.youth_voice.demo.ids import Row, demo_id, put
from plugins.youth_voice.models import Consultation, SeatCount

PAST: Final = (
    ("visits", "How often social workers visit", "Somebody should visit you. The board asks: is it often enough?",
     "Visits are fine when they are at a time that suits us. Please ask us which day is good.",
     "changed", "From spring on everybody is asked which day suits them.", ""),
    ("contact", "Seeing brothers and sisters", "The board asks: can you see your family as often as you want?",
     "We want to see our brothers and sisters at home, not in an office.", "", "", ""),
    ("budget", "Money for clubs", "The board decides how much money clubs get.", "", "", "",
     "The report came two days before the board. The group was told, too late to answer."),
)  # fmt: skip
NOW = "We talked about it at our meeting. Start with those who have waited longest, and tell them when."


def plant(world: DemoWorld) -> list[DemoMade]:
    """Make what is missing; says how many of each."""
    past = list(_past(world))
    reports = put(BoardReport, [report for report, _ in past])
    answers = put(Consultation, [*(row for _, row in past), *_answered_now(world)])
    seats = put(SeatCount, _seats(world))
    return [
        DemoMade("reports that boards read", reports),
        DemoMade("reports put to groups", answers),
        DemoMade("seats on earlier days", seats),
    ]


def _past(world: DemoWorld) -> Iterator[tuple[Row, Row]]:
    """For the first group of each board that asks: three reports of the board's last meetings."""
    for board_id, key, _, group_id in consulted_boards():
        if not _meets(group_id):
            continue
        for number, date_id, on in _sittings(board_id, world.today):
            label, title, easy, answer, did, did_words, why = PAST[number]
            report = demo_id(world, f"board report/{key}/{label}")
            words = {"title": title, "about": easy, "about_easy": easy, "from_whom": "Head of service"}
            row = {"id": report, "board_id": board_id, "date_id": date_id, "ask_by": on - timedelta(days=10)} | words
            late = 2 if why else 30
            yield (
                row,
                {
                    "id": demo_id(world, f"consultation/{key}/{label}/{group_id}"),
                    "report_id": report,
                    "group_id": group_id,
                    "board_id": board_id,
                    "title": title,
                    "opened_on": on - timedelta(days=late),
                    "board_on": on,
                    "answer": answer,
                    "answered_on": on - timedelta(days=8) if answer else None,
                    "without_why": why,
                    "did": did,
                    "did_words": did_words,
                    "did_on": on + timedelta(days=9) if did else None,
                },
            )


def _answered_now(world: DemoWorld) -> Iterator[Row]:
    """Of the reports to come one for each group is answered already."""
    for board_id, key, _, group_id in consulted_boards():
        coming = (
            db.select(BoardReport.id, BoardReport.title, BoardDate.on_date)
            .join(
                BoardDate, (BoardDate.authority_id == BoardReport.authority_id) & (BoardDate.id == BoardReport.date_id)
            )
            .where(BoardReport.board_id == board_id, BoardDate.on_date > world.today)
            .order_by(BoardDate.on_date, BoardReport.title)
        )
        found = db.session.execute(coming.limit(1)).first()
        if found and _meets(group_id):
            yield {
                "id": demo_id(world, f"consultation/{key}/to come/{group_id}"),
                "report_id": found.id,
                "group_id": group_id,
                "board_id": board_id,
                "title": found.title,
                "opened_on": world.today - timedelta(days=6),
                "board_on": found.on_date,
                "answer": NOW,
                "answered_on": world.today - timedelta(days=1),
                "without_why": "",
                "did": "",
                "did_words": "",
                "did_on": None,
            }


def _sittings(board_id: UUID, today: date) -> Iterator[tuple[int, UUID, date]]:
    """The board's last meetings, the latest first, as many as there are stories."""
    query = db.select(BoardDate.id, BoardDate.on_date).where(
        BoardDate.board_id == board_id, BoardDate.on_date < today, BoardDate.cancelled.is_(False)
    )
    rows: Any = db.session.execute(query.order_by(BoardDate.on_date.desc()).limit(len(PAST))).all()
    for number, row in enumerate(rows):
        yield len(PAST) - 1 - number if len(rows) == len(PAST) else number, row.id, row.on_date


def _meets(group_id: UUID) -> bool:
    return db.session.scalar(db.select(Group.id).where(Group.id == group_id, Group.status == "active")) is not None


def _seats(world: DemoWorld) -> Iterator[Row]:
    """On the boards that promise a number: none held two years ago, half of them a year ago."""
    promised = (
        db.select(BoardSeat.board_id, db.func.sum(BoardSeat.seats).label("seats"))
        .join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
        .where(BoardSeat.role == "seat", BoardSeat.seats.is_not(None), Group.listing == "public")
        .where(Group.participants == "young_people", Group.members_hidden.is_(False))
        .group_by(BoardSeat.board_id)
        .order_by(BoardSeat.board_id)
    )
    for row in db.session.execute(promised):
        for years, filled in ((2, 0), (1, int(row.seats) // 2)):
            yield {
                "id": demo_id(world, f"seats/{row.board_id}/{years}"),
                "board_id": row.board_id,
                "on_date": world.today - timedelta(days=365 * years),
                "promised": int(row.seats),
                "filled": filled,
                "source": "entered",
                "note": "Minutes of the board",
            }
