"""What young members thought of a board's meetings: who may say it, what of it may be shown, and to whom (LA35).

Whoever could have been there may answer: a member, on the day, of a group of young people that has seats on the board
or meets it. Answers count for a meeting once its time to answer is over, so that nobody can watch one change.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, db, gettext_noop, local_today
from plugins.groups.boards import dates
from plugins.groups.boards.dates import Sitting
from plugins.groups.boards.figures import Answer, Figure, figure
from plugins.groups.boards.rules import (
    RATING_DAYS,
    SPOKEN,
    Span,
    could_have_been,
    membership_span,
)
from plugins.groups.here import council, reader
from plugins.groups.models import BoardDate, BoardRating, BoardSeat, Group, Membership, SeatHolder
from plugins.groups.visibility import SEES_MEMBERS

QUESTIONS = {
    "welcome": gettext_noop("I felt welcome"),
    "understood": gettext_noop("I understood"),
    "listened": gettext_noop("They listened"),
    "mattered": gettext_noop("It made a difference"),
}
FACES = {
    4: gettext_noop("Yes, a lot"),
    3: gettext_noop("Mostly"),
    2: gettext_noop("A little"),
    1: gettext_noop("No"),
}


class Result(NamedTuple):
    """One question and what may be shown of it; no figure means not enough answers."""

    question: str
    figure: Figure | None

    @property
    def face(self) -> str:
        """The answer that is nearest to the average."""
        return FACES[self.figure.whole] if self.figure else ""


def fewest_answers() -> int:
    """How many different people must have answered before this reader sees a figure: more for strangers."""
    disclosure = council().file.disclosure
    return disclosure.inside if reader().is_member else disclosure.published


def fewest_for(actor: Actor) -> tuple[int, int | None]:
    """(threshold inside the council, threshold of what is published where the reader is a stranger)."""
    disclosure = council().file.disclosure
    return disclosure.inside, None if actor.is_member else disclosure.published


def results(actor: Actor, *boards: UUID) -> dict[UUID, list[Result]]:
    """What may be shown to `actor` of the answers about these boards, or all; a board nobody rated is left out."""
    meetings: dict[UUID, list[list[Any]]] = defaultdict(list)
    for (board_id, _), rows in _answered(boards).items():
        meetings[board_id].append(rows)
    thresholds = fewest_for(actor)
    return {board_id: [_result(name, rated, thresholds) for name in QUESTIONS] for board_id, rated in meetings.items()}


def nothing() -> list[Result]:
    """The questions with no figure at all."""
    return [Result(words, None) for words in QUESTIONS.values()]


def listened(found: list[Result] | None) -> Figure | None:
    """What may be shown of "They listened", which says most to those who decide."""
    return found[list(QUESTIONS).index("listened")].figure if found else None


def words_to(actor: Actor, board_id: UUID) -> list[str]:
    """What young members wrote, for those who see the members of a group of theirs: no names, no day, no order."""
    if not actor.can("groups.members"):
        return []
    theirs = (
        db.select(Membership.person_id)
        .join(Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id))
        .join(BoardSeat, (BoardSeat.authority_id == Group.authority_id) & (BoardSeat.group_id == Group.id))
        .where(BoardSeat.board_id == board_id, BoardSeat.role.in_(SPOKEN), Membership.supports.is_(False))
        .where(SEES_MEMBERS.criteria(actor))
    )
    asked = db.select(BoardRating.words).where(
        BoardRating.board_id == board_id, BoardRating.words != "", BoardRating.person_id.in_(theirs)
    )
    return list(db.session.scalars(asked.order_by(BoardRating.id)))  # ids are random


def may_speak_of(actor: Actor, board_id: UUID, on: date) -> bool:
    """True if `actor` could have been at this board's meeting of the day `on`."""
    return could_have_been(_spans(actor).get(board_id, ()), on)


