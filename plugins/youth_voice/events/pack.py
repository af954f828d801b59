"""The papers of an annual meeting or report: what the group did in the year before it, gathered from what is kept.

Nothing is typed twice. Numbers of people are those that may be shown inside the council; no name stands in it (W49).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from core.api import Actor, day, db, disclosure, gettext, ngettext
from plugins.groups.api import BoardSeat, Membership, seat_numbers
from plugins.meetings.api import Meeting
from plugins.youth_voice.elected.reading import elects
from plugins.youth_voice.events.reading import EventRead
from plugins.youth_voice.models import Ballot, DelegateReport, Post, TaskGroup
from plugins.youth_voice.reports import queue
from plugins.youth_voice.vocabulary import DID, OUTCOMES

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Part:
    """One part of the papers: its heading, and its lines as (what, what there is to say)."""

    title: str
    lines: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Pack:
    """The papers of one event: the year that they tell of, the group's own words, and the parts with something in."""

    read: EventRead
    since: date
    words: str
    parts: list[Part]


def of(read: EventRead, actor: Actor) -> Pack:
    """Gather the papers of an event, as this reader may read them."""
    group_id, until = read.event.group_id, read.event.on_date
    since = until - A_YEAR
    parts = [
        Part(gettext("Who we are"), _numbers(group_id, since, until)),
        Part(gettext("Who elects us"), _elects(actor, read.group_key)),
        Part(gettext("Our seats on boards"), _seats(actor, group_id)),
        Part(gettext("What we worked on"), _tasks(group_id, since, until)),
        Part(gettext("What boards asked us, and what they did"), _reports(group_id, since, until)),
        Part(gettext("Where we spoke beyond here"), _beyond(group_id, since, until)),
        Part(gettext("Votes that we led"), _votes(group_id, since, until)),
    ]
    return Pack(read, since, read.event.words, [part for part in parts if part.lines])


def _numbers(group_id: UUID, since: date, until: date) -> list[tuple[str, str]]:
    held = db.select(db.func.count(Meeting.id)).where(
        Meeting.group_id == group_id, Meeting.on_date > since, Meeting.on_date <= until, Meeting.state == "held"
    )
    members = db.select(db.func.count(Membership.id)).where(
        Membership.group_id == group_id, Membership.status == "active", Membership.supports.is_(False)
    )
    shown = disclosure.inside(db.session.scalar(members) or 0)
    return [
        (gettext("Meetings in the year"), str(db.session.scalar(held) or 0)),
        (gettext("Members"), str(shown) if shown is not None else gettext("Too few to say")),
    ]


def _elects(actor: Actor, key: str) -> list[tuple[str, str]]:
    return [(body.name, body.filled) for group in elects(actor) if group.key == key for body in group.bodies]


def _seats(actor: Actor, group_id: UUID) -> list[tuple[str, str]]:
    """The boards on which the group has seats, with all young people's seats there."""
    query = db.select(BoardSeat.board_id).where(BoardSeat.group_id == group_id, BoardSeat.role == "seat")
    mine = set(db.session.scalars(query))
    return [(one.board, seat_words(one.promised, one.filled)) for one in seat_numbers(actor) if one.board_id in mine]


def seat_words(promised: int | None, filled: int | None) -> str:
    """Seats as numbers: "1 of 2"; what is not stated, or too small to tell, says so."""
    if promised is None:
        return (
            gettext("Number not stated")
            if filled is None
            else gettext("%(filled)s, number promised not stated", filled=filled)
        )
    return gettext("%(filled)s of %(promised)s", filled="?" if filled is None else filled, promised=promised)


def _tasks(group_id: UUID, since: date, until: date) -> list[tuple[str, str]]:
    query = db.select(TaskGroup).where(
        TaskGroup.group_id == group_id,
        TaskGroup.starts_on <= until,
        db.or_(TaskGroup.ended_on.is_(None), TaskGroup.ended_on > since),
    )
    rows = db.session.scalars(query.order_by(TaskGroup.starts_on, TaskGroup.id))
    return [(row.title, _outcome(row)) for row in rows]


def _outcome(row: TaskGroup) -> str:
    if row.state != "ended":
        return gettext("Still at work, until %(day)s", day=day(row.ends_on))
    kind = gettext(OUTCOMES.get(row.outcome_kind, ""))
    return f"{kind}. {row.outcome}" if row.outcome else str(kind)


def _reports(group_id: UUID, since: date, until: date) -> list[tuple[str, str]]:
    lines = [line for line in queue.lines([group_id], since) if line.board_on and since < line.board_on <= until]
    return [(f"{line.board}: {line.title}", _did(line)) for line in lines]


def _did(line: queue.Line) -> str:
    if line.row is not None and line.row.did:
        return f"{gettext(DID[line.row.did])}. {line.row.did_words}"
    return line.said[0]


def _beyond(group_id: UUID, since: date, until: date) -> list[tuple[str, str]]:
    query = (
        db.select(DelegateReport.event, DelegateReport.on_date, Post.title)
        .join(Post, (Post.authority_id == DelegateReport.authority_id) & (Post.id == DelegateReport.post_id))
        .where(Post.group_id == group_id, DelegateReport.on_date > since, DelegateReport.on_date <= until)
        .order_by(DelegateReport.on_date, DelegateReport.id)
    )
    return [(row.event, f"{row.title}, {day(row.on_date)}") for row in db.session.execute(query)]


def _votes(group_id: UUID, since: date, until: date) -> list[tuple[str, str]]:
    query = db.select(Ballot).where(
        Ballot.group_id == group_id, Ballot.closed_on > since, Ballot.closed_on <= until, Ballot.published.is_(True)
    )
    rows: Sequence[Any] = list(db.session.scalars(query.order_by(Ballot.closed_on, Ballot.id)))
    return [(row.title, _turnout(row.votes + row.spoilt)) for row in rows]


def _turnout(cast: int) -> str:
    shown = disclosure.published(cast)
    if shown is None:
        return gettext("Too few votes to say")
    return ngettext("About %(number)s vote", "About %(number)s votes", shown)
