"""Quotes as staff read them: the list, and those of a story."""

from typing import Any
from uuid import UUID

from core.api import db
from plugins.evidence.models import Quote


def of_story(story_id: UUID) -> list[Quote]:
    """The quotes of a story that nobody took back."""
    query = db.select(Quote).where(Quote.story_id == story_id, Quote.taken_back_at.is_(None))
    return list(db.session.scalars(query.order_by(Quote.said_on, Quote.id)))


def page_of(size: int, skip: int) -> tuple[list[Quote], bool]:
    """A page of all quotes, the latest first, and whether there are more."""
    query: Any = db.select(Quote).order_by(Quote.made_at.desc(), Quote.id)
    rows = list(db.session.scalars(query.limit(size + 1).offset(skip)))
    return rows[:size], len(rows) > size