def waiting_for(actor: Actor) -> list[Sitting]:
    """Meetings of the last days that `actor` could have been at and can still rate, rated or not."""
    spans = _spans(actor)
    if not spans:
        return []
    today = local_today()
    recent = dates.between(
        today - timedelta(days=RATING_DAYS),
        today,
        BoardDate.cancelled.is_(False),
        BoardDate.board_id.in_(list(spans)),
    )
    return [one for one in recent if could_have_been(spans[one.board_id], one.on)]


def rated(actor: Actor, date_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the meetings that `actor` has rated."""
    asked = db.select(BoardRating.date_id).where(
        BoardRating.person_id == actor.person_id, BoardRating.date_id.in_(list(date_ids))
    )
    return frozenset(db.session.scalars(asked))


def own(actor: Actor, date_id: UUID) -> BoardRating | None:
    """What `actor` said of this meeting."""
    asked = db.select(BoardRating).where(BoardRating.date_id == date_id, BoardRating.person_id == actor.person_id)
    return db.session.scalars(asked).one_or_none()


def was_expected(actor: Actor) -> frozenset[UUID]:
    """Boards at whose meetings `actor` is expected: they hold a seat, or their whole group meets the board."""
    if actor.person_id is None:
        return frozenset()
    seats = (
        db.select(BoardSeat.board_id)
        .join(SeatHolder, (SeatHolder.authority_id == BoardSeat.authority_id) & (SeatHolder.seat_id == BoardSeat.id))
        .where(SeatHolder.person_id == actor.person_id)
        .where(db.or_(SeatHolder.to_on.is_(None), SeatHolder.to_on >= local_today() - timedelta(days=RATING_DAYS)))
    )
    meets = (
        db.select(BoardSeat.board_id)
        .join(
            Membership,
            (Membership.authority_id == BoardSeat.authority_id) & (Membership.group_id == BoardSeat.group_id),
        )
        .where(Membership.person_id == actor.person_id, BoardSeat.role == "meets")
    )
    return frozenset(db.session.scalars(seats)) | frozenset(db.session.scalars(meets))


def _answered(boards: tuple[UUID, ...]) -> dict[tuple[UUID, UUID], list[Any]]:
    """Answers about meetings whose time to answer is over, by (board, meeting), in the order of the meetings."""
    settled = local_today() - timedelta(days=RATING_DAYS)
    asked = (
        db.select(
            BoardRating.board_id,
            BoardRating.date_id,
            BoardRating.person_id,
            *(getattr(BoardRating, name) for name in QUESTIONS),
        )
        .join(BoardDate, (BoardDate.authority_id == BoardRating.authority_id) & (BoardDate.id == BoardRating.date_id))
        .where(BoardDate.on_date < settled, BoardDate.cancelled.is_(False))
        .order_by(BoardDate.on_date, BoardRating.id)
    )
    found: dict[tuple[UUID, UUID], list[Any]] = defaultdict(list)
    for row in db.session.execute(asked.where(BoardRating.board_id.in_(boards)) if boards else asked):
        found[row.board_id, row.date_id].append(row)
    return found


def _result(name: str, meetings: list[list[Any]], thresholds: tuple[int, int | None]) -> Result:
    answers = [[Answer(row.person_id, getattr(row, name)) for row in rows if getattr(row, name)] for rows in meetings]
    return Result(QUESTIONS[name], figure(answers, *thresholds))


def _spans(actor: Actor) -> dict[UUID, list[Span]]:
    """For each board, the times in which `actor` was in a group of young people that it hears in person."""
    if actor.person_id is None:
        return {}
    joined = (
        db.select(BoardSeat.board_id, Membership.status, Membership.joined_on, Membership.left_on)
        .join(Group, (Group.authority_id == BoardSeat.authority_id) & (Group.id == BoardSeat.group_id))
        .join(Membership, (Membership.authority_id == Group.authority_id) & (Membership.group_id == Group.id))
        .where(BoardSeat.role.in_(SPOKEN), Group.participants == "young_people")
        .where(Membership.person_id == actor.person_id, Membership.supports.is_(False))
    )
    found: dict[UUID, list[Span]] = defaultdict(list)
    for row in db.session.execute(joined):
        if span := membership_span(row.status, row.joined_on, row.left_on):
            found[row.board_id].append(span)
    return found
