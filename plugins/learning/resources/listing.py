"""The list for those who write resources: what has to be looked at again first, paged by (day, id)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from core.api import Person, db, local_today
from plugins.learning.models import Resource

BETWEEN: Final = "~"
NEVER: Final = date(9999, 12, 31)
"""Stands for a day that nobody has set, so that such resources come last."""


def lines(after: str, size: int) -> tuple[Sequence[Any], str | None]:
    """One page and where the next one starts; one statement."""
    due = db.func.coalesce(Resource.review_on, NEVER)
    columns = (Resource.id, Resource.title, Resource.kind, Resource.review_on, Resource.put_away_on, Resource.open_to)
    query = (
        db.select(*columns, due.label("due"), Person.name.label("owner"))
        .outerjoin(Person, (Person.authority_id == Resource.authority_id) & (Person.id == Resource.owner_id))
        .where(*_after(after, due))
        .order_by(due, Resource.id)
    )
    rows = db.session.execute(query.limit(size + 1)).all()
    last = rows[size - 1] if len(rows) > size else None
    return rows[:size], f"{(last.review_on or NEVER).isoformat()}{BETWEEN}{last.id}" if last else None


def due(most: int) -> int:
    """How many are to be looked at again by today, counted up to `most`."""
    query = db.select(Resource.id).where(Resource.review_on <= local_today(), Resource.put_away_on.is_(None))
    return len(db.session.scalars(query.limit(most)).all())


def _after(after: str, due: Any) -> Iterable[Any]:
    day, _, id = after.partition(BETWEEN)
    try:
        on, last = date.fromisoformat(day), UUID(id)
    except ValueError:
        return
    yield db.or_(due > on, db.and_(due == on, Resource.id > last))
