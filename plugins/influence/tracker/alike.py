"""Public questions in which given words occur, with what was answered: for whoever is about to ask the same again."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import case

from core.api import db
from plugins.influence.models import Ask


class Published(NamedTuple):
    """One public question; `status` is a key of vocabulary.STATUSES."""

    number: int
    title: str
    asked_on: date | None
    answered_on: date | None
    status: str


def published_alike(words: Sequence[str], most: int = 5) -> list[Published]:
    """The public questions with most of these words, the latest first among equals; only what everybody may read."""
    if not words:
        return []
    matched = sum((case((_has(word), 1), else_=0) for word in words), start=db.literal(0))
    query = (
        db.select(Ask.number, Ask.public_title, Ask.asked_on, Ask.answered_on, Ask.status)
        .where(Ask.published_at.is_not(None), db.or_(*(_has(word) for word in words)))
        .order_by(matched.desc(), Ask.number.desc())
        .limit(most)
    )
    return [Published(*row) for row in db.session.execute(query)]


def _has(word: str) -> Any:
    return db.or_(Ask.public_title.icontains(word, autoescape=True), Ask.public_words.icontains(word, autoescape=True))
