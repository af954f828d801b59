"""What asks put on first pages and into calendars: late answers, drafts, what waits for a board's day."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from flask import url_for

from core.api import Actor, CalendarItem, HomeItem, NavItem, day, db, gettext, local_today
from plugins.groups.api import Board, BoardDate
from plugins.influence.models import Ask, Owner
from plugins.influence.visibility import FOLLOWS_ASK

LINES: Final = 3
"""Lines of a kind: the rest is on the list behind them."""
FACES: Final = ("worker",)


def nav() -> NavItem:
    """The staff list: a button on the first page, since the menu is long already."""
    return NavItem("Questions", url_for("influence.asks"), "influence.follow", 22, place="home")


def items(actor: Actor) -> list[HomeItem]:
    """What this person has to see to: their own questions for staff, what they present for everybody."""
    if actor.person_id is None:
        return []
    own = [*_own(actor), *_others_late(actor)] if actor.can("influence.ask") else []
    return [*own, *_to_present(actor)]


def calendar(actor: Actor, start: date, end: date) -> list[CalendarItem]:
    """The days on which answers are due: for staff every question that they follow, for others those they answer."""
    if actor.can("influence.follow"):
        query = db.select(Ask.id, Ask.title, Ask.due_on).where(
            Ask.status == "waiting", Ask.due_on.between(start, end), FOLLOWS_ASK.criteria(actor, Ask)
        )
        rows = db.session.execute(query.order_by(Ask.due_on, Ask.number))
        return [_due(row, url_for("influence.ask", id=row.id)) for row in rows]
    if actor.can("influence.answer") and actor.person_id:
        rows = db.session.execute(_asked_of(actor).where(Owner.due_on.between(start, end)))
        return [_due(row, url_for("influence.answer", id=row.id)) for row in rows]
    return []


def _own(actor: Actor) -> Iterator[HomeItem]:
    query = (
        db.select(Ask.id, Ask.title, Ask.status, Ask.due_on)
        .where(Ask.worker_id == actor.person_id, Ask.status.in_(("draft", "waiting")))
        .where(FOLLOWS_ASK.criteria(actor, Ask))
        .order_by(Ask.due_on.is_(None), Ask.due_on, Ask.number)
    )
    today, rows = local_today(), db.session.execute(query).all()
    late = [row for row in rows if row.status == "waiting" and row.due_on and row.due_on < today]
    drafts = [row for row in rows if row.status == "draft"]
    for row in late[:LINES]:
        yield _line("The answer is late", row, row.due_on)
    for row in drafts[:LINES]:
        yield _line("Finish and send", row)


def _others_late(actor: Actor) -> list[HomeItem]:
    """One line for the late answers to questions that nobody here looks after by name any more."""
    query = db.select(db.func.count()).select_from(Ask)
    query = query.where(Ask.status == "waiting", Ask.due_on < local_today(), FOLLOWS_ASK.criteria(actor, Ask))
    number = int(db.session.scalar(query.where(Ask.worker_id.is_(None))) or 0)
    if not number:
        return []
    title = f"{number} late {'answer' if number == 1 else 'answers'} to questions that no worker looks after"
    return [HomeItem("needs", title, url_for("influence.asks", late="yes"), faces=FACES)]


def _to_present(actor: Actor) -> list[HomeItem]:
    """Questions that this person presents to a board."""
    query = (
        db.select(Ask.id, Ask.title, Board.name, BoardDate.on_date)
        .join(Owner, (Owner.authority_id == Ask.authority_id) & (Owner.ask_id == Ask.id))
        .join(Board, (Board.authority_id == Owner.authority_id) & (Board.id == Owner.board_id))
        .join(BoardDate, (BoardDate.authority_id == Owner.authority_id) & (BoardDate.id == Owner.date_id))
        .where(Owner.presenter_id == actor.person_id, Owner.state == "waiting", Ask.asked_on.is_not(None))
        .where(BoardDate.on_date >= local_today(), BoardDate.cancelled.is_(False), Ask.status != "withdrawn")
        .order_by(BoardDate.on_date)
        .limit(LINES)
    )
    return [
        HomeItem(
            "next",
            gettext("You present: %(question)s", question=row.title),
            url_for("influence.ask", id=row.id),
            gettext("%(board)s on %(day)s", board=row.name, day=day(row.on_date)),
            row.on_date,
        )
        for row in db.session.execute(query)
    ]


def _asked_of(actor: Actor) -> Any:
    return (
        db.select(Owner.id, Ask.title, Owner.due_on)
        .join(Ask, (Ask.authority_id == Owner.authority_id) & (Ask.id == Owner.ask_id))
        .where(Owner.person_id == actor.person_id, Owner.state == "waiting", Ask.asked_on.is_not(None))
        .where(Ask.status != "withdrawn")
        .order_by(Owner.due_on, Owner.id)
    )


def _due(row: Any, url: str) -> CalendarItem:
    return CalendarItem(f"Answer due: {row.title}", row.due_on, url)


def _line(words: str, row: Any, on: date | None = None) -> HomeItem:
    return HomeItem("needs", f"{words}: {row.title}", url_for("influence.ask", id=row.id), "", on, faces=FACES)
