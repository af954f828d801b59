"""Questions between champions, the newest first, paged by (moment, id); and their replies."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from core.api import Person, db
from plugins.participation_champions.models import Question, Reply

BETWEEN = "~"


def lines(open_only: bool, skill: str, after: str, size: int) -> tuple[Sequence[Any], str | None]:
    """One page of questions with how many replies each has, and where the next one starts; one statement."""
    number = db.select(db.func.count(Reply.id)).where(Reply.question_id == Question.id).correlate(Question)
    columns = (Question.id, Question.title, Question.skill, Question.settled_on, Question.made_at)
    query = (
        db.select(*columns, Person.name.label("by"), number.scalar_subquery().label("replies"))
        .outerjoin(Person, (Person.authority_id == Question.authority_id) & (Person.id == Question.by_id))
        .order_by(Question.made_at.desc(), Question.id.desc())
    )
    if open_only:
        query = query.where(Question.settled_on.is_(None))
    if skill:
        query = query.where(Question.skill == skill)
    rows = db.session.execute(_after(query, after).limit(size + 1)).all()
    last = rows[size - 1] if len(rows) > size else None
    return rows[:size], f"{last.made_at.isoformat()}{BETWEEN}{last.id}" if last else None


def replies(question_id: UUID) -> Sequence[Any]:
    """The replies to one question, the oldest first."""
    query = (
        db.select(Reply.id, Reply.words, Reply.helped, Reply.made_at, Person.name.label("by"))
        .outerjoin(Person, (Person.authority_id == Reply.authority_id) & (Person.id == Reply.by_id))
        .where(Reply.question_id == question_id)
    )
    return db.session.execute(query.order_by(Reply.made_at, Reply.id)).all()


def without_reply(by_others_than: UUID | None, most: int) -> int:
    """How many open questions of others nobody has answered, counted up to `most`."""
    answered = db.select(Reply.question_id)
    query = db.select(Question.id).where(Question.settled_on.is_(None), Question.id.not_in(answered))
    if by_others_than is not None:
        query = query.where(db.or_(Question.by_id.is_(None), Question.by_id != by_others_than))
    return len(db.session.scalars(query.limit(most)).all())


def _after(query: Any, after: str) -> Any:
    moment, _, id = after.partition(BETWEEN)
    try:
        at, last = datetime.fromisoformat(moment), UUID(id)
    except ValueError:
        return query
    return query.where(db.or_(Question.made_at < at, db.and_(Question.made_at == at, Question.id < last)))
