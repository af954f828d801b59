"""Public stories as lines of a list, and by id for whoever names them elsewhere."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import url_for

from core.api import Link, Place, db
from plugins.evidence.here import chosen
from plugins.evidence.models import Story
from plugins.evidence.stories import shown
from plugins.groups.api import Group


class Card(NamedTuple):
    """A public story as a list shows it."""

    id: UUID
    key: str
    series: str
    title: str
    summary: str
    on: date | None
    place: str

    @property
    def url(self) -> str:
        """Where everybody reads it."""
        return url_for("evidence.story", key=self.key)


def public_stories(series: str | None = None, most: int = 30) -> list[Card]:
    """Stories that everybody may read now, the latest first; of one collection, or (None) of all."""
    return page_of(most, 0, series)[0]


def page_of(most: int, skip: int, series: str | None = None) -> tuple[list[Card], bool]:
    """A page of the same list, and whether there are more after it."""
    if not chosen().publish:
        return [], False
    query = _cards().order_by(Story.happened_on.desc().nulls_last(), Story.id)
    if series is not None:
        query = query.where(Story.series == series)
    rows = db.session.execute(query.limit(most + 1).offset(skip)).all()
    return _readable(rows[:most]), len(rows) > most


def of_group(group_id: UUID, most: int) -> list[Card]:
    """The latest public stories of a group that is named to everybody."""
    if not chosen().publish:
        return []
    query = _cards().where(Story.group_id == group_id, Group.members_hidden.is_(False))
    rows = db.session.execute(query.order_by(Story.happened_on.desc().nulls_last(), Story.id).limit(most)).all()
    return _readable(rows)


def links(ids: Collection[UUID]) -> Mapping[UUID, Link]:
    """Of these stories those that everybody may read, as links."""
    return {card.id: Link(card.title, card.url, card.on) for card in of_ids(ids)}


def of_ids(ids: Collection[UUID]) -> list[Card]:
    """Of these stories those that everybody may read now."""
    return _readable(db.session.execute(_cards().where(Story.id.in_(list(ids)))).all()) if chosen().publish else []


def _cards() -> Any:
    columns = (
        Story.id, Story.key, Story.series, Story.public_title, Story.public_summary, Story.happened_on,
        Place.name.label("place"),
    )  # fmt: skip
    place = db.and_(Place.authority_id == Story.authority_id, Place.id == Story.place_id)
    query = db.select(*columns).outerjoin(Group, shown.GROUP_OF_STORY).outerjoin(Place, place)
    return query.where(*shown.is_published())


def _readable(rows: Sequence[Any]) -> list[Card]:
    """Without those that somebody in them does not agree to any more."""
    hidden = shown.kept_back([row.id for row in rows])
    return [_card(row) for row in rows if row.id not in hidden]


def _card(row: Any) -> Card:
    return Card(row.id, row.key, row.series, row.public_title, row.public_summary, row.happened_on, row.place or "")


def of_keys(keys: Sequence[str]) -> dict[str, Card]:
    """Of the stories with these keys those that everybody may read now."""
    cards = _readable(db.session.execute(_cards().where(Story.key.in_(list(keys)))).all()) if chosen().publish else []
    return {card.key: card for card in cards}
